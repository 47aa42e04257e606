"""The gallery: every data set that comes along, with a look into each before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.data_dialogs.catalogue import catalogue
from nnstudio.app.data_dialogs.category_list import CategoryList
from nnstudio.app.data_dialogs.dataset_details import DatasetDetails
from nnstudio.app.data_dialogs.gallery import Gallery
from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.data_dialogs.glimpses import Glimpses
from nnstudio.app.data_dialogs.licences import LicenceDialog
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.text import Text
from nnstudio.data.prepare import make_plan
from nnstudio.graph.data_plan import DataPlan

WIDTH, HEIGHT = 1120, 700
STOP_MS = 40
"""Whoever hurries over the cards does not wait for the descriptions of those in between."""


class ChooseDialog(QDialog):
    """Lets the user look for a data set, look into it, and take it.

    Parameters
    ----------
    current
        The name of the data set that the project has now.
    search
        What is looked for at first.
    """

    planned = Signal(str, object)
    """The name of the data set that the user takes, and its `DataPlan`."""
    painting_wanted = Signal()
    """The user would rather paint points."""
    file_wanted = Signal()
    folder_wanted = Signal()
    """The user would rather have data of their own."""

    def __init__(self, current: str, search: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose data"))
        self._entries = catalogue()
        self._current = current
        self._glimpses = Glimpses(self)
        self._glimpses.came.connect(self._show_glimpse)
        self._taking = ""
        self._planning = Background(self)
        self._planning.done.connect(self._finish)
        self._planning.failed.connect(self._refuse)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search: digits, weather, spiral, regression …"))
        self.search.setAccessibleName(self.tr("Search data sets"))
        glass = QAction(icon("search", "muted"), "", self)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.categories = CategoryList()
        self.gallery = Gallery()
        self.gallery.setAccessibleName(self.tr("Data sets"))
        self.details = DatasetDetails()
        self.details.licence_wanted.connect(self._show_licence)
        self.banner = Banner()
        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "muted")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Reading data"))
        self._busy.hide()
        self._lay_out()
        self._looking, self._stopping = QTimer(self), QTimer(self)
        self._looking.timeout.connect(self._look)
        self._stopping.timeout.connect(self._show_details)
        self._stopping.setInterval(STOP_MS)
        for timer in (self._looking, self._stopping):
            timer.setSingleShot(True)
        self.search.setText(search)
        self.search.textChanged.connect(self._show_entries)
        self.categories.currentRowChanged.connect(self._show_entries)
        self.gallery.current_changed.connect(self._change)
        self.gallery.taken.connect(self.take)
        self.gallery.typed.connect(self._search_on)
        self.gallery.left_upwards.connect(self.search.setFocus)
        self.gallery.scrolled.connect(self._look_soon)
        self._show_entries()
        self.search.setFocus()
        self.resize(self.sizeHint())  # Qt would take two thirds of the screen at most

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(min(WIDTH, room.width() - 80), min(HEIGHT, room.height() - 80))

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            self.search.end(False)  # Qt has marked what is there: the next key would replace it
            self._look_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.gallery.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def take(self) -> None:
        """Use the data set that is chosen: its plan is made beside the window."""
        entry = self.gallery.current()
        if entry is None or self._planning.busy:
            return
        if entry.name == self._current or entry.is_painted:
            self.reject()
            if entry.is_painted:
                self.painting_wanted.emit()
            return
        self.banner.hide()
        self._taking = entry.name
        self._planning.start(partial(make_plan, entry.name))
        self._show_busy(True)

    def done(self, result: int) -> None:
        self._looking.stop()
        self._stopping.stop()
        self._planning.forget()
        self._glimpses.forget()
        super().done(result)

    # ---- what is shown ----

    def _show_entries(self) -> None:
        words = self.search.text().casefold().split()
        category = self.categories.category()
        matching = [entry for entry in self._entries if entry.matches(words)]
        self.categories.count_entries(matching)
        shown = [entry for entry in matching if category in ("", entry.category)]
        if words:
            shown.sort(key=lambda entry: entry.rank(words))
        before = self.gallery.current()
        wanted = "" if words else before.name if before is not None else self._current
        self.gallery.show_entries(shown, wanted)
        self.gallery.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        text = self.tr("No data set matches “{text}”. Open a file of your own?")
        self._nothing.setText(text.format(text=self.search.text()))
        self.use_button.setEnabled(bool(shown))
        self._look_soon()

    def _show_details(self) -> None:
        """Describe the one that is chosen, once the user has stopped on it."""
        entry = self.gallery.current()
        glimpse = self._glimpses.get(entry.name) if entry is not None else None
        self.details.show_entry(entry, glimpse)
        self._look()

    def _show_licence(self) -> None:
        entry = self.gallery.current()
        if entry is not None:
            dialog = LicenceDialog(entry.title, entry.info, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _change(self) -> None:
        self._stopping.start()

    def _look_soon(self) -> None:
        self._looking.start()

    def _look(self) -> None:
        """Have the samples brought that are needed first: the chosen one's, then those in sight."""
        current = self.gallery.current()
        entries = ([current] if current is not None else []) + list(self.gallery.seen())
        self._glimpses.want(entry.name for entry in entries if not entry.is_painted)

    def _show_glimpse(self, name: str, glimpse: Glimpse) -> None:
        self.gallery.set_glimpse(name, glimpse)
        current = self.gallery.current()
        if current is not None and current.name == name:
            self.details.show_glimpse(current, glimpse)

    # ---- taking one ----

    def _finish(self, plan: DataPlan) -> None:
        self.planned.emit(self._taking, plan)
        self.accept()

    def _refuse(self, text: Text) -> None:
        self._show_busy(False)
        self.banner.say(Tone.ERROR, tr_text(text))

    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self.use_button.setEnabled(not busy)

    def _search_on(self, letter: str) -> None:
        """Go on typing where the search is."""
        self.search.setFocus()
        self.search.setText(self.search.text() + letter)

    # ---- building ----

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.categories, 1)
        own = QLabel(self.tr("Your own data"))
        own.setProperty("role", "section")
        side.addWidget(own)
        self.file_button = QPushButton(" " + self.tr("Open a file…"))
        self.file_button.setIcon(icon("file"))
        self.folder_button = QPushButton(" " + self.tr("Open a folder…"))
        self.folder_button.setIcon(icon("folder"))
        for button, signal in (
            (self.file_button, self.file_wanted),
            (self.folder_button, self.folder_wanted),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._leave_for, signal.emit))
            side.addWidget(button)
        middle = QWidget()
        cards = QVBoxLayout(middle)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.addWidget(self.gallery, 1)
        cards.addWidget(self._nothing, 1)
        split = QSplitter()
        split.addWidget(middle)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([540, 340])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(side)
        row.addWidget(split, 1)
        self.use_button = QPushButton(self.tr("Use this data"))
        self.use_button.setProperty("kind", "primary")
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self.take)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.addButton(self.use_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        column.addWidget(self._busy)
        column.addWidget(buttons)

    def _leave_for(self, ask: Callable[[], object]) -> None:
        self.reject()
        ask()
