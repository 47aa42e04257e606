"""The functions that write layers, filled by the files of the families."""

from __future__ import annotations

from collections.abc import Callable

from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.writers import Writers

writers: Writers[Callable[[NodeCode], None]] = Writers()
