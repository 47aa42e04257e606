"""The bars of the layers beside a chart, with a line above them that says of when they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nnstudio.app.plots.layer_strip import LayerStrip
from nnstudio.app.widgets.elided_label import ElidedLabel


class LayerSide(QWidget):
    """Holds the label ``when`` and the ``strip``, which scrolls where it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.when, self.strip = ElidedLabel(), LayerStrip()
        self.when.setProperty("role", "section")
        scroll = scrolled(self.strip)
        scroll.setMinimumWidth(self.strip.minimumSizeHint().width() + 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.when)
        column.addWidget(scroll, 1)


def scrolled(part: QWidget) -> QScrollArea:
    """Return a scroll area around rows that may be many."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(part)
    rows.addStretch(1)
    scroll.setWidget(inside)
    return scroll
