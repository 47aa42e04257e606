"""Which icon stands for a layer, on the canvas, in the palette and wherever else it is named."""

from __future__ import annotations

from functools import cache

import numpy as np

from nnstudio.activations import make_activation
from nnstudio.app.style.icons import add_icon, has_icon
from nnstudio.core.layer import Layer
from nnstudio.layers.activation import ActivationLayer

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
_REACH = 3.0
"""How far from zero the curve of a function is shown that has no bounds."""
_CURVE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" '
    'fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" '
    'stroke-linejoin="round"><polyline points="{points}"/></svg>'
)


def layer_icon_name(layer: Layer | type[Layer]) -> str:
    """Return the name of a layer's icon: ``layer-dense`` where drawn, else its category's.

    An activation layer is shown by the curve of its function.
    """
    if isinstance(layer, ActivationLayer):
        return _function_icon(layer.activation)
    own = f"layer-{layer.name.lower()}"
    return own if has_icon(own) else category_icon_name(layer.category)


def category_icon_name(category: str) -> str:
    """Return the name of the icon of a category of layers."""
    return _OF_CATEGORY.get(category, "layers")


@cache
def _function_icon(activation: str) -> str:
    """Return the name of a function's icon, which is drawn from the code that computes it."""
    name = f"layer-activation-{activation}"
    # A leak as small as the usual 0.01 could not be seen at this size.
    function = make_activation(activation, negative_slope=0.2)
    if has_icon(name):
        return name
    if not function.elementwise:
        return "layer-activation"
    reach = _REACH if function.saturates_above is None else 1.5 * function.saturates_above
    z = np.linspace(-reach, reach, 61)
    y = function.forward(z)
    low, high = min(float(y.min()), 0.0), max(float(y.max()), 0.0)
    across, up = np.linspace(2.5, 21.5, z.size), 21.5 - 19 * (y - low) / (high - low)
    points = " ".join(f"{a:.2f},{b:.2f}" for a, b in zip(across, up, strict=True))
    add_icon(name, _CURVE.format(points=points))
    return name
