"""Which layers can go at a place of the drawing, most likely first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nnstudio.activations import all_activations
from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.errors import ShapeError
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.graph.adapted_layers import adapted, head_for
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.likely_layers import likelihood_after, likelihood_for
from nnstudio.layers import all_layers
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.output import Output

_MOST_TRIED = 8
"""So many shapes are tried where it is open what will arrive."""


@dataclass(frozen=True)
class Place:
    """Where a layer would go.

    Parameters
    ----------
    sources
        The nodes that would feed it, by port; empty: it is open what will.
    targets
        The nodes that it would feed, each with the number of its port.
    replaces
        The node whose place it would take.
    """

    sources: tuple[str, ...] = ()
    targets: tuple[tuple[str, int], ...] = ()
    replaces: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A layer for a place, with settings that suit it.

    ``shape`` is what it would give, None where that cannot be told; ``reason`` says why it does not
    fit, None where it does.
    """

    layer: Layer
    shape: Shape | None = None
    reason: Text | None = None


def instead_of(analysis: Analysis, node_id: str) -> Place:
    """Return the place of a node that is to be replaced."""
    graph = analysis.project.graph
    wires = graph.wires_into[node_id]
    sources = tuple(wires[port].source for port in sorted(wires))
    targets = tuple((w.target, w.port) for w in graph.wires_from[node_id])
    return Place(sources, targets, node_id)


def suggest(analysis: Analysis, place: Place) -> tuple[Suggestion, ...]:
    """Return every kind of layer for a place: those that fit most likely first, then the others."""
    arriving = _arriving(analysis, place)
    head = _head(analysis, place, arriving)
    replaced = analysis.project.graph.by_id.get(place.replaces)
    found: list[tuple[bool, float, Suggestion]] = []
    for layer in _candidates(analysis, place, arriving, head):
        if replaced is not None and _same_kind(layer, replaced.layer):
            continue
        suggestion = _tried(analysis, place, layer, arriving)
        score = _alike(analysis, place, suggestion)
        score += _score(analysis, place, layer, arriving) + _end_score(analysis, place, layer, head)
        found.append((suggestion.reason is not None, -score, suggestion))
    found.sort(key=lambda entry: entry[:2])
    return tuple(suggestion for _, _, suggestion in found)


def _arriving(analysis: Analysis, place: Place) -> tuple[Shape, ...] | None:
    """Return the shapes that the sources give, None where they are not known."""
    shapes = [analysis.reports[source].shape for source in place.sources]
    known = tuple(shape for shape in shapes if shape is not None)
    return known if known and len(known) == len(shapes) else None


def _head(analysis: Analysis, place: Place, arriving: tuple[Shape, ...] | None) -> Layer | None:
    """Return the layer that would end the network here as the data asks for."""
    if place.targets or place.replaces or not arriving:
        return None
    return head_for(analysis, place.sources[-1], arriving[-1])


def _candidates(
    analysis: Analysis, place: Place, arriving: tuple[Shape, ...] | None, head: Layer | None
) -> Iterator[Layer]:
    """Return each kind of layer, adapted to what arrives, and a last layer that fits the data."""
    replaced = analysis.project.graph.by_id.get(place.replaces)
    if head is not None:
        yield head
    for layer in _kinds():
        yield adapted(layer, analysis, place.sources, arriving, replaced)


@cache
def _kinds() -> tuple[Layer, ...]:
    kinds: list[Layer] = []
    for cls in all_layers().values():
        if cls is ActivationLayer:
            kinds += [ActivationLayer(activation=name) for name in all_activations()]
        else:
            kinds.append(cls())
    return tuple(kinds)


def _same_kind(one: Layer, other: Layer) -> bool:
    if isinstance(one, ActivationLayer) and isinstance(other, ActivationLayer):
        return one.activation == other.activation
    return type(one) is type(other)


# ---- whether it fits ----


def _tried(
    analysis: Analysis, place: Place, layer: Layer, arriving: tuple[Shape, ...] | None
) -> Suggestion:
    ports = len(layer.inputs)
    if place.sources and not ports:
        return Suggestion(layer, None, Text(N_("Data enters here; it takes no wire.")))
    if place.targets and isinstance(layer, Output):
        return Suggestion(layer, None, Text(N_("An Output is the end; nothing comes after it.")))
    if arriving is None:
        return _tried_with_any(analysis, place, layer)
    shapes = _at_ports(arriving, ports)
    shape, reason = output_of(layer, shapes)
    if shape is None:
        return Suggestion(layer, None, reason)
    told = shape if len(arriving) >= ports else None
    if told is not None and (refusal := _refusal(analysis, place, told)) is not None:
        whole = _whole_sequence(layer)
        longer = output_of(whole, shapes)[0] if whole is not None else None
        if whole is not None and longer is not None and not _refusal(analysis, place, longer):
            return Suggestion(whole, longer)
        return Suggestion(layer, told, refusal)
    return Suggestion(layer, told)


def _tried_with_any(analysis: Analysis, place: Place, layer: Layer) -> Suggestion:
    """Try a layer of which it is open what will feed it with all that could."""
    entering = analysis.project.data.signature.input_shape
    if not layer.inputs:
        shape = entering or None
        refusal = _refusal(analysis, place, shape) if shape is not None else None
        return Suggestion(layer, shape, refusal)
    if place.sources:
        return Suggestion(layer)  # what feeds it is known, but not what that gives
    given = [report.shape for report in analysis.reports.values() if report.shape is not None]
    known = list(dict.fromkeys([*([entering] if entering else []), *given]))[:_MOST_TRIED]
    reason: Text | None = None
    for shape in known:
        made, why = output_of(layer, (shape,) * len(layer.inputs))
        why = why if made is None else _refusal(analysis, place, made)
        if why is None:
            return Suggestion(layer)
        reason = why
    return Suggestion(layer, None, reason)


def _at_ports(arriving: tuple[Shape, ...], ports: int) -> tuple[Shape, ...]:
    """Return a shape for each port: ports that stay open take what the first one takes."""
    if ports == 1:
        return arriving[-1:]
    return (*arriving[:ports], *arriving[:1] * (ports - len(arriving)))


@lru_cache(maxsize=4096)
def output_of(layer: Layer, shapes: tuple[Shape, ...]) -> tuple[Shape | None, Text | None]:
    """Return the shape that a layer gives for what arrives, or why it gives none."""
    try:
        return layer.output_shape(*shapes), None
    except ShapeError as error:
        return None, error.text


def _refusal(analysis: Analysis, place: Place, shape: Shape) -> Text | None:
    """Return why a layer that would be fed cannot take a shape; None where it can, or never could."""
    graph, reports = analysis.project.graph, analysis.reports
    for node_id, port in place.targets:
        layer, wires = graph.by_id[node_id].layer, graph.wires_into[node_id]
        shapes = [
            shape if number == port else reports[wires[number].source].shape
            for number in range(len(layer.inputs))
            if number == port or number in wires
        ]
        known = tuple(each for each in shapes if each is not None)
        if len(known) < len(layer.inputs):
            known = (shape,) * len(layer.inputs)
        reason = output_of(layer, known)[1]
        was_wrong = reports[node_id].shape is None and port in wires
        if reason is not None and not was_wrong:
            return reason
    return None


def _whole_sequence(layer: Layer) -> Layer | None:
    """Return a layer that gives all steps instead of the last, where it can."""
    if "return_sequences" not in type(layer).params():
        return None
    found = layer.with_values(return_sequences=True)
    assert isinstance(found, Layer)
    return found


# ---- how likely it is ----


def _score(
    analysis: Analysis, place: Place, layer: Layer, arriving: Sequence[Shape] | None
) -> float:
    project, graph, name = analysis.project, analysis.project.graph, layer.name
    shape = (
        arriving[-1] if arriving else () if place.targets else project.data.signature.input_shape
    )
    before = graph.by_id[place.sources[-1]].layer if place.sources else None
    score = likelihood_for(len(shape), name)
    if before is not None:
        score += 3 * likelihood_after(before.name, name)
        score -= 3 * (before.name == name and layer.category == "regularisation")
    if isinstance(layer, Flatten) and len(shape) == 1:
        score -= 3  # it would change nothing
    for node_id, _ in place.targets[:1]:
        score += 2 * likelihood_after(name, graph.by_id[node_id].layer.name)
    if isinstance(layer, ActivationLayer) and layer.activation != "relu":
        score -= 1.5 + 0.02 * list(all_activations()).index(layer.activation)
    if len(layer.inputs) > max(len(place.sources), 1):
        score -= 2
    elif len(place.sources) > 1 and not place.replaces:
        score += 10 * (len(layer.inputs) == len(place.sources))
    if isinstance(layer, Embedding):
        looked_up = bool(project.data.signature.tokens) and isinstance(before, Input)
        score += 10 if looked_up else -5
    if not place.sources and isinstance(layer, Input):
        score += 1 if graph.entrances else 10
    return score


def _alike(analysis: Analysis, place: Place, suggestion: Suggestion) -> float:
    """Return how like the layer that it would replace a layer is."""
    if not place.replaces:
        return 0.0
    report = analysis.reports[place.replaces]
    same_form = report.shape and suggestion.shape and len(report.shape) == len(suggestion.shape)
    return 4.0 * (suggestion.layer.category == report.node.layer.category) + 2.0 * bool(same_form)


def _end_score(analysis: Analysis, place: Place, layer: Layer, head: Layer | None) -> float:
    """Return what speaks for a layer as the end of the network, or against it."""
    mark = isinstance(layer, Output)
    if head is None or not (mark or layer == head):
        return -1.0 if mark else 0.0
    report = analysis.reports[place.sources[-1]]
    before = report.node.layer
    ended = report.shape is not None and report.shape == head.output_shape(report.shape)
    if isinstance(before, ActivatedLayer) and isinstance(head, ActivatedLayer):
        # A number may well be held between bounds, as the grey of a picture is.
        bounded = head.activation == "linear" and before.activation in ("sigmoid", "tanh")
        ended = ended and (bounded or before.activation == head.activation)
    if mark:
        return 10.0 if ended else -1.0
    # Right behind the data a network has yet to begin.
    return -2.0 if ended or isinstance(before, Input) else 1.0
