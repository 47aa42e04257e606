"""Saves the code as a script, with the samples that it learns from beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nnstudio.app.background import Background
from nnstudio.app.session import Session
from nnstudio.app.translate import tr_text
from nnstudio.app.turns import frequent_turns
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.text import Text
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export.numpy_script import NumpyScriptExporter, mirror
from nnstudio.export.numpy_script.exporter import NumpyScriptOptions
from nnstudio.export.source_text import name_beside
from nnstudio.graph.analysis import Analysis


class ScriptSaving(QObject):
    """Asks where to save, and writes beside the window: samples may take a while to read.

    Parameters
    ----------
    view
        Over what the dialogs lie.
    """

    saved = Signal(tuple)
    """These files were written."""

    def __init__(self, session: Session, view: QWidget) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._work = Background(self)
        self._work.done.connect(self.saved)
        self._work.failed.connect(self._warn)

    def ask(self) -> None:
        """Ask for a file, and write the script to it and the samples beside it."""
        project = self._session.path
        folder = Path.home() if project is None else project.parent
        start = str(folder / f"{self._session.stem or 'network'}.py")
        kinds = self.tr("Python scripts (*.py)")
        chosen, _ = QFileDialog.getSaveFileName(self._view, self._caption(), start, kinds)
        if chosen:
            path = Path(chosen if chosen.lower().endswith(".py") else f"{chosen}.py")
            self._work.start(partial(_write, self._session.analysis, path))

    def _caption(self) -> str:
        return self.tr("Save the code, with its samples beside it")

    def _warn(self, reason: Text) -> None:
        QMessageBox.warning(self._view, self._caption(), tr_text(reason))


def _write(analysis: Analysis, path: Path) -> tuple[Path, ...]:
    """Write what trains as the app does; of an unfinished drawing the code of what there is."""
    with frequent_turns():
        if not analysis.ready:
            text = mirror(analysis, name_beside(path.stem)).text
            write_atomically(path, lambda stream: stream.write(text.encode()))
            return (path,)
        project = analysis.project
        weights = initial_weights(make_plan(analysis), project.training.seed)
        options = NumpyScriptOptions(training=True)
        return NumpyScriptExporter().export(project, weights, path, options)
