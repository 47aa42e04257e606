"""Projects: from templates, from files, into files; and what is to be said of a drawing."""

from __future__ import annotations

from pathlib import Path

from nnstudio.api.given import PathName, saved_of
from nnstudio.files import project_file
from nnstudio.files.project_file import SavedProject
from nnstudio.graph import edits
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import Template, template
from nnstudio.graph.templates import templates as all_templates


def templates() -> tuple[Template, ...]:
    """Return the projects to start from; each has a ``slug``, a ``title`` and a ``description``."""
    return all_templates()


def new(slug: str) -> SavedProject:
    """Return a new project, a copy of the template called ``slug``."""
    chosen = template(slug)
    return SavedProject(edits.rename_project(chosen.project, chosen.title))


def open(path: PathName) -> SavedProject:
    """Read a project file; ``warnings`` of what is returned says what had to be left out."""
    return project_file.load(Path(path))


def save(path: PathName, project: SavedProject | Project) -> None:
    """Write a project file, as a whole or not at all."""
    project_file.save(Path(path), saved_of(project))


def check(project: SavedProject | Project) -> Analysis:
    """Return shapes, costs and problems of a drawing; it can be trained where ``ready`` is True."""
    return analyze(saved_of(project).project)
