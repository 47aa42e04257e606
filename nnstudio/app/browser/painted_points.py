"""Points in classes as the data of a project."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from nnstudio.app.browser.data_edits import Change
from nnstudio.core.layer import Array
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.project import Project

PAINTED = "painted"
MOST_COPIED = 5000
"""So many points of another data set are taken over: each is an entry of the project's file."""


def with_points(points: Array, labels: Array) -> Change:
    """Return the edit that makes points ``(n, 2)`` of classes ``(n,)`` the data of a project."""
    rows = np.round(points.astype(np.float64), 4).tolist()
    painted = tuple((x, y, number) for (x, y), number in zip(rows, labels.tolist(), strict=True))
    return partial(_with_points, painted)


def _with_points(points: tuple[tuple[float, float, int], ...], project: Project) -> Project:
    source = DataSource(PAINTED, points=points)
    return edits.set_data(project, replace(project.data, source=source))
