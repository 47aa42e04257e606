"""Samples as pictures, files that can be samples, and the layers that have maps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from nnstudio.app.live.pictures import sample_image
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import PreparedData
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.input import Input

ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif", ".tif", ".tiff")
CATEGORIES = ("convolution", "pooling")
COLOURS = 3


def picture_of(data: PreparedData, raw: Array) -> QImage:
    """Return a sample in own units as a picture; of a sequence each feature is a row."""
    values = np.asarray(raw)
    if len(data.plan.signature.input_shape) < 3:
        values = values.reshape(len(values), -1).T
    return sample_image(values, data.dataset.info.value_range)


def sections_of(analysis: Analysis) -> list[tuple[str, str, bool]]:
    """Return the layers with maps: id, title, and whether they read a colour picture."""
    found = []
    for node_id in analysis.order:
        report = analysis.reports[node_id]
        if report.node.layer.category not in CATEGORIES or not report.shape or not report.sources:
            continue
        source = analysis.reports[report.sources[0]]
        shape = source.shape or ()
        first = isinstance(source.node.layer, Input) and len(shape) == 3
        colour = first and shape[-1] == COLOURS
        found.append((node_id, report.node.title or node_id, colour))
    return found


def carried_file(mime: QMimeData) -> Path | None:
    """Return the picture file that is dragged, None where it is something else."""
    for url in mime.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in ENDINGS:
            return path
    return None


def patterns() -> str:
    """Return the endings as a file dialog wants them."""
    return " ".join(f"*{ending}" for ending in ENDINGS)
