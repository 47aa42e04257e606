"""The outputs of some layers for many samples, a few samples at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.study import LayerOutputs, Pieces, Study


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
    found: dict[str, Array] = {}
    for part in chunks(model.plan, len(x)):
        yield
        outputs = model.forward(x[part]).outputs
        for node in nodes:
            if node in outputs:
                if node not in found:
                    found[node] = np.empty((len(x), *outputs[node].shape[1:]), model.dtype)
                found[node][part] = outputs[node]
    return found
