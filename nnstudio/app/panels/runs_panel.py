"""The runs of the project: compared, overlaid, noted on, brought back, branched from, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.panels.parts.run_colors import fill_color_menu
from nnstudio.app.panels.parts.run_list import RunList
from nnstudio.app.panels.parts.run_note import RunNote
from nnstudio.app.panels.parts.run_row_painter import RunRow
from nnstudio.app.panels.parts.run_words import table_bytes
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.past_run import PastRun

WIDE, TALL = 620, 430
"""From this width on the notes stand beside the list; in less height than this they are short."""


class RunsPanel(QWidget):
    """A list of runs with what was changed for each, and below it what is noted of the chosen one."""

    def __init__(
        self,
        session: Session,
        training: Training,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training, self._settings = session, training, settings
        self.list = RunList(session.runs)
        self.restore_button, self.branch_button = QPushButton(), QPushButton()
        self.more = QToolButton()
        self.note = RunNote(session)
        self.message = Banner()
        self.empty = EmptyState("history", "", "")
        self._lay_out()
        runs = session.runs
        runs.changed.connect(self._follow)
        session.changed.connect(self._show_chosen)
        session.opened.connect(self._follow)
        training.state_changed.connect(self._follow)
        self.list.chosen.connect(self._show_chosen)
        self.list.restore_wanted.connect(self.restore)
        self.list.remove_wanted.connect(self.remove)
        self.list.eyes_wanted.connect(self._toggle_eyes)
        self.list.painter.eye_clicked.connect(self._toggle_eye)
        self.list.painter.chip_clicked.connect(self._ask_color)
        self.list.painter.renamed.connect(self._rename)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.restore_button.clicked.connect(self.restore)
        self.branch_button.clicked.connect(self.branch)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(320, 420)

    def refresh(self) -> None:
        """Show how the present run does; called now and then while it goes on."""
        self.list.show_present(self._training.active)

    # ---- what can be done ----

    def restore(self) -> None:
        """Bring the chosen run or checkpoint back: what was trained, and its weights."""
        place = self.list.place()
        if place is None or self._training.active:
            return
        run, kept = place
        if kept is not None:
            text = Text(N_("Restore the checkpoint {name}"), name=kept.name)
            self._session.restore(text, run, kept.checkpoint)
        else:
            self._session.restore(Text(N_("Restore {run}"), run=run.name), run)

    def branch(self) -> None:
        """Begin a new run with the chosen weights and the settings of now."""
        place = self.list.place()
        if place is None:
            return
        run, kept = place
        checkpoint = (kept or run).checkpoint
        if checkpoint is not None:
            self._training.branch(run, checkpoint)

    def remove(self) -> None:
        """Remove the chosen runs or the chosen checkpoint; a button brings them back."""
        place, runs = self.list.place(), self._session.runs
        if place is not None and place[1] is not None:
            run, kept = place[0].id, place[1]
            runs.remove_kept(run, kept.id)
            text = self.tr("{name} was removed.").format(name=kept.name)
            self._offer_return(text, partial(runs.return_kept, run, kept))
            return
        past = [run for run in self.list.selected_runs() if run is not runs.present]
        if past:
            runs.remove(run.id for run in past)
            text = self.tr("{name} was removed.").format(name=", ".join(run.name for run in past))
            self._offer_return(text, runs.bring_back)

    def ask_export(self) -> None:
        """Ask for a file and write the selected runs to it, or all where none or one is selected."""
        start = self._settings.last_folder / f"{self._session.stem or self.tr('runs')}.csv"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the runs"), str(start), self.tr("Tables (*.csv)")
        )
        if name:
            path = Path(name)
            self.export_to(path if path.suffix else path.with_suffix(".csv"))

    def export_to(self, path: Path) -> None:
        """Write runs to a table."""
        runs = self.list.selected_runs()
        if len(runs) < 2:
            present = self._session.runs.present
            runs = [*self._session.runs.all, *([present] if present is not None else [])]
        before = {run.id: found for run in runs if (found := self.list.before(run)) is not None}
        content = table_bytes(runs, before)
        try:
            write_atomically(path, lambda stream: stream.write(content))
        except UserError as error:
            self.message.say(Tone.ERROR, tr_text(error.text))

    def menu(self) -> QMenu:
        """Return what can be done with what is selected."""
        menu, place = QMenu(self), self.list.place()
        runs, past = self.list.selected_runs(), self._past()
        idle = not self._training.active
        kept = place is not None and place[1] is not None
        self._add(menu, "undo-2", self.tr("&Restore"), self.restore, place is not None and idle)
        self._add(menu, "git-branch", self.tr("&Branch from Here"), self.branch, self._can_branch())
        menu.addSeparator()
        rename = self._add(menu, "pencil", self.tr("Re&name"), self._edit_name, place is not None)
        rename.setShortcut("F2")
        colors = menu.addMenu(icon("palette"), self.tr("&Colour"))
        colors.setEnabled(bool(runs))
        self._offer_colors(colors, [run.id for run in runs])
        shown = bool(past) and all(run.shown for run in past)
        text = self.tr("&Hide in the Plots") if shown else self.tr("&Show in the Plots")
        self._add(menu, "eye-off" if shown else "eye", text, self._toggle_eyes, bool(past))
        menu.addSeparator()
        self._add(menu, "trash-2", self.tr("Re&move"), self.remove, bool(past) or kept)
        self._add(menu, "download", self.tr("&Export as CSV…"), self.ask_export, True)
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= WIDE
        directions = QBoxLayout.Direction
        self._parts.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._parts.setStretchFactor(self.note, 1 if beside else 0)
        policy = QSizePolicy.Policy
        self.note.setSizePolicy(policy.Preferred, policy.Preferred if beside else policy.Maximum)
        self.note.set_compact(not beside and self.height() < TALL)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- within ----

    def _past(self) -> list[PastRun]:
        return [r for r in self.list.selected_runs() if r is not self._session.runs.present]

    def _can_branch(self) -> bool:
        place = self.list.place()
        return place is not None and (place[1] or place[0]).checkpoint is not None

    def _add(
        self, menu: QMenu, sign: str, text: str, act: Callable[[], object], enabled: bool
    ) -> QAction:
        action = menu.addAction(icon(sign), text)
        action.triggered.connect(lambda: act())
        action.setEnabled(enabled)
        return action

    def _open_menu(self, at: QPoint) -> None:
        self.menu().popup(self.list.viewport().mapToGlobal(at))

    def _offer_return(self, text: str, back: Callable[[], object]) -> None:
        def undo() -> None:
            back()
            self.message.hide()

        self.message.say(Tone.INFO, text, ((self.tr("Undo"), undo),))

    def _edit_name(self) -> None:
        self.list.edit(self.list.currentIndex())

    def _rename(self, row: RunRow, name: str) -> None:
        if row.kept:
            self._session.runs.rename_kept(row.run, row.kept, name)
        else:
            self._session.runs.change(row.run, name=name)

    def _toggle_eye(self, run_id: str) -> None:
        runs = self._session.runs
        runs.show([run_id], not runs[run_id].shown)

    def _toggle_eyes(self) -> None:
        past = self._past()
        if past:
            wanted = not all(run.shown for run in past)
            self._session.runs.show([run.id for run in past], wanted)

    def _ask_color(self, run_id: str, place: QRect) -> None:
        menu = QMenu(self)
        self._offer_colors(menu, [run_id])
        menu.popup(self.list.viewport().mapToGlobal(place.bottomLeft()))

    def _offer_colors(self, menu: QMenu, run_ids: list[str]) -> None:
        chosen = {self._session.runs[run_id].color for run_id in run_ids}
        fill_color_menu(menu, chosen, partial(self._paint, run_ids))

    def _paint(self, run_ids: list[str], color: int) -> None:
        for run_id in run_ids:
            self._session.runs.change(run_id, color=color)

    # ---- showing ----

    def _follow(self) -> None:
        """Show the runs as they are now; a hidden panel waits until it is shown."""
        if not self.isVisible():
            return
        self.list.show_runs(self._training.active)
        there = self.list.model().rowCount() > 0
        self._pages.setCurrentIndex(0 if there else 1)
        if there and not self.list.selected_rows():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show what is noted of the run that is chosen, and what can be done with it."""
        if not self.isVisible():
            return
        place, idle = self.list.place(), not self._training.active
        run = place[0] if place is not None else None
        self.restore_button.setEnabled(place is not None and idle)
        self.branch_button.setEnabled(self._can_branch())
        gone = run is not None and place is not None and (place[1] or run).checkpoint is None
        self.restore_button.setToolTip(
            self.tr("Its weights are not kept: only what was trained comes back")
            if gone
            else self.tr("Bring back what was trained, with its weights; it can be undone")
        )
        self.note.show_run(run, None if run is None else self.list.before(run))

    def _lay_out(self) -> None:
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.restore_button.setIcon(icon("undo-2"))
        self.branch_button.setIcon(icon("git-branch"))
        self.more.setIcon(icon("ellipsis"))
        self.more.setAutoRaise(True)
        self.more.clicked.connect(
            lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.branch_button)
        buttons.addStretch(1)
        buttons.addWidget(self.more)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.list, 1)
        left.addWidget(self.message)
        left.addLayout(buttons)
        page = QWidget()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, page)
        self._parts.setContentsMargins(6, 4, 6, 6)
        self._parts.setSpacing(6)
        self._parts.addLayout(left, 2)
        self._parts.addWidget(self.note)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.list)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Runs"))
        self.list.translate()
        self.restore_button.setText(self.tr("Restore"))
        self.branch_button.setText(self.tr("Branch"))
        self.branch_button.setToolTip(
            self.tr("Begin a new run with these weights and the settings of now")
        )
        self.more.setToolTip(self.tr("More to do with runs"))
        self.more.setAccessibleName(self.more.toolTip())
        self.empty.set_texts(
            self.tr("No runs yet"),
            self.tr(
                "Each training is kept here with its settings, curves and weights, so that you "
                "can compare runs and go back to any of them."
            ),
        )
        self._follow()
