"""A network as a short Keras 3 script, with its weights beside it.

What a layer is in Keras stands in the files `words_...`, one function per layer; what Keras lacks
is a helper, printed where it is used. The script computes what the definitions of the layers do.
"""

from __future__ import annotations

from nnstudio.export.keras_script.exporter import KerasExporter

__all__ = ["KerasExporter"]
