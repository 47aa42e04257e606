"""Room for a form of options: as high as the form, up to a limit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

MOST = 220


class OptionsArea(QScrollArea):
    """Shows a form whole where it is short, and scrolls a long one."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(4, 4, 10, 4)
        column.addWidget(form)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._holder)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        # Only when the form is laid out does it know how high it is.
        if watched is self._holder and event.type() in (
            QEvent.Type.LayoutRequest,
            QEvent.Type.Show,
        ):
            self.setFixedHeight(min(self._holder.sizeHint().height() + 2, MOST))
        return done
