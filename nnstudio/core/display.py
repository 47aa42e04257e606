"""Is there a screen to open a window on? Asked before Qt, which would abort the process."""

from __future__ import annotations

from collections.abc import Mapping

from nnstudio.core.text import N_, Text


def missing_display(environ: Mapping[str, str], platform: str) -> Text | None:
    """Say why no window can open, or return None when nothing speaks against it.

    Parameters
    ----------
    environ
        The process's environment, ``os.environ``.
    platform
        ``sys.platform``; Windows and macOS always have a screen as far as Qt is concerned.
    """
    if platform in ("win32", "darwin", "cygwin"):
        return None
    if environ.get("QT_QPA_PLATFORM"):  # the user chose a way to draw, for example "offscreen"
        return None
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return None
    return Text(
        N_(
            "NNStudio cannot open its window because this session has no screen (neither DISPLAY "
            "nor WAYLAND_DISPLAY is set): start it from a graphical desktop or through `ssh -X`, "
            "or work without a window, as `nnstudio --help` shows."
        )
    )
