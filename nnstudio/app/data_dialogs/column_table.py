"""The table in which the user says what each column of a file is and what it is used for."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nnstudio.app.data_dialogs.column_model import FIELDS, WORD, ColumnModel
from nnstudio.app.data_dialogs.column_words import CHOICES
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (150, 122, 126, 166, 166)


class ColumnTable(QTableView):
    """Shows columns in rows; a cell opens with a click, Enter, F2 or a letter.

    What is chosen in a cell holds for every row that is selected with it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnModel(self)
        self.setModel(self.columns)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, width in enumerate(_WIDTHS):
            header.resizeSection(place, width)
        header.setStretchLastSection(True)
        self.setIconSize(QSize(10, 10))
        self.clicked.connect(self._open)

    def selected_rows(self) -> list[int]:
        """Return the rows that a change holds for."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        super().initViewItemOption(option)
        option.decorationPosition = QStyleOptionViewItem.Position.Right  # of the arrow

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        editing = self.state() == QAbstractItemView.State.EditingState
        if enter and not editing and self._can_open(self.currentIndex()):
            self.edit(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if len(self.selected_rows()) == 1 and self._can_open(index):
            self.edit(index)

    def _can_open(self, index: QModelIndex) -> bool:
        return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)


class _ChoiceDelegate(QStyledItemDelegate):
    """Opens a list of words in a cell."""

    def __init__(self, view: ColumnTable) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = FIELDS[index.column()]
        box = ChoiceBox()
        box.setParent(parent)
        for row, word in enumerate(self._view.columns.choices(index)):
            name, help_ = CHOICES[field][word]
            box.addItem(tr_text(name), word)
            box.setItemData(row, tr_text(help_), Qt.ItemDataRole.ToolTipRole)
        heading = self._view.columns.headerData(index.column(), Qt.Orientation.Horizontal)
        box.setAccessibleName(str(heading))
        box.activated.connect(self._chosen)
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(index.data(WORD)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        rows = self._view.selected_rows()
        rows = rows if index.row() in rows else [index.row()]
        self._view.columns.choose(rows, index.column(), editor.currentData())

    def _chosen(self) -> None:
        editor = self.sender()
        assert isinstance(editor, QComboBox)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.setFocus()

    def eventFilter(self, editor: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        leaving = event.type() == QEvent.Type.FocusOut
        if leaving and isinstance(editor, QComboBox) and editor.view().isVisible():
            return False  # the focus is in its own list
        return super().eventFilter(editor, event)
