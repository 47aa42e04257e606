"""Which node each card of a living drawing speaks for."""

from __future__ import annotations

from collections.abc import Mapping

from nnstudio.app.canvas.block_item import BlockItem
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.graph.analysis import NodeReport


def cards_by_node(scene: CanvasScene) -> dict[str, NodeItem]:
    """Return all cards by the node whose output they show: of a collapsed block its last one."""
    return {
        card.block.members[-1] if isinstance(card, BlockItem) else card.node_id: card
        for card in scene.shown_nodes()
    }


def layer_of(node_id: str, card: NodeItem, reports: Mapping[str, NodeReport]) -> str:
    """Return whose gradient a card shows: of a collapsed block that of its first layer with weights.

    That is what has come back through all of the block.
    """
    if not isinstance(card, BlockItem):
        return node_id
    members = (member for member in card.block.members if member in reports)
    return next((member for member in members if reports[member].weights), node_id)
