"""Painting points of classes, to train on at once."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.browser.contents import LEFT_OUT, Contents
from nnstudio.app.browser.ink import class_color
from nnstudio.app.browser.paint_field import BRUSH, ERASER, POINT, PaintField
from nnstudio.app.browser.painted_points import MOST_COPIED, PAINTED, with_points
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.painted import MOST_CLASSES


class PaintPage(QWidget):
    """Offers classes, tools and the plane; tells what became of the points."""

    edited = Signal(object, object)
    """The label of an edit, and the function that makes it of a project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted = False
        self._classes = 2
        self.field = PaintField()
        self.field.stroke_ended.connect(self._tell)
        self.field.label_wanted.connect(self.choose_label)
        self.swatches: list[QToolButton] = []
        self._swatch_group, self._tool_group = QButtonGroup(self), QButtonGroup(self)
        self._colors = QGridLayout()
        self._colors.setSpacing(4)
        self.add_class = QToolButton()
        self.add_class.setIcon(icon("plus"))
        self.add_class.clicked.connect(self._add_class)
        self.tools = {name: QToolButton() for name in (POINT, BRUSH, ERASER)}
        for name, symbol in ((POINT, "pencil"), (BRUSH, "paintbrush"), (ERASER, "eraser")):
            button = self.tools[name]
            button.setIcon(icon(symbol))
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(partial(self._choose_tool, name))
            self._tool_group.addButton(button)
        self.tools[POINT].setChecked(True)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(3, 40)
        self.size_slider.setValue(12)
        self.size_slider.valueChanged.connect(self._resize)
        self.clear, self.copy, self.empty = QPushButton(), QPushButton(), QPushButton()
        self.clear.setIcon(icon("trash-2"))
        self.clear.clicked.connect(self._clear)
        self.copy.setProperty("kind", "primary")
        self.copy.clicked.connect(self._take_copy)
        self.empty.clicked.connect(self.begin_empty)
        self._classes_title, self._tools_title, self._size_title = QLabel(), QLabel(), QLabel()
        for label in (self._classes_title, self._tools_title, self._size_title):
            label.setProperty("role", "section")
        self._count, self._hint = QLabel(), QLabel()
        for label in (self._count, self._hint):
            label.setWordWrap(True)
            label.setProperty("role", "muted")
        self._lay_out()
        theme_signals.changed.connect(self._color)
        self._show_classes()
        self._translate()

    def show_contents(self, contents: Contents | None) -> None:
        """Show the points of the project's data; None where it has none in the plane."""
        points, labels = np.zeros((0, 2)), np.zeros(0, np.int64)
        if contents is not None and contents.signature.input_shape != (2,):
            contents = None
        self._painted = contents is None or contents.plan.source.dataset == PAINTED
        if contents is not None and contents.labels is not None:
            there = np.flatnonzero(contents.part != LEFT_OUT)
            points = contents.dataset.samples(there).reshape(-1, 2).astype(np.float64)
            labels = contents.labels[there]
            self._classes = max(len(contents.classes), self._classes if self._painted else 2, 2)
        self.field.set_points(points, labels)
        self._show_classes()
        self._show_state()

    def begin_empty(self) -> None:
        """Offer an empty plane; the project changes with the first stroke."""
        self._painted = True
        self._classes = 2
        self.field.set_points(np.zeros((0, 2)), np.zeros(0, np.int64))
        self._show_classes()
        self._show_state()

    def choose_label(self, label: int) -> None:
        """Paint points of this class from now on."""
        if label >= MOST_CLASSES:
            return
        while label >= self._classes:
            self._add_class()
        self.field.label = label
        self.swatches[label].setChecked(True)
        if self.field.tool == ERASER:
            self.tools[POINT].click()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what the user does ----

    def _tell(self) -> None:
        """Make an edit of the stroke that has just ended."""
        points, labels = self.field.points()
        self._show_state()
        if not len(points):
            return  # there is no data without a point: the project keeps those it had
        erased = self.field.tool == ERASER
        label = Text(N_("Erase points")) if erased else Text(N_("Paint points"))
        self._edit(label, points, labels)

    def _take_copy(self) -> None:
        points, labels = self.field.points()
        step = -(-len(points) // MOST_COPIED)
        self._edit(
            Text(N_("Paint on a copy of the points")), points[:: step or 1], labels[:: step or 1]
        )

    def _clear(self) -> None:
        self.field.set_points(np.zeros((0, 2)), np.zeros(0, np.int64))
        self._show_state()

    def _edit(self, label: Text, points: Array, labels: Array) -> None:
        self.edited.emit(label, with_points(points, labels))

    def _choose_tool(self, name: str) -> None:
        self.field.tool = name
        self.field.update()
        self._show_state()

    def _resize(self, hundredths: int) -> None:
        self.field.radius = hundredths / 100
        self.field.update()

    def _add_class(self) -> None:
        if self._classes < MOST_CLASSES:
            self._classes += 1
            self._show_classes()
            self.choose_label(self._classes - 1)

    # ---- what is shown ----

    def _show_classes(self) -> None:
        while len(self.swatches) < self._classes:
            number = len(self.swatches)
            button = QToolButton()
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setText(str(number))
            button.clicked.connect(partial(self.choose_label, number))
            self._swatch_group.addButton(button)
            self._colors.addWidget(button, number // 4, number % 4)
            self.swatches.append(button)
        for number, button in enumerate(self.swatches):
            button.setVisible(number < self._classes)
            name = self.tr("Class {number}").format(number=number)
            button.setAccessibleName(name)
            button.setToolTip(self.tr("Paint class {number} (key {number})").format(number=number))
        self.add_class.setVisible(self._classes < MOST_CLASSES)
        if self.field.label >= self._classes:
            self.field.label = 0
        self.swatches[self.field.label].setChecked(True)
        self._color()

    def _color(self) -> None:
        for number, button in enumerate(self.swatches):
            button.setIcon(_swatch(number))

    def _show_state(self) -> None:
        self.field.can_paint = self._painted
        count = len(self.field.points()[0])
        for widget in (*self.swatches, self.add_class, *self.tools.values(), self.clear):
            widget.setEnabled(self._painted)
        self.size_slider.setEnabled(self._painted and self.field.tool != POINT)
        self.clear.setEnabled(self._painted and count > 0)
        self.copy.setVisible(not self._painted)
        self.empty.setVisible(not self._painted)
        self._count.setText(self.tr("{count} points").format(count=f"{count:,}"))
        if not self._painted:
            hint = self.tr(
                "These points are drawn by a formula. Paint on a copy of them, or begin with an "
                "empty plane."
            )
        elif not count:
            hint = self.tr("Paint some points: the project learns from them at once.")
        else:
            hint = self.tr("Arrow keys move, Space paints, Delete erases, digits choose the class.")
        self._hint.setText(hint)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self._classes_title)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addLayout(self._colors)
        row.addWidget(self.add_class, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        side.addLayout(row)
        side.addSpacing(4)
        side.addWidget(self._tools_title)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for tool in self.tools.values():
            tools.addWidget(tool)
        tools.addStretch(1)
        side.addLayout(tools)
        side.addWidget(self._size_title)
        side.addWidget(self.size_slider)
        side.addSpacing(6)
        side.addWidget(self.copy)
        side.addWidget(self.empty)
        side.addWidget(self.clear)
        side.addStretch(1)
        side.addWidget(self._count)
        side.addWidget(self._hint)
        panel = QWidget()
        panel.setLayout(side)
        panel.setFixedWidth(250)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(10, 8, 10, 8)
        whole.setSpacing(10)
        whole.addWidget(self.field, 1)
        whole.addWidget(panel)

    def _translate(self) -> None:
        self._classes_title.setText(self.tr("Class"))
        self._tools_title.setText(self.tr("Tool"))
        self._size_title.setText(self.tr("Size of brush and eraser"))
        self.size_slider.setAccessibleName(self.tr("Size of brush and eraser"))
        names = {POINT: self.tr("Point"), BRUSH: self.tr("Brush"), ERASER: self.tr("Eraser")}
        for name, button in self.tools.items():
            button.setText(names[name])
        self.add_class.setAccessibleName(self.tr("Another class"))
        self.add_class.setToolTip(self.tr("Another class"))
        self.clear.setText(self.tr("Clear all"))
        self.copy.setText(self.tr("Paint on a copy of these points"))
        self.empty.setText(self.tr("Begin with an empty plane"))
        self.field.setAccessibleName(self.tr("The plane of the points"))
        self.field.setAccessibleDescription(
            self.tr("Arrow keys move, Space paints, Delete erases, digits choose the class.")
        )
        self._show_classes()
        self._show_state()


def _swatch(number: int) -> QIcon:
    """Return the mark of a class as it is painted: odd ones are hollow."""
    found = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(QSize(14, 14) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(class_color(number)))
        painter.drawEllipse(QRectF(1, 1, 12, 12))
        if number % 2:
            painter.setBrush(QColor(current_theme().entry))
            painter.drawEllipse(QRectF(4, 4, 6, 6))
        painter.end()
        found.addPixmap(pixmap)
    return found
