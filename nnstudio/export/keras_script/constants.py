"""What a Keras script knows by name: the scaling, the classes, the tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.keras_script.text import numbers_text, words_text
from nnstudio.export.meanings import classes_of, tokens_of

LONGEST = 100
"""How many values a script spells out; longer lists lie with the weights."""


@dataclass(frozen=True)
class Constants:
    """The lines that define them, and the arrays that lie with the weights."""

    lines: tuple[str, ...]
    arrays: Mapping[str, Array]


def constants(job: ExportJob) -> Constants:
    """Return all constants that the script reads."""
    data = job.data
    numbers: dict[str, Sequence[float]] = {}
    if any(data.shift):
        numbers["SHIFT"] = data.shift
    if any(scale != 1.0 for scale in data.scale):
        numbers["SCALE"] = data.scale
    if data.fill:
        numbers["FILL"] = data.fill
    words: dict[str, Sequence[str]] = {}
    if tokens := tokens_of(data):
        words["TOKENS"] = tokens
    for output in job.plan.outputs:
        if classes := classes_of(job, output):
            words[constant("CLASSES", job, output)] = classes
        if output.scale:
            numbers[constant("TARGET_SHIFT", job, output)] = output.shift
            numbers[constant("TARGET_SCALE", job, output)] = output.scale
    return _constants(numbers, words)


def constant(name: str, job: ExportJob, output: PlannedOutput) -> str:
    """Return what a constant of an output is called; several outputs are numbered."""
    number = job.plan.outputs.index(output)
    return name if len(job.plan.outputs) == 1 else f"{name}_{number + 1}"


def _constants(
    numbers: Mapping[str, Sequence[float]], words: Mapping[str, Sequence[str]]
) -> Constants:
    lines: list[str] = []
    arrays: dict[str, Array] = {}
    for name, values in numbers.items():
        shown = values[:1] if len(set(values)) == 1 else values
        if len(shown) > LONGEST:
            arrays[name] = np.array(values)
        else:
            lines.append(numbers_text(name, shown))
    for name, texts in words.items():
        if len(texts) > LONGEST:
            arrays[name] = np.array(texts)
        else:
            note = "# what each token stands for\n" if name == "TOKENS" else ""
            lines.append(note + words_text(name, texts))
    if arrays:
        lines.append("with np.load(WEIGHTS, allow_pickle=False) as arrays:")
        lines += [f'    {name} = arrays["{name}"]' for name in arrays]
    return Constants(tuple(lines), arrays)
