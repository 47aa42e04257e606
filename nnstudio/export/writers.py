"""One function for each layer that a target can say."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan

F = TypeVar("F", bound=Callable[..., object])


class Writers(Generic[F]):
    """The functions of a target by layer, filled by a decorator: ``@writers(Dense)``."""

    def __init__(self) -> None:
        self._by_layer: dict[type[Layer], F] = {}

    def __call__(self, *layers: type[Layer]) -> Callable[[F], F]:
        """Let the function that follows write these layers."""

        def decorate(function: F) -> F:
            for layer in layers:
                if self._by_layer.setdefault(layer, function) is not function:
                    raise ValueError(f"{layer.name} is written twice")
            return function

        return decorate

    def of(self, layer: Layer) -> F:
        """Return the function that writes a layer; KeyError where there is none."""
        return self._by_layer[type(layer)]

    def missing(
        self, plan: Plan, target: str, activations: Collection[str] | None = None
    ) -> tuple[tuple[str, Text], ...]:
        """Return the nodes of a plan that a target cannot say, with the reason.

        Parameters
        ----------
        activations
            The names of the activation functions that it can say; None: all of them.
        """
        found = []
        for node in plan.nodes:
            activation = str(getattr(node.layer, "activation", "linear"))
            if type(node.layer) not in self._by_layer:
                text = N_("{target} has no words for {layer}. Use another layer or another target.")
                found.append((node.id, Text(text, target=target, layer=Text(node.layer.label))))
            elif activations is not None and activation not in activations:
                text = N_("{target} has no words for the activation {name}. Use another one.")
                found.append((node.id, Text(text, target=target, name=activation)))
        return tuple(found)
