"""Live settings reach the running network as they are changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from nnstudio.app.live_settings import LiveKey, live_settings
from nnstudio.app.session import Session
from nnstudio.engine.messages import Retune


class Retuning(QObject):
    """Tells a run of every live setting that is another one than it knows.

    Parameters
    ----------
    say
        Says something to the run, if there is one.
    """

    def __init__(
        self, session: Session, say: Callable[[Retune], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._say = session, say
        self._known: dict[LiveKey, float] = {}
        session.changed.connect(self._tell_changed)

    def begin(self) -> None:
        """Note that a run begins, which knows what is set now."""
        self._known = live_settings(self._session.project)

    def _tell_changed(self) -> None:
        """Tell what has changed; what is new in the drawing waits until it is applied."""
        if not self._known:
            return  # nothing was trained yet
        for key, value in live_settings(self._session.project).items():
            if key in self._known and self._known[key] != value:
                self._known[key] = value
                self._say(Retune(key.target, key.setting, value))
