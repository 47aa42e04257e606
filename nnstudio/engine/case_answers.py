"""The answers of a network to a file of new cases, as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from nnstudio.core.atomic_file import require_writable, write_atomically
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.data.case_files import read_cases
from nnstudio.data.scaling import apply_scaling
from nnstudio.data.units import unit_of
from nnstudio.engine.answers import CHUNK, answers
from nnstudio.engine.evaluation import class_probabilities
from nnstudio.engine.model import Model
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.graph.data_plan import DataPlan

Poll = Callable[[int, int], bool]
"""Told how many samples are done and of how many; False ends the work."""


@dataclass(frozen=True)
class WrittenAnswers:
    """How many samples were answered, and where the table is."""

    count: int
    path: Path


def write_answers(
    model: Model, plan: DataPlan, cases: Path, table: Path, poll: Poll | None = None
) -> WrittenAnswers | None:
    """Write what a network says of new cases; None where ``poll`` ended it, with nothing written.

    The table (CSV) has the columns of the file, or the names of its files; behind them, for each
    output, the predicted class with the probability of every class, or the predicted numbers in
    the data's own units.

    Raises
    ------
    UserError
        The cases cannot be read so, or the table cannot be written.
    """
    require_writable(table)
    if poll is not None and not poll(0, 0):
        return None
    read = read_cases(plan, cases)
    count = len(read.x)
    heading = [*(read.names if read.columns else ("sample",))]
    heading += _heading(model, plan, heading)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heading)
    front = read.rows()
    for start in range(0, count, CHUNK):
        part = read.x[start : start + CHUNK]
        found = answers(model, apply_scaling(plan, part))
        columns = [_columns(o, plan, found[o.name]) for o in model.plan.outputs]
        for said in zip(*columns, strict=True):
            writer.writerow([*next(front), *(cell for cells in said for cell in cells)])
        if poll is not None and not poll(min(start + CHUNK, count), count):
            return None
    content = stream.getvalue().encode("utf-8")

    def write(to: BinaryIO) -> None:
        to.write(content)

    write_atomically(table, write)
    return WrittenAnswers(count, table)


def _heading(model: Model, plan: DataPlan, taken: list[str]) -> list[str]:
    """Return the names of the answers' columns, none of which is one of those ``taken``."""
    found: list[str] = []
    outputs = model.plan.outputs
    for output in outputs:
        targets = [plan.signature.all_targets[number] for number in output.numbers]
        front = f"{output.name}: " if len(outputs) > 1 else ""
        if output.task == "classification":
            name = targets[0].name or "class"
            found.append(f"{front}predicted {name}")
            if len(output.shape) == 1:
                found += [f"{front}p({each})" for each in targets[0].classes]
            continue
        for target in targets:
            size, unit = size_of(target.shape), unit_of(plan, [target.name])
            unit = f" [{unit}]" if unit else ""
            name = target.name or "value"
            places = [""] if size == 1 else [f" {n + 1}" for n in range(size)]
            found += [f"{front}predicted {name}{place}{unit}" for place in places]
    return [f"{name} (network)" if name in taken else name for name in found]


def _columns(output: PlannedOutput, plan: DataPlan, found: Array) -> Iterator[list[object]]:
    """Give for each sample the cells of an output."""
    if output.task != "classification":
        for numbers in found.reshape(len(found), -1).tolist():
            yield [_written(number) for number in numbers]
        return
    classes = plan.signature.all_targets[output.numbers[0]].classes
    single = output.shape[-1] == 1
    if single:
        taken = (found[..., 0] >= output.loss.border).astype(np.int64)
    else:
        taken = found.argmax(axis=-1)
    if len(output.shape) > 1:  # a class at each step
        between = "" if all(len(name) <= 1 for name in classes) else " "
        for row in taken.reshape(len(found), -1).tolist():
            yield [between.join(classes[number] for number in row)]
        return
    shares = class_probabilities(found)
    for number, row in zip(taken.tolist(), shares.tolist(), strict=True):
        yield [classes[number], *(_written(share) for share in row)]


def _written(number: float) -> str:
    """Return a number with the digits that single precision has."""
    return f"{number:.7g}"
