"""What a trained network is worth, and what it says of samples."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from nnstudio.api.given import PathName, model_of
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.case_files import read_cases
from nnstudio.data.prepare import apply_scaling, prepare
from nnstudio.engine import evaluation
from nnstudio.engine.answers import answers
from nnstudio.engine.case_answers import write_answers
from nnstudio.files.project_file import SavedProject

Outputs: TypeAlias = Array | dict[str, Array]
"""The answers of a network: an array, of several outputs one each by name."""


def evaluate(project: SavedProject) -> dict[str, float]:
    """Return losses and metrics on the test samples, which nothing else ever touches.

    ``loss`` is that of all outputs, ``accuracy`` that of the first (NaN where it does not tell
    classes apart). All metrics follow by name, such as ``r2``; where there are several outputs,
    with the output in front, such as ``output_1/r2``. What is measured in the target's units is
    in the data's own.
    """
    model = model_of(project)
    data = prepare(project.project.data, model.plan.wanted)
    found = evaluation.evaluate(model, data.x_test, data.t_test)
    assert found is not None, "nobody ended the evaluation"
    return {"loss": found.loss, "accuracy": found.accuracy} | found.named


def predict(project: SavedProject, samples: npt.ArrayLike | PathName) -> Outputs:
    """Return the outputs ``(n, units)`` for samples; of several outputs a dictionary by name.

    Classes come as probabilities, numbers in the data's own units.

    Parameters
    ----------
    samples
        ``(n, *sample_shape)`` in the data set's own units, for example ``(n, 28, 28)`` grey values
        0 ... 255 for digits; or a file of the kind that the network learned from, without its
        targets: a table, a picture or a folder of pictures, a text. They are prepared as the training samples were.
    """
    model, plan = model_of(project), project.project.data
    if isinstance(samples, str | PathLike):
        samples = read_cases(plan, Path(samples)).x
    try:
        given = np.asarray(samples)
    except ValueError as error:  # rows of different lengths
        text = N_("The samples are no array: {reason}. Give all of them the same shape.")
        raise UserError(Text(text, reason=str(error).rstrip("."))) from error
    found = answers(model, apply_scaling(plan, given))
    return found if len(found) > 1 else next(iter(found.values()))


def predict_table(
    project: SavedProject,
    samples: PathName,
    table: PathName,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write what the network says of a file of new cases as a table (CSV); return how many.

    Parameters
    ----------
    samples
        As for `predict`: a table, a picture or a folder of pictures, a text, or an array (``.npy``).
    table
        It gets the columns of the file or the names of its files, and behind them the predicted
        class with the probability of each, or the predicted numbers in the data's own units.

    on_progress
        Is told now and then how many samples are done, and of how many.

    Raises
    ------
    UserError
        The samples cannot be read so, or the table cannot be written.
    """

    def poll(done: int, count: int) -> bool:
        if on_progress is not None and count:
            on_progress(done, count)
        return True

    plan = project.project.data
    written = write_answers(model_of(project), plan, Path(samples), Path(table), poll)
    assert written is not None, "nobody ended it"
    return written.count
