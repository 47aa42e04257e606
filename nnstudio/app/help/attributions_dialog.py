"""Help > Licences and Attributions: a list of works to search, and what is to be said of each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.help.attributions import Attribution, attributions
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon

_WORK = Qt.ItemDataRole.UserRole


class AttributionsDialog(QDialog):
    """Everything can be read and copied, one by one or as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences and Attributions"))
        self.works = tuple(attributions())
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search names and texts"))
        self.search.setAccessibleName(self.tr("Search names and texts"))
        glass = QAction(self)
        glass.setIcon(icon("search", "muted"))
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Works"))
        self.list.setMinimumWidth(260)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for work in self.works:
            item = QListWidgetItem(f"{work.name}\n{work.kind} · {_short(work.licence)}", self.list)
            item.setData(_WORK, work)
        self.list.currentItemChanged.connect(self._show)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(ui_font())
        self.text.setAccessibleName(self.tr("Licence and attribution"))
        self.copy_all, self.close_button = QPushButton(), QPushButton()
        self.copy_all.setText(self.tr("&Copy All"))
        self.copy_all.setIcon(icon("copy"))
        self.copy_all.clicked.connect(self._copy)
        self.close_button.setText(self.tr("C&lose"))
        self.close_button.clicked.connect(self.close)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.resize(900, 600)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addLayout(side)
        middle.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.copy_all)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _search(self, query: str) -> None:
        words, first = query.casefold().split(), None
        for row, work in enumerate(self.works):
            whole = f"{work.name} {work.kind} {work.licence} {work.text}".casefold()
            hit = all(word in whole for word in words)
            self.list.item(row).setHidden(not hit)
            first = row if hit and first is None else first
        self.list.setCurrentRow(-1 if first is None else first)

    def _show(self, item: QListWidgetItem | None) -> None:
        work = None if item is None else item.data(_WORK)
        text = self.tr("Nothing found")
        if isinstance(work, Attribution):
            text = f"{work.name}\n\n{work.text}"
        self.text.setPlainText(text)

    def _copy(self) -> None:
        whole = "\n\n\n".join(f"{w.kind}: {w.name}\n{w.licence}\n\n{w.text}" for w in self.works)
        QGuiApplication.clipboard().setText(whole)


def _short(licence: str) -> str:
    return licence if len(licence) <= 28 else f"{licence[:27].rstrip()}…"
