"""Start the window."""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from nnstudio.app.collector import Collector
from nnstudio.app.log import close_log, log_file, logger, open_log
from nnstudio.app.main_window import MainWindow
from nnstudio.app.settings import Settings, settings_folder
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.fonts import choose_font_size
from nnstudio.app.translate import install_translators
from nnstudio.core.paths import resource


def run_app(path: Path | None = None) -> int:
    """Open the window, with a project if there is one, and return the exit code."""
    gc.disable()  # collecting garbage while modules load only costs time
    app = make_app(sys.argv)
    collector = Collector(app)
    settings = Settings()
    choose_font_size(settings.font_pixels)
    choose_theme(app, settings.theme)
    install_translators(app, settings.language)
    window = MainWindow(settings, path)
    sys.excepthook = Rescue(window)
    window.filled.connect(open_log)
    window.completed.connect(collector.start)
    window.show()
    try:
        return app.exec()
    finally:
        close_log()


def make_app(arguments: list[str]) -> QApplication:
    """Return the application object, named and with its icon."""
    app = QApplication(arguments)
    app.setApplicationName("NNStudio")
    app.setDesktopFileName("nnstudio")
    app.setWindowIcon(QIcon(str(resource("icons", "nnstudio.svg"))))
    return app


class Rescue:
    """What happens to a mistake of the program itself: log it, save the work, say so, go on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._busy = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        workbench = self._window.workbench
        if issubclass(kind, KeyboardInterrupt) or workbench is None:
            self._window.close()
            return
        if self._busy:
            return
        self._busy = True
        try:
            folder = settings_folder()
            folder.mkdir(parents=True, exist_ok=True)
            stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
            logger.error("A mistake of the program", exc_info=(kind, error, trace))
            log = log_file()
            copy = workbench.documents.rescue(folder / f"rescued-{stamp}.nnstudio")
            workbench.say_rescued(str(error) or kind.__name__, copy, log)
        finally:
            self._busy = False
