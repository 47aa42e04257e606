"""What a widget shows, computed beside the window and only while somebody can see it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nnstudio.app.background import Background
from nnstudio.core.text import Text


class ShownWork(QObject):
    """Computes the newest thing that is wanted, once it can be seen.

    Parameters
    ----------
    view
        The widget that shows it: nothing is begun while it is hidden.
    """

    done = Signal(object)
    """What was wanted last."""
    failed = Signal(object)
    """The `Text` that says why it cannot be computed."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._wanted: tuple[Hashable, Callable[[], object]] | None = None
        self._begun: Hashable = None
        self._background = Background(self)
        self._background.done.connect(self.done)
        self._background.failed.connect(self._miss)
        # In a turn of the loop of its own: to start a thread may take a few milliseconds.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)
        view.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._background.busy or self._soon.isActive()

    def want(self, key: Hashable, work: Callable[[], object]) -> None:
        """Have something computed, unless it was the last time.

        Parameters
        ----------
        key
            What the result depends on.
        work
            Computes it; it must not refer to anything of the window.
        """
        self._wanted = (key, work)
        if self._view.isVisible() and key != self._begun:
            self._soon.start()

    def forget(self) -> None:
        """Want nothing any more."""
        self._wanted, self._begun = None, None
        self._background.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._soon.start()
        return False

    def _miss(self, reason: Text) -> None:
        self._begun = None  # when it is shown again it may be possible
        self.failed.emit(reason)

    def _begin(self) -> None:
        if self._wanted is None or not self._view.isVisible() or self._wanted[0] == self._begun:
            return
        self._begun, work = self._wanted
        self._background.start(work)
