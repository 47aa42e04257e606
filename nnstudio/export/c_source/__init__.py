"""The network as one C file without dependencies, for microcontrollers and curiosity.

Beside each other in a file per family lie the C functions and, for each layer, the Python function
that calls them (`writers`); `source` lays constants, functions and calls one below the other.
"""

from __future__ import annotations

from nnstudio.export.c_source.exporter import CExporter as CExporter
