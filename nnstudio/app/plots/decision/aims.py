"""What of a network can be drawn over its inputs: what its outputs say, and what neurons answer."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output


@dataclass(frozen=True)
class Aim:
    """One thing that the network says of a place.

    Parameters
    ----------
    kind
        ``"classes"`` (the shares of all classes), ``"number"`` (a target in its own units) or
        ``"neuron"`` (one number of a layer's output).
    node, unit
        The layer, and which number of its output; for classes all.
    name
        What it is called: the name of the target, or of the neuron.
    classes
        The names of the classes.
    number, place
        The target (`Signature.all_targets`), and which of its numbers.
    shift, scale
        How the target was scaled.
    """

    kind: str
    node: str
    unit: int = 0
    name: str = ""
    classes: tuple[str, ...] = ()
    number: int = 0
    place: int = 0
    shift: float = 0.0
    scale: float = 1.0

    def values(self, output: Array) -> Array:
        """Return the numbers ``(n,)`` in own units, from the layer's outputs ``(n, units)``."""
        values: Array = output.reshape(len(output), -1)[:, self.unit] / self.scale + self.shift
        return values


@dataclass(frozen=True)
class NeuronLayer:
    """A layer whose output is a row of numbers."""

    node: str
    title: str
    units: int


def output_aims(analysis: Analysis) -> tuple[Aim, ...]:
    """Return everything that the outputs say; nothing for outputs that are pictures or sequences."""
    found: list[Aim] = []
    for point in analysis.outputs:
        first = point.targets[0]
        if first.classes:
            if first.shape == ():
                name = first.name or point.name
                found.append(Aim("classes", point.node, 0, name, first.classes, point.numbers[0]))
            continue
        shift, scale = analysis.project.data.target_scaling_of(point.numbers)
        unit = 0
        for number, target in zip(point.numbers, point.targets, strict=False):
            if len(target.shape) > 1:
                break
            count = size_of(target.shape)
            for place in range(count):
                name = target.name or point.name
                name = f"{name} {place + 1}" if count > 1 else name
                fitted = (shift[unit], scale[unit]) if scale else (0.0, 1.0)
                found.append(Aim("number", point.node, unit, name, (), number, place, *fitted))
                unit += 1
    return tuple(found)


def neuron_layers(analysis: Analysis) -> tuple[NeuronLayer, ...]:
    """Return the layers with a row of numbers, from input to output."""
    return tuple(
        NeuronLayer(node_id, report.node.title or node_id, report.shape[0])
        for node_id in analysis.order
        if (report := analysis.reports[node_id]).shape is not None
        and len(report.shape) == 1
        and not isinstance(report.node.layer, Input | Output)
    )
