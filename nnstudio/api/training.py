"""Training, as often as you like."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue

from nnstudio.api.given import saved_of
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.engine import trainer
from nnstudio.engine.messages import Checkpoint, EpochRow, Failed, OutMessage, Progress, StepBlock
from nnstudio.engine.plan import make_training_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.scores import metric_names
from nnstudio.files.project_file import SavedProject
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project


class TrainingError(UserError):
    """Training could not go on; ``result`` holds the last good weights."""

    def __init__(self, text: Text, result: SavedProject) -> None:
        super().__init__(text)
        self.result = result


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
    saved = saved_of(project)
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
        log = log.copy()  # the given one stays as it is
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
