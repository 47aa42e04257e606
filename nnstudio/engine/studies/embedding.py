"""How a layer sees samples: its outputs along the axes in which they differ most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunked_outputs import outputs_of
from nnstudio.engine.studies.principal_axes import PrincipalAxes, principal_axes
from nnstudio.engine.study import Pieces, Study

AXES = 3


@dataclass(frozen=True, eq=False)
class Embedding:
    """The samples as a layer sees them.

    ``shape`` is that of one sample's output of the layer; ``answers`` are outputs of the network
    ``(samples, *shape)`` by node id.
    """

    node: str
    shape: tuple[int, ...]
    principal: PrincipalAxes
    answers: Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class EmbeddingStudy(Study[Embedding | None]):
    """The outputs of ``node`` for samples ``x`` ``(samples, *input_shape)``, seen from three axes.

    ``answers`` are nodes whose outputs come along. None where the network has no such node.
    """

    x: Array
    node: str
    answers: tuple[str, ...] = ()

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[Embedding | None]:
        found = yield from outputs_of(model, self.x, (self.node, *self.answers))
        seen = found.get(self.node)
        if seen is None:
            return None
        principal = yield from principal_axes(seen, AXES)
        answers = {node: found[node] for node in self.answers if node in found}
        return Embedding(self.node, seen.shape[1:], principal, answers)
