"""What becomes of samples before the network, and of its answers behind it."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, size_of
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.onnx_file.activations import DOUBLE, FLOAT
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.graph.data_plan import DataPlan


def prepared(g: Builder, data: DataPlan, raw: str, given: Shape) -> str:
    """Return samples ``(batch, *given)`` in the units of the data as the network reads them.

    A missing number is filled, then comes ``(x - shift) * scale``; steps of padding stay zeros.
    """
    shape = data.signature.input_shape
    if given != shape:
        raw = g.op("Reshape", raw, g.whole(0, *shape))
    x = raw
    if data.fill:
        fill = _per_number(g, "fill", data.fill, shape)
        x = g.op("Where", g.op("IsNaN", x), fill, x)
    if any(data.shift):
        # Large numbers that differ little keep their digits this way.
        shift = _per_number(g, "shift", data.shift, shape, np.float64)
        x = g.op("Cast", g.op("Sub", g.op("Cast", x, to=DOUBLE), shift), to=FLOAT)
    if any(scale != 1.0 for scale in data.scale):
        x = g.op("Mul", x, _per_number(g, "scale", data.scale, shape))
    if data.signature.padded:
        largest = g.op("ReduceMax", g.op("Abs", raw), g.whole(len(shape)), keepdims=1)
        x = g.op("Where", g.op("Greater", largest, g.number(0)), x, g.number(0))
    return x


def in_own_units(g: Builder, output: PlannedOutput, y: str) -> str:
    """Return what an output gives in the units of the data."""
    scale = _per_number(g, "scale", output.scale, output.shape, np.float64)
    shift = _per_number(g, "shift", output.shift, output.shape, np.float64)
    exact = g.op("Add", g.op("Div", g.op("Cast", y, to=DOUBLE), scale), shift)
    return g.op("Cast", exact, to=FLOAT)


def _per_number(
    g: Builder, word: str, values: tuple[float, ...], shape: Shape, dtype: type = np.float32
) -> str:
    numbers: Array = np.array(values, dtype)
    if numbers.size == size_of(shape):
        numbers = numbers.reshape(shape)
    return g.numbers(word, numbers)
