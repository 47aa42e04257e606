"""What a view wants to know of a network, and how it is computed in small pieces."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Pieces = Generator[None, None, R]
"""Yields after each piece of a few milliseconds and returns the result."""


class Study(ABC, Generic[R_co]):
    """A question about a network, as a value: for example what its layers make of a sample.

    The same question is answered by a running training, between its steps, and beside the window
    where none is running. It names numbers, not a widget. It must not change the model.
    """

    @abstractmethod
    def pieces(self, model: Model) -> Generator[None, None, R_co]:
        """Compute the answer for the weights of ``model``, yielding every few milliseconds.

        Raises
        ------
        UserError
            There is no answer; the text says why.
        """

    def fits(self, plan: Plan) -> bool:
        """Return whether a network can be asked this, so that samples of other data are not."""
        return True


def wanted_pieces(study: Study[R], model: Model, wanted: Callable[[], bool]) -> Pieces[R | None]:
    """Answer a study as long as that is wanted; None: it was not to the end."""
    pieces = study.pieces(model)
    while wanted():
        try:
            next(pieces)
        except StopIteration as end:
            result: R = end.value
            return result
        yield
    return None


@dataclass(frozen=True, eq=False)
class LayerOutputs:
    """The outputs ``(samples, *shape)`` by node id for the samples ``x``."""

    x: Array
    by_node: Mapping[str, Array]


@dataclass(frozen=True, eq=False)
class OutputsStudy(Study[LayerOutputs]):
    """The outputs of some nodes for prepared samples ``x`` ``(samples, *input_shape)``.

    Nodes that the network does not have are left out.
    """

    x: Array
    nodes: tuple[str, ...]

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape

    def pieces(self, model: Model) -> Pieces[LayerOutputs]:
        yield
        outputs = model.forward(self.x).outputs
        return LayerOutputs(self.x, {node: outputs[node] for node in self.nodes if node in outputs})
