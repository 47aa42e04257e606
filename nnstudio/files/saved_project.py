"""What a project's file holds, and what a notebook shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.text import Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import PastRun
from nnstudio.engine.run_log import RunLog
from nnstudio.files.overview import project_html, project_line
from nnstudio.graph.project import Project


@dataclass(frozen=True)
class SavedProject:
    """What a file holds: the project and, once it was trained, weights and the run's record.

    Parameters
    ----------
    checkpoint
        The weights, with all that is needed to train on; None: not trained.
    runs, present
        The runs before that of ``run_log``, and what the user noted of that.
    warnings
        What could not be taken over from the file, for the user.
    """

    project: Project
    checkpoint: Checkpoint | None = None
    run_log: RunLog | None = None
    runs: tuple[PastRun, ...] = ()
    present: PastRun | None = None
    warnings: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        return project_line(self)

    def _repr_html_(self) -> str:
        return project_html(self)
