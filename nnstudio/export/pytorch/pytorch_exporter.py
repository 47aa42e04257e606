"""The target PyTorch."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import safetensors.numpy

from nnstudio.core.layer import Array
from nnstudio.core.settings import param
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.base import Exporter, ExportJob, ExportOptions
from nnstudio.export.manifest import without_data
from nnstudio.export.pytorch.module_source import module_source
from nnstudio.export.pytorch.place import ACTIVATIONS, safe_name, writers
from nnstudio.export.pytorch.state import second_bias, torch_weights, two_biases
from nnstudio.export.pytorch.train_source import can_train, train_source, unknown_training
from nnstudio.export.pytorch.training_data import training_data
from nnstudio.graph.codec import project_to_dict
from nnstudio.layers.batch_norm import BatchNorm

PROJECT = "nnstudio"
"""The entry of a file's metadata that tells the drawing."""


@dataclass(frozen=True)
class PyTorchOptions(ExportOptions):
    """What can be chosen for PyTorch."""

    name = "pytorch"
    label = N_("PyTorch")

    training: bool = param(
        True,
        label=N_("Training script"),
        help=N_(
            "Write a script that trains the network as here, also on graphics processors; none "
            "where no layer has weights that may change."
        ),
    )
    data: bool = param(
        True,
        label=N_("Samples"),
        help=N_("Write the samples, which the training script reads, into a file beside it."),
    )


class PyTorchExporter(Exporter):
    """Writes a module to read, its weights as a state_dict, and a script that trains it."""

    name = "pytorch"
    label = N_("PyTorch (.py)")
    summary = N_("A readable module with its weights, and a script that trains it.")
    suffix = ".py"
    order = 3
    Options = PyTorchOptions

    def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
        return writers.missing(plan, "PyTorch", ACTIVATIONS)

    def files(self, job: ExportJob) -> dict[str, bytes]:
        options = job.options
        assert isinstance(options, PyTorchOptions)
        found = {
            self.suffix: module_source(job).encode(),
            "_weights.safetensors": _state_file(job, job.weights),
        }
        if options.training and can_train(job.plan):
            unknown_training(job)
            start = initial_weights(job.plan, job.project.training.seed)
            found["_train.py"] = train_source(job).encode()
            found["_start.safetensors"] = _state_file(job, start)
            if options.data:
                found["_data.safetensors"] = safetensors.numpy.save(training_data(job))
        return found


def _state_file(job: ExportJob, weights: WeightMap) -> bytes:
    """Return a file of weights that also tells the drawing, so that it can be imported again."""
    drawing = json.dumps(project_to_dict(without_data(job.project)), ensure_ascii=False)
    return safetensors.numpy.save(state_dict(job.plan, weights), {PROJECT: drawing})


def state_dict(plan: Plan, weights: WeightMap) -> dict[str, Array]:
    """Return weights as the module's state: by PyTorch's names and in its layouts."""
    found: dict[str, Array] = {}
    for node in plan.nodes:
        if node.shares or not node.weights:
            continue
        name = safe_name(node.id)
        for weight in torch_weights(node.layer, len(node.input_shapes[0])):
            value = weight.there(weights[node.id, weight.name])
            found[weight.of(name)] = value
            if two_biases(node.layer) and "bias_ih" in weight.key:
                found[second_bias(weight).of(name)] = np.zeros_like(value)
        if isinstance(node.layer, BatchNorm):
            found[f"{name}.num_batches_tracked"] = np.zeros((), np.int64)
    return dict(sorted(found.items()))
