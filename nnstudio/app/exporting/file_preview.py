"""The files of an export as they will be, each behind a tab."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
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

from nnstudio.app.exporting.outlook import Outlook
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.code_view import CodeView
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import Text

LANGUAGES = {".py": "python", ".c": "c", ".h": "c", ".json": "json", ".npz": "json"}
"""What the text of a file is coloured as, by how its name ends; of arrays the manifest is shown."""
LANGUAGES |= {".safetensors": "json", ".onnx": "json", ".keras": "json"}
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
        self.tabs.currentChanged.connect(self._enable_copy)
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
        self._late.start()

    def show_files(self, outlook: Outlook) -> None:
        """Show the files that will be written; the tab that was seen stays in front."""
        chosen = self.tabs.currentIndex()
        views = [view for i in range(self.tabs.count()) if (view := self.tabs.widget(i))]
        kinds = [_kind(outlook, place) for place in range(len(outlook.places))]
        if kinds != [view.property("kind") for view in views]:
            self.tabs.clear()
            for view in views:
                view.deleteLater()
            for place, kind in enumerate(kinds):
                self.tabs.addTab(self._page(kind), outlook.places[place].name)
            self.tabs.setCurrentIndex(chosen if 0 <= chosen < len(kinds) else 0)
        for place, path in enumerate(outlook.places):
            self._fill(outlook, place, path)
        self._enable_copy()
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
        view = self.tabs.currentWidget()
        return view.code() if isinstance(view, CodeView) else ""

    def _wait(self) -> None:
        self._waiting.set_texts(self.tr("Preparing the preview …"), "")
        self._pages.setCurrentWidget(self._waiting)

    def _show(self, page: QWidget) -> None:
        self._late.stop()
        self._pages.setCurrentWidget(page)

    def _page(self, kind: str) -> QWidget:
        page: QWidget
        if kind == "binary":
            page = EmptyState("binary", self.tr("Numbers only"), "")
        else:
            page = CodeView(kind)
        page.setProperty("kind", kind)
        return page

    def _fill(self, outlook: Outlook, place: int, path: Path) -> None:
        view = self.tabs.widget(place)
        self.tabs.setTabText(place, path.name)
        self.tabs.setTabToolTip(place, str(path))
        if isinstance(view, CodeView):
            text = outlook.texts[place]
            if place in outlook.shortened:
                text += "\n\n" + self.tr("… The preview ends here; the file is written whole.")
            view.setAccessibleName(path.name)
            view.set_code(text)
        elif isinstance(view, EmptyState):
            text = self.tr("{name} holds numbers and nothing to read.").format(name=path.name)
            view.set_texts(self.tr("Numbers only"), text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code())

    def _enable_copy(self) -> None:
        self.copy.setEnabled(isinstance(self.tabs.currentWidget(), CodeView))

    def _ask_for_node(self, item: QListWidgetItem) -> None:
        self.node_wanted.emit(str(item.data(_NODE)))


def _kind(outlook: Outlook, place: int) -> str:
    if place not in outlook.texts:
        return "binary"
    return LANGUAGES.get(outlook.places[place].suffix, "text")
