"""The view goes on when something is dragged to its edge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QGraphicsView

_EDGE = 28
_FASTEST = 22
_TICK_MS = 16


class AutoScroll(QObject):
    """Scrolls while the pointer is at or beyond the edge, the faster the farther out it is.

    Parameters
    ----------
    scroll
        Moves the view by so many pixels.
    again
        Tells the gesture that the pointer, though it stays, is at another place of the scene.
    """

    def __init__(
        self,
        view: QGraphicsView,
        scroll: Callable[[QPoint], None],
        again: Callable[[QPoint, Qt.KeyboardModifier], None],
    ) -> None:
        super().__init__(view)
        self._view, self._scroll, self._again = view, scroll, again
        self._place, self._keys = QPoint(), Qt.KeyboardModifier.NoModifier
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def follow(self, place: QPoint, keys: Qt.KeyboardModifier) -> None:
        """Note where the pointer is while it drags something."""
        self._place, self._keys = place, keys
        if self._step().isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _tick(self) -> None:
        self._scroll(self._step())
        self._again(self._place, self._keys)

    def _step(self) -> QPoint:
        size = self._view.viewport().size()
        return QPoint(_speed(self._place.x(), size.width()), _speed(self._place.y(), size.height()))


def _speed(at: int, length: int) -> int:
    """Return how many pixels to scroll: none but near the ends."""
    beyond = max(_EDGE - at, 0) - max(at - (length - _EDGE), 0)
    return -max(-_FASTEST, min(_FASTEST, round(beyond / 2)))
