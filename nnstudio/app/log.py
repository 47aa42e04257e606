"""What the program notes in its log: starts, files by name, warnings and mistakes; never contents."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from nnstudio import __version__
from nnstudio.app.settings import log_folder

LOG_NAME = "nnstudio.log"
MOST_BYTES, OLD_FILES = 500_000, 3
LEVELS = {
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
"""How much Qt's messages matter; those that are not named here are left out."""
logger = logging.getLogger("nnstudio")


def open_log() -> None:
    """Begin to write the log; where that is impossible, go on without."""
    if _handlers():
        return
    # Brings sockets and more, for which the first picture of the window need not wait.
    from logging.handlers import RotatingFileHandler

    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_file(), maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").addHandler(handler)
    logger.info("NNStudio %s starts", __version__)
    _qt_messages.begin()


def close_log() -> None:
    """End the log."""
    _qt_messages.end()
    logging.captureWarnings(False)
    for handler in _handlers():
        logger.removeHandler(handler)
        logging.getLogger("py.warnings").removeHandler(handler)
        handler.close()


def log_file() -> Path:
    """Return the file that is written to now."""
    return log_folder() / LOG_NAME


class _QtMessages:
    """Notes what Qt has to say; whoever heard it before, if only the terminal, still does."""

    def __init__(self) -> None:
        self._before: Callable[[QtMsgType, QMessageLogContext, str], None] | None = None
        self._listening = False
        self._last = ""

    def begin(self) -> None:
        self._listening = True
        self._before = qInstallMessageHandler(self._note)

    def end(self) -> None:
        if self._listening:
            self._listening = False
            qInstallMessageHandler(self._before)

    def _note(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        text = f"{context.category}: {message}"
        if kind in LEVELS and text != self._last:  # one that comes with each picture says it once
            self._last = text
            logger.log(LEVELS[kind], "Qt %s", text)
        if self._before is not None:
            self._before(kind, context, message)
        elif sys.stderr is not None:
            print(message, file=sys.stderr)


_qt_messages = _QtMessages()


def _handlers() -> list[logging.FileHandler]:
    return [handler for handler in logger.handlers if isinstance(handler, logging.FileHandler)]


def last_lines(count: int) -> list[str]:
    """Return the end of the log."""
    try:
        with log_file().open(encoding="utf-8", errors="replace") as file:
            return [line.rstrip("\n") for line in deque(file, maxlen=count)]
    except OSError:
        return []
