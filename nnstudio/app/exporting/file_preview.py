"""The files of an export as they will be, each behind a tab."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.exporting.file_page import NUMBERS, FilePage, kind_of
from nnstudio.app.exporting.outlook import Outlook
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import Text

_NODE = Qt.ItemDataRole.UserRole
LATE_MS = 250
"""So long what was seen before stays: what is there at once does not flicker."""


class FilePreview(QWidget):
    """Shows what will be in the files, or what the target cannot say."""

    node_wanted = Signal(str)
    """The user wants to see a layer that the target cannot say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Files"))
        self.copy = QToolButton()
        self.copy.setIcon(icon("copy", "muted"))
        self.copy.setToolTip(self.tr("Copy the text of this file"))
        self.copy.setAccessibleName(self.tr("Copy the text of this file"))
        self.copy.clicked.connect(self._copy)
        self.tabs.setCornerWidget(self.copy)
        self.tabs.currentChanged.connect(self._fill_seen)
        self._pages_made: list[FilePage] = []
        self._outlook: Outlook | None = None
        self._unseen: set[int] = set()
        self._from_top = False
        self.missing = QListWidget()
        self.missing.setWordWrap(True)
        self.missing.setIconSize(QSize(16, 16))
        self.missing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.missing.setAccessibleName(self.tr("What the target cannot say"))
        self.missing.itemActivated.connect(self._ask_for_node)
        self._head = QLabel()
        self._head.setWordWrap(True)
        self._head.setProperty("role", "heading")
        hint = QLabel(self.tr("Double-click one to see it in the drawing."))
        hint.setProperty("role", "muted")
        lacking = QWidget()
        column = QVBoxLayout(lacking)
        column.setContentsMargins(4, 8, 4, 0)
        column.addWidget(self._head)
        column.addWidget(self.missing, 1)
        column.addWidget(hint)
        self._waiting = EmptyState("file-text", "", "")
        self._pages = QStackedWidget()
        for page in (self.tabs, lacking, self._waiting):
            self._pages.addWidget(page)
        self._lacking = lacking
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._wait()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._wait)

    def expect(self) -> None:
        """Say that other files are prepared, unless they are there at once."""
        self._from_top = True
        self._late.start()

    def show_files(self, outlook: Outlook) -> None:
        """Show the files that will be written; the tab that was seen stays in front."""
        kinds = [_kind(outlook, place) for place in range(len(outlook.places))]
        if kinds != self._kinds():
            self._put_pages(kinds)
        for place, path in enumerate(outlook.places):
            self.tabs.setTabText(place, path.name)
            self.tabs.setTabToolTip(place, str(path))
        self._outlook, self._unseen = outlook, set(range(len(kinds)))
        if self._from_top:
            self._from_top = False
            for page in self._pages_made:
                page.clear()
        self._fill_seen()
        self._show(self.tabs)

    def show_missing(self, target: str, missing: tuple[tuple[str, Text], ...]) -> None:
        """Show what a target cannot say."""
        head = self.tr("“{target}” cannot say everything that this network does:")
        self._head.setText(head.format(target=target))
        self.missing.clear()
        for node, reason in missing:
            text = self.tr("{node}: {reason}").format(node=node, reason=tr_text(reason))
            item = QListWidgetItem(icon("triangle-alert", "warning"), text)
            item.setData(_NODE, node)
            self.missing.addItem(item)
        self._show(self._lacking)

    def show_reason(self, reason: str) -> None:
        """Say why there is nothing to be seen."""
        self._waiting.set_texts(self.tr("Nothing to show"), reason)
        self._show(self._waiting)

    def code(self) -> str:
        """Return the text that is seen."""
        page = self.tabs.currentWidget()
        return page.text() if isinstance(page, FilePage) else ""

    def _kinds(self) -> list[str]:
        pages = [self.tabs.widget(place) for place in range(self.tabs.count())]
        return [page.kind for page in pages if isinstance(page, FilePage)]

    def _wait(self) -> None:
        self._waiting.set_texts(self.tr("Preparing the preview …"), "")
        self._pages.setCurrentWidget(self._waiting)

    def _show(self, page: QWidget) -> None:
        self._late.stop()
        self._pages.setCurrentWidget(page)

    def _put_pages(self, kinds: list[str]) -> None:
        """Put pages of these kinds behind the tabs; those of targets seen before serve again."""
        chosen = self.tabs.currentIndex()
        spare = list(self._pages_made)
        with QSignalBlocker(self.tabs):
            self.tabs.clear()
            for kind in kinds:
                page = next((page for page in spare if page.kind == kind), None)
                if page is None:
                    page = FilePage(kind)
                    self._pages_made.append(page)
                else:
                    spare.remove(page)
                self.tabs.addTab(page, "")
            self.tabs.setCurrentIndex(chosen if 0 <= chosen < len(kinds) else 0)

    def _fill_seen(self) -> None:
        """Write what stands behind the tab in front; the others wait until somebody looks."""
        place, page = self.tabs.currentIndex(), self.tabs.currentWidget()
        outlook = self._outlook
        if outlook is None or not isinstance(page, FilePage):
            return
        if place in self._unseen:
            self._unseen.remove(place)
            page.fill(
                outlook.places[place].name, outlook.texts.get(place), place in outlook.shortened
            )
        self.copy.setEnabled(page.code is not None)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code())

    def _ask_for_node(self, item: QListWidgetItem) -> None:
        self.node_wanted.emit(str(item.data(_NODE)))


def _kind(outlook: Outlook, place: int) -> str:
    return kind_of(outlook.places[place]) if place in outlook.texts else NUMBERS
