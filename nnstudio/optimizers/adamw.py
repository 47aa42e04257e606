"""Adam with weight decay that it does not adapt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_
from nnstudio.optimizers.adaptive import AdaptiveMoments


@dataclass(frozen=True)
class AdamW(AdaptiveMoments):
    """Adam that also shrinks every weight a little in each step, whatever its gradient.

    As in PyTorch the decay acts on all weights, biases too, and is multiplied by the present
    learning rate.
    """

    name = "adamw"
    label = N_("AdamW")
    summary = N_("Adam that also shrinks all weights a little in each step.")
    formula = (
        r"w \leftarrow w - \eta \lambda w, \quad"
        r" w \leftarrow w - \eta\, \hat{m} / (\sqrt{\hat{v}} + \epsilon) \quad \mathrm{(Adam)}"
    )
    source = "Loshchilov and Hutter 2019"
    order = 6

    weight_decay: float = param(
        0.01,
        low=0.0,
        high=1.0,
        live=True,
        label=N_("Weight decay"),
        help=N_("The share, times the learning rate, that each weight loses in a step."),
    )

    def constants(self, learning_rate: float, step: int) -> tuple[float, ...]:
        """Return the constants of Adam, and what is left of each weight."""
        return *super().constants(learning_rate, step), 1 - learning_rate * self.weight_decay

    def update(self, w: Array, g: Array, slots: Mapping[str, Array], step: int) -> None:
        w *= w.dtype.type(self.constants(self.learning_rate, step)[-1])
        super().update(w, g, slots, step)
