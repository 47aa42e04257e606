"""A chain of layers in which the sizes of modules fit one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnstudio.core.layer import Layer
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
    tries = [0]
    for first in sorted(found, key=_as_entrance):
        rest = [module for module in found if module is not first]
        chain = _follow([first], rest, _maps(first.layer), tries)
        if chain is not None:
            return chain
    return None


def _as_entrance(module: Module) -> int:
    """Return how unlikely it is that samples enter at a module."""
    layer = module.layer
    if isinstance(layer, Embedding):
        return 0
    if isinstance(layer, Conv1D | Conv2D):
        return 0 if module.reads in (1, 3) else 1
    return 1 if isinstance(layer, Dense | Recurrent) else 2


def _follow(
    chain: list[Module], rest: list[Module], maps: bool, tries: list[int]
) -> list[Module] | None:
    if not rest:
        return chain
    tries[0] += 1
    if tries[0] > _MOST_TRIES:
        return None
    for number, module in _next(chain[-1].gives, rest, maps):
        others = [*rest[:number], *rest[number + 1 :]]
        still = _maps(module.layer) or (maps and not isinstance(module.layer, Dense))
        whole = _follow([*chain, module], others, still, tries)
        if whole is not None:
            return whole
    return None


def _next(width: int, rest: Sequence[Module], maps: bool) -> Iterator[tuple[int, Module]]:
    for number, module in enumerate(rest):
        fitting = reading(module, width)
        flattened = maps and isinstance(module.layer, Dense) and module.reads % width == 0
        entrance = isinstance(module.layer, Embedding)
        if not entrance and (fitting.reads == width or flattened):
            yield number, fitting


def _maps(layer: Layer) -> bool:
    return isinstance(layer, MAPS)
