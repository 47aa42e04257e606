"""Where the data of a project lies: named so that project and data may move together."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from nnstudio.files.data_inside import cache_folder
from nnstudio.graph.project import Project


def portable(project: Project, path: Path) -> Project:
    """Name a data file in the folder of the project by its place in there: both may move together."""
    file, folder = project.data.source.file, path.absolute().parent
    if file is not None and Path(file.path).is_relative_to(cache_folder()):
        return _with_data_file(project, Path(file.path).name)  # the project's file keeps it
    if file is None or not Path(file.path).is_relative_to(folder):
        return project
    return _with_data_file(project, Path(file.path).relative_to(folder).as_posix())


def placed(project: Project, path: Path) -> Project:
    """Find the data file of a project that was opened: by its place, or where it is now beside it."""
    file, folder = project.data.source.file, path.absolute().parent
    if file is None:
        return project
    place = folder / file.path  # an absolute path stays as it is
    beside = folder / PureWindowsPath(file.path).name
    # Unlike `Path.exists` this minds no path that cannot be looked at.
    if not os.path.exists(place) and os.path.exists(beside):
        place = beside
    return _with_data_file(project, str(place))


def moved(project: Project, digest: str, place: Path) -> Project:
    """Find data of this digest at another place."""
    file = project.data.source.file
    if file is None or file.digest != digest:
        return project
    return _with_data_file(project, str(place))


def _with_data_file(project: Project, path: str) -> Project:
    source = project.data.source
    assert source.file is not None, "there is a file to name"
    source = replace(source, file=replace(source.file, path=path))
    return replace(project, data=replace(project.data, source=source))
