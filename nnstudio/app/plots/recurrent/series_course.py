"""A series as the forecast page draws it: what happened, what was read when, and in which part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.app.live.chosen_sample import Chosen
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import SPLITS, PreparedData
from nnstudio.data.targets import target_values


@dataclass(frozen=True, eq=False)
class SeriesCourse:
    """One target over time.

    Parameters
    ----------
    name, unit
        What is drawn, and what it is measured in.
    times
        What the file says of each step's time; empty: nothing.
    values
        What happened, in own units ``(steps,)``.
    x
        Prepared windows in the order of time ``(n, window, features)``.
    places
        The step that each window is to foretell first ``(n,)``.
    parts
        The split of each window: its place in `SPLITS` ``(n,)``.
    lag
        As `Course.lag`.
    free
        Whether the network reads what it foretells, and nothing else.
    """

    name: str
    unit: str
    times: tuple[str, ...]
    values: Array
    x: Array
    places: Array
    parts: Array
    lag: int
    free: bool

    def ends(self) -> dict[str, int]:
        """Return for each split that has windows the step behind its last one."""
        return {
            split: int(self.places[self.parts == number].max()) + 1
            for number, split in enumerate(SPLITS)
            if (self.parts == number).any()
        }


def has_course(data: PreparedData) -> bool:
    """Return whether the samples of some data are pieces of a series that goes on."""
    signature = data.plan.signature
    series = data.dataset.info.kind == "series" and signature.task == "regression"
    goes_on = data.dataset.findings.course is not None or signature.target_name == "next"
    return series and goes_on and len(signature.input_shape) == 2


def course_of(data: PreparedData, chosen: Chosen) -> SeriesCourse:
    """Return the whole series; where samples are pieces of their own, the chosen one."""
    signature, course = data.plan.signature, data.dataset.findings.course
    unit = data.dataset.info.unit(signature.target_name)
    alone = signature.input_shape[1] == 1 and len(signature.all_targets) == 1
    if course is None:
        raw = data.sample(chosen.split, chosen.index).raw[:, 0].astype(np.float64)
        place = data.sample(chosen.split, chosen.index).index
        y = target_values(data.dataset.labels(np.array([place])), signature, 0).reshape(-1)
        part = np.array([SPLITS.index(chosen.split)])
        values = np.concatenate([raw, y])
        places = np.array([len(raw)])
        return SeriesCourse(
            signature.features[0], unit, (), values, chosen.x, places, part, 0, alone
        )
    splits = (data.parts.training, data.parts.validation, data.parts.test)
    numbers = np.concatenate(splits)
    parts = np.repeat(np.arange(3), [len(split) for split in splits])
    x = np.concatenate([data.x_train, data.x_val, data.x_test])
    order = np.argsort(course.rows[numbers], kind="stable")
    target = next((c.name for c in data.plan.source.columns if c.role == "target"), "")
    name = target or signature.target_name
    free = alone and signature.features == (signature.target_name,)
    return SeriesCourse(
        name,
        unit,
        course.times,
        course.values[:, 0],
        x[order],
        course.rows[numbers][order],
        parts[order],
        course.lag,
        free,
    )
