"""What convolution and pooling layers did with one sample, forwards and backwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.engine.model import Model, Pass, PassedBack
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True, eq=False)
class LayerPass:
    """One layer at work on one sample; no array has a batch axis.

    Parameters
    ----------
    x, y
        What went in and what came out ``(*shape)``.
    z
        The pre-activations, None for a layer that has none.
    weights
        Its weights by name.
    winner
        Of a pooling that keeps one number: which place of the window it came from.
    dy, dz
        dL/dy and dL/dz for the sample's loss, None where no target is known.
    gradients
        dL/dw by name, of this sample and without penalties.
    """

    layer: Layer
    x: Array
    y: Array
    z: Array | None = None
    weights: Mapping[str, Array] = field(default_factory=dict)
    winner: Array | None = None
    dy: Array | None = None
    dz: Array | None = None
    gradients: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class LayerPasses:
    """The layers at work by node id, and the outputs of other nodes that were asked for."""

    x: Array
    by_node: Mapping[str, LayerPass]
    outputs: Mapping[str, Array]
    loss: float | None = None


@dataclass(frozen=True, eq=False)
class LayerPassesStudy(Study[LayerPasses]):
    """How some layers compute one prepared sample ``x`` ``(*input_shape)``.

    Parameters
    ----------
    nodes
        The layers that are looked into; those that the network does not have are left out.
    others
        Nodes of which only the output is wanted.
    t
        The sample's targets ``(numbers,)``; None: nothing is computed backwards.
    """

    x: Array
    nodes: tuple[str, ...]
    others: tuple[str, ...] = ()
    t: Array | None = None

    def fits(self, plan: Plan) -> bool:
        known = self.t is None or self.t.shape == (plan.targets,)
        return known and self.x.shape == plan.input_shape

    def pieces(self, model: Model) -> Pieces[LayerPasses]:
        done, loss = Pass(), None
        for _ in model.way_forward(done, self.x[np.newaxis]):
            yield
        back: dict[str, PassedBack] = {}
        if self.t is not None:
            t = self.t[np.newaxis].astype(model.dtype)
            pairs = zip(model.plan.outputs, model.losses(done, t), strict=True)
            loss = sum(output.weight * value for output, value in pairs)
            flowing, at_logits = model.at_loss(done, t)
            for passed in model.way_back(done, flowing, at_logits):
                back[passed.node.id] = passed
                yield
        passes = {
            node.id: _look_into(model, node, done, back.get(node.id))
            for node in model.plan.nodes
            if node.id in self.nodes
        }
        outputs = {node: done.outputs[node][0] for node in self.others if node in done.outputs}
        return LayerPasses(self.x, passes, outputs, loss)


def _look_into(model: Model, node: PlannedNode, done: Pass, passed: PassedBack | None) -> LayerPass:
    """Return what one layer did, without the batch axis."""
    saved = done.saved[node.id]
    holder = model.plan.node(node.holder)
    weights = {name: model.weights[holder.id, name] for name, _ in holder.weights}
    return LayerPass(
        node.layer,
        done.outputs[node.sources[0]][0],
        done.outputs[node.id][0],
        _first(saved.get("z")),
        weights,
        _first(saved.get("winner")),
        _first(passed.dy if passed else None),
        _first(passed.dz if passed else None),
        passed.dws if passed else {},
    )


def _first(values: Array | None) -> Array | None:
    return None if values is None else values[0]
