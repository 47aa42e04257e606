"""The parts of the app that work without its window, loaded only when they are wanted."""

from __future__ import annotations

import importlib
from types import ModuleType

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text


def load_app(name: str) -> ModuleType:
    """Return a module of the app.

    Raises
    ------
    UserError
        Qt cannot be loaded.
    """
    try:
        # By name, for nothing but the app itself may depend on Qt.
        return importlib.import_module(f"nnstudio.app.{name}")
    except ImportError as error:
        if (error.name or "").startswith("nnstudio"):
            raise
        text = N_(
            "This needs Qt, which cannot be loaded: {error}. Install NNStudio again; "
            "`nnstudio --help` shows what works without it."
        )
        raise UserError(Text(text, error=str(error))) from error
