"""Facts about program and computer that help to find a fault, without names of people or files."""

from __future__ import annotations

import locale
import os
import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, qVersion
from PySide6.QtGui import QGuiApplication

from nnstudio import __version__
from nnstudio.app.log import last_lines
from nnstudio.app.settings import Settings
from nnstudio.app.threads import automatic_threads

LIBRARIES = (
    "numpy",
    "PySide6-Essentials",
    "safetensors",
    "threadpoolctl",
    "Pillow",
    "ziamath",
    "numba",
)
LOG_LINES = 40


def diagnostics(settings: Settings) -> str:
    """Return the facts as text, one a line."""
    lines = [
        f"NNStudio {__version__}",
        f"Python {platform.python_version()} ({sys.implementation.name}, {platform.machine()})",
        f"System {platform.system()} {platform.release()}",
        f"Frozen {'yes' if getattr(sys, 'frozen', False) else 'no'}",
        f"Qt {qVersion()} ({QLibraryInfo.version().toString()}), {QGuiApplication.platformName()}",
        *(f"{name} {_version(name)}" for name in LIBRARIES),
        f"Processor cores {os.cpu_count()}, threads {settings.threads or automatic_threads()}",
        *_blas(),
        f"Language {settings.language}, system {QLocale.system().name()}, "
        f"encoding {locale.getpreferredencoding(False)}",
        f"Theme {settings.theme}, letters {settings.font_pixels} px",
        f"Autosave {'on' if settings.autosave else 'off'}, {settings.autosave_seconds} s",
        *_screens(),
        "",
        "Last lines of the log:",
        *last_lines(LOG_LINES),
    ]
    return private_free("\n".join(lines))


def private_free(text: str) -> str:
    """Return a text without the folders, and so the names, of people."""
    home = str(Path.home())
    if len(home) > 1:
        text = text.replace(home, "~")
    # What remains of paths: the folders go, the file's name stays.
    return re.sub(r"(?:[A-Za-z]:)?(?:[/\\][^\s/\\:\"']+){2,}", _last_part, text)


def _last_part(found: re.Match[str]) -> str:
    return "…/" + re.split(r"[/\\]", found[0])[-1]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is not installed"


def _blas() -> list[str]:
    from threadpoolctl import threadpool_info  # type: ignore[import-untyped]

    return [
        f"{pool['internal_api']} {pool.get('version')} ({pool.get('architecture', '?')}), "
        f"{pool['num_threads']} threads"
        for pool in threadpool_info()
    ]


def _screens() -> list[str]:
    return [
        f"Screen {screen.size().width()}x{screen.size().height()}, "
        f"scale {screen.devicePixelRatio():g}, {screen.logicalDotsPerInch():.0f} dpi"
        for screen in QGuiApplication.screens()
    ]
