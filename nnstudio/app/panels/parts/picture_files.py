"""Picture files on their way into the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif", ".tif", ".tiff")


def picture_patterns() -> str:
    """Return what a file dialog filters by."""
    return " ".join(f"*{suffix}" for suffix in SUFFIXES)


def carried_picture(mime: QMimeData) -> Path | None:
    """Return the one picture file that is being dragged, else None."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None
