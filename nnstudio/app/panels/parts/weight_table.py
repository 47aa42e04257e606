"""The weights of a layer: shape of each, and how its values are spread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Array, Weight
from nnstudio.core.shapes import shape_text

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeightTable(QWidget):
    """Lists name and shape of each weight; mean and deviation (σ) once the network is trained."""

    edit_wanted = Signal()
    """The user wants to see and change each number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: list[tuple[str, str, str, str]] = []
        self._headings = [QLabel() for _ in range(4)]
        self._cells: list[list[QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        for column, heading in enumerate(self._headings):
            heading.setProperty("role", "section")
            if column > 1:
                heading.setAlignment(_RIGHT)
            self._grid.addWidget(heading, 0, column)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(6)
        column_layout.addLayout(self._grid)
        column_layout.addWidget(self._note)
        self.edit = QPushButton()
        self.edit.setIcon(icon("table"))
        self.edit.clicked.connect(self.edit_wanted)
        column_layout.addWidget(self.edit)
        self._translate()

    def set_weights(
        self, weights: Sequence[tuple[str, Weight]], values: Sequence[Array | None]
    ) -> None:
        """Show weights and their values, None where there are none that fit."""
        rows = [
            (name, shape_text(weight.shape), *_figures(value))
            for (name, weight), value in zip(weights, values, strict=True)
        ]
        trained = any(row[2] for row in rows)
        for heading in self._headings[2:]:
            heading.setVisible(trained)
        self._note.setVisible(bool(rows) and not trained)
        while len(self._cells) < len(rows):
            self._add_row()
        for number, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                cell.setVisible(number < len(rows))
                if number < len(rows):
                    cell.setText(rows[number][column])
        self._content = rows
        self._show_names()

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Return what is shown: name, shape, mean and deviation."""
        return self._content

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _add_row(self) -> None:
        cells = [QLabel() for _ in range(4)]
        for column, cell in enumerate(cells):
            cell.setFont(number_font())
            cell.setTextFormat(Qt.TextFormat.PlainText)
            if column > 1:
                cell.setAlignment(_RIGHT)
            self._grid.addWidget(cell, len(self._cells) + 1, column)
        self._cells.append(cells)

    def _show_names(self) -> None:
        for (name, *_), cells in zip(self._content, self._cells, strict=False):  # some are hidden
            cells[0].setText(tr_text(name))

    def _translate(self) -> None:
        self._show_names()
        texts = (self.tr("Weight"), self.tr("Shape"), self.tr("Mean"), self.tr("σ"))
        for heading, text in zip(self._headings, texts, strict=True):
            heading.setText(text)
        self._headings[3].setToolTip(self.tr("Standard deviation"))
        self.edit.setText(self.tr("Edit…"))
        self.edit.setToolTip(self.tr("Look at each number in a table, and change it"))
        self._note.setText(self.tr("Train the network to see how the values are spread."))


def _figures(value: Array | None) -> tuple[str, str]:
    if value is None or not value.size:
        return "", ""
    return f"{float(value.mean()):.4f}", f"{float(value.std()):.4f}"
