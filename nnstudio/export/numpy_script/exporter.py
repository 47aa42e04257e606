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
from nnstudio.export.numpy_script.network import Network
from nnstudio.export.numpy_script.predicting import Predicting
from nnstudio.export.numpy_script.sample_facts import SampleFacts
from nnstudio.export.numpy_script.training import Training
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
        if _trains(job):
            text, arrays = self._training(job)
            return {self.suffix: text.encode(), "_data.npz": npz_bytes(arrays, compressed=True)}
        script = Predicting(job)
        arrays = {f"{node}/{key}": value for (node, key), value in job.weights.items()}
        for key, values in script.extra().items():
            arrays[key] = np.array(values, np.float32 if key.endswith("scale") else np.float64)
        weights = npz_bytes(arrays, compressed=True)
        return {self.suffix: script.text().encode(), "_weights.npz": weights}

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        """Return what a script that predicts cannot say; `files` says it of one that trains."""
        refused = Network(plan.nodes, plan).without_words()
        return tuple((node, Text(_WITHOUT_WORDS, what=why)) for node, why in refused.items())

    def _training(self, job: ExportJob) -> tuple[str, dict[str, Array]]:
        """Return the script that trains, and what lies beside it."""
        samples = job.samples
        if len(samples.x_train) == 0:
            raise UserError(Text(N_("There are no samples to train with. Choose other data.")))
        facts = SampleFacts.of(job.plan, job.project.training, samples)
        network = Network(job.plan.nodes, job.plan)
        script = Training(network, analyze(job.project), job.beside, facts)
        text = "".join(f"{line.text}\n" for line in script.lines())
        for node, why in network.refused.items():
            reason = Text(_WITHOUT_WORDS, what=why)
            raise UserError(
                Text(N_("{node} cannot be exported: {reason}"), node=node, reason=reason)
            )
        if not script.complete:
            refused = N_("The loss, the optimiser or the schedule has no words in NumPy yet.")
            raise UserError(Text(refused))
        arrays = {"x": samples.x_train, "t": samples.t_train}
        if script.watching is not None and script.watching.validates:
            arrays |= {"x_val": samples.x_val, "t_val": samples.t_val}
        return text, arrays | (script.varying.arrays() if script.varying else {})


_WITHOUT_WORDS = N_("its definition says what has no words yet: {what}")


def _trains(job: ExportJob) -> bool:
    return isinstance(job.options, NumpyScriptOptions) and job.options.training
