"""Exported C, compiled strictly and called from Python."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.export.base import ExportJob
from nnstudio.export.c_source.exporter import CExporter, COptions

GCC = shutil.which("gcc")
STRICT = ("-std=c99", "-Wall", "-Wextra", "-Werror", "-O2")
needs_gcc = pytest.mark.skipif(
    GCC is None and sys.platform != "linux", reason="gcc is not on this machine"
)


def compiled(folder: Path, files: Sequence[Path], *options: str) -> Path:
    """Compile files without a warning; return what came of it."""
    assert GCC is not None
    made = folder / "made"
    command = [GCC, *STRICT, *options, *map(str, files), "-lm", "-o", str(made)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return made


def library(folder: Path, jobs: Sequence[ExportJob]) -> ctypes.CDLL:
    """Compile networks of different stems without their programs, and load them."""
    files = []
    for job in jobs:
        files.append(folder / f"{job.stem}.c")
        files[-1].write_bytes(CExporter().files(job)[".c"])
    return ctypes.CDLL(str(compiled(folder, files, "-shared", "-fPIC")))


def library_job(job: ExportJob, **options: bool) -> ExportJob:
    """Return a job without a program, with other options."""
    chosen = COptions(program=False, **options)
    return ExportJob(job.project, job.plan, job.weights, chosen, job.stem)


def answers(loaded: ctypes.CDLL, job: ExportJob, x: Array) -> list[Array]:
    """Return what the compiled network says of samples, output by output."""
    predict = getattr(loaded, f"{job.stem}_predict")
    rows = np.ascontiguousarray(x.reshape(len(x), -1), np.float32)
    shapes = [output.shape for output in job.plan.outputs]
    found = [np.empty((len(x), size_of(shape)), np.float32) for shape in shapes]
    for number, row in enumerate(rows):
        places = [row, *(y[number] for y in found)]
        predict(*(ctypes.c_void_p(place.ctypes.data) for place in places))
    return [y.reshape(len(x), *shape) for y, shape in zip(found, shapes, strict=True)]
