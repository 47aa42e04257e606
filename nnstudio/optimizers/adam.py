"""Adam."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.text import N_
from nnstudio.optimizers.adaptive import AdaptiveMoments


@dataclass(frozen=True)
class Adam(AdaptiveMoments):
    """A step of its own size for each weight, from running means of gradient and square."""

    name = "adam"
    label = N_("Adam")
    summary = N_("Gives every weight a step size of its own; a good first choice.")
    formula = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2,"
        r" \quad w \leftarrow w - \eta\, \hat{m} / (\sqrt{\hat{v}} + \epsilon)"
    )
    source = "Kingma and Ba 2015"
    order = 5
