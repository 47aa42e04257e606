"""Blocks that come with the program: what is drawn again and again, ready to be dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nnstudio.core.layer import Layer
from nnstudio.core.text import N_
from nnstudio.graph import blocks, edits
from nnstudio.graph.copies import part_of
from nnstudio.graph.project import BlockParameter, Graph, Project
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.add import Add
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.multi_head_attention import MultiHeadAttention

_COLUMN = 240.0


@dataclass(frozen=True)
class ReadyBlock:
    """A block that can be put into a drawing: one group, with its upper left corner at (0, 0).

    ``name`` and ``description`` of those that come with the program are marked for translation.
    """

    name: str
    description: str
    graph: Graph


def ready_blocks() -> tuple[ReadyBlock, ...]:
    """Return the blocks that come with the program."""
    return (
        ReadyBlock(
            N_("Conv-BN-ReLU"),
            N_(
                "A convolution, batch normalisation and ReLU: the unit of most networks for "
                "pictures. It keeps width and height."
            ),
            _convolution(),
        ),
        ReadyBlock(
            N_("Residual block"),
            N_(
                "Two convolutions with a way around them, so that gradients reach early layers. "
                "What enters needs as many channels as there are filters."
            ),
            _residual(),
        ),
        ReadyBlock(
            N_("Transformer encoder block"),
            N_(
                "Self-attention and two dense layers, each with a way around, for sequences. What "
                "enters needs as many features as the block gives."
            ),
            _transformer(),
        ),
    )


def as_block(graph: Graph, node_ids: Iterable[str], title: str) -> Graph:
    """Return nodes as one collapsed block at (0, 0), to be put into other drawings.

    Raises
    ------
    EditError
        They cannot be one block.
    """
    part = part_of(graph, tuple(node_ids))
    held = {node.id for node in part.nodes}
    nodes = tuple(n if n.shares in held else replace(n, shares="") for n in part.nodes)
    project = Project(graph=replace(part, nodes=nodes))
    if len(project.graph.groups) != 1 or set(project.graph.groups[0].members) != held:
        project, _ = blocks.group(project, held, title)
    block = project.graph.groups[0]
    project = blocks.rename(blocks.set_collapsed(project, block.id, True), block.id, title)
    return replace(project.graph, nodes=tuple(node.moved(0.0, 0.0) for node in project.graph.nodes))


def _convolution() -> Graph:
    project, ids = _row(
        Conv2D(filters=16, padding="same", use_bias=False),
        BatchNorm(),
        ActivationLayer(activation="relu"),
    )
    return _as_ready(project, ids, "Conv-BN-ReLU", ("Filters", ids[0], "filters"))


def _residual() -> Graph:
    project, ids = _row(
        Conv2D(filters=16, padding="same", use_bias=False),
        BatchNorm(),
        ActivationLayer(activation="relu"),
        Conv2D(filters=16, padding="same", use_bias=False),
        BatchNorm(),
        Add(),
        ActivationLayer(activation="relu"),
    )
    return _as_ready(project, ids, "Residual block", ("Filters", ids[0], "filters"))


def _transformer() -> Graph:
    project, ids = _row(
        LayerNorm(),
        MultiHeadAttention(heads=4),
        Add(),
        LayerNorm(),
        Dense(units=128, activation="relu"),
        Dense(units=32),
        Add(),
    )
    project = edits.connect(project, ids[2], ids[6], 1)
    return _as_ready(
        project,
        ids,
        "Transformer encoder block",
        ("Heads", ids[1], "heads"),
        ("Inner units", ids[4], "units"),
        ("Units", ids[5], "units"),
    )


def _row(*layers: Layer) -> tuple[Project, list[str]]:
    """Return layers in a row, wired one after the other, and their ids."""
    project, ids = Project(), list[str]()
    for column, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, _COLUMN * column, 0.0)
        if ids:
            project = edits.connect(project, ids[-1], node_id)
        ids.append(node_id)
    return project, ids


def _as_ready(
    project: Project, ids: list[str], title: str, *offered: tuple[str, str, str]
) -> Graph:
    """Return the layers as a block that offers these settings, with all that are equal."""
    project, block_id = blocks.group(project, ids, title)
    by_id = project.graph.by_id
    parameters = []
    for name, node_id, key in offered:
        model = by_id[node_id].layer
        places = tuple(
            (i, key)
            for i in ids
            if type(by_id[i].layer) is type(model)
            and getattr(by_id[i].layer, key) == getattr(model, key)
        )
        parameters.append(BlockParameter(name, places))
    return as_block(blocks.set_parameters(project, block_id, parameters).graph, ids, title)
