"""The target: a script with what it needs beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.npz import npz_bytes
from nnstudio.core.settings import param
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.export.base import Exporter, ExportJob, ExportOptions
from nnstudio.export.numpy_script.drawing_order import drawing_order
from nnstudio.export.numpy_script.mirror import mirror
from nnstudio.export.numpy_script.network import Network
from nnstudio.export.numpy_script.predicting import Predicting
from nnstudio.graph.analysis import analyze


@dataclass(frozen=True)
class NumpyScriptOptions(ExportOptions):
    """What the script is to do."""

    training: bool = param(
        False,
        label=N_("Script that trains"),
        help=N_(
            "The script trains from the same starting weights, with the samples beside it; "
            "otherwise it predicts with the trained weights."
        ),
    )


class NumpyScriptExporter(Exporter):
    """Writes a short script that needs NumPy alone, one function for each layer.

    What it predicts with, or learns from, lies beside it in an .npz file.
    """

    name = "numpy"
    label = N_("NumPy script (.py)")
    summary = N_("A short script to read that needs nothing but NumPy; it predicts or trains.")
    suffix = ".py"
    order = 20
    Options = NumpyScriptOptions

    def files(self, job: ExportJob) -> dict[str, bytes]:
        arrays: dict[str, Array]
        if isinstance(job.options, NumpyScriptOptions) and job.options.training:
            if len(job.samples.x_train) == 0:
                raise UserError(Text(N_("There are no samples to train with. Choose other data.")))
            arrays = {"x": job.samples.x_train, "t": job.samples.t_train}
            return {self.suffix: self._script(job), "_data.npz": npz_bytes(arrays, compressed=True)}
        script = Predicting(job)
        arrays = {f"{node}/{key}": value for (node, key), value in job.weights.items()}
        for key, values in script.extra().items():
            arrays[key] = np.array(values, np.float32 if key.endswith("scale") else np.float64)
        weights = npz_bytes(arrays, compressed=True)
        return {self.suffix: script.text().encode(), "_weights.npz": weights}

    def preview(self, job: ExportJob) -> dict[str, str]:
        return {self.suffix: self._script(job).decode()}

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        refused = Network(plan.nodes, plan).without_words()
        text = N_("its definition says what has no words yet: {what}")
        return tuple((node, Text(text, what=why)) for node, why in refused.items())

    def _script(self, job: ExportJob) -> bytes:
        if isinstance(job.options, NumpyScriptOptions) and job.options.training:
            order = drawing_order(job.plan, job.project.training, len(job.samples.x_train))
            found = mirror(analyze(job.project), job.beside, order)
            if not found.complete:
                text = N_("The loss, the optimiser or the schedule has no words in NumPy yet.")
                raise UserError(Text(text))
            return found.text.encode()
        return Predicting(job).text().encode()
