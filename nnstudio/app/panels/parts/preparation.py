"""How data is prepared, as settings that a form can show."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.app.translate import tr_text
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.graph.data_codec import SCALINGS
from nnstudio.graph.data_plan import DataPlan

_SCALING_TEXTS = {
    "none": (N_("as it is"), N_("The numbers reach the network as they are in the data.")),
    "unit": (N_("to 0 … 1"), N_("The smallest number becomes 0, the largest 1.")),
    "standard": (
        N_("standard score"),
        N_("Shifted and scaled to mean 0 and standard deviation 1."),
    ),
}


@dataclass(frozen=True)
class _Split(Settings):
    """Which samples are held out."""

    name = "preparation"
    label = N_("Preparation")

    validation: int = param(
        0,
        low=0,
        label=N_("Validation"),
        help=N_("How many samples are held out to watch for overfitting, each class in its share."),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Split seed"),
        help=N_("Another number holds out other samples."),
    )


@dataclass(frozen=True)
class Preparation(_Split):
    """Which samples are held out, and how numbers are scaled."""

    scaling: str = param(
        "none",
        choices=SCALINGS,
        label=N_("Scaling"),
        help=N_("How the data's numbers become those the network reads; fitted to training data."),
    )


@dataclass(frozen=True)
class _TargetScaling(_Split):
    """How the numbers are scaled that are to be predicted."""

    target_scaling: str = param(
        "standard",
        choices=SCALINGS,
        label=N_("Scaling of targets"),
        help=N_("How numbers to predict are scaled while it learns; results are in own units."),
    )


@dataclass(frozen=True)
class NumbersPreparation(Preparation, _TargetScaling):
    """The preparation of data with numbers to predict."""


def preparation_of(plan: DataPlan) -> Preparation:
    """Return how a plan prepares its data."""
    split = {"validation": plan.validation, "seed": plan.seed}
    if any(target.task == "regression" for target in plan.signature.all_targets):
        return NumbersPreparation(scaling=plan.scaling, target_scaling=plan.target_scaling, **split)
    return Preparation(scaling=plan.scaling, **split)


def preparation_texts(setting: str, choice: str) -> tuple[str, str]:
    """Return the visible name of a choice, and an explanation of it."""
    if setting in ("scaling", "target_scaling") and choice in _SCALING_TEXTS:
        name, explanation = _SCALING_TEXTS[choice]
        return tr_text(name), tr_text(explanation)
    return choice, ""
