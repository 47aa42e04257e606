"""Weights of PyTorch put to the layers of a drawing: by name, else by shape and order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.weights import WeightKey
from nnstudio.export.pytorch.place import safe_name
from nnstudio.export.pytorch.pytorch_exporter import PROJECT
from nnstudio.export.pytorch.state import second_bias, torch_weights, two_biases
from nnstudio.imports.pytorch_state.flattening import rearranged
from nnstudio.imports.pytorch_state.names import modules_of, plain_names
from nnstudio.imports.pytorch_state.state_file import State

_IGNORED = ("num_batches_tracked",)


def match_state(plan: Plan, state: State) -> dict[WeightKey, Array]:
    """Return the weights of a file by node and name, in the layout that they have here.

    A module that is called like a node goes to it. The other nodes, from input to output, each get
    the first module whose weights have the same names and shapes, numbers in names counting by
    their size. What no node takes is returned under its own name, so that a report can tell.

    PyTorch flattens pictures channels first: behind a Flatten weights are rearranged, but for
    files that were exported here.
    """
    tensors = plain_names(state.tensors)
    nodes = [node for node in plan.nodes if node.weights]
    chosen = _by_name(nodes, tensors)
    taken = set(chosen.values())
    modules = [name for name in modules_of(tensors) if name not in taken]
    for strict in (True, False):
        for node in nodes:
            if node.id in chosen:
                continue
            fitting = (m for m in modules if m not in taken and _fits(node, m, tensors, strict))
            module = next(fitting, None)
            if module is not None:
                chosen[node.id] = module
                taken.add(module)
    found: dict[WeightKey, Array] = {}
    used: set[str] = set()
    for node in nodes:
        if node.id in chosen:
            found |= _weights(node, chosen[node.id], tensors, used)
    if PROJECT not in state.metadata:
        found = rearranged(plan, found)
    for name in tensors.keys() - used:
        module, _, key = name.rpartition(".")
        if key not in _IGNORED:
            found.setdefault((module or name, key if module else ""), tensors[name])
    for value in found.values():
        value.flags.writeable = False
    return found


def _by_name(nodes: list[PlannedNode], tensors: Mapping[str, Array]) -> dict[str, str]:
    """Return the modules that are called like a node, also where their shapes are others."""
    return {
        node.id: name
        for node in nodes
        for name in (safe_name(node.id),)
        if any(own in tensors for own in _expected(node, name))
    }


def _expected(node: PlannedNode, module: str) -> dict[str, Shape]:
    """Return the weights that a node needs by their names in the file, with their shapes."""
    shapes = {name: weight.shape for name, weight in node.weights}
    rank = len(node.input_shapes[0])
    return {
        weight.of(module): weight.shape_there(shapes[weight.name])
        for weight in torch_weights(node.layer, rank)
    }


def _fits(node: PlannedNode, module: str, tensors: Mapping[str, Array], strict: bool) -> bool:
    expected = _expected(node, module)
    if not expected or any(
        name not in tensors or tensors[name].shape != shape for name, shape in expected.items()
    ):
        return False
    also = {name for name in tensors if name.startswith(f"{module}.")} - expected.keys()
    known = (*_IGNORED, *(("bias_hh_l0", "bias_hh_l0_reverse") if two_biases(node.layer) else ()))
    return not strict or all(name.rpartition(".")[2] in known for name in also)


def _weights(
    node: PlannedNode, module: str, tensors: Mapping[str, Array], used: set[str]
) -> dict[WeightKey, Array]:
    """Return the weights of a node; those of another shape as they are, to be told."""
    found: dict[WeightKey, Array] = {}
    shapes = {name: weight.shape for name, weight in node.weights}
    for weight in torch_weights(node.layer, len(node.input_shapes[0])):
        name, shape = weight.of(module), shapes[weight.name]
        if name not in tensors:
            continue
        value = tensors[name]
        used.add(name)
        other = second_bias(weight).of(module)
        if two_biases(node.layer) and "bias_ih" in name and other in tensors:
            used.add(other)
            if tensors[other].shape == value.shape:
                value = value + tensors[other]
        if value.shape == weight.shape_there(shape):
            found[node.id, weight.name] = weight.here(value, shape)
        elif len(value.shape) == len(weight.axes) and not weight.grouped:
            found[node.id, weight.name] = value.transpose(np.argsort(weight.axes))
        else:
            found[node.id, weight.name] = np.array(value)
    return found
