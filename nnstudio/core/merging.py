"""Layers in which several branches of a network come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer, param
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text


@dataclass(frozen=True)
class MergingLayer(Layer):
    """A layer with as many inputs as the user says; its ports are called a, b, c and so on."""

    category = "merge"

    count: int = param(
        2, low=2, high=16, label=N_("Inputs"), help=N_("How many branches come together.")
    )

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(ascii_lowercase[: self.count])


@dataclass(frozen=True)
class EqualMergingLayer(MergingLayer):
    """A layer that computes each number of its output from those at the same place."""

    def output_shape(self, *shapes: Shape) -> Shape:
        return equal_shapes(self, shapes)


def equal_shapes(layer: Layer, shapes: Sequence[Shape]) -> Shape:
    """Return the shape that all inputs of a layer have.

    Raises
    ------
    ShapeError
        They differ; the text says which input has which shape.
    """
    if len(set(shapes)) > 1:
        raise ShapeError(
            Text(
                N_("{layer} needs equal shapes, got {shapes}. {fix}"),
                layer=Text(layer.label),
                shapes=shapes_text(layer.inputs, shapes),
                fix=Text(_fix(shapes)),
            )
        )
    return shapes[0]


def shapes_text(ports: Sequence[str], shapes: Sequence[Shape]) -> str:
    """Write which inputs have which shape: ``8 (a, c), 4 (b)``."""
    by_shape: dict[Shape, list[str]] = {}
    for port, shape in zip(ports, shapes, strict=True):
        by_shape.setdefault(shape, []).append(port)
    return ", ".join(f"{shape_text(shape)} ({', '.join(p)})" for shape, p in by_shape.items())


def _fix(shapes: Sequence[Shape]) -> str:
    if len({len(shape) for shape in shapes}) > 1:
        return N_("Bring them into one form with Flatten or Reshape.")
    if len({shape[:-1] for shape in shapes}) == 1:
        return N_("Match their units or filters.")
    return N_("Match their padding and strides.")
