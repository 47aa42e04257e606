"""How large nodes are and how far apart they stand: what arranging needs to know without a canvas."""

from __future__ import annotations

from nnstudio.graph.arrange import Sizes

GRID = 20.0
NODE_WIDTH = 168.0
NODE_HEIGHT = 72.0
COLUMN = 240.0
"""From a node to the next one in a chain; a multiple of the grid."""


def node_height(inputs: int) -> float:
    """Return how tall a node with so many input ports is."""
    return max(NODE_HEIGHT, 24.0 * (inputs + 1))


CANVAS = Sizes(node_height, NODE_WIDTH, COLUMN, GRID)
"""The measures of NNStudio's own canvas."""
