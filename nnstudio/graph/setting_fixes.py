"""Settings of a layer with which it takes the shapes that arrive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import permutations
from typing import Any

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer
from nnstudio.core.settings import Param
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.core.windowed import WindowedLayer
from nnstudio.graph import edits
from nnstudio.graph.problem import Fix
from nnstudio.graph.project import Node
from nnstudio.layers.concatenate import Concatenate
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.permute import Permute
from nnstudio.layers.reshape import Reshape

MOST_OFFERED = 3


def fits(layer: Layer, shapes: tuple[Shape, ...]) -> bool:
    """Return whether a layer takes the shapes."""
    try:
        layer.output_shape(*shapes)
    except ShapeError:
        return False
    return True


def setting_fixes(node: Node, shapes: tuple[Shape, ...]) -> tuple[Fix, ...]:
    """Return the changes of one setting, or of two, with which the layer takes the shapes."""
    found: dict[str, Fix] = {}
    for label, values in _tried(node.layer, shapes):
        # Two settings are changed only where none helps alone.
        if not (found and len(values) > 1) and fits(node.layer.with_values(**values), shapes):
            edit = partial(edits.set_values, node_id=node.id, **values)
            found[str(label)] = Fix(label, edit)
    return tuple(found.values())[:MOST_OFFERED]


def _tried(layer: Layer, shapes: tuple[Shape, ...]) -> Iterator[tuple[Text, dict[str, Any]]]:
    if isinstance(layer, WindowedLayer):
        yield from _windows(layer, shapes[0])
    elif isinstance(layer, MultiHeadAttention) and len(shapes[0]) == 2:
        features = shapes[0][1]
        heads = max(n for n in range(1, layer.heads + 1) if features % n == 0)
        yield _set(layer, "heads", heads)
    elif isinstance(layer, Reshape):
        yield from _reshapes(layer, shapes[0])
    elif isinstance(layer, Permute):
        for axes in permutations(range(1, len(shapes[0]) + 1)):
            if list(axes) != sorted(axes) or len(axes) == 1:
                yield _set(layer, "order_of_axes", ", ".join(map(str, axes)))
                return
    elif isinstance(layer, Concatenate):
        for axis in type(layer).params()["axis"].choices:
            yield _set(layer, "axis", axis)


def _windows(layer: WindowedLayer, shape: Shape) -> Iterator[tuple[Text, dict[str, Any]]]:
    params = type(layer).params()
    if "padding" in params:
        yield Text(N_("Set padding to same")), {"padding": "same"}
    if "groups" in params:
        yield Text(N_("Set groups to 1")), {"groups": 1}
    if len(shape) != len(layer.window.size) + 1:
        return
    sizes: Any = tuple(min(k, n) for k, n in zip(layer.window.size, shape[:-1], strict=True))
    sizes = sizes if isinstance(getattr(layer, layer.size_setting), tuple) else sizes[0]
    yield _set(layer, layer.size_setting, sizes)
    if "groups" in params:
        label = Text(N_("Set padding to same and groups to 1"))
        yield label, {"padding": "same", "groups": 1}


def _reshapes(layer: Reshape, shape: Shape) -> Iterator[tuple[Text, dict[str, Any]]]:
    """Give the wanted shape with what remains in one of its places, then the whole in a row."""
    count = size_of(shape)
    for place in reversed(range(len(layer.sizes))):
        others = [1 if i == place else size for i, size in enumerate(layer.sizes)]
        if min(others) > 0 and count % size_of(tuple(others)) == 0:
            others[place] = count // size_of(tuple(others))
            yield _set(layer, "shape", shape_text(tuple(others)))
            return
    yield _set(layer, "shape", shape_text((count,)))


def _set(layer: Layer, setting: str, value: Any) -> tuple[Text, dict[str, Any]]:
    info: Param = type(layer).params()[setting]
    shown = " × ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    label = Text(N_("Set {setting} to {value}"), setting=Text(info.label), value=shown)
    return label, {setting: value}
