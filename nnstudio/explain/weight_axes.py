"""What the places of a weight stand for: inputs and units by their names, kernels by rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input

GATES = {"LSTM": ("i", "f", "g", "o"), "GRU": ("r", "z", "n")}
_KERNELS = {
    "Conv1D": (N_("step"), N_("channel"), N_("filter")),
    "Conv2D": (N_("row"), N_("column"), N_("channel"), N_("filter")),
    "Conv2DTranspose": (N_("row"), N_("column"), N_("channel"), N_("filter")),
    "DepthwiseConv2D": (N_("row"), N_("column"), N_("channel"), N_("copy")),
}
_MOST_STEPS_BACK = 50


@dataclass(frozen=True)
class WeightAxis:
    """One axis of a weight.

    Parameters
    ----------
    name
        What is counted along it.
    labels
        What each place stands for; empty where the places are numbered from 0.
    """

    name: Text
    size: int
    labels: tuple[str, ...] = ()

    def label(self, place: int) -> str:
        """Return what a place stands for."""
        return self.labels[place] if self.labels else str(place)


def weight_axes(analysis: Analysis, node_id: str, weight: str) -> tuple[WeightAxis, ...]:
    """Return the axes of a weight of a layer in a drawing without problems up to there."""
    report = analysis.reports[node_id]
    shape = dict(report.weights)[weight].shape
    kind, unit = report.node.layer.name, _Unit(analysis, node_id)
    if kind in _KERNELS and weight == "weight":
        return tuple(
            WeightAxis(Text(name), size) for name, size in zip(_KERNELS[kind], shape, strict=True)
        )
    if kind == "Embedding":
        return WeightAxis(Text(N_("token")), shape[0]), WeightAxis(Text(N_("number")), shape[1])
    *before, width = shape
    last = unit.axis(width)
    if not before:
        return (last,)
    if weight == "recurrent_weight":
        return WeightAxis(Text(N_("unit before")), before[0]), last
    if len(before) == 1:
        return WeightAxis(Text(N_("input")), before[0], _names_into(analysis, node_id)), last
    return (
        *(WeightAxis(Text(N_("axis {number}"), number=i), n) for i, n in enumerate(before)),
        last,
    )


@dataclass(frozen=True)
class _Unit:
    """The axis of what a layer gives."""

    analysis: Analysis
    node_id: str

    def axis(self, width: int) -> WeightAxis:
        layer = self.analysis.reports[self.node_id].node.layer
        gates = GATES.get(layer.name, ())
        if gates and width % len(gates) == 0:
            count = width // len(gates)
            labels = tuple(f"{gate} {place}" for gate in gates for place in range(count))
            return WeightAxis(Text(N_("gate and unit")), width, labels)
        name = N_("filter") if layer.name in _KERNELS else N_("unit")
        return WeightAxis(Text(name), width, self._classes(width))

    def _classes(self, width: int) -> tuple[str, ...]:
        """Return the names of classes or target columns, where it is the output for them."""
        for point in self.analysis.outputs:
            if point.node == self.node_id:
                classes = point.targets[0].classes or tuple(t.name for t in point.targets)
                return classes if len(classes) == width and all(classes) else ()
        return ()


def _names_into(analysis: Analysis, node_id: str) -> tuple[str, ...]:
    """Return the names of the numbers that a layer reads, where they are known."""
    signature = analysis.project.data.signature
    for _ in range(_MOST_STEPS_BACK):
        report = analysis.reports[node_id]
        if len(report.sources) != 1:
            return ()
        source = analysis.reports[report.sources[0]]
        if isinstance(source.node.layer, Input):
            places = (
                source.columns if source.columns is not None else range(len(signature.features))
            )
            names = tuple(signature.features[i] for i in places)
            return names if len(names) == (source.shape or (0,))[-1] else ()
        if isinstance(source.node.layer, Flatten):
            return _flattened(source.input_shapes[0])
        changes_numbers = source.shape != report.input_shapes[0] or source.weights
        if changes_numbers or source.input_shapes != (source.shape,):
            return ()
        node_id = source.node.id
    return ()


def _flattened(shape: Shape) -> tuple[str, ...]:
    """Return the places of a picture or a sequence in the order of the flattened numbers."""
    if len(shape) == 3:
        height, width, channels = shape
        return tuple(
            f"{y}, {x}" if channels == 1 else f"{y}, {x}, {c}"
            for y in range(height)
            for x in range(width)
            for c in range(channels)
        )
    if len(shape) == 2:
        return tuple(
            f"{step}, {feature}" for step in range(shape[0]) for feature in range(shape[1])
        )
    return ()
