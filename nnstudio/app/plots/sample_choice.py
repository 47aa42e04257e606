"""Two boxes that choose a sample: its split, and its number."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from nnstudio.app.live.chosen_sample import ChosenSample
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box

WIDTH = 102


class SampleChoice(QWidget):
    """Shows which sample a `ChosenSample` has, and lets the user choose another."""

    def __init__(self, samples: ChosenSample, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples = samples
        self.split_box = ChoiceBox()
        self.index_box = QSpinBox()
        self.index_box.setKeyboardTracking(False)
        self.index_box.lineEdit().setTextMargins(7, 0, 0, 0)  # a style sheet cannot pad this side
        for box in (self.split_box, self.index_box):
            box.setFixedWidth(WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.split_box)
        row.addWidget(self.index_box)
        self.retranslate()
        self.split_box.currentIndexChanged.connect(self._on_split)
        self.index_box.valueChanged.connect(samples.choose)
        samples.changed.connect(self._show)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        splits = [
            (self.tr("Training"), "train"),
            (self.tr("Validation"), "validation"),
            (self.tr("Test"), "test"),
        ]
        fill_box(self.split_box, splits)
        self.split_box.setAccessibleName(self.tr("Samples to choose from"))
        self.index_box.setAccessibleName(self.tr("Number of the sample"))
        self._show()

    def _on_split(self) -> None:
        self._samples.choose_split(self.split_box.currentData())

    def _show(self) -> None:
        with QSignalBlocker(self.split_box), QSignalBlocker(self.index_box):
            self.split_box.setCurrentIndex(self.split_box.findData(self._samples.split))
            self.index_box.setRange(0, max(self._samples.count - 1, 0))
            self.index_box.setValue(self._samples.index)
        of = self.tr("of {count}").format(count=f"{self._samples.count:,}")
        self.index_box.setSuffix(f" {of}")
