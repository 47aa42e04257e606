"""Changes of single samples: pure functions from a project to a project, as in `edits`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project


def leave_out(project: Project, places: Iterable[int]) -> Project:
    """Let samples, by their numbers, be in no part of the data."""
    left = {*project.data.left_out, *places}
    return edits.set_data(project, replace(project.data, left_out=tuple(sorted(left))))


def put_back(project: Project, places: Iterable[int]) -> Project:
    """Let samples that were left out take part again."""
    left = set(project.data.left_out) - set(places)
    return edits.set_data(project, replace(project.data, left_out=tuple(sorted(left))))


def relabel(project: Project, places: Iterable[int], label: int | None) -> Project:
    """Give samples another class, by its number; None: the one that the data says.

    Raises
    ------
    EditError
        The samples have no class, or there is none of that number.
    """
    signature = project.data.signature
    targets = (t for t in signature.all_targets if t.task == "classification" and not t.shape)
    target = next(targets, None)
    if target is None:
        raise edits.EditError(
            Text(
                N_(
                    "These samples have no class that could be changed. Choose data with a class "
                    "for each sample."
                )
            )
        )
    if label is not None and not 0 <= label < len(target.classes):
        raise edits.EditError(
            Text(
                N_(
                    "There is no class number {got}; the {count} classes have the numbers 0 to "
                    "{most}. Choose one of them."
                ),
                got=label,
                count=len(target.classes),
                most=len(target.classes) - 1,
            )
        )
    labels = dict(project.data.relabelled)
    for place in places:
        if label is None:
            labels.pop(place, None)
        else:
            labels[place] = label
    return edits.set_data(project, replace(project.data, relabelled=tuple(sorted(labels.items()))))
