"""What is noted of one run: how it differs from the one before and from the drawing, and words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.run_words import difference_lines
from nnstudio.app.session import Session
from nnstudio.engine.past_run import PastRun

MOST_LINES = 8
NOTES_LINES = 3


class RunNote(QWidget):
    """Shows the differences of a run, and a field for the user's own words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._noted = ""
        self.differences, self.notes = QLabel(), QPlainTextEdit()
        self.differences.setWordWrap(True)
        self.differences.setTextFormat(Qt.TextFormat.PlainText)
        self.differences.setProperty("role", "muted")
        self.differences.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.notes.setTabChangesFocus(True)
        self.notes.textChanged.connect(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.differences)
        column.addWidget(self.notes)
        column.addStretch(0)
        self._compact = False
        self.set_compact(False)
        self._translate()

    def set_compact(self, compact: bool) -> None:
        """Take as little room as can be; the list says the differences, too."""
        self._compact = compact
        lines = 1 if compact else NOTES_LINES
        self.notes.setFixedHeight(self.notes.fontMetrics().lineSpacing() * lines + 14)
        self.differences.setVisible(not compact and bool(self.differences.text()))

    def show_run(self, run: PastRun | None, before: PastRun | None) -> None:
        """Show what is noted of a run, compared with the one ``before``."""
        self.differences.setText("" if run is None else self._compared(run, before))
        self.differences.setVisible(not self._compact and bool(self.differences.text()))
        self.notes.setEnabled(run is not None)
        self._noted = run.id if run is not None else ""
        notes = run.notes if run is not None else ""
        if notes != self.notes.toPlainText():
            with QSignalBlocker(self.notes):
                self.notes.setPlainText(notes)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _note(self) -> None:
        if self._noted in self._session.runs:
            self._session.runs.change(self._noted, notes=self.notes.toPlainText())

    def _compared(self, run: PastRun, before: PastRun | None) -> str:
        """Return what is different in a run, from the one before and from the drawing."""
        parts = []
        if before is not None:
            title = self.tr("Changed since {run}:").format(run=before.name)
            parts.append(self._listed(title, difference_lines(before.project, run.project)))
        title = self.tr("In the drawing now:")
        parts.append(self._listed(title, difference_lines(run.project, self._session.project)))
        return "\n".join(parts)

    def _listed(self, title: str, lines: list[str]) -> str:
        if not lines:
            return f"{title} {self.tr('nothing else')}"
        shown = lines[:MOST_LINES]
        if len(lines) > MOST_LINES:
            shown.append(self.tr("and {count} more").format(count=len(lines) - MOST_LINES))
        return "\n".join((title, *(f"  {line}" for line in shown)))

    def _translate(self) -> None:
        self.notes.setPlaceholderText(self.tr("Notes on this run"))
        self.notes.setAccessibleName(self.tr("Notes on this run"))
