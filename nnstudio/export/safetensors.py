"""The weights as safetensors."""

from __future__ import annotations

import json
from collections.abc import Mapping

import safetensors.numpy

from nnstudio.core.text import N_
from nnstudio.export.base import Exporter, ExportJob
from nnstudio.export.manifest import manifest, readable


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

    def files(self, job: ExportJob) -> dict[str, bytes]:
        tensors = {f"{node}/{name}": value for (node, name), value in sorted(job.weights.items())}
        described = json.dumps(manifest(job.plan, job.data), ensure_ascii=False)
        return {self.suffix: safetensors.numpy.save(tensors, {"manifest": described})}

    def preview(self, job: ExportJob, contents: Mapping[str, bytes]) -> dict[str, str]:
        return {self.suffix: readable(job)}
