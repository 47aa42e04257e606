"""One vector as a sequence."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array, Layer, Saved, Step, Weights, param
from nnstudio.core.shapes import Shape, require_rank
from nnstudio.core.text import N_


@dataclass(frozen=True)
class Repeat(Layer):
    """Hands on the same vector at every step, for a decoder that makes a sequence of it.

    ``(batch, features) -> (batch, times, features)``
    """

    name = "Repeat"
    label = N_("Repeat")
    category = "recurrent"
    order = 40
    summary = N_("Makes a sequence of one vector by repeating it, as decoders need it.")
    formula = r"y_t = x"
    source = "Cho et al. 2014 (encoder and decoder)"
    keywords = "repeatvector decoder sequence copy"
    examples = (({"times": 3}, ((4,),)), ({"times": 1}, ((2,),)))

    times: int = param(
        10, low=1, high=100_000, label=N_("Times"), help=N_("How many steps come out.")
    )

    def output_shape(self, *shapes: Shape) -> Shape:
        fix = N_("Give it a vector, such as the last state of a recurrent layer.")
        require_rank(self.label, shapes[0], 1, "(features)", fix)
        return (self.times, *shapes[0])

    def parameters_text(self) -> str:
        return f"×{self.times}"

    def forward(self, w: Weights, step: Step, *xs: Array) -> tuple[Array, Saved]:
        return xs[0][:, None].repeat(self.times, axis=1), {}

    def backward(
        self, w: Weights, step: Step, saved: Saved, dy: Array
    ) -> tuple[tuple[Array, ...], dict[str, Array]]:
        return (dy.sum(axis=1),), {}
