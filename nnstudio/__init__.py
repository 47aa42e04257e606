"""NNStudio: a desktop laboratory for neural networks.

``import nnstudio`` offers the functions of `nnstudio.api`: make, train, evaluate, use and export
networks without a window. They are imported when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from nnstudio.core.version import __version__

if TYPE_CHECKING:
    from nnstudio.api import (
        Analysis,
        EpochRow,
        ImportChoices,
        Network,
        Outputs,
        Progress,
        Project,
        SavedProject,
        TrainingError,
        UserError,
        check,
        data_sets,
        describe_data,
        evaluate,
        export_network,
        import_data,
        import_network,
        keep_data,
        load_weights,
        new,
        open,
        predict,
        predict_table,
        save,
        templates,
        train,
        use_data,
        weights,
    )

__all__ = [
    "Analysis",
    "EpochRow",
    "ImportChoices",
    "Network",
    "Outputs",
    "Progress",
    "Project",
    "SavedProject",
    "TrainingError",
    "UserError",
    "__version__",
    "check",
    "data_sets",
    "describe_data",
    "evaluate",
    "export_network",
    "import_data",
    "import_network",
    "keep_data",
    "load_weights",
    "new",
    "open",
    "predict",
    "predict_table",
    "save",
    "templates",
    "train",
    "use_data",
    "weights",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module("nnstudio.api"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
