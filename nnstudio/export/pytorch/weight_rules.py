"""What acts on weights beside the loss: L1, L2, longest lengths, and what layers add."""

from __future__ import annotations

from nnstudio.core.starting_weights import StartingWeights
from nnstudio.export.base import ExportJob
from nnstudio.export.pytorch.place import safe_name
from nnstudio.export.pytorch.state import torch_weights
from nnstudio.export.pytorch.train_template import HOLD
from nnstudio.layers.sampling import Sampling

INDENT = " " * 4


def penalty_terms(job: ExportJob) -> list[str]:
    """Return what layers add to the loss, as terms."""
    terms = [
        f"network.{safe_name(node.id)}.penalty"
        for node in job.plan.nodes
        if isinstance(node.layer, Sampling)
    ]
    for parameter, _, layer in _decaying(job):
        if layer.l1:
            terms.append(f"{layer.l1!r} * {parameter}.abs().sum()")
        if layer.l2:
            terms.append(f"{layer.l2!r} * {parameter}.square().sum()")
    return terms


def penalty_source(terms: list[str]) -> str:
    """Return the function that adds up terms; nothing where there are none."""
    if not terms:
        return ""
    lines = [f"    total = {terms[0]}", *(f"    total = total + {term}" for term in terms[1:])]
    body = "\n".join([*lines, "    return total"] if len(terms) > 1 else [f"    return {terms[0]}"])
    return f'''def penalty(network):
    """Return what layers add to the loss."""
{body}


'''


def hold_source(held: list[str]) -> str:
    """Return the functions that shorten weights; nothing where there are no lines."""
    return HOLD + "".join(f"{INDENT}{line}\n" for line in held) + "\n\n" if held else ""


def hold_lines(job: ExportJob) -> list[str]:
    """Return the lines that shorten weights to their layers' longest lengths."""
    lines = []
    for parameter, axis, layer in _decaying(job):
        if layer.max_norm:
            lines.append(f"shorten({parameter}, {axis}, {layer.max_norm!r})")
    return lines


def _decaying(job: ExportJob) -> list[tuple[str, int, StartingWeights]]:
    """Return the weights on which L1, L2 and max-norm act, and the axis of their units."""
    found = []
    for node in job.plan.nodes:
        layer = node.layer
        if node.frozen or node.shares or not isinstance(layer, StartingWeights):
            continue
        weights = dict(node.weights)
        for weight in torch_weights(layer, len(node.input_shapes[0])):
            ours = weights[weight.name]
            if not ours.decays:
                continue
            parameter = f"network.{weight.of(safe_name(node.id))}"
            if weight.grouped:
                parameter += f".unflatten(0, {ours.shape[2:]})[:, :, 0]"
            found.append((parameter, weight.unit_axis(len(ours.shape)), layer))
    return found
