"""Facts in two columns: what it is, and the number or words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from nnstudio.app.style.fonts import number_font


class FactList(QWidget):
    """Shows captions and values line by line; values wrap rather than widen the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def set_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show other facts: pairs of a translated caption and its value."""
        while len(self._rows) < len(facts):
            self._add_row()
        for number, (caption, value) in enumerate(self._rows):
            shown = number < len(facts)
            if caption.isHidden() == shown:  # showing what is not hidden would style it too early
                caption.setVisible(shown)
                value.setVisible(shown)
            if shown and (caption.text(), value.text()) != facts[number]:
                caption.setText(facts[number][0])
                value.setText(facts[number][1])
                value.setAccessibleName(": ".join(facts[number]))

    def facts(self) -> list[tuple[str, str]]:
        """Return what is shown."""
        return [(c.text(), v.text()) for c, v in self._rows if not c.isHidden()]

    def _add_row(self) -> None:
        caption, value = QLabel(), QLabel()
        caption.setProperty("role", "muted")
        value.setFont(number_font())
        value.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = len(self._rows)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(caption, row, 0, top)
        self._grid.addWidget(value, row, 1, top)
        self._rows.append((caption, value))
