"""Bringing in a file of the user's: what it is, how it will be read, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.data_dialogs.import_page import ImportPage
from nnstudio.app.data_dialogs.reading import Look, Pace, Whole, Wish, look_at, read_whole
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.text import Text
from nnstudio.data.readers import reader_kinds
from nnstudio.data.readers.reader import Outline
from nnstudio.graph.data_plan import Column

WIDTH, HEIGHT = 1160, 740
PAUSE_MS = 200
"""How long the user has to pause before a file is looked at again."""
READ_AT_ONCE = 8 << 20
"""Files up to so many bytes are read beside the window as soon as it is known how."""


class ImportDialog(QDialog):
    """Shows a file as it would be read, lets that be changed, and reads it when it is wanted.

    Parameters
    ----------
    path
        The file or folder.
    """

    planned = Signal(object, object)
    """The path, and the `DataPlan` of what was read from it."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._wish, self._good = Wish(), Wish()
        self._look: Look | None = None
        self._whole: Whole | None = None
        self._pace = Pace()
        self._using = self._unreadable = False
        self._looking, self._reading = Background(self), Background(self)
        self._looking.done.connect(self._show_look)
        self._reading.done.connect(self._show_whole)
        self._reading.failed.connect(self._refuse_whole)
        self._reading.beat.connect(self._show_pace)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_now)
        self.page = ImportPage()
        self.page.kind.activated.connect(self._choose_kind)
        self.page.again.clicked.connect(self._guess_anew)
        self.page.options.edited.connect(self._edit_option)
        self.page.columns.columns.edited.connect(self._edit_columns)
        self.banner = Banner()
        self.setWindowTitle(self.tr("Import {name}").format(name=path.name))
        self._lay_out()
        self.resize(self.sizeHint())  # Qt would take two thirds of the screen at most
        self._look_now()

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(min(WIDTH, room.width() - 60), min(HEIGHT, room.height() - 70))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.use_button.setFocus()

    def use(self) -> None:
        """Read the file whole, unless that is done, and make it the data of the project."""
        if not self.use_button.isEnabled():
            return
        if self._whole is not None:
            self.planned.emit(self._path, self._whole.plan)
            self.accept()
            return
        self._using = True
        self.banner.hide()
        self._show_state()
        if not self._looking.busy and not self._pause.isActive() and not self._reading.busy:
            self._read()

    def reject(self) -> None:
        """End the reading, or where nothing is read leave the file alone."""
        if self._using:
            self._using = False
            self._stop_reading()
            self._show_state()
            return
        super().reject()

    def done(self, result: int) -> None:
        self._pause.stop()
        self._looking.forget()
        self._stop_reading()
        super().done(result)

    # ---- what the user decides ----

    def _choose_kind(self) -> None:
        if self.page.kind.currentData() != self._wish.kind:
            self._wish = Wish(self.page.kind.currentData())
            self._change()

    def _guess_anew(self) -> None:
        self._wish = Wish()
        self._change()

    def _edit_option(self, key: str, value: object) -> None:
        options = self._wish.options
        if options is None:
            return  # the form is that of before: what can be set now is found out first
        self._wish = replace(self._wish, options=options.with_values(**{key: value}), strict=False)
        self._change()

    def _edit_columns(self, changed: tuple[Column, ...]) -> None:
        shown = self.page.columns.columns.columns()
        new = {column.name: column for column in changed}
        self.page.columns.columns.set_columns(tuple(new.get(c.name, c) for c in shown))
        named = {column.name: column for column in (*self._wish.columns, *changed)}
        self._wish = replace(self._wish, columns=tuple(named.values()), strict=True)
        self._change()

    def _change(self) -> None:
        self._whole, self._unreadable = None, False
        self._stop_reading()
        self._pause.start()
        self._show_state()

    # ---- looking ----

    def _look_now(self) -> None:
        self._looking.start(partial(look_at, self._path, self._wish))
        self._show_state()

    def _show_look(self, look: Look) -> None:
        if self._pause.isActive():
            return  # the user has gone on
        self.page.show_kinds(look.kinds or reader_kinds(), look.wish.kind)
        if look.outline is None:
            assert look.refusal is not None
            self._refuse_look(look, look.refusal)
            return
        self._look = look
        self._wish = self._good = look.wish
        self.banner.hide()
        self.page.show_options(look.outline.options, look.wish.options)
        # Making a form takes a while: the window has its turn before what stands beside it.
        QTimer.singleShot(0, self, partial(self._show_outline, look, look.outline))

    def _show_outline(self, look: Look, outline: Outline) -> None:
        if self._pause.isActive() or not self.isVisible():
            return
        self.page.show_outline(outline, look.wish.kind)
        if self._using or 0 < look.size <= READ_AT_ONCE:
            self._read()
        self._show_state()

    def _refuse_look(self, look: Look, text: Text) -> None:
        self.banner.say(Tone.ERROR, tr_text(text))
        self._using = False
        if self._wish.strict and self._look is not None and self._look.outline is not None:
            # The column stays as it was: the message says why.
            self._wish = self._good
            self.page.columns.columns.set_columns(self._look.outline.columns)
        else:
            self._look = None
            self._wish = look.wish
            self.page.show_options(look.wish.options, None)
            self.page.show_nothing()
        self._show_state()

    # ---- reading ----

    def _read(self) -> None:
        look = self._look
        assert look is not None
        assert look.outline is not None
        self._pace.end()
        self._pace = Pace()
        work = partial(read_whole, self._path, look.wish.kind, look.outline, self._pace)
        self._reading.start(work)

    def _stop_reading(self) -> None:
        self._pace.end()
        self._reading.forget()

    def _show_whole(self, whole: Whole) -> None:
        self._whole = whole
        before = self.page.findings.lines()
        self.page.show_whole(whole)
        using, self._using = self._using, False
        self._show_state()
        if not using:
            return
        if set(self.page.findings.lines()) <= set(before):
            self.use()
        else:  # only reading it whole has shown what stays out
            text = self.tr("It is read. See below what was found, then use it.")
            self.banner.say(Tone.INFO, text)

    def _refuse_whole(self, text: Text) -> None:
        self._using, self._unreadable = False, True
        self.banner.say(Tone.ERROR, tr_text(text))
        self._show_state()

    # ---- what is shown ----

    def _show_pace(self) -> None:
        share = self._pace.share
        self.progress.setRange(0, 1000 if share > 0 else 0)
        self.progress.setValue(round(1000 * share))

    def _show_state(self) -> None:
        busy = self._looking.busy or self._pause.isActive()
        possible = (self._look is not None and not self._unreadable) or busy
        self.use_button.setEnabled(possible and not self._using)
        self.progress.setVisible(self._using or busy)
        self._cancel.setText(self.tr("Stop") if self._using else self.tr("Cancel"))
        self.page.set_changeable(not self._using)
        self.page.options.setEnabled(self._wish.options is not None)
        if not self._using:
            self.progress.setRange(0, 0)

    # ---- building ----

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        picture = QLabel()
        name = "folder" if self._path.is_dir() else "file"
        picture.setPixmap(icon(name, "muted").pixmap(22, 22))
        title = ElidedLabel(self._path.name, Qt.TextElideMode.ElideMiddle)
        title.setProperty("role", "title")
        folder = ElidedLabel(str(self._path.absolute().parent), Qt.TextElideMode.ElideMiddle)
        folder.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(folder)
        head.setSpacing(10)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Reading data"))
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.use_button = QPushButton(self.tr("Use this data"))
        self.use_button.setProperty("kind", "primary")
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self.use)
        buttons = QDialogButtonBox()
        self._cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setAutoDefault(False)
        buttons.addButton(self.use_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.page, 1)
        column.addWidget(self.progress)
        column.addWidget(buttons)
