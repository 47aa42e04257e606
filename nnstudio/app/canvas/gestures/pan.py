"""Moving the view over the drawing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt

from nnstudio.app.canvas.gestures.gesture import Gesture, Pointer


class Pan(Gesture):
    """Holds the drawing and pulls it along; the project does not hear of it.

    Parameters
    ----------
    scroll
        Moves the view by so many pixels.
    """

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, scroll: Callable[[QPoint], None]) -> None:
        self._scroll = scroll
        self._last = QPoint()
        self._way = QPoint()

    def start(self, at: Pointer) -> None:
        self._last = at.view

    def move(self, at: Pointer) -> None:
        step = at.view - self._last
        self._last = at.view
        self._way += step
        self._scroll(step)

    def finish(self, at: Pointer) -> None:
        self.move(at)

    def cancel(self) -> None:
        self._scroll(-self._way)
