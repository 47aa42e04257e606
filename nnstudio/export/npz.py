"""The weights as NumPy arrays."""

from __future__ import annotations

import json
from typing import BinaryIO

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey
from nnstudio.export.base import Exporter
from nnstudio.export.manifest import manifest
from nnstudio.graph.data_plan import DataPlan

MANIFEST = "manifest"


class NpzExporter(Exporter):
    """Writes an .npz file that ``numpy.load(path, allow_pickle=False)`` reads.

    Each weight is a float32 array under ``<node>/<weight>``: ``dense_1/weight`` ``(in, out)``,
    ``dense_1/bias`` ``(out,)``, ``conv2d_1/weight`` ``(kernel_height, kernel_width, in, out)``.

    ``manifest`` is a text of JSON: `nnstudio.export.manifest` says what stands in it.
    """

    name = "npz"
    label = N_("NumPy arrays (.npz)")
    summary = N_("The weights as arrays that NumPy and many other programs read.")
    suffix = ".npz"
    order = 0

    def write(
        self, stream: BinaryIO, plan: Plan, weights: dict[WeightKey, Array], data: DataPlan
    ) -> None:
        arrays = {f"{node}/{name}": value for (node, name), value in weights.items()}
        arrays[MANIFEST] = np.array(json.dumps(manifest(plan, data), ensure_ascii=False))
        np.savez(stream, allow_pickle=False, **arrays)
