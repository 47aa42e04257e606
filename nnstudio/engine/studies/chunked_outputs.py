"""The outputs of some layers for many samples, a few samples at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.study import LayerOutputs, Pieces, Study

PIECE_ADDS = 3_000_000
"""So many multiply-adds are done at a time: a few milliseconds with the layers' definitions."""
MOST_AT_ONCE = 512


@dataclass(frozen=True, eq=False)
class ChunkedOutputs(Study[LayerOutputs]):
    """The outputs of some nodes for prepared samples ``x`` ``(samples, *input_shape)``.

    As `OutputsStudy`, but for more samples than fit into one piece. Nodes that the network does
    not have are left out.
    """

    x: Array
    nodes: tuple[str, ...]

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[LayerOutputs]:
        return LayerOutputs(self.x, (yield from outputs_of(model, self.x, self.nodes)))


def outputs_of(model: Model, x: Array, nodes: tuple[str, ...]) -> Pieces[dict[str, Array]]:
    """Compute the outputs ``(samples, *shape)`` of nodes, yielding after each few samples."""
    chunk = chunk_of(model.plan.multiply_adds)
    found: dict[str, Array] = {}
    for start in range(0, len(x), chunk):
        yield
        outputs = model.forward(x[start : start + chunk]).outputs
        for node in nodes:
            if node in outputs:
                if node not in found:
                    found[node] = np.empty((len(x), *outputs[node].shape[1:]), model.dtype)
                found[node][start : start + chunk] = outputs[node]
    return found


def chunk_of(multiply_adds: int) -> int:
    """Return how many samples make a piece of work."""
    return min(max(PIECE_ADDS // max(multiply_adds, 1), 1), MOST_AT_ONCE)
