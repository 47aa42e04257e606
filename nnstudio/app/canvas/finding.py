"""Which nodes, blocks, frames and notes some typed words mean."""

from __future__ import annotations

from functools import lru_cache

from nnstudio.app.layer_search import search_words
from nnstudio.core.layer import Layer
from nnstudio.graph.project import Graph


def found(graph: Graph, text: str) -> list[str]:
    """Return the ids of what is found, in the order in which one reads the drawing.

    Every word must be in a thing's name, its id, or the kind of its layer in any language. A block
    is found by the first of its nodes.
    """
    words = text.casefold().split()
    if not words:
        return []
    hits: list[tuple[float, float, str]] = []
    for node in graph.nodes:
        group = graph.group_of.get(node.id)
        shown = node.id
        names = f"{node.title} {node.id} {_kind(node.layer)}"
        if group is not None and group.collapsed:
            shown = group.unit[0]
            names = f"{group.title} {names}"
        elif group is not None and node.id == group.unit[0]:
            names = f"{group.title} {names}"
        elif group is not None and node.id not in group.unit:
            continue
        if all(word in names.casefold() for word in words):
            hits.append((node.x, node.y, shown))
    hits += [
        (remark.x, remark.y, remark.id)
        for remark in graph.remarks
        if all(word in f"{remark.text} {remark.id}".casefold() for word in words)
    ]
    return list(dict.fromkeys(hit[2] for hit in sorted(hits)))


@lru_cache(maxsize=1000)
def _kind(layer: Layer) -> str:
    return search_words(layer)
