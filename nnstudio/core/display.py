"""Is there a screen to open a window on? Asked before Qt, which would abort the process."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable, Mapping

from nnstudio.core.text import N_, Text

LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
"""How X11 names a display of this machine, such as ``:0`` or ``:1.0``."""


def x_server_answers(number: int) -> bool:
    """Tell whether an X server of this machine serves a display."""
    if sys.platform == "win32":
        return False
    path = f"/tmp/.X11-unix/X{number}"
    for address in (path, f"\0{path}"):  # a file, and Linux's name without a file
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False


def missing_display(
    environ: Mapping[str, str],
    platform: str,
    answers: Callable[[int], bool] = x_server_answers,
) -> Text | None:
    """Say why no window can open, or return None when nothing speaks against it.

    Parameters
    ----------
    environ
        The process's environment, ``os.environ``.
    platform
        ``sys.platform``; Windows and macOS always have a screen as far as Qt is concerned.
    answers
        Whether the X server of a display of this machine is there.
    """
    if platform in ("win32", "darwin", "cygwin"):
        return None
    if environ.get("QT_QPA_PLATFORM"):  # the user chose a way to draw, for example "offscreen"
        return None
    if environ.get("WAYLAND_DISPLAY"):
        return None
    display = environ.get("DISPLAY", "")
    if not display:
        return Text(
            N_(
                "NNStudio cannot open its window because this session has no screen (neither "
                "DISPLAY nor WAYLAND_DISPLAY is set): start it from a graphical desktop or through "
                "`ssh -X`, or work without a window, as `nnstudio --help` shows."
            )
        )
    local = LOCAL_DISPLAY.fullmatch(display)
    if local is None or answers(int(local[1])):
        return None
    return Text(
        N_(
            "NNStudio cannot open its window because no screen answers at DISPLAY={display}: start "
            "it from a graphical desktop or through `ssh -X`, or work without a window, as "
            "`nnstudio --help` shows."
        ),
        display=display,
    )
