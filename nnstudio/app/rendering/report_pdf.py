"""A report as a PDF: pages with texts that can be searched and drawings that stay sharp."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QMarginsF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from nnstudio.app.rendering.report import (
    Block,
    Facts,
    Figures,
    Grid,
    Picture,
    Report,
    Section,
    Words,
)
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
_DRAWING = int(QTextFormat.ObjectTypes.UserObject) + 1
_NUMBER = int(QTextFormat.Property.UserProperty) + 1
_INCH, _HEAD, _LINES = 96, 50.0, 48.0
_TONES = ("good", "warning", "bad")
_SHEET = f"""
h1 {{ font-size: 22pt; font-weight: 600; margin-bottom: 2px; }}
h2 {{ font-size: 13pt; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }}
p {{ margin-top: 0; margin-bottom: 8px; }}
.muted, th {{ color: {LIGHT.muted}; }}
th {{ font-weight: normal; }}
"""


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
    text = ReportPages(report)
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.scale(_DOTS / _INCH, _DOTS / _INCH)
    for page in range(text.pages):
        if page:
            writer.newPage()
        text.paint(painter, page)
    painter.end()
    return bytes(buffer.data().data())


class _Drawings(QPyTextObject):
    """Paints the drawings that stand in the text, as large as there is room.

    Parameters
    ----------
    room
        The largest size.
    """

    def __init__(self, room: QSizeF) -> None:
        super().__init__()
        self._room = room
        self._kept: list[Picture] = []

    def add(self, picture: Picture) -> int:
        """Take a drawing; return its number."""
        self._kept.append(picture)
        return len(self._kept) - 1

    def size(self, picture: Picture) -> QSizeF:
        """Return how large a drawing is on paper."""
        size = QSizeF(picture.width, picture.height)
        within = size.scaled(self._room, Qt.AspectRatioMode.KeepAspectRatio)
        return within if within.width() < size.width() else size

    def intrinsicSize(self, document: QTextDocument, place: int, shape: QTextFormat) -> QSizeF:
        return self.size(self._kept[shape.property(_NUMBER)])

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        place: int,
        shape: QTextFormat,
    ) -> None:
        picture = self._kept[shape.property(_NUMBER)]
        # A QPicture makes up itself for a device of more dots than 96 per inch.
        scale = rect.width() / picture.width * _INCH / painter.device().logicalDpiX()
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        painter.drawPicture(0, 0, picture.drawing)
        painter.restore()


class ReportPages:
    """The report laid out on pages."""

    def __init__(self, report: Report) -> None:
        self._made = report.made
        self._room = QSizeF(PAGE.width() - 2 * _SIDE, PAGE.height() - _TOP - _BOTTOM)
        self._drawings = _Drawings(QSizeF(self._room.width(), self._room.height() * _TALLEST))
        self._document = document = QTextDocument()
        document.setDocumentMargin(0)
        font = ui_font()
        font.setPointSizeF(_LETTERS)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_SHEET)
        document.documentLayout().registerHandler(_DRAWING, self._drawings)
        document.setPageSize(self._room)
        self._cursor = QTextCursor(document)
        self._cursor.insertHtml(f"<h1>{escape(report.title)}</h1>")
        self._insert(f'<p class="muted">{escape(report.about)}</p>')
        for section in report.sections:
            self._begin(section)
            for block in section.blocks:
                if isinstance(block, Picture):
                    self._draw(block)
                elif isinstance(block, Words) and block.tone not in _TONES:
                    self._insert(_html(block), above=4, below=6)
                else:
                    self._insert(_html(block))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

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

    def _begin(self, section: Section) -> None:
        """Write the title of a section, on a new page where its first drawing needs one."""
        need = _HEAD
        for block in section.blocks:
            if isinstance(block, Picture):
                need += self._drawings.size(block).height()
                break
            need += _LINES
            if not isinstance(block, Words):
                break
        layout = self._document.documentLayout()
        bottom = layout.blockBoundingRect(self._document.lastBlock()).bottom()
        left = self._room.height() - bottom % self._room.height()
        self._insert(f"<h2>{escape(section.title)}</h2>", above=22, below=8)
        if left < need:
            shape = self._cursor.blockFormat()
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            self._cursor.setBlockFormat(shape)

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
        shape = QTextCharFormat()
        shape.setObjectType(_DRAWING)
        shape.setProperty(_NUMBER, self._drawings.add(picture))
        self._cursor.insertText("\N{OBJECT REPLACEMENT CHARACTER}", shape)

    def _new_block(self) -> None:
        cursor = self._cursor
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().length() == 1:
            # Behind a table there is an empty line, where the margin of a title would be lost.
            thin = QTextCharFormat()
            thin.setFontPointSize(1)
            cursor.setBlockCharFormat(thin)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())


def _html(block: Block) -> str:
    """Return a block as the simple HTML that Qt lays out."""
    if isinstance(block, Words):
        words = escape(block.text).replace("\n", "<br>")
        if block.tone in _TONES:
            ground = LIGHT.tint(getattr(LIGHT, block.tone), 0.12)
            cell = f'<td bgcolor="{ground}" style="padding: 6px 10px;">{words}</td>'
            return f'<table width="100%" cellspacing="0"><tr>{cell}</tr></table>'
        return f'<p class="{block.tone}">{words}</p>'
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, Figures):
        cells = "".join(
            f'<td style="padding: 4px 24px 4px 0;"><span style="color: {LIGHT.muted};">'
            f'{escape(name)}</span><br><span style="font-size: 17pt; font-weight: 600;">'
            f"{escape(text)}</span></td>"
            for name, text in block.rows
        )
        return f'<table width="100%" cellspacing="0"><tr>{cells}</tr></table>'
    assert isinstance(block, Facts)
    rows = "".join(
        f'<tr><td width="30%" style="color: {LIGHT.muted}; padding: 2px 16px 2px 0;">'
        f'{escape(name)}</td><td style="padding: 2px 0;">{escape(text)}</td></tr>'
        for name, text in block.rows
    )
    return f'<table width="100%" cellspacing="0">{rows}</table>'


def _table(grid: Grid) -> str:
    line = f"border-bottom: 1px solid {LIGHT.border};"

    def row(cells: tuple[str, ...], tag: str) -> str:
        texts = []
        for n, text in enumerate(cells):
            right = n >= grid.numbers_from
            pad = "3px 0 3px 10px" if right else "3px 10px 3px 0"
            style = f'align="{"right" if right else "left"}" style="{line} padding: {pad};"'
            texts.append(f"<{tag} {style}>{escape(text)}</{tag}>")
        return f"<tr>{''.join(texts)}</tr>"

    body = "".join(row(cells, "td") for cells in grid.rows)
    head = f"<thead>{row(grid.heading, 'th')}</thead>"
    return f'<table width="100%" cellspacing="0" style="border-collapse: collapse;">{head}{body}</table>'
