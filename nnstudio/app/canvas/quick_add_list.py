"""The rows of the pop-up that adds, replaces and connects: what can be chosen, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnstudio.app.layer_picture import paint_layer_tile
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.widgets.led_list import LedList
from nnstudio.core.layer import Layer

ROW, HEADING, TILE = 32, 26, 22
CHOICE_ROLE = Qt.ItemDataRole.UserRole
_SIGN = 14

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Choice:
    """One row.

    Parameters
    ----------
    title, detail, note
        What it is, more about it, and at the right what comes of it, in the user's language.
    layer
        Whose picture stands in front.
    help
        A sentence that is shown while the row is chosen.
    reason
        Why it does not fit; empty where it does.
    act
        What choosing it does; None where it cannot be chosen.
    """

    title: str
    layer: Layer
    detail: str = ""
    note: str = ""
    help: str = ""
    reason: str = ""
    act: Callable[[], object] | None = None


class ChoiceModel(QAbstractListModel):
    """Choices and, among them, headings that cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Choice | str] = []

    def show(self, rows: Sequence[Choice | str]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, HEADING if isinstance(row, str) else ROW)
        if role == CHOICE_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row if isinstance(row, str) else spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ChoiceList(LedList):
    """Shows choices; keys come from the search field above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = ChoiceModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)

    def show_rows(self, rows: Sequence[Choice | str]) -> None:
        """Show other rows, with the first choice chosen."""
        self._model.show(rows)
        self.step(1, from_row=-1)

    def rows(self) -> list[Choice | str]:
        """Return the rows from top to bottom; headings are texts."""
        return self._model.rows

    def choices(self) -> list[Choice]:
        """Return what can be chosen, from top to bottom."""
        return [row for row in self._model.rows if isinstance(row, Choice)]

    def current(self) -> Choice | None:
        """Return the chosen row, None where there is none."""
        index = self.currentIndex()
        row = self._model.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Choice) else None

    def step(self, way: int, from_row: int | None = None) -> None:
        """Go so many choices down (or up, where it is negative), past headings, to the end at most."""
        rows = self._model.rows
        at = self.currentIndex().row() if from_row is None else from_row
        left, last, direction = abs(way), at, 1 if way > 0 else -1
        while left and 0 <= at + direction < len(rows):
            at += direction
            if isinstance(rows[at], Choice):
                last, left = at, left - 1
        if 0 <= last < len(rows):
            self.setCurrentIndex(self._model.index(last))
            if all(isinstance(row, str) for row in rows[:last]):
                self.scrollToTop()  # the heading above it, too


def height_of(rows: Sequence[Choice | str]) -> int:
    """Return how tall rows are together."""
    return sum(HEADING if isinstance(row, str) else ROW for row in rows)


def spoken(choice: Choice) -> str:
    """Return what a screen reader says of a row."""
    parts = (choice.title, choice.detail, choice.note, choice.reason)
    return ", ".join(part for part in parts if part)


class _Delegate(QStyledItemDelegate):
    """Paints a heading in small letters, a choice with its picture, and at the right its result."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = index.data(Qt.ItemDataRole.SizeHintRole)
        assert isinstance(size, QSize)
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(CHOICE_ROLE), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Choice):
            view = self.parent()
            assert isinstance(view, ChoiceList)
            self._paint_choice(painter, rect, row, index.row() == view.currentIndex().row())
        else:
            painter.setFont(ui_font(0.85, QFont.Weight.DemiBold))
            painter.setPen(QColor(current_theme().muted))
            area = rect.adjusted(12, 5, -12, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(row))
        painter.restore()

    def _paint_choice(self, painter: QPainter, rect: QRect, row: Choice, chosen: bool) -> None:
        theme = current_theme()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(rect.adjusted(5, 1, -5, -1), 6, 6)
        faint = bool(row.reason)
        painter.setOpacity(0.5 if faint else 1.0)
        tile = QRectF(rect.left() + 12, rect.top() + (ROW - TILE) / 2, TILE, TILE)
        paint_layer_tile(painter, tile, row.layer)
        painter.setOpacity(1.0)
        area = QRectF(rect.adjusted(44, 0, -14, 0))
        if faint:
            scale = painter.device().devicePixelRatioF()
            picture = icon_pixmap("triangle-alert", _SIGN, "muted", scale)
            place = QPointF(area.right() - _SIGN, rect.top() + (ROW - _SIGN) / 2)
            painter.drawPixmap(place, picture)
            area.setRight(area.right() - _SIGN - 6)
        used = self._write(painter, area, row.note, number_font(0.92), theme.muted, right=True)
        area.setRight(area.right() - used - (14 if used else 0))
        color = theme.muted if faint else theme.text
        used = self._write(painter, area, row.title, ui_font(1.0, QFont.Weight.Medium), color)
        area.setLeft(area.left() + used + 8)
        self._write(painter, area, row.detail, ui_font(0.92), theme.muted)

    def _write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        font: QFont,
        color: str,
        *,
        right: bool = False,
    ) -> float:
        """Write a line, cut to its room, and return how wide it is."""
        if not text or area.width() < 12:
            return 0.0
        painter.setFont(font)
        painter.setPen(QColor(color))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return float(metrics.horizontalAdvance(shown))
