"""A session without a screen is told so in one sentence; every other session is left alone."""

from __future__ import annotations

import pytest

from nnstudio.core.display import missing_display


def test_a_linux_session_without_a_screen_is_told_what_to_do() -> None:
    text = str(missing_display({"LANG": "en_GB.UTF-8"}, "linux"))

    assert "DISPLAY" in text
    assert "ssh -X" in text
    assert "nnstudio --help" in text
    assert text.count(". ") == 0, "one sentence"


def test_an_empty_variable_counts_as_no_screen() -> None:
    assert missing_display({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "linux") is not None


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        pytest.param({"DISPLAY": ":0"}, "linux", id="X11"),
        pytest.param({"WAYLAND_DISPLAY": "wayland-0"}, "linux", id="Wayland"),
        pytest.param({"QT_QPA_PLATFORM": "offscreen"}, "linux", id="offscreen on purpose"),
        pytest.param({}, "win32", id="Windows"),
        pytest.param({}, "darwin", id="macOS"),
    ],
)
def test_a_session_with_a_screen_is_left_alone(environ: dict[str, str], platform: str) -> None:
    assert missing_display(environ, platform) is None
