"""Running a script that was written for Keras."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.weights import WeightMap
from nnstudio.export.keras_script import KerasExporter
from nnstudio.graph.project import Project


def run_script(project: Project, weights: WeightMap, folder: Path) -> ModuleType:
    """Write a network as a script, and return what the script defines."""
    path = folder / "net.py"
    KerasExporter().export(project, weights, path)
    module = ModuleType("net")
    module.__file__ = str(path)
    exec(compile(path.read_text("utf-8"), str(path), "exec"), vars(module))
    return module


def answers(model: object, x: Array) -> list[Array]:
    """Return the outputs of a Keras network for prepared samples."""
    import keras

    assert isinstance(model, keras.Model)
    found = model(np.asarray(x, np.float32), training=False)
    several = found if isinstance(found, list | tuple) else [found]
    return [keras.ops.convert_to_numpy(y) for y in several]
