"""Chooses which plane of a weight is shown: its rows, its columns, and places on other axes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nnstudio.app.translate import tr_text
from nnstudio.app.weight_editor.weight_slice import WeightSlice
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.explain.weight_axes import WeightAxis


class SliceBar(QWidget):
    """Boxes for the axes of a weight; of one with two axes it only says what they are."""

    chosen = Signal(object)
    """Another `WeightSlice` is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes: tuple[WeightAxis, ...] = ()
        self._slice = WeightSlice(0, -1, (0,))
        self._said = QLabel()
        self._said.setProperty("role", "muted")
        self.boxes: dict[str, ChoiceBox] = {}
        """The boxes that are shown, by what they choose: "rows", "columns" or the number of an axis."""
        self._row = FlowLayout(self, spacing=10)
        self._row.addWidget(self._said)
        self._parts: list[QWidget] = []

    def show_slice(self, axes: tuple[WeightAxis, ...], chosen: WeightSlice) -> None:
        """Show the axes of a weight and the plane that is chosen."""
        if (axes, chosen) != (self._axes, self._slice):
            self._axes, self._slice = axes, chosen
            self._build()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._axes:
            self._build()

    def _build(self) -> None:
        had = next((name for name, box in self.boxes.items() if box.hasFocus()), None)
        for part in self._parts:
            self._row.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.boxes = [], {}
        names = [tr_text(axis.name) for axis in self._axes]
        plane = self._slice
        several = len(self._axes) > 2
        self._said.setVisible(not several)
        if plane.columns < 0:
            self._said.setText(self.tr("Rows: {rows}").format(rows=names[0]))
        else:
            self._said.setText(
                self.tr("Rows: {rows} · columns: {columns}").format(
                    rows=names[plane.rows], columns=names[plane.columns]
                )
            )
        if several:
            self._add("rows", self.tr("Rows"), names, plane.rows)
            self._add("columns", self.tr("Columns"), names, plane.columns)
            for axis in plane.others:
                labels = [self._axes[axis].label(i) for i in range(self._axes[axis].size)]
                self._add(str(axis), names[axis].capitalize(), labels, plane.places[axis])
        if had in self.boxes:
            self.boxes[had].setFocus()

    def _add(self, name: str, title: str, entries: list[str], present: int) -> None:
        part, box, label = QWidget(), ChoiceBox(), QLabel(title)
        with QSignalBlocker(box):
            box.addItems(entries)
            box.setCurrentIndex(present)
        box.setAccessibleName(title)
        label.setBuddy(box)
        box.activated.connect(partial(self._choose, name))
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(box)
        self.boxes[name] = box
        self._parts.append(part)
        self._row.addWidget(part)
        part.show()

    def _choose(self, name: str, place: int) -> None:
        plane = self._slice
        if name == "rows":
            wanted = plane.with_rows(place)
        elif name == "columns":
            wanted = plane.with_columns(place)
        else:
            wanted = plane.at(int(name), place)
        if wanted != plane:
            self.chosen.emit(wanted)
