"""Movement that shows where things have gone: nodes that glide, a view that pans softly."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QVariantAnimation
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QStyle

GLIDE_MS = 250
MOST_GLIDING = 300
"""More nodes than these are put in place at once, for they would stutter."""
_CUTTING_SHORT = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
    QEvent.Type.NativeGesture,
    QEvent.Type.DragEnter,
    QEvent.Type.ContextMenu,
    QEvent.Type.Resize,
)


def wants_motion() -> bool:
    """Return whether the user's system lets things move; NNSTUDIO_REDUCED_MOTION=1 forbids it."""
    if os.environ.get("NNSTUDIO_REDUCED_MOTION", "") not in ("", "0"):
        return False
    return bool(QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animate))


class Motion(QObject):
    """Runs one movement at a time in a view; whatever the user does next cuts it short."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._show: Callable[[float], None] | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setDuration(GLIDE_MS)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._clock.valueChanged.connect(self._step)
        self._clock.finished.connect(self.finish)

    @property
    def runs(self) -> bool:
        """Whether something moves now."""
        return self._show is not None

    def start(self, show: Callable[[float], None]) -> None:
        """Move something: ``show`` gets the share of the way, from 0 to 1 and 1 in any case."""
        self.finish()
        if not wants_motion() or not self._area.isVisible():
            show(1.0)
            return
        self._show = show
        for watched in (self._area, self._area.viewport()):
            watched.installEventFilter(self)
        show(0.0)
        self._clock.start()

    def finish(self) -> None:
        """Be at the end at once."""
        show, self._show = self._show, None
        if show is None:
            return
        self._clock.stop()
        for watched in (self._area, self._area.viewport()):
            watched.removeEventFilter(self)
        show(1.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CUTTING_SHORT:
            self.finish()
        return False

    def _step(self, share: float) -> None:
        if self._show is not None and share < 1.0:
            self._show(share)


def between(
    start: Mapping[str, QPointF], end: Mapping[str, QPointF], share: float
) -> dict[str, QPointF]:
    """Return where things are on their way."""
    return {key: start[key] + (place - start[key]) * share for key, place in end.items()}
