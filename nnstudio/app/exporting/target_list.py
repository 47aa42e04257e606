"""The targets of exports, each with a sentence on what it is good for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.export import Exporter

_NAME = Qt.ItemDataRole.UserRole
_SUMMARY = Qt.ItemDataRole.UserRole + 1
_LACKS = Qt.ItemDataRole.UserRole + 2
_EDGE, _ABOVE, _GAP, _MARK = 10, 7, 2, 14
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class TargetList(QListWidget):
    """Lists targets; one is always chosen."""

    chosen = Signal(str)
    """The name of the target that the user chose."""

    def __init__(self, targets: Iterable[Exporter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resized = False
        self.setAccessibleName(self.tr("Targets"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Painter(self))
        for target in targets:
            label, summary = tr_text(target.label), tr_text(target.summary)
            item = QListWidgetItem(label)
            item.setData(_NAME, target.name)
            item.setData(_SUMMARY, summary)
            item.setData(_LACKS, False)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, summary)
            item.setToolTip(summary)
            self.addItem(item)
        self.currentRowChanged.connect(self._tell)

    def choose(self, name: str) -> None:
        """Choose a target; the first where there is none of that name."""
        rows = [row for row in range(self.count()) if self.item(row).data(_NAME) == name]
        self.setCurrentRow(rows[0] if rows else 0)

    def mark(self, name: str, lacks: bool) -> None:
        """Say whether a target cannot say everything."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_NAME) == name and item.data(_LACKS) != lacks:
                item.setData(_LACKS, lacks)

    def name(self) -> str:
        """Return the name of the target that is chosen."""
        item = self.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def sizeHint(self) -> QSize:
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 4)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.scheduleDelayedItemsLayout()  # what wraps is another number of lines high
            self._resized = True
        return super().event(event)

    def doItemsLayout(self) -> None:
        super().doItemsLayout()
        if self._resized:
            self._resized = False
            self.scrollTo(self.currentIndex())

    def _tell(self) -> None:
        self.chosen.emit(self.name())


class _Painter(QStyledItemDelegate):
    """Paints a name in bold, and below it the sentence."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = self.parent()
        assert isinstance(view, TargetList)
        width = view.viewport().width() - 2 * _EDGE
        name, text = _fonts()
        lines = text.boundingRect(QRect(0, 0, width, 999), _WRAP, str(index.data(_SUMMARY)))
        return QSize(120, name.height() + _GAP + lines.height() + 2 * _ABOVE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = current_theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.selection))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QColor(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        name, _ = _fonts()
        room = rect.adjusted(_EDGE, _ABOVE, -_EDGE, -_ABOVE)
        if index.data(_LACKS):
            mark = icon_pixmap("triangle-alert", _MARK, "warning", _ratio(painter))
            painter.drawPixmap(room.right() - _MARK + 1, room.top() + 1, mark)
        painter.setFont(ui_font(1.0, ui_font().Weight.DemiBold))
        painter.setPen(QColor(theme.text))
        wide = room.width() - (_MARK + 4 if index.data(_LACKS) else 0)
        label = name.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, wide)
        painter.drawText(room.left(), room.top() + name.ascent(), label)
        painter.setFont(ui_font(0.92))
        painter.setPen(QColor(theme.muted))
        below = room.adjusted(0, name.height() + _GAP, 0, 0)
        painter.drawText(below, _WRAP, str(index.data(_SUMMARY)))
        painter.restore()


def _fonts() -> tuple[QFontMetrics, QFontMetrics]:
    bold = ui_font(1.0, ui_font().Weight.DemiBold)
    return QFontMetrics(bold), QFontMetrics(ui_font(0.92))


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()
