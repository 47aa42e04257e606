"""What all gestures have in common."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is, in the scene and in the view of a size, how near it looks, the keys."""

    scene: QPointF
    view: QPoint
    size: QSize
    zoom: float = 1.0
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def reach(self) -> float:
        """How far from a port counts as on it, in scene units; from afar nodes need room too."""
        return min(max(11.0, 9.0 / self.zoom), 30.0)

    @property
    def visible(self) -> QRectF:
        """The part of the scene that is seen."""
        corner, size = self.scene - QPointF(self.view) / self.zoom, self.size
        return QRectF(corner.x(), corner.y(), size.width() / self.zoom, size.height() / self.zoom)

    @property
    def adds(self) -> bool:
        """Whether the keys held say that the selection is to grow."""
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        return bool(self.modifiers & keys)


class Gesture:
    """A movement from press to release. The view calls `start`, then `click` or moves and an end.

    ``click`` comes instead of `move` and `finish` where the pointer did not move.
    """

    cursor: Qt.CursorShape | None = None
    """The pointer's shape meanwhile."""

    def start(self, at: Pointer) -> None:
        """Begin at a place."""

    def click(self, at: Pointer) -> None:
        """End without having moved."""

    def move(self, at: Pointer) -> None:
        """Show what would happen if the gesture ended here."""
        raise NotImplementedError

    def finish(self, at: Pointer) -> None:
        """End, and make the edit."""
        raise NotImplementedError

    def cancel(self) -> None:
        """End, and leave everything as it was."""
        raise NotImplementedError
