"""The dialog in which an export is made up, and looked at before it is written."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.exporting.export_choices import ExportChoices
from nnstudio.app.exporting.file_preview import FilePreview
from nnstudio.app.exporting.file_row import FileRow
from nnstudio.app.exporting.options_area import OptionsArea
from nnstudio.app.exporting.outlook import Outlook, Wanted, size_words, write
from nnstudio.app.exporting.proposed_name import proposed_name
from nnstudio.app.exporting.prospects import Prospects
from nnstudio.app.exporting.target_list import TargetList
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.text import Text
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightMap
from nnstudio.export import all_exporters
from nnstudio.graph.project import Project

WIDTH, HEIGHT, SIDE = 1120, 720, 330
LEAST_LIST = 150
STOP_MS = 250
"""A preview begins so long after the last change: whoever types a name does not wait for it."""


class ExportDialog(QDialog):
    """Lets the user choose a target, its options and a file, shows the files, and writes them.

    Parameters
    ----------
    plan
        The layers of ``project``.
    choices
        What was chosen the last time.
    start
        The file that is offered, without its ending.
    """

    written = Signal(object)
    """A tuple of the files that were written."""
    node_wanted = Signal(str)
    """The user wants to see a layer in the drawing."""

    def __init__(
        self,
        project: Project,
        plan: Plan,
        weights: WeightMap,
        choices: ExportChoices,
        start: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._project, self._plan, self._weights = project, plan, weights
        self._targets = {name: cls() for name, cls in all_exporters().items()}
        self._prospects = Prospects(self._targets.values(), plan, self)
        self.choices, self._start = choices, start.name
        self.targets = TargetList(self._targets.values())
        self.form = ParamEditor(label_width=90)
        self.preview, self.file, self.banner = FilePreview(), FileRow(start), Banner()
        self.outlook: Outlook | None = None
        self.contents = QLabel()
        self.contents.setProperty("role", "muted")
        self.contents.setWordWrap(True)
        self.contents.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self.busy.setFixedWidth(160)
        self.busy.setAccessibleName(self.tr("Writing"))
        self._once: threading.Lock | None = None
        self._prospects.judged.connect(self._take_missing)
        self._prospects.found.connect(self._show_outlook)
        self._prospects.refused.connect(self._show_reason)
        self._writing = Background(self)
        self._writing.done.connect(self._finish)
        self._writing.failed.connect(self._refuse)
        self._soon = QTimer(self, singleShot=True)
        self._soon.setInterval(STOP_MS)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self._connect()
        self.targets.choose(choices.target)
        self.busy.hide()
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - 80), min(HEIGHT, room.height() - 80))

    # ---- what is chosen ----

    @property
    def wanted(self) -> Wanted | None:
        """The export as it is chosen now; None where it cannot be written, as far as is known."""
        target, path = self._targets[self.targets.name()], self.file.path()
        if path is None or self._prospects.missing(target.name) != ():
            return None
        return Wanted(target, self._project, self._weights, self.choices.of(target), path)

    def export(self) -> None:
        """Write the files, beside the window."""
        wanted = self.wanted
        if wanted is None or self._once is not None:
            return
        self.banner.hide()
        self._once = threading.Lock()
        self._rest(False)
        self._writing.start(partial(write, wanted, self._once))

    def reject(self) -> None:
        """End the writing where it goes on, else the dialog."""
        if self._once is None:
            super().reject()
        elif self._once.acquire(blocking=False):
            self._writing.forget()
            self._rest(True)
            self.banner.say(Tone.INFO, self.tr("The export was cancelled: nothing was written."))

    # ---- building ----

    def _lay_out(self) -> None:
        # From the outside in: a part that gets another parent is styled all over again.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 14, 14, 12)
        whole.setSpacing(12)
        whole.addWidget(self.banner)
        parts = QSplitter(self)
        parts.setChildrenCollapsible(False)
        whole.addWidget(parts, 1)
        side = QWidget(parts)
        side.setMinimumWidth(220)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 8, 0)
        left.addWidget(self.targets, 1)
        self.targets.setMinimumHeight(LEAST_LIST)
        self._options_title = QLabel(self.tr("Options"))
        self._options_title.setProperty("role", "section")
        left.addWidget(self._options_title)
        self._options = OptionsArea(self.form)
        left.addWidget(self._options)
        parts.addWidget(self.preview)
        parts.setStretchFactor(1, 1)
        self.preview.setMinimumWidth(260)
        self.preview.setContentsMargins(8, 0, 0, 0)
        parts.setSizes([SIDE, WIDTH - SIDE])
        whole.addWidget(self.file)
        whole.addLayout(self._foot())
        self.button.setDefault(True)  # only now that the dialog knows it
        self._choosing = (self.targets, self.form, self.file, self.button)

    def _foot(self) -> QHBoxLayout:
        self.button = QPushButton(self.tr("Export"))
        self.button.setProperty("kind", "primary")
        buttons = QDialogButtonBox()
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.addButton(self.button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.button.clicked.connect(self.export)
        below = QHBoxLayout()
        below.addWidget(self.contents, 1)
        below.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(buttons)
        return below

    def _connect(self) -> None:
        self.targets.chosen.connect(self._take_target)
        self.form.edited.connect(self._edit)
        self.file.changed.connect(self._look_soon)
        self.preview.node_wanted.connect(self._show_node)

    # ---- what the user does ----

    def _take_target(self, name: str) -> None:
        target = self._targets[name]
        options = self.choices.of(target)
        self.choices = self.choices.with_options(target, options)
        choosable = bool(type(options).params())
        self._options.setVisible(choosable)
        self._options_title.setVisible(choosable)
        self.form.set_value(options)
        self.file.propose(proposed_name(target, self._targets.values(), self._start), target.suffix)
        self.banner.hide()
        self.contents.setText("")
        self.preview.expect()
        self._look_at_once()

    def _edit(self, key: str, value: object) -> None:
        target = self._targets[self.targets.name()]
        options = self.choices.of(target).with_values(**{key: value})
        self.choices = self.choices.with_options(target, options)
        self.form.set_value(options)
        self._look_at_once()

    def _show_node(self, node: str) -> None:
        self.node_wanted.emit(node)
        super().reject()

    # ---- the preview ----

    def _look_soon(self) -> None:
        self.outlook = None
        self.button.setEnabled(self.wanted is not None)
        self._soon.start()

    def _look_at_once(self) -> None:
        self._soon.stop()
        self._look()

    def _look(self) -> None:
        target = self._targets[self.targets.name()]
        wanted, missing = self.wanted, self._prospects.missing(target.name)
        self.button.setEnabled(wanted is not None)
        self.outlook = None
        if missing is None:
            self._prospects.judge(target.name)
            return
        if wanted is not None:
            self._prospects.look(wanted)
            return
        if missing:
            self.preview.show_missing(tr_text(target.label), missing)
            self.contents.setText(self.tr("Nothing is written rather than a wrong file."))
        else:
            self.contents.setText(self.tr('Give the file a name without / \\ : * ? " < > |.'))
        self._name_button([])
        self._prospects.judge_next()

    def _take_missing(self, name: str) -> None:
        self.targets.mark(name, bool(self._prospects.missing(name)))
        if name == self.targets.name():
            self._look()
        else:
            self._prospects.judge_next()

    def _show_outlook(self, outlook: Outlook) -> None:
        wanted = self.wanted
        if wanted is None or not outlook.wanted.is_like(wanted):
            return  # of a target that was chosen before; it is kept
        self._prospects.judge_next()
        self.outlook = outlook
        self.preview.show_files(outlook)
        files = [
            self.tr("{name} ({size})").format(name=path.name, size=size_words(size))
            for path, size in zip(outlook.places, outlook.sizes, strict=True)
        ]
        there = [path.name for path in outlook.places if path.exists()]
        text = self.tr("Will be written: {files}.").format(files=", ".join(files))
        if there:
            text = self.tr("Will be written: {files}. Already there and replaced: {there}.").format(
                files=", ".join(files), there=", ".join(there)
            )
        self.contents.setText(text)
        self._name_button(there)

    def _name_button(self, there: list[str]) -> None:
        self.button.setText(self.tr("Replace") if there else self.tr("Export"))

    def _show_reason(self, name: str, reason: Text) -> None:
        if name != self.targets.name():
            return
        self._prospects.judge_next()
        self.preview.show_reason(tr_text(reason))
        self.contents.setText("")
        self.button.setEnabled(False)

    # ---- the writing ----

    def _finish(self, places: tuple[Path, ...]) -> None:
        self._rest(True)
        self.written.emit(places)
        self.accept()

    def _refuse(self, reason: Text) -> None:
        self._rest(True)
        self.banner.say(Tone.ERROR, tr_text(reason))

    def _rest(self, rests: bool) -> None:
        if rests:
            self._once = None
        self.busy.setVisible(not rests)
        for part in self._choosing:
            part.setEnabled(rests)
        (self.button if rests else self.busy).setFocus()  # not left to whatever comes next
