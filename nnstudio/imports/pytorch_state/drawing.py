"""The drawing of a chain of modules, with what files of weights do not tell filled in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from nnstudio.core.layer import Layer
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import Shape
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.imports.likely_data import End, with_likely_data
from nnstudio.imports.pytorch_state.chain import MAPS
from nnstudio.imports.pytorch_state.module_kinds import Module
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.dense import Dense
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.input import Input
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.prelu import PReLU

STEPS, SIDE = 20, 32
"""How long sequences and how wide pictures are where nothing tells."""
MOST = 256
"""Pictures are not taken to be wider, nor sequences longer."""


@dataclass
class Drawn:
    """A drawing as it grows along its chain."""

    project: Project
    last: str
    nodes: dict[str, str] = field(default_factory=dict)
    """The nodes of modules."""

    def add(self, layer: Layer, module: str = "") -> None:
        """Put a layer behind the last one."""
        self.project, node_id = edits.add_node(self.project, layer, 0, 0)
        self.project = edits.connect(self.project, self.last, node_id)
        self.last = node_id
        if module:
            self.nodes[module] = node_id


def draw(chain: Sequence[Module], name: str) -> Drawn:
    """Return the drawing of a chain: ReLU between layers, softmax at the end of several units.

    Behind convolutions stands as much pooling as fits; the samples' shape follows from the first
    Dense behind.
    """
    shape, pools = _entrance(chain)
    project, entrance = edits.add_node(Project(name), Input(), 0, 0)
    drawn = Drawn(project, entrance)
    pooled = [n for n, module in enumerate(chain) if isinstance(module.layer, Conv1D | Conv2D)]
    pooled = pooled[len(pooled) - pools :]
    maps = row = False
    for number, module in enumerate(chain):
        following = chain[number + 1 :]
        if maps and isinstance(module.layer, Dense):
            drawn.add(_to_row(chain, number))
            maps, row = False, True
        elif not row and isinstance(module.layer, Dense) and _is_bag(chain[:number]):
            drawn.add(GlobalAveragePool1D())
            row = True
        _add(drawn, module, following)
        maps = maps or isinstance(module.layer, MAPS)
        if (number in pooled and not _norm_follows(following)) or (
            isinstance(module.layer, BatchNorm) and number - 1 in pooled
        ):
            drawn.add(_pool(chain))
    drawn.project = with_likely_data(drawn.project, shape, (), [End(drawn.last, "")])
    return drawn


def _add(drawn: Drawn, module: Module, following: Sequence[Module]) -> None:
    """Add a module's layer with the activation that it probably has."""
    layer = module.layer
    activation = "relu" if following else ("softmax" if module.gives > 1 else "linear")
    if isinstance(layer, BatchNorm):
        drawn.add(layer, module.name)
        if following:
            drawn.add(ActivationLayer(activation="relu"))
        return
    if isinstance(layer, Recurrent):
        again = following and isinstance(
            following[0].layer, Recurrent | MultiHeadAttention | LayerNorm
        )
        layer = layer.with_values(return_sequences=bool(again))
    elif isinstance(layer, (*MAPS, Dense)):
        own = _norm_follows(following) or (
            bool(following) and isinstance(following[0].layer, PReLU | LayerNorm)
        )
        if isinstance(layer, MAPS) and not following:
            activation = "linear"
        layer = layer.with_values(activation="linear" if own else activation)
    drawn.add(layer, module.name)


def _norm_follows(following: Sequence[Module]) -> bool:
    return bool(following) and isinstance(following[0].layer, BatchNorm)


def _is_bag(before: Sequence[Module]) -> bool:
    """Return whether vectors of tokens go on without anything that reads a sequence."""
    return bool(before) and isinstance(before[-1].layer, Embedding)


def _rank(chain: Sequence[Module]) -> int:
    """Return how many axes a sample has."""
    layer = chain[0].layer
    if isinstance(layer, Conv2D | Conv2DTranspose | DepthwiseConv2D):
        return 3
    if isinstance(layer, Conv1D | Recurrent | MultiHeadAttention):
        return 2
    return 1


def _places(chain: Sequence[Module]) -> tuple[int, int]:
    """Return how many places maps have where a Dense reads them, and how many maps; 0: none does."""
    maps = 0
    for number, module in enumerate(chain):
        if isinstance(module.layer, MAPS):
            maps = module.gives
        elif isinstance(module.layer, Dense) and maps:
            return module.reads // chain[number - 1].gives, maps
        elif isinstance(module.layer, Recurrent):
            maps = 0
    return 0, maps


def _entrance(chain: Sequence[Module]) -> tuple[Shape, int]:
    """Return the shape of a sample, and how many convolutions have pooling behind them."""
    rank, first = _rank(chain), chain[0]
    if isinstance(first.layer, Embedding):
        return (STEPS,), 0
    if rank == 1:
        return (first.reads,), 0
    places, _ = _places(chain)
    if places <= 1:
        return (
            ((STEPS if places == 0 else SIDE, first.reads), 0)
            if rank == 2
            else (
                (SIDE, SIDE, first.reads),
                0,
            )
        )
    sizes = (places,) if rank == 2 else _sides(places)
    convolutions = sum(isinstance(module.layer, Conv1D | Conv2D) for module in chain)
    grown = sum(isinstance(module.layer, Conv2DTranspose) for module in chain)
    pools = 0
    while pools < convolutions - grown and max(sizes) * 2 ** (pools + 1) <= MOST:
        pools += 1
    return (*(size * 2**pools for size in sizes), first.reads), pools


def _sides(places: int) -> tuple[int, int]:
    """Return height and width of so many places, as square as can be."""
    height = math.isqrt(places)
    while places % height:
        height -= 1
    return height, places // height


def _to_row(chain: Sequence[Module], number: int) -> Layer:
    """Return what makes a row of numbers of maps: their means, where a Dense reads one of each."""
    if chain[number].reads > chain[number - 1].gives:
        return Flatten()
    return GlobalAveragePool1D() if _rank(chain) == 2 else GlobalAveragePool2D()


def _pool(chain: Sequence[Module]) -> Layer:
    return MaxPool1D() if _rank(chain) == 2 else MaxPool2D()
