"""The step that fills in what is missing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.chain_step import ChainStep
from nnstudio.app.panels.parts.measures import Measures, Missing
from nnstudio.app.style.fonts import number_font

MOST_ROWS = 20


class MissingStep(ChainStep):
    """Shows which columns lack values and what stands for them; hidden where none is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("circle-question-mark", content, False, parent)
        self._missing: tuple[Missing, ...] = ()
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._more, self._note = QLabel(), QLabel()
        for label in (self._more, self._note):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addWidget(self._more)
        column.addWidget(self._note)
        self.hide()
        self._translate()

    def show_measures(self, measures: Measures | None) -> None:
        """Show what is missing."""
        self._missing = measures.missing if measures is not None else ()
        self.setVisible(bool(self._missing))
        rows = self.rows()
        while len(self._rows) < len(rows):
            self._add_row()
        for number, labels in enumerate(self._rows):
            for label, text in zip(
                labels, rows[number] if number < len(rows) else ("",) * 3, strict=True
            ):
                label.setText(text)
                label.setVisible(number < len(rows))
        total = sum(m.count for m in self._missing)
        text = self.tr("{count} values in {columns} columns are missing")
        self.set_summary(text.format(count=f"{total:,}", columns=len(self._missing)))
        further = len(self._missing) - len(rows)
        self._more.setVisible(further > 0)
        self._more.setText(self.tr("… and {count} more columns").format(count=further))
        self._note.setVisible(any(m.treatment != "drop" for m in self._missing))

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """Return what is written: name, number and treatment of each column."""
        return tuple(
            (m.name, f"{m.count:,}", self._treatment(m)) for m in self._missing[:MOST_ROWS]
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _treatment(self, missing: Missing) -> str:
        if missing.treatment == "drop":
            return self.tr("rows left out")
        fill = "" if missing.fill is None else f"{missing.fill:.5g}"
        if missing.treatment == "flag":
            filled = self.tr("filled with {value}, and told in a column of its own")
            return filled.format(value=fill) if fill else self.tr("told in a column of its own")
        return self.tr("filled with {value}").format(value=fill) if fill else self.tr("filled")

    def _add_row(self) -> None:
        row = len(self._rows)
        labels = QLabel(), QLabel(), QLabel()
        labels[1].setFont(number_font())
        labels[2].setProperty("role", "muted")
        labels[2].setWordWrap(True)
        top = Qt.AlignmentFlag.AlignTop
        for column, label in enumerate(labels):
            label.setTextFormat(Qt.TextFormat.PlainText)
            side = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft
            label.setAlignment(top | side)
            self._grid.addWidget(label, row, column)
        self._rows.append(labels)

    def _translate(self) -> None:
        self.set_title(self.tr("Missing values"))
        self._note.setText(
            self.tr(
                "What they are filled with is the median or the commonest category of the training part."
            )
        )
