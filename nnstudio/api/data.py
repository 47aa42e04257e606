"""Data: what comes along, and what is yours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nnstudio.api.given import PathName, saved_of
from nnstudio.data import DatasetInfo, dataset_info, dataset_names
from nnstudio.data.importing import ImportChoices, describe, import_file
from nnstudio.data.prepare import make_plan
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.saved_dataset import save_dataset
from nnstudio.files.data_inside import kept_inside
from nnstudio.files.project_file import SavedProject
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project


def data_sets() -> tuple[DatasetInfo, ...]:
    """Return the cards of the data sets that come along; `use_data` takes their ``name``."""
    return tuple(dataset_info(name) for name in dataset_names())


def describe_data(path: PathName, choices: ImportChoices | None = None) -> dict[str, object]:
    """Return what a file or folder of yours is, as `nnstudio.data.importing.describe` says it.

    Raises
    ------
    UserError
        It cannot be read; the text names the file and, where there is one, the line.
    """
    return describe(Path(path), import_file(Path(path), choices))


def import_data(
    path: PathName,
    output: PathName,
    choices: ImportChoices | None = None,
    *,
    on_progress: Progress = unheard,
) -> dict[str, object]:
    """Bring in a file or folder as a data set of its own, and return what it is.

    Parameters
    ----------
    path
        A table, pictures, IDX or NumPy arrays, a text, a series or sounds.
    output
        The folder to make, or an ``.npz`` file; `use_data` takes it.
    choices
        What is not to be found out.
    on_progress
        Is told now and then how far the reading is, 0 ... 1.

    Raises
    ------
    UserError
        It cannot be read or written; nothing is left half-made.
    """
    imported = import_file(Path(path), choices, on_progress)
    save_dataset(Path(output), imported.data)
    return describe(Path(path), imported)


def use_data(
    project: SavedProject | Project,
    data: DataPlan | PathName,
    choices: ImportChoices | None = None,
) -> SavedProject:
    """Return the project with other data to learn from; its weights stay where they fit.

    Parameters
    ----------
    data
        A plan (`nnstudio.data.prepare.make_plan`), the name of a data set that comes along, what
        `import_data` wrote, or a file or folder of yours.
    choices
        What is not to be found out of a file.

    Raises
    ------
    UserError
        The data cannot be read.
    """
    saved = saved_of(project)
    if not isinstance(data, DataPlan):
        if str(data) in dataset_names() and not Path(data).exists():
            data = make_plan(str(data))
        else:
            data = make_plan(import_file(Path(data), choices).source)
    return replace(saved, project=edits.set_data(saved.project, data))


def keep_data(project: SavedProject | Project, inside: bool = True) -> SavedProject:
    """Return the project with its data kept in its own file, so that one file is all there is.

    Parameters
    ----------
    inside
        False leaves the data beside the project again.

    Raises
    ------
    UserError
        The data comes from no file of yours, or from one that is too large or not as it was.
    """
    saved = saved_of(project)
    data = kept_inside(saved.project.data, inside)
    return replace(saved, project=edits.set_data(saved.project, data))
