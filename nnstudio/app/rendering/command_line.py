"""`nnstudio export FILE --to diagram`, `report` and `plots`: what is painted without a window."""

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
from nnstudio.app.rendering.picture_file import format_of, write_bytes, write_picture
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.settings import Settings
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.translate import install_translators
from nnstudio.core.atomic_file import require_writable
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.files.project_file import SavedProject
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


def export_report(saved: SavedProject, path: Path) -> None:
    """Write a report of a project and its run, as HTML or PDF; the name says which.

    Raises
    ------
    UserError
        Nothing is drawn, the name has no known ending, or the file cannot be written.
    """
    if path.suffix.lower() not in (".html", ".htm", ".pdf"):
        text = N_("A report cannot be written as {got}. Let its name end in .html or .pdf.")
        raise UserError(Text(text, got=path.name))
    require_writable(path)
    with _application():
        from nnstudio.app.rendering.report_html import html_bytes
        from nnstudio.app.rendering.report_pdf import pdf_bytes
        from nnstudio.app.rendering.run_report import run_report

        report = run_report(saved)
        content = (pdf_bytes if path.suffix.lower() == ".pdf" else html_bytes)(report)
        write_bytes(path, content)


def export_plots(saved: SavedProject, folder: Path) -> tuple[Path, ...]:
    """Write each live view that has something to show into a folder; return the files.

    Raises
    ------
    UserError
        There is nothing to show, or the folder cannot be written.
    """
    with _application():
        from nnstudio.app.rendering.plots import write_plots

        return write_plots(saved, folder)


@contextmanager
def _application() -> Iterator[None]:
    """Have Qt ready for painting; a screen is not needed."""
    app = QApplication.instance()
    if app is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = make_app(["nnstudio"])
        # In the language of the window, and always light: it is meant for paper.
        choose_theme(app, "light")
        install_translators(app, Settings().language)
    yield
    app.processEvents()
