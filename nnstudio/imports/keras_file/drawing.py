"""A drawing that grows while the layers of a Keras file are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from nnstudio.core.errors import ShapeError, ValueRangeError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.engine.weights import WeightKey
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.imports.base import as_kept
from nnstudio.imports.keras_file import (
    readings_core,
    readings_merge,
    readings_prepare,
    readings_sequence,
    readings_steps,
    readings_window,
)
from nnstudio.imports.keras_file.composed import composed, folded
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
from nnstudio.layers.reshape import Reshape

__all__ = ["Drawing"]

READINGS_FILES = (
    readings_core,
    readings_merge,
    readings_prepare,
    readings_sequence,
    readings_steps,
    readings_window,
)
"""The files that fill `READINGS`."""

LONGEST_TITLE = 100
SKIPPING = re.compile(r".*(RNN|LSTM\d?D?|GRU|Bidirectional|Attention|GlobalAveragePooling1D)")
"""The classes of Keras that leave padding out."""


class Drawing:
    """The project and the weights so far, with what there is to say about them.

    Parameters
    ----------
    masks
        Whether padding is followed; without, no layer knows of it.
    """

    def __init__(self, stored: Stored, masks: bool = True) -> None:
        self.project = Project()
        self.weights: dict[WeightKey, Array] = {}
        self.notes: list[Text] = []
        self.idle_masks = False
        """Whether padding reached layers that cannot tell it."""
        self.skips_padding = False
        """Whether the network has layers that leave padding out in Keras."""
        self._masks = masks
        self._stored = stored
        self._holders: dict[tuple[str, ...], list[str]] = {}
        self._frozen: list[str] = []
        self._single: set[str] = set()
        self._calls = 0

    def enter(self, columns: str, shape: Shape) -> Flow:
        """Add an Input that takes some columns of a sample, or all of it."""
        self.project, node_id = edits.add_node(self.project, Input(columns=columns), 0, 0)
        if columns and len(shape) > 1:
            entered = node_id
            layer = Reshape(shape=", ".join(map(str, shape)))
            self.project, node_id = edits.add_node(self.project, layer, 0, 0)
            self.project = edits.connect(self.project, entered, node_id, 0)
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
        needed, readers = network.needed(), network.readers()
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
                sources = [self._given(layer, source, flows) for source in call.sources]
                if any(source not in flows for source in sources):
                    left.append((layer, number, call))
                    continue
                given = [replace(flows[source], alone=readers[source] == 1) for source in sources]
                for place, flow in enumerate(self._called(layer, call, given)):
                    flows[layer.name, number, place] = flow
            if len(left) == len(waiting):
                text = N_("The layer {name} of the network reads what nothing gives.")
                raise BrokenModelError(Text(text, name=left[0][0].name))
            waiting = left
        ends = [self._given(None, source, flows) for source in network.outputs]
        missing = [source[0] for source in ends if source not in flows]
        if missing:
            text = N_("The layer {name} of the network reads what nothing gives.")
            raise BrokenModelError(Text(text, name=missing[0]))
        return [flows[source] for source in ends]

    def _given(self, reader: Described | None, source: Source, flows: dict[Source, Flow]) -> Source:
        """Return what is read in place of states, which no layer here gives besides its output."""
        name, number, place = source
        first = (name, number, 0)
        if place == 0 or source in flows or first not in flows:
            return source
        if place > 1 or (
            isinstance(flows[first].shape, tuple) and len(flows[first].shape or ()) > 1
        ):
            text = N_("{name} reads a state of “{layer}”; here it reads that layer's output.")
            self.notes.append(Text(text, name=reader.name if reader else "", layer=name))
        return first

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
        except (ShapeError, ValueRangeError) as error:
            text = N_("{kind} “{name}” is left out. {reason}")
            self._say(layer, text, error.text)
            return [given[0]]
        ports = [len(p.layer.inputs) for p in taken.pieces[:1] if not p.reads]
        ports += [-place for p in taken.pieces for place in p.reads]
        if len({flow.node for flow in given}) > max(ports, default=1):
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
        self.skips_padding |= bool(SKIPPING.fullmatch(layer.kind))
        if layer.kind not in READINGS:
            reason = N_("NNStudio has no such layer")
            if layer.kind == "Lambda":
                reason = N_("it holds code, and code in files is never run")
            raise NotTakenError(Text(reason))
        old = self._stored.version.startswith(("1.", "2."))
        arrays = partial(self._arrays, layer)
        config = layer.config if self._masks else layer.config.changed(mask_zero=False)
        plainly, more = composed(layer.kind, config)
        found = Found(plainly, tuple(given), call.told, arrays, old, call.args)
        taken = READINGS[layer.kind](found)
        if more:
            # What follows counts its pieces from the last one on.
            last = len(taken.pieces) - 1
            behind = tuple(replace(p, reads=tuple(last + n for n in p.reads)) for p in more)
            taken = replace(taken, pieces=(*taken.pieces, *behind), masked=False)
        return taken if self._masks else replace(taken, masked=False)

    def _arrays(self, layer: Described, groups: Sequence[str]) -> list[Array]:
        if self._stored.legacy:
            return self._stored.listed(layer.names)
        return self._stored.numbered([f"{layer.group}/{group}" for group in groups])

    def _added(self, layer: Described, taken: Taken, given: list[Flow]) -> Flow:
        holders = self._holders.get(layer.names)
        made: list[Flow] = []
        for number, piece in enumerate(taken.pieces):
            shares = holders is not None and number < len(holders) and not piece.frozen
            holder = holders[number] if holders is not None and shares else ""
            flows = given[: len(piece.layer.inputs)] if not made else [made[-1]]
            if piece.reads:
                flows = [made[n] if n >= 0 else given[-n - 1] for n in piece.reads]
            made.append(self._piece(layer, piece, flows, holder))
        nodes = [flow.node for flow in made]
        self._holders.setdefault(layer.names, nodes)
        return replace(made[-1], masked=taken.masked, turned=taken.turned, alone=False)

    def _piece(self, layer: Described, piece: Piece, flows: list[Flow], holder: str) -> Flow:
        if len(flows) == 1 and flows[0].alone and flows[0].node in self._single and not holder:
            found = folded(self.project.graph.by_id[flows[0].node], piece, self.weights)
            if found:
                self.weights |= found
                return flows[0]
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
        if piece.frozen or layer.config.raw("trainable") is False:
            self._frozen.append(node_id)
        elif len(layer.calls) == len(layer.names) == 1:
            self._single.add(node_id)
        return Flow(node_id, shape, alone=True)

    def _keep(self, layer: Described, piece: Piece, node_id: str, shapes: list[Shape]) -> None:
        """Keep the weights of a layer that are as it needs them; say so where they are not."""
        for name, weight in piece.layer.weights(*shapes).items():
            value = piece.weights.get(name)
            if value is not None and value.ndim == 0:
                value = np.broadcast_to(value, weight.shape)
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
        self.idle_masks |= flow.masked and not aware
        if flow.masked and not aware:
            note = Text(N_("behind it padding counts like other steps, and is zero before it"))
            self._say(layer, N_("{kind} “{name}”: {reason}."), note)


def _usual(layer: Described) -> bool:
    """Return whether a layer is called as Keras calls those without a name."""
    stem = layer.group.rpartition("/")[2].rstrip("0123456789").rstrip("_")
    return layer.name.rstrip("0123456789").rstrip("_") == stem
