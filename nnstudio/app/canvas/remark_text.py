"""What a note says, laid out: lines as they were written, headings, lists and bold words."""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from nnstudio.app.canvas.ink import canvas_font

TEXT_PIXELS = 13
_HEADINGS = {1: 19, 2: 16, 3: 14}
_HEADING = re.compile(r"(#{1,3}) +(.*)")
_POINT = re.compile(r"[-*] +(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LONGEST = 8_000
"""More letters fit no note that could be read."""


def document_of(text: str, width: float, color: QColor) -> QTextDocument:
    """Return a note's text, wrapped to a width, with ``# headings``, ``- points``, ``**bold**``.

    Letters are all it can hold. Qt's own Markdown would join lines, and fetch pictures from
    wherever the text says.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(canvas_font(TEXT_PIXELS))
    document.setTextWidth(max(width, 1.0))
    cursor = QTextCursor(document)
    for number, line in enumerate(text[:_LONGEST].split("\n")):
        _write_line(cursor, line, number == 0, color)
    return document


def _write_line(cursor: QTextCursor, line: str, first: bool, color: QColor) -> None:
    block, letters = QTextBlockFormat(), QTextCharFormat()
    letters.setForeground(color)
    letters.setFont(canvas_font(TEXT_PIXELS))
    block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if heading := _HEADING.fullmatch(line):
        letters.setFont(canvas_font(_HEADINGS[len(heading[1])], QFont.Weight.DemiBold))
        block.setTopMargin(0 if first else 6)
        block.setBottomMargin(2)
        line = heading[2]
    elif point := _POINT.fullmatch(line):
        block.setLeftMargin(14)
        block.setTextIndent(-14)
        line = f"•\u2002{point[1]}"
    if first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    for index, part in enumerate(_BOLD.split(line)):
        written = QTextCharFormat(letters)
        if index % 2:
            written.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(part, written)


def height_of_whole_lines(document: QTextDocument, room: float) -> float:
    """Return how much of a height is filled by lines that are not cut."""
    layout, filled = document.documentLayout(), 0.0
    block = document.begin()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        lines = block.layout()
        for index in range(lines.lineCount()):
            bottom = top + lines.lineAt(index).rect().bottom()
            if bottom > room:
                return filled
            filled = bottom
        block = block.next()
    return filled
