"""Choosing a row of a table by the number of each feature."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.preview import Preview
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.core.layer import Array

STEPS = 200
MOST = 40
"""So many features have a row of their own; any further keep their middle value."""


class FeaturesPage(QWidget):
    """Gives a sample of one number per feature, by slider or typed."""

    beside: QVBoxLayout
    """The place for the network's answer."""
    changed = Signal()
    """`sample` gives another one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._values: list[float] = []
        self._ranges: list[tuple[float, float]] = []
        self.boxes: list[NumberBox] = []
        self.sliders: list[QSlider] = []
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.beside = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self._hint)
        column.addLayout(self.beside)
        self._translate()

    def set_features(self, names: tuple[str, ...], units: tuple[str, ...]) -> None:
        """Ask for these features; their range is told by `show_samples`."""
        if names == self._names:
            return
        self._names, self._values = names, [0.0] * len(names)
        self._ranges = [(-1.0, 1.0)] * len(names)
        labels = [label for pair in self._labels for label in pair]
        for widget in (*labels, *self.sliders, *self.boxes):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._labels, self.sliders, self.boxes = [], [], []
        for number, (name, unit) in enumerate(zip(names[:MOST], units[:MOST], strict=True)):
            self._add_row(number, name, unit)

    def show_samples(self, preview: Preview) -> None:
        """Take over the range of each feature, and begin in the middle of the samples."""
        if preview.ranges.shape[1] != len(self._names):
            return
        low, middles, high = preview.ranges.tolist()
        self._ranges = list(zip(low, high, strict=True))
        for number, middle in enumerate(middles):
            self._values[number] = self._rounded(number, middle)
            self._show(number)
        self.changed.emit()

    def sample(self) -> Array:
        """Return the row ``(features,)``."""
        return np.array(self._values, np.float64)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _add_row(self, number: int, name: str, unit: str) -> None:
        label, measured = QLabel(name), QLabel(unit)
        measured.setProperty("role", "muted")
        slider, box = _Slider(Qt.Orientation.Horizontal), NumberBox(0.0)
        slider.setRange(0, STEPS)
        slider.setMinimumWidth(60)
        box.setMaximumWidth(90)
        for control in (slider, box):
            control.setAccessibleName(f"{name} ({unit})" if unit else name)
        slider.valueChanged.connect(partial(self._slide, number))
        box.typed.connect(partial(self._type, number))
        label.setBuddy(box)
        for place, widget in enumerate((label, slider, box, measured)):
            self._grid.addWidget(widget, number, place)
        self._labels.append((label, measured))
        self.sliders.append(slider)
        self.boxes.append(box)

    def _slide(self, number: int, place: int) -> None:
        low, high = self._ranges[number]
        self._values[number] = self._rounded(number, low + (high - low) * place / STEPS)
        self.boxes[number].set_value(self._values[number])
        self.changed.emit()

    def _rounded(self, number: int, value: float) -> float:
        """Return a value with the digits that a step of its slider changes."""
        low, high = self._ranges[number]
        step = (high - low) / STEPS
        if not step > 0.0:
            return value
        return round(value, max(0, 1 - math.ceil(math.log10(step)))) + 0.0  # no -0

    def _type(self, number: int, value: object) -> None:
        if isinstance(value, int | float):
            self._values[number] = float(value)
            self._move_slider(number)
            self.changed.emit()

    def _show(self, number: int) -> None:
        if number < len(self.boxes):
            self.boxes[number].set_value(self._values[number])
            self._move_slider(number)

    def _move_slider(self, number: int) -> None:
        low, high = self._ranges[number]
        share = (self._values[number] - low) / (high - low) if high > low else 0.5
        with QSignalBlocker(self.sliders[number]):
            self.sliders[number].setValue(round(STEPS * min(max(share, 0.0), 1.0)))

    def _translate(self) -> None:
        self._hint.setText(
            self.tr("The sliders reach as far as the samples do; beyond them it has to guess.")
        )


class _Slider(QSlider):
    """A slider that scrolling through the page does not change in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
