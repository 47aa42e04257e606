"""The command line of this program, at work beside the window on a copy of what is open."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.files.project_file import SUFFIX, SavedProject, save

_LOOK_SECONDS = 0.1


class Rendering:
    """Has a target of `nnstudio export` written by a process of its own; call it in a thread.

    The process shows plots in light colours and waits for its threads, which a window could not.

    Parameters
    ----------
    saved
        What is written of.
    path
        Where to.
    """

    def __init__(self, saved: SavedProject, target: str, path: Path) -> None:
        self.path = path
        self._saved, self._target = saved, target
        self._ended = threading.Event()

    def end(self) -> None:
        """End it as soon as possible."""
        self._ended.set()

    def __call__(self) -> None:
        """Do it.

        Raises
        ------
        UserError
            It could not be written; the text says why.
        """
        with tempfile.TemporaryDirectory(prefix="nnstudio-") as folder:
            file = Path(folder) / f"project{SUFFIX}"
            save(file, self._saved)
            start = [sys.executable, *([] if getattr(sys, "frozen", False) else ["-m", "nnstudio"])]
            words = ["export", str(file), "--to", self._target, "-o", str(self.path)]
            process = subprocess.Popen(
                [*start, *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                # On Windows, a console would open beside the window.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            while not self._ended.is_set():
                try:
                    _, told = process.communicate(timeout=_LOOK_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
                if process.returncode:
                    reason = told.strip().rpartition("\n")[2].removeprefix("nnstudio: ")
                    text = N_("{name} could not be written: {reason}")
                    raise UserError(Text(text, name=self.path.name, reason=reason))
                return
            process.kill()
            process.communicate()
