"""Freeze NNStudio into a folder that runs on machines without Python, and try the result."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from console import Trouble, say
from environment import Environment


def freeze(environment: Environment) -> int:
    """Make ``dist/nnstudio`` and let it check itself; return the exit code."""
    root = environment.checkout
    command = [str(environment.python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(root / "dist"), "--workpath", str(root / "build" / "freeze")]
    say("Freezing NNStudio (about a minute) ...")
    done = subprocess.run([*command, str(root / "packaging" / "nnstudio.spec")], cwd=root)
    if done.returncode != 0:
        raise Trouble("PyInstaller could not freeze NNStudio; its last words are above.")
    program = frozen_program(root)
    say(f"Trying {program} ...")
    checked = subprocess.run([str(program), "--self-check"])
    if checked.returncode != 0:
        raise Trouble(f"The frozen app {program} does not pass its self-check.")
    say(f"The folder {program.parent} holds {size_in_mb(program.parent)} MB and is ready to copy.")
    return 0


def frozen_program(root: Path) -> Path:
    """Return the path of the program inside the frozen folder."""
    if sys.platform == "darwin":
        return root / "dist" / "NNStudio.app" / "Contents" / "MacOS" / "nnstudio"
    return root / "dist" / "nnstudio" / ("nnstudio.exe" if os.name == "nt" else "nnstudio")


def size_in_mb(folder: Path) -> int:
    """Return how much a folder holds."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return round(sum(path.stat().st_size for path in files) / 1e6)
