"""A session without a screen is told so in one sentence; every other session is left alone."""

from __future__ import annotations

import os
import sys

import pytest

from nnstudio.core.display import missing_display


def answers(number: int) -> bool:
    """Only the first display of this machine is there."""
    return number == 0


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        pytest.param({"LANG": "en_GB.UTF-8"}, "no screen", id="no variable"),
        pytest.param({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "no screen", id="empty"),
        pytest.param({"DISPLAY": ":99"}, "answers at DISPLAY=:99", id="no server"),
    ],
)
def test_a_session_without_a_screen_is_told_what_to_do(
    environ: dict[str, str], reason: str
) -> None:
    text = str(missing_display(environ, "linux", answers))

    assert reason in text
    assert "ssh -X" in text
    assert "nnstudio --help" in text
    assert text.count(". ") == 0, "one sentence"


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        pytest.param({"DISPLAY": ":0"}, "linux", id="X11"),
        pytest.param({"DISPLAY": "unix:0.1"}, "linux", id="X11, second screen"),
        pytest.param({"DISPLAY": "localhost:10.0"}, "linux", id="ssh -X"),
        pytest.param({"WAYLAND_DISPLAY": "wayland-0"}, "linux", id="Wayland"),
        pytest.param({"QT_QPA_PLATFORM": "offscreen"}, "linux", id="offscreen on purpose"),
        pytest.param({}, "win32", id="Windows"),
        pytest.param({}, "darwin", id="macOS"),
    ],
)
def test_a_session_with_a_screen_is_left_alone(environ: dict[str, str], platform: str) -> None:
    assert missing_display(environ, platform, answers) is None


@pytest.mark.xcb
def test_the_x_server_of_this_test_answers() -> None:
    assert missing_display(os.environ | {"QT_QPA_PLATFORM": ""}, sys.platform) is None
