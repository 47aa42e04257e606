"""What is wrong with a drawing, told so that the user can mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from nnstudio.core.text import Text
from nnstudio.graph.project import Project


@dataclass(frozen=True)
class Fix:
    """One click that mends a problem."""

    label: Text
    edit: Callable[[Project], Project] = field(compare=False)


@dataclass(frozen=True)
class Problem:
    """Why the drawing cannot be trained: what was got, what was expected, how to mend it.

    ``node_id`` is empty where the problem belongs to no node. A ``blocking`` problem forbids
    training; another one is a warning.
    """

    node_id: str
    text: Text
    fixes: tuple[Fix, ...] = ()
    blocking: bool = True


def in_turn(project: Project, steps: tuple[Callable[[Project], Project], ...]) -> Project:
    """Make several edits one after the other: the edit of a fix that mends several places."""
    for step in steps:
        project = step(project)
    return project
