"""How a sample enters the network, and how answers leave it."""

from __future__ import annotations

import numpy as np

from nnstudio.core.shapes import size_of
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.c_source.activating import COPY
from nnstudio.export.c_source.buffers import Storage
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.sequences import IS_PADDING
from nnstudio.export.c_source.source import NodeCode, Source
from nnstudio.export.c_source.words import writers
from nnstudio.graph.data_plan import DataPlan
from nnstudio.layers.input import Input

_SCALE = Function(
    "prepare",
    """\
/* y = (x - shift) * scale, where each list has one number for all or one for each of a row. */
static void prepare(const float *x, const double *shift, const float *scale, float *y,
                    int n, int shifts, int scales)
{
    for (int i = 0; i < n; i++)
        y[i] = (float)(x[i] - shift[i % shifts]) * scale[i % scales];
}""",
)
_FILL = Function(
    "fill_missing",
    """\
/* What is not a number becomes what stands for it. */
static void fill_missing(const float *x, const float *fill, float *y, int n, int fills)
{
    for (int i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? fill[i % fills] : x[i];
}""",
)
_PADDING = Function(
    "keep_padding",
    """\
/* Steps of zeros in x stay zeros in y. */
static void keep_padding(const float *x, float *y, int steps, int features)
{
    for (int t = 0; t < steps; t++)
        for (int i = 0; is_padding(x + t * features, features) && i < features; i++)
            y[t * features + i] = 0.0f;
}""",
    (IS_PADDING,),
)
_TAKE = Function(
    "take",
    """\
static void take(const float *x, const int *columns, float *y, int n)
{
    for (int i = 0; i < n; i++)
        y[i] = x[columns[i]];
}""",
)
_ANSWER = Function(
    "answer",
    """\
/* From what the network learned to the units of the data. */
static void answer(const float *x, const double *scale, const double *shift, float *y, int n)
{
    for (int i = 0; i < n; i++)
        y[i] = (float)(x[i] / scale[i] + shift[i]);
}""",
)


def prepare(source: Source, data: DataPlan, sample: Storage, readers: int) -> Storage:
    """Write the calls that prepare a sample; return where it lies then."""
    shape = data.signature.input_shape
    size = size_of(shape)
    shift, scale = np.array(data.shift), np.array(data.scale)
    if not data.fill and not np.any(shift) and np.all(scale == 1):
        return sample
    source.calls.append("    /* the sample in the units of the data */")
    place = source.buffers.reserve(size)
    place.uses = readers
    given = sample.name
    if data.fill:
        fill = np.array(data.fill)
        name = source.array(("prepare", "fill"), fill)
        source.call(_FILL, given, name, place.name, size, fill.size)
        given = place.name
    names = (
        source.array(("prepare", "shift"), shift, double=True),
        source.array(("prepare", "scale"), scale),
    )
    source.call(_SCALE, given, *names, place.name, size, shift.size, scale.size)
    if data.signature.padded:
        steps, features = size // shape[-1], shape[-1]
        source.call(_PADDING, sample.name, place.name, steps, features)
    return place


@writers(Input)
def _write_enter(c: NodeCode) -> None:
    columns = c.node.columns
    if columns is None:
        c.keep()
        return
    width = size_of(c.node.shape[1:])
    places = [column * width + i for column in columns for i in range(width)]
    c.call(_TAKE, c.x, c.numbers("columns", places), c.y, c.size)


def answer(source: Source, output: PlannedOutput, x: str, y: str, own_units: bool) -> None:
    """Write an answer where the caller wants it."""
    size = size_of(output.shape)
    if not own_units or not output.scale:
        source.call(COPY, x, y, size)
        return
    scale, shift = (
        source.array((output.name, f"answer_{name}"), np.broadcast_to(values, (size,)), double=True)
        for name, values in (("scale", output.scale), ("shift", output.shift))
    )
    source.call(_ANSWER, x, scale, shift, y, size)
