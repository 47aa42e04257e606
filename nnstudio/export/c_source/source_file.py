"""The whole file: remarks, constants, functions, and the network that calls them."""

from __future__ import annotations

import shlex
from collections import Counter

from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.c_source import (
    arithmetic,
    dense_layers,
    entrance,
    sequences,
    simple_layers,
    windows,
)
from nnstudio.export.c_source.buffers import Storage
from nnstudio.export.c_source.c_text import remark
from nnstudio.export.c_source.program import program
from nnstudio.export.c_source.source import NodeCode, Source
from nnstudio.export.c_source.words import writers
from nnstudio.export.source_text import identifier

FAMILIES = arithmetic, dense_layers, entrance, sequences, simple_layers, windows
"""Whose functions write layers."""


def source_file(
    job: ExportJob, own_units: bool, with_program: bool, most: int | None = None
) -> str:
    """Return the text of the C file.

    Parameters
    ----------
    own_units
        Whether samples and answers are in the units of the data.
    with_program
        Whether a ``main`` follows.
    most
        How many numbers of an array are written, to look at the file; None: all of them.
    """
    source = Source(job, most)
    parameters = ", ".join(["const float *x", *(f"float *{name}" for name in names(job))])
    _compute(source, own_units)
    stem, upper = job.stem, job.stem.upper()
    sizes = [size_of(output.shape) for output in job.plan.outputs]
    parts = [
        _about(source, own_units, parameters, with_program),
        "\n".join(
            ["#include <math.h>", "#include <stddef.h>"]
            + (["#include <stdio.h>"] if with_program else [])
        ),
        "\n".join(
            [f"#define {upper}_INPUTS {size_of(job.plan.input_shape)}"]
            + [
                f"#define {upper}_{name} {size}"
                for name, size in zip(_sizes(len(sizes)), sizes, strict=True)
            ]
        ),
        *(function.text for function in source.functions.values()),
        *source.constants,
        "\n".join(
            f"static float buffer_{number}[{size}];"
            for number, size in enumerate(source.buffers.sizes, start=1)
        ),
        f"void {stem}_predict({parameters})\n{{\n" + "\n".join(source.calls) + "\n}",
    ]
    if with_program:
        parts.append(program(stem, _sizes(len(sizes))))
    return "\n\n".join(part for part in parts if part) + "\n"


def names(job: ExportJob) -> list[str]:
    """Return what the parameters for the answers are called."""
    outputs = job.plan.outputs
    if len(outputs) == 1:
        return ["y"]
    return [f"y_{identifier(output.name)}" for output in outputs]


def _sizes(count: int) -> list[str]:
    return ["OUTPUTS"] if count == 1 else [f"OUTPUTS_{number + 1}" for number in range(count)]


def _compute(source: Source, own_units: bool) -> None:
    """Write the body of the function: node after node, then the answers."""
    plan, data = source.job.plan, source.job.data
    places: dict[str, Storage] = {}
    readers = Counter(s for node in plan.nodes for s in node.sources)
    readers.update(output.node for output in plan.outputs)
    sample = Storage("x")
    entering = [node for node in plan.nodes if not node.sources]
    if own_units:
        sample = entrance.prepare(source, data, sample, len(entering))
    for node in plan.nodes:
        _begin(source, node)
        given = [places[s] for s in node.sources] or [sample]
        code = NodeCode(source, node, given)
        writers.of(node.layer)(code)
        found = places[node.id] = code.finish()
        found.uses += readers[node.id]
        for storage in (*given, found):
            _used(source, storage, storage is not found)
    for output, name in zip(plan.outputs, names(source.job), strict=True):
        entrance.answer(source, output, places[output.node].name, name, own_units)


def _used(source: Source, storage: Storage, read: bool) -> None:
    """Count one reader less; what nobody reads any more makes room."""
    storage.uses -= int(read)
    if storage.uses <= 0:
        source.buffers.release(storage)


def _begin(source: Source, node: PlannedNode) -> None:
    text = f"{node.id}: {node.layer.name} {node.layer.parameters_text()}".rstrip()
    came = " and ".join(shape_text(shape) for shape in node.input_shapes)
    became = f"{came} -> {shape_text(node.shape)}" if came else shape_text(node.shape)
    source.calls.append(f"    /* {remark(text)}: {remark(became)} */")


def _about(source: Source, own_units: bool, parameters: str, with_program: bool) -> str:
    """Return the remark at the top."""
    job, plan = source.job, source.job.plan
    units = "in the units of the data" if own_units else "prepared as in the training"
    room = 4 * sum(source.buffers.sizes)
    ends = 4 * (size_of(plan.input_shape) + sum(size_of(o.shape) for o in plan.outputs))
    lines = [
        f"{remark(job.project.name)}: a trained network in C99, written by NNStudio.",
        "",
        f"    void {job.stem}_predict({parameters});",
        "",
        f"x    {_numbers(plan.input_shape)}, {units};",
        "     the last axis changes fastest.",
        *(
            line
            for output, name in zip(plan.outputs, names(job), strict=True)
            for line in _answer_lines(source, output, name)
        ),
        "",
        f"Memory: {source.constant_bytes:,} bytes of constants, {room:,} bytes of static buffers"
        + (f"; main has {ends:,} bytes more." if with_program else "."),
        f"One call takes {plan.multiply_adds:,} multiply-adds. It must not be called by two threads "
        "at once;",
        "int needs 32 bits.",
        f"Compile with: cc -std=c99 -O2 {_file(job)} -lm",
    ]
    return "/*\n" + "\n".join(f" * {line}".rstrip() for line in lines) + "\n */"


def _numbers(shape: Shape) -> str:
    """Return how many numbers there are, and how they lie."""
    if len(shape) > 1:
        return f"{size_of(shape)} numbers ({remark(shape_text(shape))})"
    return "1 number" if shape == (1,) else f"{size_of(shape)} numbers"


def _file(job: ExportJob) -> str:
    """Return the name of the file as a shell takes it."""
    return remark(shlex.quote(f"{job.file or job.stem}.c"))


def _answer_lines(source: Source, output: PlannedOutput, name: str) -> list[str]:
    lines = [f"{name.ljust(4)} {_numbers(output.shape)}"]
    targets = source.job.data.signature.all_targets
    classes = [targets[number].classes for number in output.numbers if number < len(targets)]
    for found in classes:
        lines += [f"     {number}: {remark(text)}" for number, text in enumerate(found)]
    return lines
