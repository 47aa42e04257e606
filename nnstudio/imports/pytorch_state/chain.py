"""A chain of layers in which the sizes of modules fit one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nnstudio.core.recurrent import Recurrent
from nnstudio.imports.pytorch_state.module_kinds import Module, reading
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.dense import Dense
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.embedding import Embedding

MAPS = (Conv1D, Conv2D, Conv2DTranspose, DepthwiseConv2D)
"""Layers that give maps, behind which a Dense stands after a Flatten."""
_MOST_TRIES = 20_000


def in_a_chain(found: Sequence[Module]) -> list[Module] | None:
    """Return all modules in an order in which each takes what the one before gives.

    Of several the one that keeps closest to the order of the names; None where there is none.
    """
    tries = _MOST_TRIES
    for first in sorted(found, key=_as_entrance):
        rest = [module for module in found if module is not first]
        chain = [_Link.of(first, rest, maps=False)]
        while chain and chain[-1].rest:
            tries -= 1
            if tries < 0:
                return None
            following = next(chain[-1].following, None)
            if following is None:
                chain.pop()
            else:
                chain.append(chain[-1].before(*following))
        if chain:
            return [link.module for link in chain]
    return None


@dataclass(frozen=True)
class _Link:
    """A module in its place in a chain.

    Parameters
    ----------
    rest
        The modules that are still to come.
    following
        Those of them that can stand behind it, with their places among them: what is tried next.
    maps
        Whether maps go on here, which no Dense has read yet.
    """

    module: Module
    rest: Sequence[Module]
    following: Iterator[tuple[int, Module]]
    maps: bool

    @classmethod
    def of(cls, module: Module, rest: Sequence[Module], maps: bool) -> _Link:
        """Return the link of a module; ``maps`` says whether maps arrive at it."""
        goes_on = isinstance(module.layer, MAPS) or (maps and not isinstance(module.layer, Dense))
        return cls(module, rest, _next(module.gives, rest, goes_on), goes_on)

    def before(self, place: int, module: Module) -> _Link:
        """Return the link behind this one."""
        return _Link.of(module, [*self.rest[:place], *self.rest[place + 1 :]], self.maps)


def _as_entrance(module: Module) -> int:
    """Return how unlikely it is that samples enter at a module."""
    layer = module.layer
    if isinstance(layer, Embedding):
        return 0
    if isinstance(layer, Conv1D | Conv2D):
        return 0 if module.reads in (1, 3) else 1
    return 1 if isinstance(layer, Dense | Recurrent) else 2


def _next(width: int, rest: Sequence[Module], maps: bool) -> Iterator[tuple[int, Module]]:
    for number, module in enumerate(rest):
        fitting = reading(module, width)
        flattened = maps and isinstance(module.layer, Dense) and module.reads % width == 0
        entrance = isinstance(module.layer, Embedding)
        if not entrance and (fitting.reads == width or flattened):
            yield number, fitting
