"""What a live view shows as a file: a picture in pixels, a drawing, a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QColor, QImageWriter, QPaintEngine, QPainter, QPicture, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from nnstudio.app.style.appearance import current_theme

Table = tuple[Sequence[str], Iterable[Sequence[object]]]
"""A heading and rows."""
_INCH = 96
_SQUARES = b'image-rendering="optimizeSpeed"'
_SHARP = b' style="image-rendering:pixelated"'
"""What Qt says of pictures whose pixels stay squares, and what browsers understand."""


def png_bytes(widget: QWidget) -> bytes:
    """Return a widget as it looks now."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(widget.grab().toImage())
    return bytes(buffer.data().data())


def svg_bytes(widget: QWidget, title: str, description: str) -> bytes:
    """Return a widget as a drawing: lines as lines, texts as texts, pictures as pictures.

    It is painted by way of a picture: painted on a generator at once, the clipping of a widget
    inside it would lie at the corner of the whole, and browsers would cut its curves off.
    """
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(_INCH)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(), widget.size()))
    generator.setTitle(title)
    generator.setDescription(description)
    painter = QPainter(generator)
    painter.fillRect(widget.rect(), QColor(current_theme().surface))
    painter.drawPicture(QPoint(), drawing_of(widget))
    painter.end()
    return bytes(buffer.data().data()).replace(_SQUARES, _SQUARES + _SHARP)


def drawing_of(widget: QWidget) -> QPicture:
    """Return a widget as what is painted, to be painted again on anything of 96 dots per inch."""
    drawing = QPicture()
    painter = QPainter(drawing)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return drawing


def draws_lines(painter: QPainter) -> bool:
    """Return whether what is painted becomes a drawing; a widget then paints without pixmaps."""
    return painter.paintEngine().type() in (QPaintEngine.Type.SVG, QPaintEngine.Type.Picture)


def csv_bytes(table: Table) -> bytes:
    """Return figures as a table that every spreadsheet reads."""
    heading, rows = table
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heading)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")
