"""The export to Keras."""

from __future__ import annotations

from nnstudio.core.npz import npz_bytes
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.export.base import Exporter, ExportJob
from nnstudio.export.keras_script.constants import constants
from nnstudio.export.keras_script.frame import script
from nnstudio.export.keras_script.script import network
from nnstudio.export.keras_script.words_core import ACTIVATIONS
from nnstudio.export.keras_script.written import writers

WEIGHTS = "_weights.npz"


class KerasExporter(Exporter):
    """Writes a Python file that builds the network with Keras 3, and an .npz with its weights.

    The arrays are called ``<layer>/<number>``, in the order in which Keras lists the weights of a
    layer and in its layouts; long lists that the script reads lie there under their names.
    """

    name = "keras"
    label = N_("Keras (.py)")
    summary = N_("A readable Keras 3 script for TensorFlow, JAX or PyTorch, with the weights.")
    suffix = ".py"
    order = 4

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        return writers.missing(plan, "Keras", ACTIVATIONS)

    def files(self, job: ExportJob) -> dict[str, bytes]:
        built = network(job)
        arrays = {
            f"{layer}/{number}": array
            for layer, weights in built.weights.items()
            for number, array in enumerate(weights)
        }
        known = constants(job)
        arrays |= known.arrays
        return {self.suffix: script(job, built, known).encode(), WEIGHTS: npz_bytes(arrays)}
