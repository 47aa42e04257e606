"""A process that is killed at any moment of saving leaves a whole file, the old one or the new."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nnstudio.core.atomic_file import PARTS
from nnstudio.files.project_file import load

SAVING = """
import sys
from pathlib import Path
import numpy as np
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template

path = Path(sys.argv[1])
project = template("digits-mlp").project
weights = initial_weights(make_plan(analyze(project)), 0)
for number in range(1_000_000):
    named = edits.rename_project(project, f"version {number}")
    filled = {key: np.full_like(value, number) for key, value in weights.items()}
    save(path, SavedProject(named, Checkpoint(filled)))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_file_is_whole_whenever_the_process_is_killed(tmp_path: Path) -> None:
    chance = random.Random(0)
    path = tmp_path / "a.nnstudio"
    for _ in range(3):
        command = [sys.executable, "-c", SAVING, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first == "0\n"
            end = time.monotonic() + chance.uniform(0.0, 0.15)
            told = 0
            while time.monotonic() < end:
                told = int(process.stdout.readline())
            os.kill(process.pid, signal.SIGKILL)
            told = max([told, *(int(line) for line in process.stdout.read().splitlines())])
        saved = load(path)
        version = int(saved.project.name.removeprefix("version "))
        assert version in (told, told + 1), "what was saved is there"
        assert saved.warnings == ()
        assert saved.checkpoint is not None
        values = {float(v) for w in saved.checkpoint.weights.values() for v in (w.min(), w.max())}
        assert values == {float(version)}, "no file is half the one and half the other"
        assert len(list(tmp_path.glob(PARTS))) <= 3
