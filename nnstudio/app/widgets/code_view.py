"""Code to read: with colours, numbers of lines, and light on lines that matter now."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.colors import mix
from nnstudio.app.style.fonts import code_font
from nnstudio.app.style.theme import Theme
from nnstudio.app.widgets.code_highlighter import CodeHighlighter

_EDGE, _STRIP = 8, 3
_BREAKS = re.compile("[\r\u2028\u2029]")
"""Where Qt would begin another line."""
_AT_ONCE, _MORE = 150, 20
"""How many lines are written at once, and then one part after the other."""
_TURN_SECONDS = 0.005


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
        self._strip: Callable[[int], str] | None = None
        self._line = -1
        self._shown = [""]
        self._rest: list[str] = []
        self._wanted: tuple[int, ...] = ()
        self._down = 0
        self._going_on = QTimer(self)
        self._going_on.timeout.connect(self._write_more)
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
        """Return what is shown, also what is still being written."""
        return "\n".join((*self._shown, *self._rest))

    @property
    def writing(self) -> bool:
        """Whether lines are still to come: very many are written one part after the other."""
        return bool(self._rest)

    def set_code(self, text: str) -> None:
        """Show other code: lines that are the same stay, and what is seen does not move."""
        old, new = self._shown, _BREAKS.sub(" ", text).split("\n")
        self._stop()
        above = _alike(old, new)
        below = _alike(old[above:][::-1], new[above:][::-1])
        if above == len(old) == len(new):
            return
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        changed = new[above : len(new) - below]
        if len(old) == len(new):
            runs = _runs(old, new)  # a setting changed: a few lines here and there
        else:
            runs = [(above, len(old) - above - below, changed)]
        if sum(len(lines) for *_, lines in runs) > _AT_ONCE:
            runs = [(above, len(old) - above, new[above : above + _AT_ONCE])]
            self._rest = new[above + _AT_ONCE :]
        self._shown = new[: len(new) - len(self._rest)]
        with QSignalBlocker(self):
            for first, count, lines in runs:
                self._replace(first, count, lines)
        self._line = 0
        self._bands, self._strip = {}, None
        self._make_room()
        self.viewport().update()
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)
        if self._rest:
            self._down = down
            self._going_on.start()

    def set_strip(self, color_of: Callable[[int], str]) -> None:
        """Give lines a colour beside their numbers; it is asked of those that are seen."""
        self._strip = color_of
        self._margin.update()

    def light(self, colors: Mapping[int, str]) -> None:
        """Let light of these colours fall on lines, and on no others."""
        if colors != self._bands:
            self._bands = dict(colors)
            self.viewport().update()
            self._margin.update()

    @property
    def lit(self) -> Mapping[int, str]:
        """The lines on which light falls, with its colour."""
        return self._bands

    def bring_into_view(self, lines: Iterable[int]) -> None:
        """Scroll as little as is needed to show the first of these lines, and as many as fit."""
        wanted = sorted(lines)
        if not wanted:
            return
        if wanted[-1] >= self.blockCount() and self._rest:
            self._wanted = tuple(wanted)
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
        self._place_margin()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Below the text: extra selections of thousands of lines would take too long to make.
        painter = QPainter(self.viewport())
        for line, row in self._rows(event.rect(), self.viewport().width()):
            if line in self._bands:
                painter.fillRect(row, QColor(self._bands[line]))
        painter.end()
        super().paintEvent(event)

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
        self.viewport().update()
        self._margin.update()

    def _tell(self) -> None:
        line = self.textCursor().blockNumber()
        if line != self._line:
            self._line = line
            self.line_chosen.emit(line)

    def _make_room(self) -> None:
        self.setViewportMargins(self._margin.wanted(), 0, 0, 0)
        self._place_margin()
        self._margin.update()

    def _place_margin(self) -> None:
        inside, seen = self.contentsRect(), self.viewport().geometry()
        # As high as the code: no number stands beside the scroll bar below it.
        self._margin.setGeometry(inside.left(), seen.top(), self._margin.wanted(), seen.height())

    def _scroll_margin(self, part: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, part.y(), self._margin.width(), part.height())

    def _replace(self, first: int, count: int, lines: list[str]) -> None:
        """Write lines in the place of others."""
        document = self.document()
        total = document.blockCount()
        if count >= total:
            self.setPlainText("\n".join(lines))
            return
        cursor = QTextCursor(document)
        if first == total:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("".join(f"\n{line}" for line in lines))
            return
        cursor.setPosition(document.findBlockByNumber(first).position())
        keep = QTextCursor.MoveMode.KeepAnchor
        if first + count < total:
            cursor.setPosition(document.findBlockByNumber(first + count).position(), keep)
            cursor.insertText("".join(f"{line}\n" for line in lines))
            return
        # The last lines: the break before them goes and comes with them.
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        cursor.movePosition(QTextCursor.MoveOperation.End, keep)
        cursor.insertText("".join(f"\n{line}" for line in lines))

    def _write_more(self) -> None:
        """Write the next lines of what is long."""
        end, done = time.perf_counter() + _TURN_SECONDS, 0
        with QSignalBlocker(self):
            while done < len(self._rest) and time.perf_counter() < end:
                self._replace(self.blockCount(), 0, self._rest[done : done + _MORE])
                done += _MORE
        self._shown += self._rest[:done]
        self._rest = self._rest[done:]
        if not self._rest:
            wanted = self._wanted
            self._stop()
            self._make_room()
            self.verticalScrollBar().setValue(max(self.verticalScrollBar().value(), self._down))
            self.bring_into_view(wanted)

    def _stop(self) -> None:
        self._going_on.stop()
        self._rest, self._wanted = [], ()

    def _rows(self, part: QRect, width: int) -> Iterator[tuple[int, QRect]]:
        """Give the lines in a part of what is seen, each with its place."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= part.bottom():
            height = self.blockBoundingRect(block).height()
            if top + height >= part.top():
                yield block.blockNumber(), QRect(0, round(top), width, round(height))
            top += height
            block = block.next()

    def paint_margin(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines that are seen, with their bands and strips."""
        theme = current_theme()
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), QColor(theme.entry))
        painter.setFont(self.font())
        width = self._margin.width()
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        for line, row in self._rows(event.rect(), width):
            if line in self._bands:
                painter.fillRect(row, QColor(self._bands[line]))
            if self._strip is not None and (color := self._strip(line)):
                painter.fillRect(row.adjusted(width - _STRIP, 0, 0, 0), QColor(color))
            painter.setPen(QColor(theme.text if line in self._bands else _number_color(theme)))
            painter.drawText(row.adjusted(0, 0, -_EDGE - _STRIP, 0), side, str(line + 1))


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many of the first lines are the same."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((n for n, (x, y) in pairs if x != y), min(len(a), len(b)))


def _runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, list[str]]]:
    """Return what differs of as many lines: where it begins, how many lines, and the new ones."""
    changed = [n for n, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    runs = groupby(enumerate(changed), lambda pair: pair[1] - pair[0])
    numbers = [[number for _, number in run] for _, run in runs]
    return [(run[0], len(run), [new[number] for number in run]) for run in numbers]


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

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_margin(event)
