"""What undo goes back to."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.engine.messages import Checkpoint
from nnstudio.graph.project import Project


@dataclass(frozen=True)
class State:
    """The project and the weights it had (None: not trained yet).

    ``run`` is the id of the run that the weights come from.
    """

    project: Project
    checkpoint: Checkpoint | None = None
    run: str = ""
