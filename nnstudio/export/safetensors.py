"""The weights as safetensors."""

from __future__ import annotations

import json
from typing import BinaryIO

import safetensors.numpy

from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey
from nnstudio.export.base import Exporter
from nnstudio.export.manifest import manifest
from nnstudio.graph.data_plan import DataPlan


class SafetensorsExporter(Exporter):
    """Writes a .safetensors file, which cannot hold code and is read without copying.

    Each weight is a float32 tensor ``<node>/<weight>``, as in the .npz; the file's metadata has
    one entry, ``manifest``, a text of JSON: `nnstudio.export.manifest` says what stands in it.
    """

    name = "safetensors"
    label = N_("Safetensors (.safetensors)")
    summary = N_("The weights in the safe format that PyTorch, JAX and Hugging Face read.")
    suffix = ".safetensors"
    order = 1

    def write(
        self, stream: BinaryIO, plan: Plan, weights: dict[WeightKey, Array], data: DataPlan
    ) -> None:
        tensors = {f"{node}/{name}": value for (node, name), value in sorted(weights.items())}
        described = json.dumps(manifest(plan, data), ensure_ascii=False)
        stream.write(safetensors.numpy.save(tensors, {"manifest": described}))
