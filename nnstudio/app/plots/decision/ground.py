"""The inputs over which a network is drawn: all of them, or a slice through two of many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.app.live.plane import Box, box_around
from nnstudio.core.layer import Array
from nnstudio.data.prepare import apply_scaling
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.targets import relabelled, target_values
from nnstudio.graph.data_plan import DataPlan

MOST_POINTS = 1000
"""More points of a split than this would hide what is below; evenly chosen ones stand for all."""


@dataclass(frozen=True, eq=False)
class Ground:
    """One or two features as axes, the others at their mean, and the samples.

    Parameters
    ----------
    columns
        The numbers of the features that are axes.
    centre
        ``(features,)`` where the others stand.
    raw
        ``(n, features)`` samples in own units.
    x
        The same as the network reads them.
    held_out
        ``(n,)`` whether a sample is one that the network does not learn from: for validation, and
        of painted points also those for the test, so that none of them seems lost.
    y
        What the data says of them, see `target_values`.
    """

    data: PreparedData
    columns: tuple[int, ...]
    centre: Array
    raw: Array
    x: Array
    held_out: Array
    y: Array

    @property
    def names(self) -> tuple[str, ...]:
        """What is written at the axes: feature and unit."""
        info = self.data.dataset.info
        names = feature_names(self.data)
        units = [info.unit(names[column]) for column in self.columns]
        return tuple(
            f"{names[column]} ({unit})" if unit else names[column]
            for column, unit in zip(self.columns, units, strict=True)
        )

    @property
    def places(self) -> Array:
        """Where the samples lie along the axes ``(n, axes)``."""
        return self.raw[:, list(self.columns)]

    @property
    def square(self) -> bool:
        """Whether both axes are measured alike, as for points of a plane."""
        return self.data.dataset.info.kind == "points"

    def box(self) -> Box:
        """Return a part of the plane with all samples; for one input, its bounds twice."""
        places = self.places[np.isfinite(self.places).all(axis=1)]
        if not len(places):
            places = np.array([[-1.0] * len(self.columns), [1.0] * len(self.columns)])
        if places.shape[1] == 1:
            places = np.repeat(places, 2, axis=1)
        # Columns of a table are measured each in its own unit, so each fills its axis.
        return box_around(places, square=self.square)

    def prepared(self, places: Array, plan: DataPlan) -> Array:
        """Return what a network of this plan reads at places ``(n, axes)``."""
        rows = np.tile(self.centre, (len(places), 1))
        rows[:, list(self.columns)] = places
        return np.ascontiguousarray(apply_scaling(plan, rows.astype(np.float32)), np.float32)

    def read_by(self, plan: DataPlan) -> Array:
        """Return the samples as a network of this plan reads them: it may not know the newest."""
        if plan == self.data.plan:
            return self.x
        return np.asarray(apply_scaling(plan, self.raw.astype(np.float32)), np.float32)

    def labels(self, number: int) -> Array:
        """Return what the data says of a target: class numbers ``(n,)``, or ``(n, numbers)``."""
        return target_values(self.y, self.data.plan.signature, number)


def feature_names(data: PreparedData) -> tuple[str, ...]:
    """Return a name for each feature."""
    count = data.plan.signature.input_shape[0]
    named = data.plan.signature.features
    return named if len(named) == count else tuple(f"x{i + 1}" for i in range(count))


def ground_of(data: PreparedData, columns: tuple[int, ...]) -> Ground:
    """Return the ground of data with a row of features."""
    splits = [(data.train_indices, data.x_train, False), (data.val_indices, data.x_val, True)]
    if data.plan.source.dataset == "painted":
        splits.append((data.parts.test, data.x_test, True))
    steps = [-(-len(indices) // MOST_POINTS) or 1 for indices, _, _ in splits]
    pairs = list(zip(splits, steps, strict=True))
    places = np.concatenate([indices[::step] for (indices, _, _), step in pairs])
    x = np.concatenate([samples[::step] for (_, samples, _), step in pairs])
    hidden = [np.full(len(indices[::step]), out) for (indices, _, out), step in pairs]
    raw = data.dataset.samples(places).reshape(len(places), -1).astype(np.float64)
    y = relabelled(data.dataset.labels(places), places, data.plan)
    known = np.isfinite(raw)
    sums = np.where(known, raw, 0.0).sum(axis=0)
    centre = sums / np.maximum(known.sum(axis=0), 1)
    return Ground(data, columns, centre, raw, x, np.concatenate(hidden), y)


def usual_columns(data: PreparedData) -> tuple[int, ...]:
    """Return which two features are shown first: quantities rather than categories."""
    names, unscaled = feature_names(data), data.dataset.info.unscaled
    quantities = [i for i, name in enumerate(names) if name not in unscaled]
    rest = [i for i in range(len(names)) if i not in quantities]
    return tuple((quantities + rest)[:2])
