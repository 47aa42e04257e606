"""The window itself: painted at once, filled a moment later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow
from shiboken6 import isValid

from nnstudio.app.settings import Settings

if TYPE_CHECKING:  # the workbench brings NumPy, for which the first picture need not wait
    from nnstudio.app.workbench import Workbench


class _FirstPicture(QLabel):
    """What stands in the window until it is filled."""

    painted = Signal()
    """It was painted for the first time."""

    def __init__(self) -> None:
        super().__init__("NNStudio")
        self._seen = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "muted")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()


class MainWindow(QMainWindow):
    """An empty shell that shows itself first and lets a `Workbench` fill it.

    Parameters
    ----------
    settings
        Where the window stood last, and how it looked.
    path
        The file to open once the window is filled.
    """

    filled = Signal()
    """Palette and canvas can be used."""
    completed = Signal()
    """Panels and plots can be used, too."""

    def __init__(self, settings: Settings, path: Path | None = None) -> None:
        super().__init__()
        self._settings, self._path = settings, path
        self.workbench: Workbench | None = None
        self._rest: Iterator[None] = iter(())
        self.setWindowTitle("NNStudio")
        self.setAcceptDrops(True)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.GroupedDragging
        )
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        first = _FirstPicture()
        # Not by an `event` of the window's own: Python would have to be free for all it paints.
        first.painted.connect(self._fill, Qt.ConnectionType.QueuedConnection)
        self.setCentralWidget(first)
        self._place()

    def _fill(self) -> None:
        """Put palette and canvas into the window, and a moment later the rest."""
        from nnstudio.app.workbench import Workbench

        self.workbench = Workbench(self, self._settings)
        self._rest = self.workbench.build_rest()
        self.filled.emit()
        QTimer.singleShot(0, self._fill_rest)

    def _fill_rest(self) -> None:
        """Build one more part of the window, and let it react before the next."""
        if not isValid(self):
            return
        assert self.workbench is not None
        ended = object()
        if next(self._rest, ended) is not ended:
            QTimer.singleShot(0, self._fill_rest)
            return
        self.completed.emit()
        if self._path is not None:
            self.workbench.documents.open(self._path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workbench is None:
            event.accept()
            return
        if not self.workbench.documents.may_close():
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        self.workbench.close()
        self._settings.flush()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is None or self.workbench is None:
            return
        event.acceptProposedAction()
        if path.suffix == ".nnstudio":
            self.workbench.documents.open(path)
        elif self.workbench.exchange.reads(path):
            self.workbench.exchange.import_network(path)
        else:
            self.workbench.data_dialogs.look_at(path)

    def _place(self) -> None:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1500, screen.width()), min(940, screen.height()))
        self.restoreGeometry(self._settings.geometry)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the file or folder that is dragged: a project, a network, or data to look at."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    projects = [path for path in paths if path.suffix == ".nnstudio"]
    return next(iter((*projects, *paths)), None)
