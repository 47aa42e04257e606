"""Which words of the data and the losses a layer's settings can be chosen from."""

from __future__ import annotations

from nnstudio.core.layer import Layer
from nnstudio.graph.project import Project
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output
from nnstudio.losses import all_losses


def known_names(layer: Layer, project: Project) -> dict[str, tuple[str, ...]]:
    """Return by setting the names in the data that may be written into it."""
    signature = project.data.signature
    if isinstance(layer, Input):
        return {"columns": signature.features if len(signature.input_shape) == 1 else ()}
    if isinstance(layer, Output):
        return {"target": tuple(t.name for t in signature.all_targets if t.name)}
    return {}


def known_choices(layer: Layer, project: Project) -> dict[str, tuple[str, ...]]:
    """Return by setting the words that it can be: the losses that suit an output's target."""
    if not isinstance(layer, Output):
        return {}
    targets = project.data.signature.all_targets
    task = next((t.task for t in targets if t.name in layer.targets), targets[0].task)
    fitting = [
        name
        for name, loss in all_losses().items()
        if task in loss.tasks and not (task == "regression" and loss.activation)
    ]
    # What is set stays to be seen, though it may not suit.
    return {"loss": tuple(dict.fromkeys(["", *fitting, layer.loss]))}
