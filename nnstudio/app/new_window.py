"""Another window, in a process of its own: what one trains or loses is no business of the other."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess


def start_command() -> list[str]:
    """Return what starts the program as it was started."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "nnstudio"]


def open_window(path: Path | None = None) -> bool:
    """Open another window, with a file if one is given; False where it cannot be started."""
    program, *words = start_command()
    started = QProcess.startDetached(program, [*words, *([str(path)] if path else [])])
    return bool(started[0] if isinstance(started, tuple) else started)
