"""What a new user sees first: examples to begin with, and the files opened last."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.background import Background
from nnstudio.app.mime import has_layer, layer_from_mime
from nnstudio.app.start.facts import Facts, read_all
from nnstudio.app.start.gallery import TemplateGallery
from nnstudio.app.start.recent_files import RecentFiles
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.card import Card
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.errors import UserError
from nnstudio.graph.templates import templates

MOST_RECENT = 6
SIDE = 36
"""Room left and right of everything."""
SEARCH_WIDTH = 420


class StartPage(QWidget):
    """Offers examples in a gallery with a search, an empty canvas, and files.

    The keyboard is in the search; from there Down leads into the gallery.
    """

    template_chosen = Signal(str)
    """The slug of a template."""
    empty_chosen = Signal()
    open_chosen = Signal()
    file_chosen = Signal(object)
    """The path of a recent file."""
    return_chosen = Signal()
    """The user wants to go back to what is open."""
    layer_dropped = Signal(object)
    """A layer from the palette: whoever drags one here wants to draw."""

    def __init__(self, recent: tuple[Path, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._subtitle = QLabel(), QLabel()
        self._title.setProperty("role", "display")
        self._subtitle.setProperty("role", "muted")
        self._subtitle.setWordWrap(True)
        self._empty, self._open, self._return = QPushButton(), QPushButton(), QPushButton()
        self._empty.setProperty("kind", "primary")
        self._empty.setIcon(icon("plus", "on_accent"))
        self._open.setIcon(icon("folder-open"))
        self._return.setIcon(icon("undo-2"))
        self._return.clicked.connect(self.return_chosen)
        self._return.hide()
        self._open_name = ""
        self._empty.clicked.connect(self.empty_chosen)
        self._open.clicked.connect(self.open_chosen)
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, spacing=8)
        for button in (self._empty, self._open, self._return):
            row.addWidget(button)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self._glass = QAction(self)
        self._glass.setIcon(icon("search", "muted"))
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._recent_title = QLabel()
        self._recent_title.setProperty("role", "heading")
        self.recent = RecentFiles()
        self.recent.chosen.connect(self.file_chosen)
        self.gallery = TemplateGallery()
        self.gallery.chosen.connect(self.template_chosen)
        self.gallery.left_upwards.connect(self._return_to_search)
        self._nothing: EmptyState | None = None
        self._area = QScrollArea()
        self.gallery.reached.connect(partial(self._area.ensureWidgetVisible, ymargin=24))
        self._found: deque[Facts] = deque()
        self._reading = Background(self)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._show_found)
        self._reading.beat.connect(self._next.start)
        self._lay_out()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.search)
        self.show_recent(recent)
        self._retranslate()

    @property
    def cards(self) -> dict[str, Card]:
        """The card of each example by its slug."""
        return self.gallery.cards

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes with what is found would move the cards sideways.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        searching = QHBoxLayout()
        searching.setSpacing(12)
        searching.addWidget(self.search, 1)
        searching.addWidget(self._count)
        searching.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(SIDE, 22, SIDE, 12)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        head.addWidget(self._buttons)
        head.addSpacing(6)
        head.addLayout(searching)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self._area, 1)
        body = QWidget()
        self._area.setWidget(body)  # empty as yet: it styles what it is given
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(SIDE, 0, SIDE, 28)
        self._column.setSpacing(10)
        self._column.addWidget(self._recent_title)
        self._column.addWidget(self.recent)
        self._column.addWidget(self.gallery)
        self._column.addStretch(1)

    def read_examples(self) -> None:
        """Read the files of the examples beside the window, for thumbnails and for the search."""
        self._reading.start(partial(read_all, templates(), self._found))

    def offer_return(self, name: str) -> None:
        """Offer the way back to what is open under ``name``; nothing is open where it is empty."""
        self._open_name = name
        self._return.setText(self.tr("Back to {name}").format(name=name))
        self._return.setVisible(bool(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Escape and self._open_name:
            self.return_chosen.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.search.setFocus()
            self.search.setText(self.search.text() + event.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_search_key(event.key())
            # Escape empties the field; it must not reach what stops or closes elsewhere.
            if event.type() == QEvent.Type.ShortcutOverride and self.search.text():
                event.setAccepted(event.key() == Qt.Key.Key_Escape)
                return event.isAccepted()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_recent(self, recent: tuple[Path, ...]) -> None:
        """Offer these files."""
        self.recent.show_files(recent[:MOST_RECENT])
        self._show_recent_where_wanted()

    def _on_search_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if key == Qt.Key.Key_Down:
            self.gallery.enter()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.gallery.take()
            return True
        return False

    def _return_to_search(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self.search.setFocus(Qt.FocusReason.TabFocusReason)

    def _search(self) -> None:
        self.gallery.search(self.search.text())
        self._show_recent_where_wanted()
        self._area.verticalScrollBar().setValue(0)
        self._show_count()

    def _show_recent_where_wanted(self) -> None:
        """Show the recent files while nothing is searched for among the examples."""
        wanted = self.recent.count > 0 and not self.search.text().strip()
        self._recent_title.setVisible(wanted)
        self.recent.setVisible(wanted)

    def _show_found(self) -> None:
        """Show one of those that were read, and let the window react before the next."""
        if self._found:
            self.gallery.show_facts(self._found.popleft())
            self._next.start()
        elif not self._reading.busy and self.search.text():
            self._search()

    def _show_count(self) -> None:
        found, count = len(self.gallery.shown()), len(self.cards)
        if found == count:
            self._count.setText(self.tr("{count} examples").format(count=count))
        else:
            text = self.tr("{found} of {count} examples")
            self._count.setText(text.format(found=found, count=count))
        if not found and self._nothing is None:
            self._nothing = EmptyState("search", "", "")
            self._nothing.clicked.connect(self.search.clear)
            self._column.insertWidget(0, self._nothing)
        if self._nothing is not None:
            sentence = self.tr("No example has “{text}” in its name, its text or its layers.")
            self._nothing.set_texts(
                self.tr("Nothing found"),
                sentence.format(text=self.search.text()),
                self.tr("Show all examples"),
            )
            self._nothing.setVisible(not found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_layer(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        try:
            layer = layer_from_mime(event.mimeData())
        except UserError:
            return
        event.acceptProposedAction()
        self.layer_dropped.emit(layer)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("What will you train?"))
        self._subtitle.setText(
            self.tr("Open an example and press Train, or draw a network of your own.")
        )
        self._empty.setText(self.tr("Empty canvas"))
        self.offer_return(self._open_name)
        self._open.setText(self.tr("Open a file…"))
        self.search.setPlaceholderText(self.tr("Search examples"))
        self.search.setAccessibleName(self.tr("Search examples"))
        self.gallery.setAccessibleName(self.tr("Examples"))
        self._recent_title.setText(self.tr("Recent files"))
        self.gallery.retranslate()
        self._show_count()
