"""The same numbers in another shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.core.whole_numbers import whole_numbers

_MOST_AXES = 4


@dataclass(frozen=True)
class Reshape(Layer):
    """Gives the numbers of a sample another shape; their order, row by row, stays."""

    name = "Reshape"
    label = N_("Reshape")
    category = "core"
    order = 40
    summary = N_("Gives the numbers of a sample another shape, in the same order.")
    formula = r"(n_1, \dots, n_k) \to (m_1, \dots, m_l), \quad \prod n_i = \prod m_j"
    source = "Keras documentation, Reshape layer"
    keywords = "shape view fold unflatten rows pictures sequence"
    examples = (
        ({"shape": "3 × 2"}, ((6,),)),
        ({"shape": "-1"}, ((3, 4, 2),)),
        ({"shape": "2, 3, -1"}, ((12,),)),
        ({"shape": "4, 6"}, ((3, 4, 2),)),
        ({"shape": "4 3 2"}, ((3, 4, 2),)),
    )

    shape: str = param(
        "-1",
        label=N_("Shape"),
        help=N_("The new shape, such as 4 × 7 × 16; one size may be -1: what remains."),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        sizes = whole_numbers(self.shape)
        fits = sizes and all(size > 0 or size == -1 for size in sizes) and sizes.count(-1) <= 1
        if not fits or len(self.sizes) > _MOST_AXES:
            text = N_(
                "Reshape: Shape got {got}; it expects one to four sizes such as 4 × 7 × 16, one "
                "of which may be -1."
            )
            raise ValueRangeError(Text(text, got=repr(self.shape)))

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes as they were typed; -1 stands for what remains."""
        return whole_numbers(self.shape) or ()

    def output_shape(self, *shapes: Shape) -> Shape:
        count = size_of(shapes[0])
        known = size_of(tuple(size for size in self.sizes if size > 0))
        rest = -1 in self.sizes
        if count % known or not (rest or count == known):
            template = N_(
                "{got} holds {count} numbers, but {shape} needs {needed}. Change the shape, or "
                "type -1 for one of its sizes."
            )
            if rest:
                template = N_(
                    "{got} holds {count} numbers, but {shape} needs a multiple of {needed}. "
                    "Change the shape."
                )
            raise ShapeError(
                Text(
                    template,
                    got=shape_text(shapes[0]),
                    count=count,
                    shape=shape_text(self.sizes),
                    needed=known,
                )
            )
        return tuple(size if size > 0 else count // known for size in self.sizes)

    def parameters_text(self) -> str:
        return shape_text(self.sizes)

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        x = xs[0]
        y = x.reshape(len(x), *self.output_shape(x.shape[1:]))
        return y, {"shape": np.array(x.shape)}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy.reshape(tuple(saved["shape"])),), {}
