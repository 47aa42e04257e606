"""A script that needs NumPy and nothing else, printed from the definitions.

One function for each layer: its definition's source is read, what is known (settings, shapes) is
filled in, what nobody reads is left out. So a layer that is added has its function without a word
here. `mirror` gives the same script line by line for the window. Nothing is executed, and nothing
here knows a layer by its name.
"""

from __future__ import annotations

from nnstudio.export.numpy_script.exporter import NumpyScriptExporter
from nnstudio.export.numpy_script.mirror import PHASES, Mirror, MirrorLine, mirror

__all__ = ["PHASES", "Mirror", "MirrorLine", "NumpyScriptExporter", "mirror"]
