"""Paints one line of the palette: picture, name with the letters found, menu, key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nnstudio.app.command_palette.found import FOUND_ROLE, Found
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon

_ICON = 16
_SIDE = 12
_GAP = 10


class LinePainter(QStyledItemDelegate):
    """Paints lines of one height, so that thousands of them cost nothing."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, round(QFontMetricsF(ui_font()).height()) + 16)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        found = index.data(FOUND_ROLE)
        assert isinstance(found, Found)
        theme, entry = current_theme(), found.entry
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 1, -4, -1), 6, 6)
        x = rect.left() + _SIDE
        place = QRect(x, rect.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        mode = QIcon.Mode.Normal if entry.enabled else QIcon.Mode.Disabled
        picture = icon("check", "accent") if entry.checked else entry.picture
        picture.paint(painter, place, mode=mode)
        right = self._key(painter, rect, entry.key)
        right = self._where(
            painter, QRect(rect.left(), rect.top(), right - rect.left(), rect.height()), found
        )
        room = QRectF(x + _ICON + _GAP, rect.top(), right - x - _ICON - 2 * _GAP, rect.height())
        self._title(painter, room, found)
        painter.restore()

    def _title(self, painter: QPainter, room: QRectF, found: Found) -> None:
        theme = current_theme()
        plain, strong = ui_font(), ui_font(1.0, QFont.Weight.DemiBold)
        title = QFontMetricsF(strong).elidedText(
            found.entry.title, Qt.TextElideMode.ElideRight, room.width()
        )
        usual = QColor(theme.text if found.entry.enabled else theme.disabled)
        x, base = room.left(), room.center().y() + QFontMetricsF(plain).ascent() / 2 - 1
        for place, letter in enumerate(title):
            hit = place in found.places
            font = strong if hit else plain
            painter.setFont(font)
            painter.setPen(QColor(theme.accent) if hit and found.entry.enabled else usual)
            painter.drawText(QPointF(x, base), letter)
            x += QFontMetricsF(font).horizontalAdvance(letter)

    def _where(self, painter: QPainter, room: QRect, found: Found) -> int:
        """Write the menu at the right end of its room; return where that begins."""
        theme, font = current_theme(), ui_font(0.88)
        painter.setFont(font)
        text = found.entry.where
        if found.recent:
            text = f"{self.tr('used lately')} · {text}"
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideLeft, room.width() / 2)
        painter.setPen(QColor(theme.muted if found.entry.enabled else theme.disabled))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room.adjusted(0, 0, -_GAP, 0), flags, text)
        return round(room.right() - _GAP - QFontMetricsF(font).horizontalAdvance(text))

    def _key(self, painter: QPainter, rect: QRect, key: str) -> int:
        """Draw the key as a small plate at the right end; return where it begins."""
        right = rect.right() - _SIDE + 4
        if not key:
            return right + _GAP - 4
        theme, font = current_theme(), ui_font(0.85)
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(key) + 12, metrics.height() + 4
        plate = QRectF(right - width, rect.center().y() - height / 2 + 0.5, width, height)
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, key)
        return round(plate.left())
