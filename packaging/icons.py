"""Turn the app's SVG icon into the files that Windows, macOS and Linux want."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
WINDOWS_SIZES = [(size, size) for size in SIZES if size <= 256]


def make_icons(svg: Path, folder: Path) -> dict[str, Path]:
    """Write the icon in every format; return the files by their suffix.

    Each size is drawn from the SVG itself, since a shrunk picture is blurred at 16 pixels.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for size in SIZES:
        path = folder / f"nnstudio-{size}.png"
        draw(svg, size).save(str(path))
        with Image.open(path) as picture:
            pictures.append(picture.convert("RGBA"))
    files = {suffix: folder / f"nnstudio.{suffix}" for suffix in ("png", "ico", "icns")}
    by_size = {picture.width: picture for picture in pictures}
    by_size[256].save(files["png"])
    by_size[256].save(files["ico"], sizes=WINDOWS_SIZES, append_images=pictures)
    by_size[1024].save(files["icns"], append_images=pictures)
    return files


def draw(svg: Path, size: int) -> QImage:
    """Draw an SVG as a square picture with a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return image
