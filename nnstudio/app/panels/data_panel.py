"""The data panel: what the network learns from, and how that is prepared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from nnstudio.app.background import Background
from nnstudio.app.panels.parts.data_button import DataButton
from nnstudio.app.panels.parts.data_page import DataPage
from nnstudio.app.panels.parts.file_banner import FileBanner
from nnstudio.app.panels.parts.planned_edit import PlannedEdit, planned
from nnstudio.app.panels.parts.preparation import PreparationEdit
from nnstudio.app.panels.parts.preview import Preview, look_at
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data import DatasetInfo, data_card
from nnstudio.data.prepare import replan
from nnstudio.data.relinking import found_again, keep_numbers, read_again
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan

_ICONS = {
    "image": "image",
    "points": "circle-dot",
    "series": "chart-line",
    "text": "file-text",
    "sound": "audio-lines",
}


class DataPanel(QWidget):
    """Shows the data, changes its options and its preparation, and leads to other data."""

    browsing_wanted = Signal()
    """The user wants to see every sample."""
    choosing_wanted = Signal(str)
    """The user wants other data, and has already typed this to look for it."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._info: DatasetInfo | None = None
        self._seen: tuple[object, ...] = ()
        self._shown_plan: DataPlan | None = None
        self._draw = 0
        self._wanted: dict[str, Any] = {}
        self._ends_with_plan = False
        self._planning, self._looking = Background(self), Background(self)
        self.choice = DataButton()
        self.choice.wanted.connect(self.choosing_wanted)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(3)
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self.banner, self.file_banner = Banner(), FileBanner(session)
        self.file_banner.find_wanted.connect(self._find_file)
        self.file_banner.reading_wanted.connect(self._read_again)
        self.file_banner.keeping_wanted.connect(self._keep_numbers)
        self.file_banner.told.connect(self.banner.hide)
        self.page = DataPage()
        self.page.option_edited.connect(self._edit_option)
        self.page.preparation_edited.connect(self._edit_preparation)
        self.page.editing_finished.connect(self._finish)
        self.page.other_samples_wanted.connect(self._look_again)
        self.page.browsing_wanted.connect(self.browsing_wanted)
        self.nothing = EmptyState("database", "", "")
        self.nothing.clicked.connect(partial(self.choosing_wanted.emit, ""))
        self._lay_out()
        session.changed.connect(self._show_change)
        session.opened.connect(self._show_opened)
        training.state_changed.connect(self._show_running)
        self._planning.done.connect(self._adopt)
        self._looking.done.connect(self._take_preview)
        self._planning.failed.connect(self._refuse)
        self._looking.failed.connect(self._miss_samples)
        self._planning.beat.connect(self._show_busy)
        self._looking.beat.connect(self._show_busy)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(300, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what the user does ----

    def _find_file(self) -> None:
        plan = self._session.project.data
        assert plan.source.file is not None
        path = Path(plan.source.file.path)
        title = self.tr("Where is {name} now?").format(name=path.name)
        if plan.source.file.digest.startswith("folder:"):
            found = QFileDialog.getExistingDirectory(self, title, str(path.parent))
        else:
            found, _ = QFileDialog.getOpenFileName(self, title, str(path))
        if found:
            label = Text(N_("Find the data {name}"), name=path.name)
            self._plan(label, "", partial(found_again, plan, Path(found)))

    def _read_again(self) -> None:
        plan = self._session.project.data
        self._plan(Text(N_("Read the data again")), "", partial(read_again, plan))

    def _keep_numbers(self) -> None:
        plan = self._session.project.data
        self._plan(Text(N_("Keep the scaling of the data")), "", partial(keep_numbers, plan))

    def _edit_option(self, key: str, value: object) -> None:
        if self._info is None:
            return
        given = self._info.options
        source = self._wanted.get("source", self._session.project.data.source)
        options = {**given.values(), **dict(source.options), key: value}
        source = replace(source, options=tuple(sorted(options.items())))
        self._change(_label(given, key), f"data/options/{key}", source=source)

    def _edit_preparation(self, edit: PreparationEdit) -> None:
        if edit.changes.keys() == {"augmentation"}:  # nothing is fitted to it: it counts at once
            project = self._session.project
            project = edits.set_data(project, replace(project.data, **edit.changes))
            self._session.edit(edit.label, project, merge=edit.merge)
        else:
            self._change(edit.label, edit.merge, **edit.changes)

    def _change(self, label: Text, merge: str, **changes: Any) -> None:
        """Change choices of the plan, together with those that are still being fitted."""
        self._wanted |= changes
        plan = self._session.project.data
        self._plan(label, merge, partial(replan, plan, **self._wanted))

    def _plan(self, label: Text, merge: str, work: Callable[[], DataPlan]) -> None:
        """Make a plan beside the window: fitting a scaling reads all samples."""
        self._planning.start(partial(planned, label, merge, self._session.project.data, work))
        self._show_busy()

    def _adopt(self, made: PlannedEdit) -> None:
        if self._wanted and made.before is not self._session.project.data:
            self._change(made.label, made.merge)  # once more, on top of what came meanwhile
            return
        self._wanted = {}
        self.banner.hide()
        project = edits.set_data(self._session.project, made.plan)
        self._session.edit(made.label, project, merge=made.merge)
        if self._ends_with_plan:
            self._session.close_merge()
            self._ends_with_plan = False
        self._show_change()
        self._show_busy()

    def _finish(self) -> None:
        """End the gesture of typing: with the plan that is being made, if there is one."""
        if self._planning.busy:
            self._ends_with_plan = True
        else:
            self._session.close_merge()

    def _refuse(self, text: Text) -> None:
        self._wanted = {}
        self.banner.say(Tone.ERROR, tr_text(text))
        self._show_data()

    def _miss_samples(self, text: Text) -> None:
        if self.file_banner.isHidden():  # else it says so already, and what to do
            self.banner.say(Tone.ERROR, tr_text(text))

    def _look_again(self) -> None:
        self._draw += 1
        self._look()

    # ---- what is shown ----

    def _show_change(self) -> None:
        if self._session.project.data is not self._shown_plan:
            self._show_data()

    def _show_opened(self) -> None:
        self._planning.forget()
        self._wanted = {}
        self.banner.hide()
        self._draw = 0
        self._show_data()

    def _show_data(self) -> None:
        plan = self._session.project.data
        self._shown_plan = plan
        self._info = None
        if plan.source.dataset:
            try:
                self._info = data_card(plan)
            except UserError as error:
                self.banner.say(Tone.ERROR, tr_text(error.text))
        self._show_choice()
        self._scroll.setVisible(self._info is not None)
        self.nothing.setVisible(self._info is None)
        if self._info is not None:
            self.page.show_data(self._info, plan)
            self._look()
        self._show_busy()

    def _show_choice(self) -> None:
        file = self._session.project.data.source.file
        if self._info is None:
            self.choice.show_data(self.tr("Choose a data set"), "database")
            return
        title = tr_text(self._info.title) if file is None else Path(file.path).name
        self.choice.show_data(title, _ICONS.get(self._info.kind, "table"))

    def _show_running(self) -> None:
        self.page.set_running(self._training.active)

    def _look(self) -> None:
        """Have samples brought, if somebody can see them and they are not here already."""
        plan = self._session.project.data
        wanted = (plan.source, self._draw)
        if self._info is None or not self.isVisible() or wanted == self._seen:
            return
        self._seen = wanted
        work = partial(look_at, plan.source, self._draw)
        self._looking.start(work)
        self._show_busy()

    def _take_preview(self, preview: Preview) -> None:
        if self._info is not None:
            self.page.show_preview(preview, self._info)

    def _show_busy(self) -> None:
        self._busy.setVisible(self._planning.busy or self._looking.busy)

    # ---- building ----

    def _lay_out(self) -> None:
        head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(12, 12, 12, 0)
        inside.setSpacing(6)
        inside.addWidget(self.choice)
        inside.addWidget(self._busy)
        inside.addWidget(self.file_banner)
        inside.addWidget(self.banner)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.nothing, 1)
        self._scroll.setWidget(self.page)  # last, for it styles the page

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Data"))
        self.choice.setAccessibleName(self.tr("Data set"))
        self.choice.setAccessibleDescription(self.tr("Opens all data sets; type to look for one."))
        self._busy.setAccessibleName(self.tr("Reading data"))
        self.nothing.set_texts(
            self.tr("No data chosen"),
            self.tr("Choose a data set, or open a file of your own."),
            self.tr("Choose data…"),
        )
        self._show_data()


def _label(owner: Settings, key: str) -> Text:
    name = type(owner).params()[key].label or key
    return Text(N_("Change {setting} of the data"), setting=Text(name))
