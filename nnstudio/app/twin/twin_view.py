"""Two runs side by side: what is different, what comes of it, and any view of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.twin.figure_table import FigureTable
from nnstudio.app.twin.twin_run import TwinRun
from nnstudio.app.view_table import ALL_VIEWS
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.engine.messages import Failed
from nnstudio.graph.project import Project

FIRST_VIEW = "loss"
ALIKE = 1000
"""Both columns want so much, and so get the same."""


class TwinView(QWidget):
    """Compares the network of the window, A, with a second one, B, while both learn.

    Parameters
    ----------
    ask_for_changes
        Lets the user change B.
    """

    def __init__(
        self,
        twin: TwinRun,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        ask_for_changes: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._twin, self._session, self._training = twin, session, training
        self._scheduler, self._ask = scheduler, ask_for_changes
        self.views: dict[str, tuple[LiveView, LiveView]] = {}
        self.setMinimumSize(320, 200)
        self.empty = EmptyState("columns-2", "", "")
        self.empty.clicked.connect(self.make)
        self.box = ChoiceBox()
        self.box.activated.connect(self._show_view)
        self.difference = ElidedLabel()
        self.figures = FigureTable()
        self.change_button, self.take_button = QPushButton(), QPushButton()
        self.change_button.clicked.connect(lambda: self._ask())
        self.take_button.clicked.connect(twin.take_over)
        self.from_button, self.end_button = QToolButton(), QToolButton()
        self.from_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.from_button.setMenu(QMenu(self.from_button))
        self.from_button.menu().aboutToShow.connect(self._offer)
        self.end_button.setIcon(icon("x"))
        self.end_button.setAutoRaise(True)
        self.end_button.clicked.connect(twin.end)
        self._pair = QSplitter(Qt.Orientation.Horizontal)
        self._pair.setChildrenCollapsible(False)
        self._columns = tuple(_Column(name) for name in "AB")
        for column in self._columns:
            self._pair.addWidget(column)
        self._pair.setSizes([ALIKE, ALIKE])
        self._body = QWidget()
        self._lay_out()
        twin.changed.connect(self._follow)
        training.state_changed.connect(self._follow)
        scheduler.register(self, self.refresh)
        twin.training.advanced.connect(scheduler.news)
        twin.training.failed.connect(self._complain)
        self._retranslate()

    def make(self) -> None:
        """Make B like A and ask what is to be different."""
        self._twin.begin()
        self._ask()

    def refresh(self) -> None:
        """Show the newest figures of both."""
        if self._twin.active:
            self.figures.show_logs(self._session.run_log, self._twin.session.run_log)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    # ---- within ----

    def _follow(self) -> None:
        """Show whether there is a twin, and what is different."""
        active = self._twin.active
        self.empty.setVisible(not active)
        self._body.setVisible(active)
        if not active:
            self._forget_views()
            return
        lines = [tr_text(difference.text) for difference in self._twin.differences]
        self.difference.setText(" · ".join(lines) or self.tr("A and B are alike as yet."))
        self.difference.setToolTip("\n".join(lines))
        self.take_button.setEnabled(not self._training.active)
        if self.isVisible():
            self._show_view()
            self.refresh()

    def _complain(self, failed: Failed) -> None:
        """Say why B cannot be trained."""
        self.difference.setText(
            self.tr("B stopped: {reason}").format(reason=tr_text(failed.reason))
        )
        self.difference.setToolTip(self.difference.text())

    def _show_view(self) -> None:
        """Show the chosen view of both networks."""
        name = str(self.box.currentData() or FIRST_VIEW)
        if name not in self.views:
            row = next(row for row in ALL_VIEWS if row.name == name)
            twin = self._twin
            self.views[name] = (
                row.make(self._session, self._training, self._scheduler),
                row.make(twin.session, twin.training, self._scheduler),
            )
        for column, view in zip(self._columns, self.views[name], strict=True):
            column.show_view(view)

    def _forget_views(self) -> None:
        for column in self._columns:
            column.show_view(None)
        for pair in self.views.values():
            for view in pair:
                view.deleteLater()
        self.views.clear()

    def _offer(self) -> None:
        """List what B can be made from."""
        menu = self.from_button.menu()
        menu.clear()
        drawing = menu.addAction(self.tr("The drawing as it is now"))
        drawing.triggered.connect(partial(self._begin, self._session.project))
        for run in reversed(self._session.runs.all):
            menu.addAction(run.name).triggered.connect(partial(self._begin, run.project))

    def _begin(self, project: Project) -> None:
        self._twin.begin(project)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.change_button, self.from_button, self.take_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.end_button)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(buttons)
        left.addWidget(self.difference)
        left.addStretch(1)
        left.addWidget(self.box)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addLayout(left, 1)
        top.addWidget(self.figures)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(10, 6, 10, 4)
        body.setSpacing(6)
        body.addLayout(top)
        body.addWidget(self._pair, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self._body, 1)

    def _retranslate(self) -> None:
        self.empty.set_texts(
            self.tr("Train two networks side by side"),
            self.tr(
                "The twin starts with the same weights and sees the same samples in the same "
                "order; only what you change differs. So you see what a change is worth."
            ),
            self.tr("Make a Twin"),
        )
        self.change_button.setText(self.tr("Change B…"))
        self.from_button.setText(self.tr("B from"))
        self.from_button.setToolTip(self.tr("Make B from the drawing or from an earlier run"))
        self.take_button.setText(self.tr("Take over B"))
        self.take_button.setToolTip(
            self.tr("Make B with its weights what is open; undo brings A back")
        )
        self.end_button.setToolTip(self.tr("End the comparison"))
        self.end_button.setAccessibleName(self.tr("End the comparison"))
        self.box.setAccessibleName(self.tr("View"))
        chosen = self.box.currentData() or FIRST_VIEW
        self.box.clear()
        for row in ALL_VIEWS:
            self.box.addItem(tr_text(row.title), row.name)
        self.box.setCurrentIndex(max(self.box.findData(chosen), 0))
        self._follow()


class _Column(QWidget):
    """A heading and below it a view of one of the two."""

    def __init__(self, name: str) -> None:
        super().__init__()
        heading = QLabel(name)
        heading.setProperty("role", "heading")
        self._shown: LiveView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(heading)

    def show_view(self, view: LiveView | None) -> None:
        """Show a view in place of the one before."""
        if view is self._shown:
            return
        if self._shown is not None:
            self._shown.hide()
            self._column.removeWidget(self._shown)
        self._shown = view
        if view is not None:
            self._column.addWidget(view, 1)
            view.show()
