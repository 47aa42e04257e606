"""Tells when the mouse is pressed beside something that lies over a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

FOCUS_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why something that is written in may lose the focus and yet not be left."""


class PressOutside(QObject):
    """Listens until it is told to stop; not everything that is clicked takes the focus.

    It listens to the window of the system: a filter on the whole application would also hear of
    things that are being taken down, which cannot be asked anything any more.

    Parameters
    ----------
    widget
        What lies over its window, which is shown already.
    """

    pressed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._handle: QWindow | None = widget.window().windowHandle()
        if self._handle is not None:
            self._handle.installEventFilter(self)

    def stop(self) -> None:
        """Listen no more."""
        if self._handle is not None:
            self._handle.removeEventFilter(self)
            self._handle = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and watched is self._handle:
            assert isinstance(event, QMouseEvent)
            window = self._widget.window()
            place = self._widget.mapFrom(window, event.position().toPoint())
            if not self._widget.rect().contains(place):
                self.pressed.emit()
        return False
