"""The row above the feature maps: split, number, all samples of the split, size of the maps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from nnstudio.app.plots.sample_card import SampleCard
from nnstudio.app.plots.sample_strip import SampleStrip

NARROW = 480
"""In less width than this the samples have a row of their own, or none of them would be seen."""
BOX, SLIDER = 118, 96


class SampleBar(QWidget):
    """Lays out what chooses a sample, in one row or in two.

    Parameters
    ----------
    card
        Owns the boxes of split and number.
    """

    def __init__(
        self, card: SampleCard, strip: SampleStrip, slider: QSlider, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._narrow = False
        for box in (card.split_box, card.index_box):
            box.setFixedWidth(BOX)
        slider.setMinimumWidth(SLIDER // 2)
        slider.setMaximumWidth(SLIDER)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(card.split_box, 0, 0)
        self._grid.addWidget(card.index_box, 0, 1)
        self._grid.addWidget(strip, 0, 2)
        self._grid.addWidget(slider, 0, 3, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._strip.set_low(narrow)
            if narrow:
                self._grid.addWidget(self._strip, 1, 0, 1, 4)
            else:
                self._grid.addWidget(self._strip, 0, 2)
