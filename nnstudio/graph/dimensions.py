"""What each dimension of a shape stands for: height, width, channels, time or features."""

from __future__ import annotations

from nnstudio.core.shapes import Shape
from nnstudio.graph.analysis import Analysis, NodeReport
from nnstudio.layers.permute import Permute

HEIGHT, WIDTH, CHANNELS, TIME, FEATURES, OTHER = "H", "W", "C", "T", "F", "D"
_BY_RANK = {
    0: (),
    1: (FEATURES,),
    2: (TIME, FEATURES),
    3: (HEIGHT, WIDTH, CHANNELS),
    4: (TIME, HEIGHT, WIDTH, CHANNELS),
}


def dimension_letters(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """Return a letter for each dimension of each node's output, where its shape is known.

    What the data is decides at the entrances; a layer that keeps the number of dimensions keeps
    their meaning, and one that changes it gives what layers of so many dimensions work on.
    """
    letters: dict[str, tuple[str, ...]] = {}
    tokens = bool(analysis.project.data.signature.tokens)
    for node_id in analysis.order:
        report = analysis.reports[node_id]
        if report.shape is not None:
            before = letters.get(report.sources[0], ()) if report.sources else ()
            letters[node_id] = _letters_of(report, report.shape, before, tokens)
    return letters


def lettered(shape: Shape, letters: tuple[str, ...]) -> str:
    """Write a shape with its letters: ``28 (H) × 28 (W) × 16 (C)``."""
    return " × ".join(f"{size} ({letter})" for size, letter in zip(shape, letters, strict=True))


def _letters_of(
    report: NodeReport, shape: Shape, before: tuple[str, ...], tokens: bool
) -> tuple[str, ...]:
    rank, layer = len(shape), report.node.layer
    if isinstance(layer, Permute) and len(before) == rank:
        return tuple(before[axis - 1] for axis in layer.axes)
    if not report.sources:
        return (TIME,) if tokens and rank == 1 else _of_rank(rank)
    if len(before) == rank:
        return before
    if rank == 1 and before and before[-1] == CHANNELS and shape[0] == report.input_shapes[0][-1]:
        return (CHANNELS,)  # a channel each, over all places
    return _of_rank(rank)


def _of_rank(rank: int) -> tuple[str, ...]:
    return _BY_RANK.get(rank) or tuple(f"{OTHER}{number}" for number in range(1, rank + 1))
