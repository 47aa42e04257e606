"""Edits of the project that may cure a vanishing or exploding gradient, each by name."""

from __future__ import annotations

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.core.text import N_, Text
from nnstudio.explain.verdicts import Verdict
from nnstudio.graph import edits
from nnstudio.graph.project import Project

LABELS = {
    "relu_he": N_("Use ReLU and He weights"),
    "leaky_relu": N_("Use leaky ReLU"),
    "weights": N_("Use fitting starting weights"),
    "clip": N_("Clip the gradient at 1"),
}
"""What the cures are called."""
_FOR_RELU = ("relu", "leaky_relu", "elu", "gelu", "silu", "softplus")


def cure_label(name: str) -> Text:
    """Return what a cure is called."""
    return Text(LABELS[name])


def cured(project: Project, verdict: Verdict, name: str) -> Project:
    """Return the project with a cure; the same one where there is nothing to change.

    Only the layers that are the cause are changed, and what they compute keeps its shape.
    """
    if name == "clip":
        return edits.set_clipping(
            project, project.training.clipping.with_values(mode="global_norm", threshold=1.0)
        )
    for node_id in verdict.culprits:
        node = project.graph.by_id.get(node_id)
        if node is None:
            continue
        layer, values = node.layer, {}
        if name != "weights" and isinstance(layer, ActivatedLayer):
            values["activation"] = "relu" if name == "relu_he" else "leaky_relu"
        if isinstance(layer, StartingWeights):
            used = values.get("activation", getattr(layer, "activation", ""))
            values["initializer"] = "he_normal" if used in _FOR_RELU else "glorot_uniform"
        if values:
            project = edits.set_values(project, node_id, **values)
    return project
