"""What all functions take: a project, saved or not, trained or not."""

from __future__ import annotations

from os import PathLike
from typing import TypeAlias

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.files.project_file import SavedProject
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project

PathName: TypeAlias = str | PathLike[str]


def saved_of(project: SavedProject | Project) -> SavedProject:
    """Return what a function was given as what a file holds."""
    given: object = project  # notebooks check no types
    if isinstance(given, Project):
        return SavedProject(given)
    if isinstance(given, SavedProject):
        return given
    got = type(given).__name__
    raise TypeError(f"expected a project, got {got}; a Network gives one by its project()")


def model_of(project: SavedProject | Project) -> Model:
    """Return the trained network.

    Raises
    ------
    UserError
        It is not trained yet, or its drawing has problems.
    """
    saved = saved_of(project)
    if saved.checkpoint is None:
        raise UserError(Text(N_("The network is not trained yet. Train it first.")))
    return Model(make_plan(analyze(saved.project)), saved.checkpoint.weights)
