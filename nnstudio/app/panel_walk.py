"""The way of the keyboard from the drawing to the panels, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from nnstudio.app.central_area import CentralArea
from nnstudio.app.docks import Docks

ROW = 16
"""Widgets whose middles lie in one such stripe, in pixels, stand side by side."""


class PanelWalk(QObject):
    """Gives the keyboard to the next panel that is seen, to the control where it was last.

    Parameters
    ----------
    middle
        What is between the panels: the drawing, or the start page.
    """

    def __init__(self, docks: Docks, middle: CentralArea, parent: QObject) -> None:
        super().__init__(parent)
        self._docks, self._middle = docks, middle
        docks.left.connect(middle.take_keyboard)

    def step(self, forward: bool) -> None:
        """Go to the next panel, or to the one before."""
        panels: list[QWidget] = [self._middle, *self._docks.seen()]
        now = QApplication.focusWidget()
        here = [p for p in panels if now is not None and (p is now or p.isAncestorOf(now))]
        first = panels.index(here[0]) if here else -1 if forward else 0
        step = 1 if forward else -1
        for far in range(1, len(panels) + 1):
            if self.enter(panels[(first + step * far) % len(panels)]):
                return

    def enter(self, panel: QWidget) -> bool:
        """Give the keyboard to a panel; return whether anything in it can have it."""
        if panel is self._middle:
            self._middle.take_keyboard()
            return True
        stops = _stops(panel)
        if not stops:
            return False
        last = panel.focusWidget()
        panel.activateWindow()
        (last if last in stops else stops[0]).setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _stops(panel: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a panel, as one reads; what only scrolls, where that is all."""
    # Not along the focus chain: PySide takes each widget of it for a child of the one before.
    found = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    found.sort(key=lambda widget: _place(widget, panel))
    return [widget for widget in found if not isinstance(widget, QScrollArea)] or found


def _place(widget: QWidget, panel: QWidget) -> tuple[int, int]:
    """Return where a widget stands in its panel: in which row, and how far from the left."""
    middle = widget.mapTo(panel, widget.rect().center())
    return middle.y() // ROW, middle.x()
