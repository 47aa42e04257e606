"""What the start page shows and searches of an example beyond its title: read beside the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from nnstudio.app.data_dialogs.catalogue import CATEGORIES, category_of
from nnstudio.app.start.sketch import Sketch, sketch_of
from nnstudio.app.turns import frequent_turns
from nnstudio.core.layer import Layer
from nnstudio.core.text import Text
from nnstudio.data import dataset_info
from nnstudio.graph.template import Template


@dataclass(frozen=True)
class Facts:
    """What is known of an example once its file was read."""

    slug: str
    sketch: Sketch
    layers: tuple[Layer, ...]
    data_title: Text | str
    data_icon: str


def read_facts(template: Template) -> Facts:
    """Read the drawing of an example and the card of its data; no sample is read."""
    graph, dataset = template.glance()
    info = dataset_info(dataset)
    layers = {node.layer.name: node.layer for node in graph.nodes}
    return Facts(
        template.slug,
        sketch_of(graph),
        tuple(layers.values()),
        info.title,
        CATEGORIES[category_of(info)][1],
    )


def read_all(templates: Sequence[Template], found: deque[Facts]) -> None:
    """Read the facts of all examples, in a thread; ``found`` takes each as it comes."""
    with frequent_turns():
        for template in templates:
            found.append(read_facts(template))
