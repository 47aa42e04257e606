"""The categories of data sets, each with how many of them match what is looked for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nnstudio.app.data_dialogs.catalogue import CATEGORIES, Entry
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text

_CATEGORY = Qt.ItemDataRole.UserRole


class CategoryList(QListWidget):
    """Lists the categories below "All"; one is always chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(186)
        self.setAccessibleName(self.tr("Categories"))
        icons = {"": "database", **{name: symbol for name, (_, symbol) in CATEGORIES.items()}}
        for category, symbol in icons.items():
            item = QListWidgetItem(icon(symbol), "")
            item.setData(_CATEGORY, category)
            self.addItem(item)
        self.setCurrentRow(0)

    def category(self) -> str:
        """Return the category that is chosen; empty: all."""
        item = self.currentItem()
        return str(item.data(_CATEGORY)) if item is not None else ""

    def count_entries(self, matching: Iterable[Entry]) -> None:
        """Show how many of these there are in each category."""
        found = [entry.category for entry in matching]
        for row in range(self.count()):
            item = self.item(row)
            category = item.data(_CATEGORY)
            count = found.count(category) if category else len(found)
            name = tr_text(CATEGORIES[category][0]) if category else self.tr("All")
            item.setText(f"{name}  {count}")
            enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(enabled if count or not category else Qt.ItemFlag.NoItemFlags)
