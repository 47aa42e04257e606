"""Which icon stands for a layer, on the canvas, in the palette and wherever else it is named."""

from __future__ import annotations

from nnstudio.app.style.icons import has_icon
from nnstudio.core.layer import Layer

_OF_CATEGORY = {
    "input": "database",
    "core": "network",
    "convolution": "grid-3x3",
    "pooling": "funnel",
    "recurrent": "repeat",
    "attention": "spotlight",
    "activation": "activity",
    "normalisation": "scale",
    "regularisation": "shuffle",
    "merge": "plus",
}


def layer_icon_name(layer: Layer | type[Layer]) -> str:
    """Return the name of a layer's icon: ``layer-dense`` where drawn, else its category's."""
    own = f"layer-{layer.name.lower()}"
    return own if has_icon(own) else _OF_CATEGORY.get(layer.category, "layers")
