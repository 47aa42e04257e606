"""The functions that write layers as operators."""

from __future__ import annotations

from collections.abc import Callable

from nnstudio.export.writers import Writers

writers: Writers[Callable[..., None]] = Writers()
"""``(builder, layer)``; each ends with `Builder.done`."""
