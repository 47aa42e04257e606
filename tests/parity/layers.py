"""The counterparts of all layers, by the layers' names."""

from __future__ import annotations

from tests.parity.counterpart import Entry
from tests.parity.layers_convolution import CONVOLUTION, POOLING
from tests.parity.layers_core import CORE
from tests.parity.layers_merge import MERGE
from tests.parity.layers_norm import NORM
from tests.parity.layers_recurrent import RECURRENT

LAYERS: dict[str, Entry] = {**CORE, **CONVOLUTION, **POOLING, **MERGE, **NORM, **RECURRENT}
