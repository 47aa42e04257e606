"""Where a setting took a new value while a network trained, as marks of a chart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnstudio.app.live_names import setting_name
from nnstudio.app.plots.chart_ground import Marks
from nnstudio.core.layer import Array
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.project import Project

MARKS_ACROSS = 12
"""A dragged slider leaves hundreds of marks: of those that lie together the last is shown."""


def run_marks(log: RunLog, project: Project, place: Callable[[Array], Array], end: float) -> Marks:
    """Return the changes of live settings, each with the setting's name and its new value.

    Parameters
    ----------
    place
        Turns steps into places on the x axis, which ends at ``end``.
    """
    if not log.marks:
        return ()
    places: dict[int, tuple[float, str]] = {}
    xs = place(np.array([mark.step for mark in log.marks]) - 1)
    for x, mark in zip(xs.tolist(), log.marks, strict=True):
        text = f"{setting_name(project, mark.target, mark.setting)} {mark.value:g}"
        places[int(x / end * MARKS_ACROSS)] = (x, text)
    return tuple(places.values())
