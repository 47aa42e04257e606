"""A drawing that grows while the layers of a Keras file are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.engine.weights import WeightKey
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.imports.base import as_kept
from nnstudio.imports.keras_file import readings_core, readings_sequence, readings_window
from nnstudio.imports.keras_file.config import BrokenModelError, NotTakenError
from nnstudio.imports.keras_file.described import (
    INPUT,
    MOST_LAYERS,
    Described,
    LayerCall,
    Network,
    Source,
)
from nnstudio.imports.keras_file.stored import Stored
from nnstudio.imports.keras_file.taken import READINGS, Flow, Found, Piece, Taken
from nnstudio.layers.input import Input

__all__ = ["Drawing"]

READINGS_FILES = (readings_core, readings_sequence, readings_window)
"""The files that fill `READINGS`."""

LONGEST_TITLE = 100


class Drawing:
    """The project and the weights so far, with what there is to say about them."""

    def __init__(self, stored: Stored) -> None:
        self.project = Project()
        self.weights: dict[WeightKey, Array] = {}
        self.notes: list[Text] = []
        self._stored = stored
        self._holders: dict[tuple[str, ...], list[str]] = {}
        self._frozen: list[str] = []
        self._calls = 0

    def enter(self, columns: str, shape: Shape) -> Flow:
        """Add an Input that takes some columns of a sample, or all of it."""
        self.project, node_id = edits.add_node(self.project, Input(columns=columns), 0, 0)
        return Flow(node_id, shape)

    def add(self, network: Network, inputs: Sequence[Flow]) -> list[Flow]:
        """Add all layers of a network; return its outputs.

        Raises
        ------
        BrokenModelError
            Its wires lead nowhere or in circles.
        """
        flows: dict[Source, Flow] = {}
        for name, flow in zip(network.inputs, inputs, strict=False):
            flows[name, 0, 0] = flow
        needed = network.needed()
        waiting = [
            (layer, number, call)
            for layer in network.layers
            if layer.kind != INPUT
            for number, call in enumerate(layer.calls)
            if (layer.name, number) in needed
        ]
        while waiting:
            # Keras lists layers in an order of its own, in which few have to wait.
            left = []
            for layer, number, call in waiting:
                if any(source not in flows for source in call.sources):
                    left.append((layer, number, call))
                    continue
                given = [flows[source] for source in call.sources]
                for place, flow in enumerate(self._called(layer, call, given)):
                    flows[layer.name, number, place] = flow
            if len(left) == len(waiting):
                text = N_("The layer {name} of the network reads what nothing gives.")
                raise BrokenModelError(Text(text, name=left[0][0].name))
            waiting = left
        missing = [source[0] for source in network.outputs if source not in flows]
        if missing:
            text = N_("The layer {name} of the network reads what nothing gives.")
            raise BrokenModelError(Text(text, name=missing[0]))
        return [flows[source] for source in network.outputs]

    def finished(self) -> Project:
        """Return the project, with the layers frozen that the file says are not trained."""
        return edits.set_frozen(self.project, self._frozen, True)

    def _called(self, layer: Described, call: LayerCall, given: list[Flow]) -> list[Flow]:
        """Add what a call of a layer computes."""
        self._calls += 1
        if self._calls > MOST_LAYERS:
            text = N_("The network has too many layers: at most {count} can be imported.")
            raise BrokenModelError(Text(text, count=MOST_LAYERS))
        if layer.network is not None:
            return self.add(layer.network, given)
        if not given:
            text = N_("The layer {name} of the network reads what nothing gives.")
            raise BrokenModelError(Text(text, name=layer.name))
        try:
            taken = self._taken(layer, call, given)
        except NotTakenError as error:
            text = N_("{kind} “{name}” is left out: {reason}.")
            self._say(layer, text, error.text)
            return [given[0]]
        except ValueRangeError as error:
            text = N_("{kind} “{name}” is left out. {reason}")
            self._say(layer, text, error.text)
            return [given[0]]
        ports = len(taken.pieces[0].layer.inputs) if taken.pieces else 1
        if len({flow.node for flow in given}) > ports:
            text = N_("{kind} “{name}” is left out: {reason}.")
            self._say(layer, text, Text(N_("it reads {count} inputs"), count=len(given)))
            return [given[0]]
        for note in taken.notes:
            self._say(layer, N_("{kind} “{name}”: {reason}."), note)
        for flow in given:
            self._say_of_order(layer, flow, taken)
        if not taken.pieces:
            return [replace(given[0], masked=taken.masked, turned=False)]
        return [self._added(layer, taken, given)]

    def _taken(self, layer: Described, call: LayerCall, given: list[Flow]) -> Taken:
        if layer.kind not in READINGS:
            reason = N_("NNStudio has no such layer")
            if layer.kind == "Lambda":
                reason = N_("it holds code, and code in files is never run")
            raise NotTakenError(Text(reason))
        old = self._stored.version.startswith(("1.", "2."))
        arrays = partial(self._arrays, layer)
        return READINGS[layer.kind](Found(layer.config, tuple(given), call.told, arrays, old))

    def _arrays(self, layer: Described, groups: Sequence[str]) -> list[Array]:
        if self._stored.legacy:
            return self._stored.listed(layer.names)
        return self._stored.numbered([f"{layer.group}/{group}" for group in groups])

    def _added(self, layer: Described, taken: Taken, given: list[Flow]) -> Flow:
        holders = self._holders.get(layer.names)
        made: list[str] = []
        flows = given[: len(taken.pieces[0].layer.inputs)]
        for number, piece in enumerate(taken.pieces):
            holder = holders[number] if holders and number < len(holders) else ""
            flow = self._piece(layer, piece, flows, holder)
            made.append(flow.node)
            flows = [flow]
        self._holders.setdefault(layer.names, made)
        if layer.config.raw("trainable") is False:
            self._frozen += made
        return replace(flows[0], masked=taken.masked, turned=taken.turned)

    def _piece(self, layer: Described, piece: Piece, flows: list[Flow], holder: str) -> Flow:
        shapes = [flow.shape for flow in flows if flow.shape is not None]
        known = len(shapes) == len(flows)
        shape: Shape | None = None
        if known:
            try:
                shape = piece.layer.output_shape(*shapes)
            except ShapeError as error:
                self._say(layer, N_("{kind} “{name}” does not fit. {reason}"), error.text)
        self.project, node_id = edits.add_node(self.project, piece.layer, 0, 0)
        for port, flow in enumerate(flows):
            self.project = edits.connect(self.project, flow.node, node_id, port)
        if len(layer.name) <= LONGEST_TITLE and not _usual(layer):
            self.project = edits.set_title(self.project, node_id, layer.name)
        if holder and piece.layer.has_weights:
            self.project = edits.share(self.project, node_id, holder)
        elif shape is not None:
            self._keep(layer, piece, node_id, shapes)
        return Flow(node_id, shape)

    def _keep(self, layer: Described, piece: Piece, node_id: str, shapes: list[Shape]) -> None:
        """Keep the weights of a layer that are as it needs them; say so where they are not."""
        for name, weight in piece.layer.weights(*shapes).items():
            value = piece.weights.get(name)
            if value is None:
                note = Text(N_("the file has no {weight}"), weight=name)
            elif value.shape != weight.shape:
                note = Text(
                    N_("its {weight} has the shape {got} instead of {expected}"),
                    weight=name,
                    got=shape_text(value.shape),
                    expected=shape_text(weight.shape),
                )
            else:
                self.weights[node_id, name] = as_kept(value)
                continue
            self._say(layer, N_("{kind} “{name}” starts with new weights: {reason}."), note)

    def _say(self, layer: Described, template: str, reason: Text) -> None:
        self.notes.append(Text(template, kind=layer.kind, name=layer.name, reason=reason))

    def _say_of_order(self, layer: Described, flow: Flow, taken: Taken) -> None:
        if flow.turned and taken.pieces:
            note = Text(N_("in Keras it reads the steps in reverse order, here in their own"))
            self._say(layer, N_("{kind} “{name}”: {reason}."), note)
        aware = taken.masked or any(
            piece.layer.values().get("mask_zeros") for piece in taken.pieces
        )
        if flow.masked and not aware:
            note = Text(N_("behind it padding counts like other steps, and is zero before it"))
            self._say(layer, N_("{kind} “{name}”: {reason}."), note)


def _usual(layer: Described) -> bool:
    """Return whether a layer is called as Keras calls those without a name."""
    stem = layer.group.rpartition("/")[2].rstrip("0123456789").rstrip("_")
    return layer.name.rstrip("0123456789").rstrip("_") == stem
