"""The live views of a run as files: a picture, a drawing and a table of each."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import csv_bytes, svg_bytes
from nnstudio.app.rendering.picture_file import png_bytes
from nnstudio.app.rendering.run_views import RunViews
from nnstudio.app.rendering.svg_outlines import with_outlines
from nnstudio.app.translate import tr_text
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.files.project_file import SavedProject

SCALE = 2
"""Pixels of a PNG per pixel of the window."""


def write_plots(saved: SavedProject, folder: Path) -> tuple[Path, ...]:
    """Write each view that has something to show into a folder; return the files.

    Raises
    ------
    UserError
        No view has anything to show, or the folder cannot be written.
    """
    _take_away(_made(folder))  # what is wrong with the folder is said before seconds of painting
    # All are painted before the first is written: whoever cancels meanwhile finds none of them.
    contents = {
        folder / f"{name}.{ending}": content
        for name, view in RunViews(saved).shown()
        for ending, content in _files(view).items()
    }
    if not contents:
        text = N_("There is nothing to plot: the drawing is not complete, or its data is missing.")
        raise UserError(Text(text))
    new = _made(folder)
    try:
        for path, content in contents.items():
            write_atomically(path, partial(_write, content))
    except UserError:
        with suppress(OSError):  # what went wrong first is what the user reads
            if new:
                for path in contents:
                    path.unlink(missing_ok=True)
            _take_away(new)
        raise
    return tuple(contents)


def _made(folder: Path) -> tuple[Path, ...]:
    """Have a folder; return what had to be made for it, the innermost first."""
    new = tuple(place for place in (folder, *folder.parents) if not place.exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = N_("The folder {path} cannot be made: {reason}. Choose another one.")
        reason = error.strerror or str(error)
        raise UserError(Text(text, path=str(folder), reason=reason)) from error
    return new


def _take_away(folders: tuple[Path, ...]) -> None:
    for folder in folders:
        folder.rmdir()


def _files(view: LiveView) -> dict[str, bytes]:
    svg = svg_bytes(view, view.title(), tr_text(view.EXPLANATION)).decode()
    found = {"png": png_bytes(_image(view)), "svg": with_outlines(svg).encode()}
    table = view.table()
    if table is not None:
        found["csv"] = csv_bytes(table)
    return found


def _image(widget: QWidget) -> QImage:
    image = QImage(widget.size() * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(widget.palette().window().color())
    widget.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def _write(content: bytes, stream: BinaryIO) -> None:
    stream.write(content)
