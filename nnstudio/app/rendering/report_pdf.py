"""A report as a PDF: pages with texts that can be searched and drawings that stay sharp."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from nnstudio.app.rendering.report import (
    Block,
    Exhibit,
    Facts,
    Gallery,
    Grid,
    Picture,
    Report,
    Section,
    Title,
    Words,
)
from nnstudio.app.rendering.report_drawings import DRAWING, NUMBER, Drawings
from nnstudio.app.rendering.report_markup import SHEET, TONES, fact_lines, markup
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.theme import LIGHT

_DOTS = 1200
"""So many of the writer make an inch."""
PAGE = QSizeF(794, 1123)
"""A4 in pixels of 96 dots per inch, in which the document is laid out."""
_SIDE, _TOP, _BOTTOM = 64.0, 56.0, 72.0
_TALLEST = 0.86
"""Of the text's height a picture takes at most so much, so that its title stays with it."""
_LETTERS = 13.0 / 96 * 72 * 0.92
_INCH, _HEAD, _LINES, _LINE, _GAP = 96, 50.0, 48.0, 20.0, 12.0
_BEHIND = 6.0
"""Between a table and what follows it."""
_LITTLE = 0.5
"""A last page is made fuller where it has less than this."""
_TOGETHER = 12
"""So few facts are not parted by the end of a page."""
_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)
"""How large drawings may be, of the width of the text, where that spares a page."""


def pdf_bytes(report: Report) -> bytes:
    """Return the report as a PDF of A4 pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(report.title)
    writer.setCreator("NNStudio")
    text = laid_out(report)
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.scale(_DOTS / _INCH, _DOTS / _INCH)
    for page in range(text.pages):
        if page:
            writer.newPage()
        text.paint(painter, page)
    painter.end()
    return bytes(buffer.data().data())


def laid_out(report: Report) -> ReportPages:
    """Return the report on as few pages as its drawings allow, if these may be a little smaller.

    Where little is left for the last page, the section before goes there too.
    """
    tried = [ReportPages(report, scale) for scale in _SCALES]
    best = min(tried, key=lambda pages: pages.pages)  # of equals the first, the largest
    if best.pages > 1 and best.last_filled < _LITTLE:
        other = ReportPages(report, best.scale, len(report.sections) - 2)
        if other.pages == best.pages and other.last_filled > best.last_filled:
            return other
    return best


class ReportPages:
    """The report laid out on pages.

    Parameters
    ----------
    scale
        Drawings that may shrink are made so much smaller.
    break_at
        The number of a section that begins on a new page.
    """

    def __init__(self, report: Report, scale: float = 1.0, break_at: int = -1) -> None:
        self._made, self.scale = report.made, scale
        self._room = QSizeF(PAGE.width() - 2 * _SIDE, PAGE.height() - _TOP - _BOTTOM)
        self._drawings = Drawings()
        self._document = document = QTextDocument()
        document.setDocumentMargin(0)
        font = ui_font()
        font.setPointSizeF(_LETTERS)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(SHEET)
        document.documentLayout().registerHandler(DRAWING, self._drawings)
        document.setPageSize(self._room)
        self._cursor = QTextCursor(document)
        self._cursor.insertHtml(f"<h1>{escape(report.title)}</h1>")
        self._insert(f'<p class="muted">{escape(report.about)}</p>')
        for number, section in enumerate(report.sections):
            self._write(section, new_page=number == break_at)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    @property
    def last_filled(self) -> float:
        """How much of the last page is used."""
        return 1 - self._left() / self._room.height()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page, with its number."""
        height = self._room.height()
        painter.save()
        painter.translate(_SIDE, _TOP - page * height)
        part = QRectF(0, page * height, self._room.width(), height)
        painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        context.palette.setColor(context.palette.ColorRole.Text, QColor(LIGHT.text))
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        font = ui_font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.muted))
        foot = QRectF(_SIDE, PAGE.height() - _BOTTOM + 24, self._room.width(), 20)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._made)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{page + 1} / {self.pages}")

    def _write(self, section: Section, new_page: bool) -> None:
        need = self._room.height() if new_page else _HEAD + self._beginning(section.blocks)
        self._title("h2", section.title, 22, 8, need)
        title = QTextCursor(self._document.lastBlock())
        for number, block in enumerate(section.blocks):
            if isinstance(block, Picture):
                self._draw(block)
            elif isinstance(block, Gallery):
                self._hang(block)
            elif isinstance(block, Title):
                need = _HEAD + self._beginning(section.blocks[number + 1 :])
                self._title("h3", block.text, 10 if number else 0, 4, need if number else 0)
            elif isinstance(block, Words) and block.tone not in TONES:
                self._insert(markup(block), above=4, below=6)
            else:
                self._insert(markup(block))
                first = all(isinstance(before, Words) for before in section.blocks[:number])
                if isinstance(block, Facts) and fact_lines(block) <= _TOGETHER and first:
                    self._keep_together(title)

    def _beginning(self, blocks: Sequence[Block]) -> float:
        """Return about how much height a title needs below it: words, and what they are of."""
        need = 0.0
        for block in blocks:
            if isinstance(block, Picture):
                return need + self._size(block).height()
            if isinstance(block, Gallery):
                return need + self._row_height(block.exhibits[:2])
            if isinstance(block, Facts):
                return need + min(fact_lines(block), 3) * _LINE
            if isinstance(block, Grid):
                return need + (min(len(block.rows), 3) + 1) * 1.2 * _LINE
            need += _LINES
            if not isinstance(block, Words | Title):
                break
        return need

    def _title(self, kind: str, text: str, above: float, below: float, need: float) -> None:
        """Write a title, on a new page where what it is of would not follow it on this one."""
        left = self._left()
        self._insert(f"<{kind}>{escape(text)}</{kind}>", above=above, below=below)
        if left < need:
            _break_before(self._cursor)

    def _keep_together(self, title: QTextCursor) -> None:
        """Begin a new page before a title if what is below it does not end on the same one."""
        layout, height = self._document.documentLayout(), self._room.height()
        top = layout.blockBoundingRect(title.block()).top()
        bottom = layout.blockBoundingRect(self._document.lastBlock()).top()
        if top // height != bottom // height:
            _break_before(title)

    def _left(self) -> float:
        """Return how much height is left on the last page."""
        layout = self._document.documentLayout()
        bottom = layout.blockBoundingRect(self._document.lastBlock()).bottom()
        return self._room.height() - bottom % self._room.height()

    def _insert(self, html: str, above: float = 0, below: float = 0) -> None:
        self._new_block()
        self._cursor.insertHtml(html)
        if above or below:
            shape = self._cursor.blockFormat()
            shape.setTopMargin(above)
            shape.setBottomMargin(below)
            self._cursor.setBlockFormat(shape)

    def _draw(self, picture: Picture) -> None:
        self._new_block()
        self._place(self._cursor, picture, self._size(picture))

    def _hang(self, gallery: Gallery) -> None:
        """Draw small pictures, two side by side, a table for each row: it stays on one page."""
        for start in range(0, len(gallery.exhibits), 2):
            row = gallery.exhibits[start : start + 2]
            left = self._left()
            self._new_block()
            shape = QTextTableFormat()
            shape.setBorder(0)
            shape.setCellSpacing(0)
            shape.setCellPadding(0)
            half = QTextLength(QTextLength.Type.PercentageLength, 50)
            shape.setColumnWidthConstraints([half, half])
            if left < self._row_height(row):
                shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            table = self._cursor.insertTable(1, 2, shape)
            for column, exhibit in enumerate(row):
                cell = table.cellAt(0, column).firstCursorPosition()
                words = f'<span class="muted">{escape(exhibit.words)}</span>'
                title = f'<span style="font-weight: 600;">{escape(exhibit.title)}</span>'
                cell.insertHtml(f"{title}<br>{words}")
                below = QTextBlockFormat()
                below.setTopMargin(4)
                cell.insertBlock(below, QTextCharFormat())
                self._place(cell, exhibit.picture, self._half(exhibit.picture))

    def _place(self, cursor: QTextCursor, picture: Picture, size: QSizeF) -> None:
        shape = QTextCharFormat()
        shape.setObjectType(DRAWING)
        shape.setProperty(NUMBER, self._drawings.add(picture, size))
        cursor.insertText("\N{OBJECT REPLACEMENT CHARACTER}", shape)

    def _size(self, picture: Picture) -> QSizeF:
        """Return how large a drawing is on paper."""
        size = QSizeF(picture.width, picture.height)
        scale = max(self.scale, picture.least)
        if picture.full:
            size *= self._room.width() / picture.full * scale
        within = size.scaled(
            QSizeF(self._room.width() * scale, self._room.height() * _TALLEST),
            Qt.AspectRatioMode.KeepAspectRatio,
        )
        return within if within.width() < size.width() else size

    def _half(self, picture: Picture) -> QSizeF:
        size = QSizeF(picture.width, picture.height)
        most = QSizeF(self._room.width() / 2 - _GAP, self._room.height() / 2)
        return size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)

    def _row_height(self, row: Sequence[Exhibit]) -> float:
        return _HEAD + _LINES + max(self._half(exhibit.picture).height() for exhibit in row)

    def _new_block(self) -> None:
        cursor = self._cursor
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().length() == 1:
            # Behind a table there is an empty line, where the margin of a title would be lost.
            space = QTextBlockFormat()
            space.setBottomMargin(_BEHIND)
            cursor.setBlockFormat(space)
            thin = QTextCharFormat()
            thin.setFontPointSize(1)
            cursor.setBlockCharFormat(thin)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())


def _break_before(cursor: QTextCursor) -> None:
    shape = cursor.blockFormat()
    shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    cursor.setBlockFormat(shape)
