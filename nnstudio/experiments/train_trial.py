"""The training of one network of an experiment, wherever that is: in, out and between only bytes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.fingerprint import file_state
from nnstudio.data.prepare import prepare
from nnstudio.engine import trainer
from nnstudio.engine.messages import Failed, OutMessage, StepBlock, Stop
from nnstudio.engine.plan import make_training_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.scores import metric_names
from nnstudio.experiments.outcome import End, Outcome, curves_of, outcome_of
from nnstudio.files.data_inside import unpack
from nnstudio.files.data_place import moved
from nnstudio.files.project_file import SavedProject, to_bytes
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.settings_codec import Json

TELL_SECONDS = 0.2
"""How often is told at most where a training is, and whether to stop is asked."""

Tell = Callable[[Json], bool]
"""Is told ``epoch``, ``epochs`` and the ``curves`` so far; returns whether to go on."""


@dataclass(frozen=True)
class Trained:
    """An outcome, and the project file with what was trained; empty where nothing was."""

    outcome: Outcome
    file: bytes = b""


def order_of(project: Project, threads: int | None) -> bytes:
    """Return what `train_trial` needs to know to train a project."""
    return json.dumps({"project": project_to_dict(project), "threads": threads}).encode()


def train_trial(order: bytes, tell: Tell, data: bytes | None = None) -> Trained | None:
    """Train what was ordered; None: ``tell`` has stopped it.

    Parameters
    ----------
    data
        The user's file as `data_inside.pack` packs it, for a computer that may not have it.
    """
    document = json.loads(order)
    project = project_from_dict(document["project"])
    try:
        here = project if data is None else _at_hand(project, data)
        return _train(project, here.data, document["threads"], tell)
    except UserError as error:
        return Trained(Outcome("refused", error.text))
    except MemoryError:
        text = N_("There is not enough memory. Use smaller layers or a smaller batch size.")
        return Trained(Outcome("refused", Text(text)))


def _at_hand(project: Project, packed: bytes) -> Project:
    """Return the project with its data where this computer has it."""
    file = project.data.source.file
    if file is None or file_state(file) == "there":
        return project
    return moved(project, file.digest, unpack(packed, file, Path(file.path).name))


def _train(
    project: Project, data_here: DataPlan, threads: int | None, tell: Tell
) -> Trained | None:
    analysis = analyze(project)
    plan = make_training_plan(analysis)
    data = prepare(data_here, plan.wanted)
    log = RunLog(plan.learning, metric_names(plan))
    inbox: trainer.Inbox = SimpleQueue()
    stopped, told = False, time.monotonic()

    def hear(message: OutMessage) -> None:
        nonlocal stopped, told
        if not isinstance(message, StepBlock):
            return
        log.extend(message)
        if stopped or time.monotonic() < told + TELL_SECONDS:
            return
        told = time.monotonic()
        place = {"epoch": log.epochs, "epochs": project.training.epochs, "curves": curves_of(log)}
        if not tell(place):
            stopped = True
            inbox.put(Stop())

    last = trainer.train(plan, project.training, data, inbox, hear, threads=threads)
    if stopped:
        return None
    end: End = "failed" if isinstance(last, Failed) else "done"
    outcome = outcome_of(log, end, last.reason, analysis.parameters)
    return Trained(outcome, to_bytes(SavedProject(project, last.checkpoint, log)))
