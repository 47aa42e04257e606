"""The thread that computes while the window lives on."""

from __future__ import annotations

import traceback
from collections import deque
from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtCore import QObject, QThread

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.lockstep import Side
from nnstudio.engine.messages import Checkpoint, Failed, InMessage, OutMessage
from nnstudio.engine.plan import Plan
from nnstudio.engine.right_of_way import RightOfWay
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.scores import metric_names
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.training_plan import TrainingPlan


@dataclass(frozen=True)
class Job:
    """What a thread is to train.

    Parameters
    ----------
    epochs
        How many epochs the run adds; an unfinished one counts as one.
    threads
        How many threads it may use.
    moments
        About how many moments of the run are kept to look back on.
    pair
        The run's side where it goes side by side with another one.
    """

    plan: Plan
    training: TrainingPlan
    data: DataPlan
    checkpoint: Checkpoint | None
    epochs: int
    paused: bool
    threads: int
    moments: int
    pair: Side | None = None


class TrainerThread(QThread):
    """Prepares the data and trains; it touches nothing of the window.

    What it has to tell lies in `outbox`, a deque that the window's timer empties; by ``way`` the
    window goes first.
    """

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.inbox: SimpleQueue[InMessage] = SimpleQueue()
        self.outbox: deque[OutMessage] = deque()
        self.way = RightOfWay()
        self._job = job

    def run(self) -> None:
        # The window opens without waiting for these.
        from nnstudio.data.prepare import prepare
        from nnstudio.engine.trainer import train

        job = self._job
        try:
            data = prepare(job.data, job.plan.wanted)
            train(
                job.plan,
                job.training,
                data,
                self.inbox,
                self.outbox.append,
                checkpoint=job.checkpoint,
                epochs=job.epochs,
                threads=job.threads,
                paused=job.paused,
                moments=job.moments,
                pair=job.pair,
                way=self.way,
            )
        except UserError as error:
            self.outbox.append(Failed(error.text))
        except MemoryError:
            text = Text(
                N_(
                    "There is not enough memory to train this network. Use a smaller batch size "
                    "or fewer units."
                )
            )
            self.outbox.append(Failed(text))
        except Exception as error:
            # A mistake in the program must not take the window, and the user's work, with it.
            text = Text(N_("Training failed: {error}"), error=f"{type(error).__name__}: {error}")
            self.outbox.append(Failed(text, details=traceback.format_exc()))
        finally:
            if job.pair is not None:
                job.pair.leave()


def record_to_go_on(
    log: RunLog, plan: Plan, checkpoint: Checkpoint | None
) -> tuple[RunLog, Checkpoint | None]:
    """Return the record that a run writes, and from where it goes on.

    With other layers than before, the record begins anew, and so do the steps.
    """
    measured = metric_names(plan)
    if checkpoint is None or not log.fits(plan.learning, measured, checkpoint.step):
        weights = None if checkpoint is None else Checkpoint(checkpoint.weights)
        return RunLog(plan.learning, measured), weights
    log.rewind(checkpoint.step)  # after an undo or a NaN it may have gone further
    return log, checkpoint
