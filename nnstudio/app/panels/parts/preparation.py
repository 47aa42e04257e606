"""How data is prepared, as settings that forms can show, and the edits that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nnstudio.app.translate import tr_text
from nnstudio.core.settings import Settings, param
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.data import DatasetInfo
from nnstudio.data.split import usual_shares
from nnstudio.data.targets import class_target
from nnstudio.graph.data_codec import CLASS_WEIGHTS, SCALINGS, SPLITS
from nnstudio.graph.data_plan import DataPlan

_TEXTS = {
    ("scaling", "none"): (
        N_("as it is"),
        N_("The numbers reach the network as they are in the data."),
    ),
    ("scaling", "unit"): (N_("to 0 … 1"), N_("The smallest number becomes 0, the largest 1.")),
    ("scaling", "standard"): (
        N_("standard score"),
        N_("Shifted and scaled to mean 0 and standard deviation 1."),
    ),
    ("split", "own"): (
        N_("as given"),
        N_("The data has a test part of its own; validation samples are taken from the rest."),
    ),
    ("split", "random"): (N_("random"), N_("Any sample may be held out.")),
    ("split", "stratified"): (
        N_("stratified"),
        N_("At random, but each class gives its share, so that no part lacks a class."),
    ),
    ("split", "time"): (
        N_("by time"),
        N_(
            "The last samples test, those before them validate; nothing is learned from the future."
        ),
    ),
    ("split", "column"): (
        N_("by column"),
        N_("A column of the table says to which part each row belongs."),
    ),
    ("class_weights", "none"): (N_("all alike"), N_("An error counts the same in each class.")),
    ("class_weights", "balanced"): (
        N_("balanced"),
        N_("Errors in rare classes count more, so that each class counts as much as any other."),
    ),
}


@dataclass(frozen=True)
class Split(Settings):
    """Which samples are held out."""

    name = "split"
    label = N_("Split")

    split: str = param(
        "own",
        choices=SPLITS,
        label=N_("Method"),
        help=N_("How the samples are chosen that the network does not learn from."),
    )
    validation: int = param(
        0,
        low=0,
        label=N_("Validation"),
        help=N_("How many samples are held out to watch for overfitting while it trains."),
    )
    test: int = param(
        0,
        low=0,
        label=N_("Test"),
        help=N_("How many samples are kept apart: only Evaluate looks at them."),
        shown_if=("split", ("random", "stratified", "time")),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Split seed"),
        help=N_("Another number holds out other samples."),
        shown_if=("split", ("own", "random", "stratified", "column")),
    )
    shuffle: bool = param(
        True,
        label=N_("Shuffle in each epoch"),
        help=N_("Each epoch goes through the training samples in another order."),
    )


def _method() -> Any:
    return param(
        "none",
        choices=SCALINGS,
        label=N_("Method"),
        help=N_("How the data's numbers become those the network reads; fitted to training data."),
    )


def _each_on_its_own(*scalings: str) -> Any:
    return param(
        True,
        label=N_("Each feature on its own"),
        help=N_("Off: one shift and one scale for all numbers. In pictures a feature is a pixel."),
        shown_if=("scaling", scalings),
    )


@dataclass(frozen=True)
class Scaling(Settings):
    """How the numbers of samples become those that the network reads."""

    name = "scaling"
    label = N_("Scaling")

    scaling: str = _method()
    per_feature: bool = _each_on_its_own("unit", "standard")


@dataclass(frozen=True)
class RangedScaling(Settings):
    """The same, for numbers whose range is known: 0 ... 1 means that range for all of them."""

    name = "scaling"
    label = N_("Scaling")

    scaling: str = _method()
    per_feature: bool = _each_on_its_own("standard")


@dataclass(frozen=True)
class LoneScaling(Settings):
    """The same, for samples of a single number."""

    name = "scaling"
    label = N_("Scaling")

    scaling: str = _method()


@dataclass(frozen=True)
class TargetScaling(Settings):
    """How the numbers are scaled that are to be predicted."""

    name = "target_scaling"
    label = N_("Scaling of targets")

    target_scaling: str = param(
        "standard",
        choices=SCALINGS,
        label=N_("Targets"),
        help=N_("How numbers to predict are scaled while it learns; results are in own units."),
    )


@dataclass(frozen=True)
class Reconstruction(Settings):
    """Whether the samples are to be given back."""

    name = "reconstruction"
    label = N_("Target")

    reconstruct: bool = param(
        False,
        label=N_("Give the sample back"),
        help=N_("For autoencoders: the target is the sample itself, before it is varied."),
    )


@dataclass(frozen=True)
class ClassBalance(Settings):
    """By how much errors in each class count."""

    name = "class_balance"
    label = N_("Class balance")

    class_weights: str = param(
        "none",
        choices=CLASS_WEIGHTS,
        label=N_("Classes count"),
        help=N_("Where classes differ much in size, balance keeps rare ones from being ignored."),
    )


@dataclass(frozen=True)
class PreparationEdit:
    """What the user wants to be different.

    Parameters
    ----------
    label
        The name of the edit in the menu.
    merge
        Edits in a row with the same key are undone together.
    changes
        Fields of `DataPlan` with their new values.
    """

    label: Text
    merge: str
    changes: Mapping[str, Any]


def edit_of(owner: type[Settings], key: str, changes: Mapping[str, object]) -> PreparationEdit:
    """Return the edit that a setting of a form leads to."""
    label = Text(N_("Change {setting} of the data"), setting=Text(owner.params()[key].label))
    return PreparationEdit(label, f"data/{owner.name}/{key}", changes)


def split_of(plan: DataPlan) -> Split:
    """Return how a plan divides its samples."""
    return Split(plan.split, plan.validation, plan.test, plan.seed, plan.shuffle)


def scaling_of(plan: DataPlan, info: DatasetInfo) -> Settings:
    """Return how a plan scales its samples, with the choices that make sense for them."""
    if size_of(plan.signature.raw_shape) == 1:
        return LoneScaling(plan.scaling)
    if info.value_range is None:
        return Scaling(plan.scaling, plan.per_feature)
    return RangedScaling(plan.scaling, plan.per_feature)


def sensible_splits(plan: DataPlan, info: DatasetInfo) -> tuple[str, ...]:
    """Return the ways to divide these samples that make sense."""
    roles = {column.role for column in plan.source.columns}
    ordered = info.kind in ("series", "table", "points") and plan.source.file is not None
    known = {
        "own": info.test_count > 0,
        "random": True,
        "stratified": class_target(info.signature) is not None,
        "time": ordered or info.split == "time" or "time" in roles,
        "column": info.split == "column" or "split" in roles,
    }
    return tuple(name for name in SPLITS if known[name] or name == plan.split)


def changed_split(plan: DataPlan, info: DatasetInfo, key: str, value: object) -> dict[str, object]:
    """Return what changes with a setting of the split: a new method has test samples at once."""
    changes: dict[str, object] = {key: value}
    held_by_plan = value in ("random", "stratified", "time")
    if key == "split" and held_by_plan and not plan.test:
        count = info.train_count + info.test_count
        test = info.test_count or usual_shares(count)[1]
        if plan.validation + test < count:
            changes["test"] = test
    return changes


def preparation_texts(setting: str, choice: str) -> tuple[str, str]:
    """Return the visible name of a choice, and an explanation of it."""
    key = "scaling" if setting == "target_scaling" else setting
    if (key, choice) in _TEXTS:
        name, explanation = _TEXTS[key, choice]
        return tr_text(name), tr_text(explanation)
    return choice, ""
