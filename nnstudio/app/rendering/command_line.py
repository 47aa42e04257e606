"""`nnstudio export FILE --to diagram`: a picture of the drawing without a window."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nnstudio.app.main import make_app
from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.picture_file import format_of, write_picture
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.graph.project import Project


def export_diagram(
    project: Project, path: Path, *, background: str, scale: int, title: bool, legend: bool
) -> None:
    """Write a picture of a project; the format is that of the file's name.

    Raises
    ------
    UserError
        Nothing is drawn, the name has no known ending, or the file cannot be written.
    """
    options = replace(
        PictureOptions(format_of(path)),
        background=background,
        scale=scale,
        title=title,
        legend=legend,
    )
    with _application():
        write_picture(Diagram(project), options, path)


@contextmanager
def _application() -> Iterator[None]:
    """Have Qt ready for painting; a screen is not needed."""
    app = QApplication.instance()
    if app is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = make_app(["nnstudio"])
    yield
    app.processEvents()
