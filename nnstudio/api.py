"""What ``import nnstudio`` offers: make, train, evaluate, use and export networks without a window.

A `SavedProject` is what all functions take and give: a project, and once it was trained its
weights and the record of its training. Mistakes in what is given raise `UserError`, a
`ValueError` whose text says what was got, what is expected and how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from os import PathLike
from pathlib import Path
from queue import SimpleQueue
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data import DatasetInfo, dataset_info, dataset_names
from nnstudio.data.importing import ImportChoices, describe, import_file, read_samples
from nnstudio.data.prepare import apply_scaling, prepare
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.data.saved_dataset import save_dataset
from nnstudio.engine import evaluation, trainer
from nnstudio.engine.answers import answers
from nnstudio.engine.case_answers import write_answers
from nnstudio.engine.messages import Checkpoint, EpochRow, Failed, OutMessage, Progress, StepBlock
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan, make_training_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.scores import metric_names
from nnstudio.engine.weight_transfer import transfer_weights
from nnstudio.export import exporter
from nnstudio.files import project_file
from nnstudio.files.project_file import SavedProject
from nnstudio.files.weight_file import read_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.templates import Template, template
from nnstudio.graph.templates import templates as all_templates

__all__ = [
    "Analysis",
    "EpochRow",
    "ImportChoices",
    "Progress",
    "Project",
    "SavedProject",
    "TrainingError",
    "UserError",
    "check",
    "data_sets",
    "describe_data",
    "evaluate",
    "export_network",
    "import_data",
    "load_weights",
    "new",
    "open",
    "predict",
    "predict_table",
    "save",
    "templates",
    "train",
    "use_data",
]

PathName: TypeAlias = str | PathLike[str]


class TrainingError(UserError):
    """Training could not go on; ``result`` holds the last good weights."""

    def __init__(self, text: Text, result: SavedProject) -> None:
        super().__init__(text)
        self.result = result


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
    project_file.save(Path(path), _saved(project))


def check(project: SavedProject | Project) -> Analysis:
    """Return shapes, costs and problems of a drawing; it can be trained where ``ready`` is True."""
    return analyze(_saved(project).project)


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
    path: PathName, output: PathName, choices: ImportChoices | None = None
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

    Raises
    ------
    UserError
        It cannot be read or written; nothing is left half-made.
    """
    imported = import_file(Path(path), choices)
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
    saved = _saved(project)
    if not isinstance(data, DataPlan):
        if str(data) in dataset_names() and not Path(data).exists():
            data = make_data_plan(str(data))
        else:
            data = make_data_plan(import_file(Path(data), choices).source)
    return replace(saved, project=edits.set_data(saved.project, data))


def train(
    project: SavedProject | Project,
    *,
    epochs: int | None = None,
    seed: int | None = None,
    on_epoch: Callable[[EpochRow], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    inbox: trainer.Inbox | None = None,
    twins: bool = True,
    fast: bool = True,
) -> SavedProject:
    """Train a network and return it with its weights and the record of the run.

    A project that was trained before goes on where it ended. The same project, seed and machine
    give the same numbers to the last bit.

    Parameters
    ----------
    epochs
        How often to go through the training samples; None: as often as the project says.
    seed
        Begin anew with the starting weights, sample order and dropout masks of this seed.
    on_epoch
        Called with the figures of every epoch.
    on_progress
        Called about every 30 ms.
    inbox
        Messages that steer the run (`nnstudio.engine.messages`), such as ``Stop()``.
    twins
        False computes everything by the layers' definitions: slower, and just as right.
    fast
        False does without the kernels that numba compiles, even where it is installed.

    Raises
    ------
    TrainingError
        A number became NaN or infinite; ``result`` holds the last good weights.
    UserError
        The drawing has problems, or its data cannot be had.
    """
    saved = _saved(project)
    if seed is not None:
        saved = SavedProject(edits.set_training(saved.project, seed=seed))
    if epochs is not None:
        edits.set_training(saved.project, epochs=epochs)  # refuses what cannot be
    plan = make_training_plan(analyze(saved.project))
    data = prepare(saved.project.data, plan.wanted)
    log, start, present = saved.run_log, saved.checkpoint, None
    measured = metric_names(plan)
    if start is None or log is None or not log.fits(plan.learning, measured, start.step):
        # There is nothing that a record could go on from; the weights do.
        log, start = RunLog(plan.learning, measured), Checkpoint(start.weights) if start else None
    else:
        log = RunLog.from_arrays(log.to_arrays())  # the given one stays as it is
        log.rewind(start.step)
        present = saved.present

    def hear(message: OutMessage) -> None:
        if isinstance(message, StepBlock):
            log.extend(message)
            if on_epoch is not None:
                for row in message.epochs:
                    on_epoch(row)
            if on_progress is not None and message.progress is not None:
                on_progress(message.progress)

    last = trainer.train(
        plan,
        saved.project.training,
        data,
        inbox if inbox is not None else SimpleQueue(),
        hear,
        checkpoint=start,
        epochs=epochs,
        twins=twins,
        fast=fast,
    )
    result = SavedProject(saved.project, last.checkpoint, log, saved.runs, present)
    if isinstance(last, Failed):
        raise TrainingError(last.reason, result)
    return result


def evaluate(project: SavedProject) -> dict[str, float]:
    """Return losses and metrics on the test samples, which nothing else ever touches.

    ``loss`` is that of all outputs, ``accuracy`` that of the first (NaN where it does not tell
    classes apart). All metrics follow by name, such as ``r2``; where there are several outputs,
    with the output in front, such as ``output_1/r2``. What is measured in the target's units is
    in the data's own.
    """
    model = _model(project)
    data = prepare(project.project.data, model.plan.wanted)
    found = evaluation.evaluate(model, data.x_test, data.t_test)
    assert found is not None, "nobody ended the evaluation"
    return {"loss": found.loss, "accuracy": found.accuracy} | found.named


def predict(project: SavedProject, samples: npt.ArrayLike | PathName) -> Array | dict[str, Array]:
    """Return the outputs ``(n, units)`` for samples; of several outputs a dictionary by name.

    Classes come as probabilities, numbers in the data's own units.

    Parameters
    ----------
    samples
        ``(n, *sample_shape)`` in the data set's own units, for example ``(n, 28, 28)`` grey values
        0 ... 255 for digits; or a file of the kind that the network learned from, without its
        targets: a table, pictures, a text. They are prepared as the training samples were.
    """
    model, plan = _model(project), project.project.data
    if isinstance(samples, str | PathLike):
        samples = read_samples(plan, Path(samples))
    found = answers(model, apply_scaling(plan, np.asarray(samples)))
    return found if len(found) > 1 else next(iter(found.values()))


def predict_table(project: SavedProject, samples: PathName, table: PathName) -> int:
    """Write what the network says of a file of new cases as a table (CSV); return how many.

    Parameters
    ----------
    samples
        As for `predict`: a table, a picture or a folder of pictures, a text, or an array (``.npy``).
    table
        It gets the columns of the file or the names of its files, and behind them the predicted
        class with the probability of each, or the predicted numbers in the data's own units.

    Raises
    ------
    UserError
        The samples cannot be read so, or the table cannot be written.
    """
    written = write_answers(_model(project), project.project.data, Path(samples), Path(table))
    assert written is not None, "nobody ended it"
    return written.count


def export_network(project: SavedProject, target: str, path: PathName) -> None:
    """Write the trained network in the form of a target, such as ``"npz"``."""
    _model(project)
    assert project.checkpoint is not None
    exporter(target).export(project.project, project.checkpoint.weights, Path(path))


def load_weights(project: SavedProject | Project, path: PathName) -> SavedProject:
    """Return the project with weights from a file, where node, name and shape are the same.

    ``warnings`` of what is returned says how many fitted, and which did not. Training goes on from
    them as from new ones: the record and the optimiser begin anew.

    Parameters
    ----------
    path
        A file that `export_network` wrote (.npz, .safetensors), or a trained project.

    Raises
    ------
    UserError
        The drawing has problems, the file cannot be read, or nothing in it fits.
    """
    saved = _saved(project)
    plan = make_plan(analyze(saved.project))
    present = saved.checkpoint.weights if saved.checkpoint is not None else {}
    given = read_weights(Path(path))
    found = transfer_weights(plan, given, present, saved.project.training.seed)
    return SavedProject(
        saved.project, Checkpoint(found.weights), runs=saved.runs, warnings=found.report()
    )


def _saved(project: SavedProject | Project) -> SavedProject:
    return SavedProject(project) if isinstance(project, Project) else project


def _model(saved: SavedProject) -> Model:
    if saved.checkpoint is None:
        raise UserError(Text(N_("The network is not trained yet. Train it first.")))
    return Model(make_plan(analyze(saved.project)), saved.checkpoint.weights)
