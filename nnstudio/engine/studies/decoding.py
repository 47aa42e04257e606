"""What a network makes of numbers that are put in at an inner layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunked_outputs import outputs_of
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True, eq=False)
class Decoded:
    """What the network gives, ``outputs`` ``(n, *shape)``, for the inner numbers ``values``.

    ``values`` are ``(n, *shape)`` of the layer where they were put in.
    """

    values: Array
    outputs: Array


@dataclass(frozen=True, eq=False)
class DecodingStudy(Study[Decoded]):
    """What ``output`` gives where ``values`` ``(n, numbers)`` stand for the output of ``node``.

    Raises
    ------
    UserError
        Something leads to the output past the node, so that it alone does not decide it.
    """

    node: str
    values: Array
    output: str

    def pieces(self, model: Model) -> Pieces[Decoded]:
        after = layers_between(model.plan, self.node, self.output)
        values = self.values.reshape(-1, *model.plan.node(self.node).shape).astype(model.dtype)
        return (yield from _decoded(model, self.node, values, after))


@dataclass(frozen=True, eq=False)
class WalkStudy(Study[Decoded]):
    """What ``output`` gives on the straight way between two samples, as ``node`` sees them.

    ``ends`` are two prepared samples ``(2, *input_shape)``; ``count`` places are looked at, the
    two ends among them.

    Raises
    ------
    UserError
        As for `DecodingStudy`.
    """

    node: str
    ends: Array
    output: str
    count: int = 9

    def fits(self, plan: Plan) -> bool:
        return self.ends.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[Decoded]:
        after = layers_between(model.plan, self.node, self.output)
        seen = (yield from outputs_of(model, self.ends, (self.node,)))[self.node]
        way = np.linspace(0.0, 1.0, self.count).reshape(-1, *(1,) * (seen.ndim - 1))
        values = ((1.0 - way) * seen[0] + way * seen[1]).astype(model.dtype)
        return (yield from _decoded(model, self.node, values, after))


def layers_between(plan: Plan, node: str, output: str) -> tuple[str, ...]:
    """Return the layers that lead from a node to an output, in their order.

    Raises
    ------
    UserError
        The network has no such nodes, or something leads past the node.
    """
    needed, met, inputs = {output}, False, False
    for planned in reversed(plan.nodes):
        if planned.id == node:
            met = node in needed
        elif planned.id in needed:
            needed.update(planned.sources)
            inputs = inputs or not planned.sources
    if not met:
        raise UserError(Text(N_("Nothing leads from {node} to the output."), node=node))
    if inputs:
        text = N_(
            "The output does not depend on {node} alone: something leads past it. Choose a layer "
            "that everything goes through, such as the narrowest one."
        )
        raise UserError(Text(text, node=node))
    return tuple(planned.id for planned in plan.nodes if planned.id in needed - {node})


def _decoded(model: Model, node: str, values: Array, after: tuple[str, ...]) -> Pieces[Decoded]:
    found = []
    for part in chunks(model.plan, len(values)):
        yield
        some = values[part]
        found.append(model.forward_from({node: some}, after)[after[-1]] if after else some)
    return Decoded(values, np.concatenate(found))
