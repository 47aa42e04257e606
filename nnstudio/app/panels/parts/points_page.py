"""Choosing a point, by its numbers or in the plane."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.points_view import PointsView
from nnstudio.app.panels.parts.preview import Preview
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.core.layer import Array
from nnstudio.graph.signature import Signature


class PointsPage(QWidget):
    """Gives a sample of one number per feature."""

    beside: QVBoxLayout
    """The place for the network's answer."""
    changed = Signal()
    """`sample` gives another one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: tuple[float, ...] = ()
        self._features: tuple[str, ...] = ()
        self.view = PointsView(choosing=True)
        self.view.chosen.connect(self._choose)
        self.boxes: list[NumberBox] = []
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(8)
        self._form.setVerticalSpacing(6)
        self.beside = QVBoxLayout()
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(self._form)
        right.addLayout(self.beside)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.view, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._hint)
        self._translate()

    def set_signature(self, signature: Signature) -> None:
        """Ask for these features."""
        count = signature.input_shape[0]
        features = signature.features or tuple(f"x{n + 1}" for n in range(count))
        if features == self._features:
            return
        self._features = features
        self._point = (0.0,) * count
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = []
        for number, name in enumerate(features):
            box = NumberBox(0.0, -1.0, 1.0)
            box.setAccessibleName(name)
            box.typed.connect(partial(self._type, number))
            self._form.addRow(name, box)
            self.boxes.append(box)
        self.view.setVisible(count == 2)
        self._show()

    def show_samples(self, preview: Preview) -> None:
        """Show the points that the network has learned from."""
        self.view.set_points(preview.samples, preview.labels, self._features)

    def sample(self) -> Array:
        """Return the point ``(features,)``."""
        return np.array(self._point, np.float32)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _choose(self, x: float, y: float) -> None:
        self._point = (round(x, 3), round(y, 3))
        for box, value in zip(self.boxes, self._point, strict=True):
            box.set_value(value)
        self._show()

    def _type(self, number: int, value: object) -> None:
        if isinstance(value, int | float):
            point = list(self._point)
            point[number] = float(value)
            self._point = tuple(point)
            self._show()

    def _show(self) -> None:
        if len(self._point) == 2:
            self.view.set_place((self._point[0], self._point[1]))
        self.changed.emit()

    def _translate(self) -> None:
        self._hint.setText(self.tr("Click a place, or type its numbers."))
        self.view.setAccessibleName(self.tr("The plane of the two features"))
        self.view.setAccessibleDescription(self.tr("The arrow keys move the chosen place."))
