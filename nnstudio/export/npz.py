"""The weights as NumPy arrays."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np

from nnstudio.core.npz import npz_bytes
from nnstudio.core.text import N_
from nnstudio.export.base import Exporter, ExportJob
from nnstudio.export.manifest import manifest, readable

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

    def files(self, job: ExportJob) -> dict[str, bytes]:
        arrays = {f"{node}/{name}": value for (node, name), value in job.weights.items()}
        arrays[MANIFEST] = np.array(json.dumps(manifest(job.plan, job.data), ensure_ascii=False))
        return {self.suffix: npz_bytes(arrays)}

    def preview(self, job: ExportJob, contents: Mapping[str, bytes]) -> dict[str, str]:
        return {self.suffix: readable(job)}
