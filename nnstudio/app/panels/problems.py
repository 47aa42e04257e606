"""The problems of the drawing, in one list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.problem_list import ProblemList
from nnstudio.app.session import Session
from nnstudio.app.widgets.empty_state import EmptyState


class ProblemsPanel(QWidget):
    """Lists why the network cannot be trained, and what to be warned of, with buttons that mend."""

    count_changed = Signal(int)
    """How many problems and warnings there are now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._count = -1
        self.list = ProblemList(session, named=True)
        self._fine = EmptyState("circle-check", "", "")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.list)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._fine)
        session.changed.connect(self._show)
        session.opened.connect(self._show)
        self._translate()

    @property
    def count(self) -> int:
        """How many problems and warnings are listed."""
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show(self) -> None:
        self._apply(anew=False)

    def _apply(self, anew: bool) -> None:
        problems = sorted(self._session.analysis.problems, key=lambda p: not p.blocking)
        self.list.show_problems(problems, anew)
        with_data = bool(self._session.project.data.source.dataset)
        self._fine.set_texts(
            self.tr("No problems: ready to train") if with_data else self.tr("No problems"),
            self.tr("Whatever does not fit together is listed here, with ways to mend it."),
        )
        self._pages.setCurrentWidget(self._scroll if problems else self._fine)
        if len(problems) != self._count:
            self._count = len(problems)
            self.count_changed.emit(self._count)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Problems"))
        self._apply(anew=True)
