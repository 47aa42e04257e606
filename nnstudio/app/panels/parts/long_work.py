"""Work of many seconds beside the window, of which the user sees how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nnstudio.app.background import Background


@dataclass(eq=False)
class Going:
    """What the work and the window know of one another while it is done.

    ``done`` and ``total`` say how far it is; ``total`` is 0 before that is known.
    """

    done: int = 0
    total: int = 0
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def reached(self, done: int, total: int) -> bool:
        """Note how far the work is; return whether it is still wanted."""
        self.done, self.total = done, total
        return not self._cancelled.is_set()

    def cancel(self) -> None:
        """Have the work end at its next `reached`."""
        self._cancelled.set()


class LongWork(QObject):
    """Does one thing at a time, tells how far it is, and can be cancelled."""

    progressed = Signal(int, int)
    """How much is done, and of how much (0: not known yet)."""
    finished = Signal(object)
    """What came of it, None where it was cancelled."""
    refused = Signal(object)
    """A `Text`: why nothing came of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._going = Going()
        self._background = Background(self)
        self._background.beat.connect(self._tell)
        self._background.done.connect(self.finished)
        self._background.failed.connect(self.refused)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.cancel)  # the program waits for the thread

    @property
    def busy(self) -> bool:
        """Whether it is being done."""
        return self._background.busy

    def begin(self, work: Callable[[Going], object]) -> None:
        """Do ``work`` instead of what is going on; it gives None where it was cancelled."""
        self.cancel()
        self._going = going = Going()
        self._background.start(lambda: work(going))
        self._tell()

    def cancel(self) -> None:
        """End it within a moment."""
        self._going.cancel()

    def forget(self) -> None:
        """End it and tell nothing of it."""
        self.cancel()
        self._background.forget()

    def _tell(self) -> None:
        if self._background.busy:
            self.progressed.emit(self._going.done, self._going.total)
