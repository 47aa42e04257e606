"""Code to read: with colours, numbers of lines, and light on lines that matter now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import code_font
from nnstudio.app.style.theme import Theme
from nnstudio.app.widgets.code_highlighter import CodeHighlighter

_EDGE, _STRIP = 8, 3


class CodeView(QPlainTextEdit):
    """Shows code that can be selected and copied, and not changed.

    Parameters
    ----------
    language
        As for `CodeHighlighter`.
    """

    line_chosen = Signal(int)
    """The user put the cursor into a line, counted from 0."""

    def __init__(self, language: str = "python", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: dict[int, str] = {}
        self._strip: dict[int, str] = {}
        self._line = -1
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.highlighter = CodeHighlighter(self.document(), language)
        self._margin = _Margin(self)
        self._write_in_code_font()
        self.updateRequest.connect(self._scroll_margin)
        self.cursorPositionChanged.connect(self._tell)
        theme_signals.changed.connect(self._on_theme)
        self._make_room()

    def code(self) -> str:
        """Return what is shown."""
        return self.toPlainText()

    def set_code(self, text: str) -> None:
        """Show other code, as far as possible without moving it."""
        if text == self.toPlainText():
            return
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        with QSignalBlocker(self):
            self.setPlainText(text)
        self._line = 0
        self._bands, self._strip = {}, {}
        self._make_room()
        self._show_bands()
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)

    def set_strip(self, colors: Mapping[int, str]) -> None:
        """Give lines a colour beside their numbers."""
        self._strip = dict(colors)
        self._margin.update()

    def light(self, colors: Mapping[int, str]) -> None:
        """Let light of these colours fall on lines, and on no others."""
        if colors != self._bands:
            self._bands = dict(colors)
            self._show_bands()

    @property
    def lit(self) -> Mapping[int, str]:
        """The lines on which light falls, with its colour."""
        return self._bands

    def bring_into_view(self, lines: Iterable[int]) -> None:
        """Scroll as little as is needed to show the first of these lines, and as many as fit."""
        wanted = sorted(lines)
        if not wanted:
            return
        bar = self.verticalScrollBar()
        first, shown = bar.value(), max(bar.pageStep() - 1, 1)
        if first <= wanted[0] and wanted[-1] < first + shown:
            return
        if wanted[0] < first or wanted[-1] - wanted[0] >= shown:
            bar.setValue(max(wanted[0] - 1, 0))
        else:
            bar.setValue(wanted[-1] - shown + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(
            QRect(inside.left(), inside.top(), self._margin.wanted(), inside.height())
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self._line = -1  # a click counts also where the cursor was already
            self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._write_in_code_font()

    def _write_in_code_font(self) -> None:
        self.setFont(code_font(0.95))
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))

    def _on_theme(self, theme: Theme) -> None:
        with QSignalBlocker(self):
            self.highlighter.repaint_all()
        self._show_bands()
        self._margin.update()

    def _tell(self) -> None:
        line = self.textCursor().blockNumber()
        if line != self._line:
            self._line = line
            self.line_chosen.emit(line)

    def _make_room(self) -> None:
        self.setViewportMargins(self._margin.wanted(), 0, 0, 0)
        inside = self.contentsRect()
        self._margin.setGeometry(
            QRect(inside.left(), inside.top(), self._margin.wanted(), inside.height())
        )
        self._margin.update()

    def _scroll_margin(self, part: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, part.y(), self._margin.width(), part.height())

    def _show_bands(self) -> None:
        found = []
        for line, color in self._bands.items():
            block = self.document().findBlockByNumber(line)
            if not block.isValid():
                continue
            band = QTextEdit.ExtraSelection()
            band.format.setBackground(QColor(color))
            band.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            band.cursor = QTextCursor(block)
            found.append(band)
        self.setExtraSelections(found)
        self._margin.update()

    def paint_margin(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that are seen, with their bands and strips."""
        theme = current_theme()
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), QColor(theme.entry))
        painter.setFont(self.font())
        block, width = self.firstVisibleBlock(), self._margin.width()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            line, height = block.blockNumber(), self.blockBoundingRect(block).height()
            if top + height >= event.rect().top():
                row = QRect(0, round(top), width, round(height))
                if line in self._bands:
                    painter.fillRect(row, QColor(self._bands[line]))
                if line in self._strip:
                    painter.fillRect(row.adjusted(width - _STRIP, 0, 0, 0), self._strip[line])
                painter.setPen(QColor(theme.text if line in self._bands else _number_color(theme)))
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
                painter.drawText(row.adjusted(0, 0, -_EDGE - _STRIP, 0), side, str(line + 1))
            top += height
            block = block.next()


def _number_color(theme: Theme) -> str:
    return mix(theme.muted, theme.entry, 0.25)


class _Margin(QWidget):
    """What stands at the left of the code."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def wanted(self) -> int:
        """Return how wide it must be for the number of the last line."""
        digits = max(len(str(self._view.blockCount())), 2)
        return 2 * _EDGE + _STRIP + digits * self._view.fontMetrics().horizontalAdvance("0")

    def sizeHint(self) -> QSize:
        return QSize(self.wanted(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_margin(event)
