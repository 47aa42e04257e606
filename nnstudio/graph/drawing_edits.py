"""Samples that the user draws: pure functions from a project to a project, as in `edits`."""

from __future__ import annotations

from dataclasses import replace

from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.data_codec import MOST_ADDED
from nnstudio.graph.data_plan import Drawing
from nnstudio.graph.project import Project


def add_drawing(project: Project, drawing: Drawing) -> Project:
    """Let a drawing be one more sample to learn from.

    Raises
    ------
    EditError
        There are as many as a project can have.
    """
    added = project.data.added
    if len(added) >= MOST_ADDED:
        text = N_("{count} drawings are the most that can be added. Remove some of them.")
        raise edits.EditError(Text(text, count=f"{MOST_ADDED:,}"))
    return edits.set_data(project, replace(project.data, added=(*added, drawing)))


def remove_drawing(project: Project, number: int, samples: int) -> Project:
    """Take a drawing, by its number from 0, away again.

    Parameters
    ----------
    samples
        How many samples the source of the data has: the drawings are counted behind them.
    """
    plan, place = project.data, samples + number

    def moved(other: int) -> int:
        return other - 1 if other > place else other

    changed = replace(
        plan,
        added=(*plan.added[:number], *plan.added[number + 1 :]),
        left_out=tuple(moved(n) for n in plan.left_out if n != place),
        relabelled=tuple((moved(n), c) for n, c in plan.relabelled if n != place),
    )
    return edits.set_data(project, changed)


def remove_drawings(project: Project, samples: int) -> Project:
    """Take all drawings away again; ``samples`` as for `remove_drawing`."""
    plan = project.data
    changed = replace(
        plan,
        added=(),
        left_out=tuple(n for n in plan.left_out if n < samples),
        relabelled=tuple((n, c) for n, c in plan.relabelled if n < samples),
    )
    return edits.set_data(project, changed)
