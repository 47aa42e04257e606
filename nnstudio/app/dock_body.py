"""What stands in a dock, made and seen only while somebody looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from nnstudio.app.widgets.dock_head import DockHead, Headed

LATER_SIZE = QSize(640, 420)
"""How large a dock is at first that nobody has looked into yet, where it floats."""


class DockBody(QWidget):
    """Holds the widget of a dock and hides it while the dock lies behind another tab.

    To Qt a dock behind a tab is visible, only somewhere else; what draws or computes for whoever
    looks must know that nobody does.

    Parameters
    ----------
    make
        Makes the widget, once it is first seen.
    """

    left = Signal()
    """The user wants to go back to the drawing."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._inner: QWidget | None = None
        self._headed: Headed | None = None

    @property
    def inner(self) -> QWidget:
        """What is in the dock; it is made where it is not there yet."""
        if self._inner is None:
            self._inner = self._make()
            # Once, for docks ask for all their heads whenever one of them moves.
            self._headed = self._inner if isinstance(self._inner, Headed) else None
            self._inner.setVisible(False)
            self._inner.setParent(self)
            self._inner.resize(self.size())
        return self._inner

    @property
    def made(self) -> bool:
        """Whether what is in the dock is there yet."""
        return self._inner is not None

    @property
    def shows(self) -> bool:
        """Whether what is in the dock can be seen."""
        return self._inner is not None and self._inner.isVisible()

    def set_seen(self, seen: bool) -> None:
        """Show or hide what is inside."""
        if seen or self._inner is not None:
            self.inner.setVisible(seen)

    @property
    def head(self) -> DockHead | None:
        """The head that what is in the dock brings along, once it is made."""
        return self._headed.head() if self._headed is not None else None

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint() if self._inner is not None else LATER_SIZE

    def minimumSizeHint(self) -> QSize:
        if self._inner is None:
            return QSize()
        return self._inner.minimumSizeHint().expandedTo(self._inner.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._inner is not None:
            self._inner.resize(event.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # nothing inside has a use for it
            self.left.emit()
        else:
            super().keyPressEvent(event)
