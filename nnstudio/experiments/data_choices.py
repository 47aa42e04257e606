"""What an experiment can vary of the data: how it is divided, scaled and varied, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from nnstudio.core.settings import Param, Settings, param
from nnstudio.core.text import N_
from nnstudio.data import data_card, load_dataset
from nnstudio.data.added import with_added
from nnstudio.data.dataset import DatasetInfo
from nnstudio.data.prepare import replan, require_choices
from nnstudio.data.split import split_samples, stratified_split, usual_shares
from nnstudio.data.targets import class_target, target_values
from nnstudio.graph.augmentation import PICTURE_SETTINGS, SERIES_SETTINGS
from nnstudio.graph.data_codec import CLASS_WEIGHTS, LARGEST_SEED, SCALINGS, SPLITS
from nnstudio.graph.data_plan import DataPlan

DATA, DATASET, AUGMENTATION = "data", "dataset", "augmentation"
OWNERS = {DATA: N_("Data"), DATASET: N_("Data set"), AUGMENTATION: N_("Augmentation")}
"""What belongs to the data, and what a form calls it."""
MOST_PLANS = 128
"""So many plans are kept: what is fitted to a training part is fitted once."""

Item = int | float | str | bool | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True)
class DataChoices(Settings):
    """How samples become what a network learns from."""

    name = DATA
    label = N_("Data")

    share: float = param(
        1.0, low=0.0, high=1.0, low_open=True, label=N_("Share of training samples")
    )
    split: str = param("own", choices=SPLITS, label=N_("Split"))
    validation: int = param(0, low=0, label=N_("Validation"))
    seed: int = param(0, low=0, high=LARGEST_SEED, label=N_("Split seed"))
    shuffle: bool = param(True, label=N_("Shuffle in each epoch"))
    scaling: str = param("none", choices=SCALINGS, label=N_("Scaling"))
    per_feature: bool = param(True, label=N_("Each feature on its own"))
    target_scaling: str = param("none", choices=SCALINGS, label=N_("Scaling of targets"))
    class_weights: str = param("none", choices=CLASS_WEIGHTS, label=N_("Classes count"))


def data_params(plan: DataPlan) -> Iterator[tuple[str, str, Param]]:
    """Yield what makes sense to vary: owner, name of the setting, and what it takes."""
    if not plan.source.dataset:
        return
    info = data_card(plan)
    targets = info.signature.all_targets
    known = {
        "target_scaling": any(target.task == "regression" for target in targets),
        "class_weights": any(target.task == "classification" for target in targets),
    }
    for key, info_of in DataChoices.params().items():
        if key == "split":
            yield DATA, key, replace(info_of, choices=_splits(plan, info))
        elif known.get(key, True):
            yield DATA, key, info_of
    if plan.source.file is None:  # what a file is read as decides what it is
        for key, info_of in type(info.options).params().items():
            yield DATASET, key, info_of
    shape = plan.signature.input_shape
    varied = {3: PICTURE_SETTINGS, 2: SERIES_SETTINGS}.get(len(shape), ())
    for key in varied:
        yield AUGMENTATION, key, type(plan.augmentation).params()[key]


def data_settings(plan: DataPlan, owner: str) -> Settings:
    """Return the present values of what belongs to the data."""
    if owner == DATASET:
        return data_card(plan).options
    if owner == AUGMENTATION:
        return plan.augmentation
    keys = (key for key in DataChoices.params() if key != "share")
    return DataChoices(**{key: getattr(plan, key) for key in keys})


def require_data(plan: DataPlan, owner: str, key: str, value: Item) -> None:
    """Refuse a value that this data cannot have, without reading any.

    Raises
    ------
    UserError
        It is out of its range, or leaves no sample to learn from.
    """
    data_settings(plan, owner).with_values(**{key: value})
    if owner == DATA and key == "validation":
        assert isinstance(value, int), "samples are counted"
        require_choices(replace(plan, validation=value), data_card(plan))


def with_data(plan: DataPlan, values: Mapping[tuple[str, str], Item]) -> DataPlan:
    """Return the plan with other settings, by owner and name, fitted anew where it has to be.

    Raises
    ------
    UserError
        The data cannot be read, or cannot be prepared like that.
    """
    changed = {
        (owner, key): value
        for (owner, key), value in values.items()
        if getattr(data_settings(plan, owner), key) != value
    }
    return _with_data(plan, tuple(sorted(changed.items()))) if changed else plan


# ---- within ----


@lru_cache(maxsize=MOST_PLANS)
def _with_data(plan: DataPlan, changed: tuple[tuple[tuple[str, str], Item], ...]) -> DataPlan:
    of: dict[str, dict[str, Item]] = {owner: {} for owner in OWNERS}
    for (owner, key), value in changed:
        of[owner][key] = value
    choices: dict[str, Any] = dict(of[DATA])
    share = choices.pop("share", 1.0)
    # What nothing is fitted to needs no look at the data.
    if "shuffle" in choices:
        plan = replace(plan, shuffle=bool(choices.pop("shuffle")))
    if of[AUGMENTATION]:
        plan = replace(plan, augmentation=plan.augmentation.with_values(**of[AUGMENTATION]))
    if of[DATASET]:
        options = data_card(plan).options.with_values(**of[DATASET]).values()
        source = replace(plan.source, options=tuple(sorted(options.items())))
        plan = replan(plan, source=source)
    if choices:
        if choices.get("split") in ("random", "stratified", "time") and not plan.test:
            info = data_card(plan)
            count = info.train_count + info.test_count
            choices["test"] = info.test_count or usual_shares(count)[1]
        plan = replan(plan, **choices)
    assert isinstance(share, float), "a share is a number"
    return plan if share == 1.0 else _shared(plan, share)


def _shared(plan: DataPlan, share: float) -> DataPlan:
    """Leave out all but a share of the training samples, of each class alike.

    A smaller share is a part of each larger one, and validation keeps its samples.
    """
    data = with_added(load_dataset(plan.source), plan.added)
    training = split_samples(data, plan).training
    number = class_target(data.info.signature)
    labels = np.zeros(len(training), np.int64)
    if number is not None:
        labels = target_values(data.labels(training), data.info.signature, number)
    left = len(training) - max(round(share * len(training)), 1)
    _, held = stratified_split(labels, left, plan.seed)
    return replan(plan, left_out=tuple(sorted({*plan.left_out, *training[held].tolist()})))


def _splits(plan: DataPlan, info: DatasetInfo) -> tuple[str, ...]:
    """Return the ways to divide these samples that make sense."""
    roles = {column.role for column in plan.source.columns}
    ordered = info.kind == "series" or info.split == "time" or "time" in roles
    known = {
        "own": info.test_count > 0,
        "random": True,
        "stratified": class_target(info.signature) is not None,
        "time": ordered,
        "column": "split" in roles,
    }
    return tuple(name for name in SPLITS if known[name] or name == plan.split)
