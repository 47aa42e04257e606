"""Painting points on the map: classes, brush and eraser, each stroke an edit of the data."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSlider, QToolButton, QWidget

from nnstudio.app.browser.data_edits import DataEdits
from nnstudio.app.browser.paint_field import BRUSH, ERASER, POINT
from nnstudio.app.browser.painted_points import MOST_COPIED, PAINTED, with_points
from nnstudio.app.live.plane import class_colors
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.icons import icon
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.painted import MOST_CLASSES
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.targets import class_target, relabelled, target_values

SPRAY = 6
"""How many points a brush sprays at a time."""
_WIDTH = 2.2
"""How much of the plane the usual points fill: sizes of brushes are shares of it."""


class PaintBar(QWidget):
    """Offers the tools, keeps the points while a stroke goes on, and makes an edit of each stroke."""

    tool_changed = Signal()
    """`radius` is another one."""
    changed = Signal()
    """`points` and `labels` are others, before the project knows."""
    refused = Signal(object)
    """The `Text` that says why an edit is not possible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = DataEdits(session, self)
        self._edits.refused.connect(self.refused)
        self._rng = np.random.default_rng(0)
        self._stroking = self._changed = False
        self._classes = 2
        self.points: Array = np.zeros((0, 2))
        self.labels: Array = np.zeros(0, np.int64)
        self.tool, self.label = POINT, 0
        self._class_group, self._tool_group = QButtonGroup(self), QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.tools = {name: QToolButton() for name in (POINT, BRUSH, ERASER)}
        for name, symbol in ((POINT, "pencil"), (BRUSH, "paintbrush"), (ERASER, "eraser")):
            self._add(self.tools[name], self._tool_group, partial(self._choose_tool, name))
            self.tools[name].setIcon(icon(symbol))
        row.addSpacing(8)
        self.swatches = [QToolButton() for _ in range(MOST_CLASSES)]
        for number, swatch in enumerate(self.swatches):
            self._add(swatch, self._class_group, partial(self._choose_class, number))
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(3, 40)
        self.size_slider.setValue(12)
        self.size_slider.setFixedWidth(70)
        self.size_slider.valueChanged.connect(self.tool_changed)
        row.addSpacing(8)
        row.addWidget(self.size_slider)
        row.addStretch(1)
        self.tools[POINT].setChecked(True)
        self.swatches[0].setChecked(True)
        self.retranslate()
        self.recolor()

    @property
    def radius(self) -> float:
        """How far the tool reaches, in units of the plane; 0: a single point."""
        return 0.0 if self.tool == POINT else self.size_slider.value() / 100 * _WIDTH / 2

    def set_data(self, data: PreparedData) -> bool:
        """Paint on these points; say whether that is possible."""
        signature = data.plan.signature
        number = class_target(signature)
        possible = (
            data.dataset.info.kind == "points"
            and signature.input_shape == (2,)
            and number is not None
            and len(signature.all_targets) == 1
            and len(signature.classes) <= MOST_CLASSES
        )
        if not possible or self._stroking or self._edits.busy or number is None:
            return possible
        there = np.arange(len(data.dataset.x_train))
        if data.plan.source.dataset != PAINTED:
            there = there[:: -(-len(there) // MOST_COPIED) or 1]
        there = there[~np.isin(there, np.array(data.plan.left_out, np.int64))]
        y = relabelled(data.dataset.labels(there), there, data.plan)
        self.points = data.dataset.samples(there).reshape(-1, 2).astype(np.float64)
        self.labels = target_values(y, signature, number)
        self._classes = len(signature.classes)
        # One more than there are, so that another class can be begun.
        for place, swatch in enumerate(self.swatches):
            swatch.setVisible(place <= self._classes)
        return True

    def stroke(self, x: float, y: float) -> None:
        """Use the present tool at a place."""
        self._stroking = True
        if self.tool == ERASER:
            far = np.hypot(self.points[:, 0] - x, self.points[:, 1] - y)
            stay = far > self.radius
            if stay.all() or not stay.any():
                return  # there is no data without a point
            self.points, self.labels = self.points[stay], self.labels[stay]
        else:
            new = np.array([[x, y]])
            if self.tool == BRUSH:
                angle = self._rng.uniform(0, 2 * math.pi, SPRAY)
                far = self.radius * np.sqrt(self._rng.uniform(0, 1, SPRAY))
                new = new + np.stack([far * np.cos(angle), far * np.sin(angle)], axis=1)
            self.points = np.concatenate([self.points, np.round(new, 4)])
            self.labels = np.concatenate([self.labels, np.full(len(new), self.label)])
        self._changed = True
        self.changed.emit()

    def end_stroke(self) -> None:
        """Make an edit of the stroke."""
        self._stroking = False
        if self._changed:
            self._changed = False
            erased = self.tool == ERASER
            label = Text(N_("Erase points")) if erased else Text(N_("Paint points"))
            self._edits.do(label, with_points(self.points, self.labels))

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        names = {POINT: self.tr("Point"), BRUSH: self.tr("Brush"), ERASER: self.tr("Eraser")}
        for name, button in self.tools.items():
            button.setToolTip(names[name])
            button.setAccessibleName(names[name])
        for number, swatch in enumerate(self.swatches):
            text = self.tr("Paint class {number}").format(number=number)
            swatch.setToolTip(text)
            swatch.setAccessibleName(text)
        self.size_slider.setToolTip(self.tr("Size of brush and eraser"))
        self.size_slider.setAccessibleName(self.tr("Size of brush and eraser"))

    def recolor(self) -> None:
        """Take over the colours of another theme."""
        tints = class_colors(current_theme(), MOST_CLASSES)
        for number, swatch in enumerate(self.swatches):
            swatch.setIcon(_swatch(tints[number]))
            swatch.setText(str(number))
            swatch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _add(self, button: QToolButton, group: QButtonGroup, do: partial[None]) -> None:
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.clicked.connect(do)
        group.addButton(button)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)

    def _choose_tool(self, name: str, _checked: bool = True) -> None:
        self.tool = name
        self.size_slider.setEnabled(name != POINT)
        self.tool_changed.emit()

    def _choose_class(self, number: int, _checked: bool = True) -> None:
        self.label = number
        if self.tool == ERASER:
            self.tools[POINT].click()


def _swatch(color: str) -> QIcon:
    found = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(QSize(12, 12) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(1, 1, 10, 10)
        painter.end()
        found.addPixmap(pixmap)
    return found
