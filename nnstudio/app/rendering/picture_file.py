"""A picture of the drawing as the bytes of a file."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_options import FORMATS, PictureOptions
from nnstudio.app.rendering.svg_outlines import with_outlines
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

_INCH = 96.0
"""So many pixels of the canvas make one."""
_POINTS = 72.0 / _INCH
_PDF_DOTS = 720
_LARGEST_PAGE = 14_400.0
"""Points along a side: what readers of PDF files open."""
_MOST_PIXELS = 250_000_000
_LONGEST_SIDE = 32_000


def png_image(diagram: Diagram, options: PictureOptions) -> QImage:
    """Return the picture in pixels.

    Raises
    ------
    UserError
        It would be too large.
    """
    size = _pixels(diagram, options)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise UserError(_too_large(size))
    image.fill(0)
    dots = round(options.scale * _INCH / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.setText("Title", diagram.project.name)
    image.setText("Description", diagram.description(options))
    painter = _painter(image)
    painter.scale(options.scale, options.scale)
    diagram.paint(painter, options)
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """Return a picture in pixels as a file; it may be done in a thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise UserError(_too_large(image.size()))
    return bytes(buffer.data().data())


def svg_bytes(diagram: Diagram, options: PictureOptions) -> bytes:
    """Return the picture as SVG, its letters as outlines: it looks the same everywhere."""
    size = diagram.size(options)
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(round(_INCH))
    generator.setSize(size.toSize())
    generator.setViewBox(QRect(0, 0, round(size.width()), round(size.height())))
    generator.setTitle(_sayable(diagram.project.name))
    generator.setDescription(_sayable(diagram.description(options)))
    painter = _painter(generator)
    diagram.paint(painter, options)
    painter.end()
    return with_outlines(bytes(buffer.data().data()).decode("utf-8")).encode("utf-8")


def pdf_bytes(diagram: Diagram, options: PictureOptions) -> bytes:
    """Return the picture as a PDF of one page that is as large as the picture."""
    size = diagram.size(options) * _POINTS
    shrunk = min(1.0, _LARGEST_PAGE / max(size.width(), size.height()))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DOTS)
    page = QSizeF(size.width() * shrunk, size.height() * shrunk)
    match = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "", match))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(diagram.project.name)
    writer.setCreator("NNStudio")
    painter = _painter(writer)
    scale = shrunk * _PDF_DOTS / _INCH
    painter.scale(scale, scale)
    diagram.paint(painter, options)
    painter.end()
    return bytes(buffer.data().data())


def write_picture(diagram: Diagram, options: PictureOptions, path: Path) -> None:
    """Write the picture to a file, as a whole or not at all.

    Raises
    ------
    UserError
        It would be too large, or the file cannot be written.
    """
    if options.format == "png":
        found = png_bytes(png_image(diagram, options))
    else:
        found = (svg_bytes if options.format == "svg" else pdf_bytes)(diagram, options)
    write_bytes(path, found)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, as a whole or not at all; it may be done in a thread."""

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    write_atomically(path, write)


def write_png(path: Path, image: QImage) -> None:
    """Write a picture in pixels to a file; it may be done in a thread."""
    write_bytes(path, png_bytes(image))


def format_of(path: Path) -> str:
    """Return the format that a file's name asks for.

    Raises
    ------
    UserError
        There is none of that name.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        text = N_("A picture cannot be written as {got}. Let its name end in {known}.")
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UserError(Text(text, got=path.name, known=known))
    return ending


def _pixels(diagram: Diagram, options: PictureOptions) -> QSize:
    size = (diagram.size(options) * options.scale).toSize()
    if max(size.width(), size.height()) > _LONGEST_SIDE or _area(size) > _MOST_PIXELS:
        raise UserError(_too_large(size))
    return size


def _area(size: QSize) -> int:
    return size.width() * size.height()


def _too_large(size: QSize) -> Text:
    text = N_(
        "The picture would have {width} × {height} pixels, which is too large. Choose a smaller "
        "scale, or SVG or PDF, which have no pixels."
    )
    return Text(text, width=f"{size.width():,}", height=f"{size.height():,}")


def _painter(device: QImage | QSvgGenerator | QPdfWriter) -> QPainter:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter


def _sayable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
