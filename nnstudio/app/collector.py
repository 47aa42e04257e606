"""Frees what only holds itself any more, in the window's thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from nnstudio.app.turns import turns_are_frequent

LOOK_MS = 250
_GROWN = 1.25


class Collector(QObject):
    """Searches for garbage between two events, instead of Python.

    Python searches in whichever thread happens to ask for memory. Something of the window that is
    freed in a thread beside it leaves its timers behind, and the next of them ends the program.

    Parameters
    ----------
    parent
        What lives as long as the program does.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._settled = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Search from now on; what is there already is taken to stay."""
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Search where Python would, as far as enough has been made since the last time."""
        if turns_are_frequent():
            return  # it would look at every cell of the table that is read, too
        young, middle, old = (
            made > limit for made, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if not young:
            return
        if old and middle and self._has_grown():
            gc.collect()
            self._settled = len(gc.get_objects(generation=2))
        else:
            gc.collect(1 if middle else 0)

    def _has_grown(self) -> bool:
        """Return whether looking at everything is worth it, by the measure that Python has."""
        return len(gc.get_objects(generation=2)) > self._settled * _GROWN
