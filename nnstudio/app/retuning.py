"""Live settings reach the running network as they are changed."""

from __future__ import annotations

from collections.abc import Callable

from nnstudio.app.live_settings import LiveKey, live_settings
from nnstudio.engine.messages import Retune
from nnstudio.graph.project import Project


class Retuning:
    """Tells a run of every live setting that is another one than it knows.

    Parameters
    ----------
    say
        Says something to the run, if there is one.
    """

    def __init__(self, say: Callable[[Retune], None]) -> None:
        self._say = say
        self._known: dict[LiveKey, float] = {}

    def begin(self, project: Project) -> None:
        """Note what the run that begins knows."""
        self._known = live_settings(project)

    def follow(self, project: Project) -> None:
        """Tell the run what has changed; what is new in the drawing has to wait until it is applied."""
        for key, value in live_settings(project).items():
            if key in self._known and self._known[key] != value:
                self._known[key] = value
                self._say(Retune(key.target, key.setting, value))
