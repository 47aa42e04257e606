"""Choosing a row of a table by the number, or the category, of each column."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.preview import Preview
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.core.layer import Array
from nnstudio.data.feature_groups import FeatureGroup

STEPS = 200
_WIDEST, _SOME = 92, 2000
MOST = 40
"""So many columns have a row of their own; any further keep their middle value."""


class FeaturesPage(QWidget):
    """Gives a sample: numbers by slider or typed, categories chosen from a list."""

    beside: QVBoxLayout
    """The place for the network's answer."""
    changed = Signal()
    """`sample` gives another one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[FeatureGroup, ...] = ()
        self._count = 0
        self._values: list[float] = []
        self._ranges: list[tuple[float, float]] = []
        self.boxes: dict[int, NumberBox] = {}
        """By the number of the feature."""
        self.sliders: dict[int, QSlider] = {}
        self.choices: dict[int, ChoiceBox] = {}
        """By the number of the first feature of the column."""
        self._labels: list[QLabel] = []
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 2)
        self.beside = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.beside)  # on top, where it is seen whichever slider is moved
        column.addLayout(self._grid)
        column.addWidget(self._hint)
        self._translate()

    def set_features(self, groups: tuple[FeatureGroup, ...], units: tuple[str, ...]) -> None:
        """Ask for these columns, one unit for each; their range is told by `show_samples`."""
        if groups == self._groups:
            return
        self._groups = groups
        self._count = groups[-1].places.stop if groups else 0
        self._values = [0.0] * self._count
        self._ranges = [(-1.0, 1.0)] * self._count
        controls = (*self.sliders.values(), *self.boxes.values(), *self.choices.values())
        for widget in (*self._labels, *controls):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._labels, self.sliders, self.boxes, self.choices = [], {}, {}, {}
        for row, (group, unit) in enumerate(zip(groups[:MOST], units[:MOST], strict=True)):
            if group.categories:
                self._add_choice(row, group)
            else:
                self._add_row(row, group, unit)

    def show_samples(self, preview: Preview) -> None:
        """Take over the range of each feature, and begin in the middle of the samples."""
        if preview.ranges.shape[1] != self._count:
            return
        low, middles, high = preview.ranges.tolist()
        self._ranges = list(zip(low, high, strict=True))
        for group in self._groups:
            first = group.places.start
            if group.categories:
                some = np.nan_to_num(preview.samples[:_SOME, first : group.places.stop])
                counts = some.sum(axis=0)
                number = int(counts.argmax()) if len(group.places) > 1 else round(middles[first])
                self._choose(group, number)
            else:
                self._values[first] = self._rounded(first, middles[first])
                self._show(first)
        self.changed.emit()

    def sample(self) -> Array:
        """Return the row ``(features,)``."""
        return np.array(self._values, np.float64)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _add_label(self, row: int, name: str, buddy: QWidget) -> None:
        label = ElidedLabel(name)
        label.setMinimumWidth(min(label.fontMetrics().horizontalAdvance(name) + 2, _WIDEST))
        label.setMaximumWidth(2 * _WIDEST)
        label.setBuddy(buddy)
        self._grid.addWidget(label, row, 0)
        self._labels.append(label)

    def _add_row(self, row: int, group: FeatureGroup, unit: str) -> None:
        number, name, measured = group.places.start, group.name, QLabel(unit)
        measured.setProperty("role", "muted")
        slider, box = _Slider(Qt.Orientation.Horizontal), NumberBox(0.0)
        slider.setRange(0, STEPS)
        slider.setMinimumWidth(36)
        box.setMaximumWidth(90)
        for control in (slider, box):
            control.setAccessibleName(f"{name} ({unit})" if unit else name)
        slider.valueChanged.connect(partial(self._slide, number))
        box.typed.connect(partial(self._type, number))
        self._add_label(row, name, box)
        for place, widget in enumerate((slider, box, measured), 1):
            self._grid.addWidget(widget, row, place)
        self._labels.append(measured)
        self.sliders[number], self.boxes[number] = slider, box

    def _add_choice(self, row: int, group: FeatureGroup) -> None:
        box = ChoiceBox()
        fill_box(box, [(name, str(n)) for n, name in enumerate(group.categories)])
        box.setAccessibleName(group.name)
        box.activated.connect(partial(self._choose_category, group))
        self._add_label(row, group.name, box)
        self._grid.addWidget(box, row, 1, 1, 3)
        self.choices[group.places.start] = box

    def _choose_category(self, group: FeatureGroup, number: int) -> None:
        self._choose(group, number)
        self.changed.emit()

    def _choose(self, group: FeatureGroup, number: int) -> None:
        """Let the sample have a category."""
        first = group.places.start
        if len(group.places) == 1:
            self._values[first] = float(number)
        else:
            for n, place in enumerate(group.places):
                self._values[place] = float(n == number)
        if first in self.choices:
            self.choices[first].setCurrentIndex(number)

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
        if number in self.boxes:
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
