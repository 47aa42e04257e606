"""What the program notes in its log: starts, files by name, warnings and mistakes; never contents."""

from __future__ import annotations

import logging
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

from nnstudio import __version__
from nnstudio.app.settings import log_folder

LOG_NAME = "nnstudio.log"
MOST_BYTES, OLD_FILES = 500_000, 3
logger = logging.getLogger("nnstudio")


def open_log() -> None:
    """Begin to write the log; where that is impossible, go on without."""
    if _handlers():
        return
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


def close_log() -> None:
    """End the log."""
    logging.captureWarnings(False)
    for handler in _handlers():
        logger.removeHandler(handler)
        logging.getLogger("py.warnings").removeHandler(handler)
        handler.close()


def log_file() -> Path:
    """Return the file that is written to now."""
    return log_folder() / LOG_NAME


def _handlers() -> list[RotatingFileHandler]:
    return [handler for handler in logger.handlers if isinstance(handler, RotatingFileHandler)]


def last_lines(count: int) -> list[str]:
    """Return the end of the log."""
    try:
        with log_file().open(encoding="utf-8", errors="replace") as file:
            return [line.rstrip("\n") for line in deque(file, maxlen=count)]
    except OSError:
        return []
