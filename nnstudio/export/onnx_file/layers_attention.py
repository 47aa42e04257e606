"""Self-attention, which is written as its arithmetic."""

from __future__ import annotations

import numpy as np

from nnstudio.export.onnx_file.activations import FLOAT
from nnstudio.export.onnx_file.builder import Builder
from nnstudio.export.onnx_file.layers_core import steps_there
from nnstudio.export.onnx_file.words import writers
from nnstudio.layers.multi_head_attention import MultiHeadAttention

_UNSEEN = float(np.finfo(np.float32).min)
"""The score of what is not to be looked at."""


@writers(MultiHeadAttention)
def attention(g: Builder, layer: MultiHeadAttention) -> None:
    """Write queries, keys and values of all heads, their products, and the output."""
    x, (steps, features) = g.take(), g.node.shape
    q, k, v = (_heads(g, layer, part, x) for part in ("query", "key", "value"))
    across = g.op("Transpose", k, perm=(0, 1, 3, 2))
    size = features // layer.heads
    with g.within("scores"):
        scores = g.op("Mul", g.op("MatMul", q, across), g.number(size**-0.5))
    there = steps_there(g, x) if layer.mask_zeros else ""
    seen = _seen(g, layer, there, steps)
    if seen:
        scores = g.op("Where", seen, scores, g.number(_UNSEEN))
    shares = g.op("Softmax", scores, axis=-1)
    if there:
        # A step that sees nothing gathers nothing.
        shares = g.op("Mul", shares, g.op("Cast", seen, to=FLOAT))
    gathered = g.op("Transpose", g.op("MatMul", shares, v), perm=(0, 2, 1, 3))
    y = _linear(g, layer, "output", g.op("Reshape", gathered, g.whole(0, 0, features)))
    g.done(g.op("Mul", y, g.op("Cast", there, to=FLOAT)) if there else y)


def _seen(g: Builder, layer: MultiHeadAttention, there: str, steps: int) -> str:
    """Return which steps are looked at ``(batch or 1, 1, steps or 1, steps)``; "" for all."""
    causal = ""
    if layer.causal:
        causal = g.numbers("causal", np.tril(np.ones((1, 1, steps, steps), np.bool_)))
    if not there:
        return causal
    keys = g.op("Reshape", there, g.whole(0, 1, 1, steps))
    return g.op("And", keys, causal) if causal else keys


def _heads(g: Builder, layer: MultiHeadAttention, part: str, x: str) -> str:
    """Return ``(batch, heads, steps, features / heads)``."""
    rows = _linear(g, layer, part, x)
    with g.within(part):
        apart = g.op("Reshape", rows, g.whole(0, 0, layer.heads, -1))
        return g.op("Transpose", apart, perm=(0, 2, 1, 3))


def _linear(g: Builder, layer: MultiHeadAttention, part: str, x: str) -> str:
    with g.within(part):
        y = g.op("MatMul", x, g.weight(f"{part}_weight"))
        return g.op("Add", y, g.weight(f"{part}_bias")) if layer.use_bias else y
