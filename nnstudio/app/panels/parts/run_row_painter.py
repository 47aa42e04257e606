"""Paints the rows of the list of runs and lets the user act in them: eye, colour, name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.style.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
EYE, CHIP, GAP = 16, 12, 6
PAD = 5

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RunRow:
    """What a row shows.

    Parameters
    ----------
    run, kept
        The ids of the run and, in the row of a named checkpoint, of that.
    color
        Of the run, as a place in the theme's series.
    shown
        Whether the eye is open; None: there is none.
    figures
        Up to two lines at the right.
    lines
        The lines below the name.
    """

    run: str
    kept: str
    name: str
    color: int
    shown: bool | None
    live: str
    figures: tuple[str, ...]
    lines: tuple[str, ...]


class RunRowPainter(QStyledItemDelegate):
    """Paints `RunRow` values; a click on the eye or on the colour is told."""

    eye_clicked = Signal(str)
    chip_clicked = Signal(str, QRect)
    """The colour of this run was clicked, at this place of the list."""
    renamed = Signal(object, str)
    """The user gave the thing of a `RunRow` another name."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = _row(index)
        name, small = _heights()
        lines = max(len(row.lines), len(row.figures) - 1) if row is not None else 0
        return QSize(120, 2 * PAD + name + lines * small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, theme = _row(index), current_theme()
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if selected else theme.hover))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        self._paint_signs(painter, theme, rect, row)
        self._paint_texts(painter, theme, rect, row)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = _row(index)
        if row is not None and isinstance(event, QMouseEvent):
            at, rect = event.position().toPoint(), option.rect
            on_eye = row.shown is not None and eye_rect(rect).contains(at)
            on_chip = not row.kept and chip_rect(rect).contains(at)
            if on_eye or on_chip:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    if on_eye:
                        self.eye_clicked.emit(row.run)
                    else:
                        self.chip_clicked.emit(row.run, chip_rect(rect))
                return True
        return super().editorEvent(event, model, option, index)

    # ---- renaming in place ----

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = _row(index)
        if isinstance(editor, QLineEdit) and row is not None:
            editor.setText(row.name)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        row = _row(index)
        if isinstance(editor, QLineEdit) and row is not None and editor.text().strip():
            self.renamed.emit(row, editor.text().strip())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
        left = _text_left(rect) - 4
        height = max(_heights()[0] + 6, editor.minimumSizeHint().height())
        editor.setGeometry(left, rect.top() + 1, rect.right() - left - 4, height)

    # ---- painting ----

    def _paint_signs(self, painter: QPainter, theme: Theme, rect: QRect, row: RunRow) -> None:
        scale = painter.device().devicePixelRatioF()
        chip = chip_rect(rect)
        if row.kept:
            painter.drawPixmap(chip.topLeft(), icon_pixmap("flag", CHIP + 2, "accent", scale))
            return
        if row.shown is not None:
            name, color = ("eye", "text") if row.shown else ("eye-off", "disabled")
            eye = eye_rect(rect)
            painter.drawPixmap(eye.topLeft(), icon_pixmap(name, EYE, color, scale))
        own = QColor(theme.series[row.color % len(theme.series)])
        if row.shown is None:  # as yet its curves have the colours of training and validation
            painter.setPen(QPen(own, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(chip).adjusted(1, 1, -1, -1), 3, 3)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(own)
        painter.drawRoundedRect(QRectF(chip), 3, 3)

    def _paint_texts(self, painter: QPainter, theme: Theme, rect: QRect, row: RunRow) -> None:
        name, small = _heights()
        left, right, top = _text_left(rect), rect.right() - 6, rect.top() + PAD
        aligned = Qt.AlignmentFlag.AlignVCenter
        widths = []
        painter.setFont(number_font(0.92))
        metrics = painter.fontMetrics()
        painter.setPen(QColor(theme.text))
        room = (right - left) * 3 // 5
        for number, text in enumerate(row.figures):
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            widths.append(metrics.horizontalAdvance(text) + 8)
            place = top if not number else top + name + (number - 1) * small
            area = QRect(left, place, right - left, name if not number else small)
            painter.drawText(area, aligned | Qt.AlignmentFlag.AlignRight, text)
        widths += [0] * (len(row.lines) + 1 - len(widths))
        painter.setFont(ui_font(1.0, QFont.Weight.Normal if row.kept else QFont.Weight.DemiBold))
        metrics = painter.fontMetrics()
        wide = right - left - widths[0]
        title = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(left, top, wide, name), aligned, title)
        if row.live:
            after = left + metrics.horizontalAdvance(title) + 8
            painter.setFont(ui_font(0.85))
            painter.setPen(QColor(theme.good))
            area = QRect(after, top, max(right - widths[0] - after, 0), name)
            text = painter.fontMetrics().elidedText(
                row.live, Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, aligned, text)
        painter.setFont(ui_font(0.92))
        painter.setPen(QColor(theme.muted))
        metrics = painter.fontMetrics()
        for number, line in enumerate(row.lines):
            wide = right - left - widths[number + 1]
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide)
            area = QRect(left, top + name + number * small, wide, small)
            painter.drawText(area, aligned, text)


def eye_rect(rect: QRect) -> QRect:
    """Return where the eye is in the row of a run."""
    name, _ = _heights()
    return QRect(rect.left() + 8, rect.top() + PAD + (name - EYE) // 2, EYE, EYE)


def chip_rect(rect: QRect) -> QRect:
    """Return where the colour is in the row of a run."""
    name, _ = _heights()
    left = rect.left() + 8 + EYE + GAP
    return QRect(left, rect.top() + PAD + (name - CHIP) // 2, CHIP, CHIP)


def _text_left(rect: QRect) -> int:
    return rect.left() + 8 + EYE + GAP + CHIP + GAP + 2


def _heights() -> tuple[int, int]:
    """Return how high the line with the name is, and the lines below it."""
    return QFontMetrics(ui_font()).height() + 3, QFontMetrics(ui_font(0.92)).height() + 1


def _row(index: Index) -> RunRow | None:
    row = index.data(ROW_ROLE)
    return row if isinstance(row, RunRow) else None
