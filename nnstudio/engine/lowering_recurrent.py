"""Layers that read sequences, and those that make them."""

from __future__ import annotations

from functools import partial

import numpy as np

from nnstudio.core.kernels.calls import copy
from nnstudio.core.kernels.embedding import Table
from nnstudio.core.kernels.gru import GruReader
from nnstudio.core.kernels.lstm import LstmReader
from nnstudio.core.kernels.recurrent import Extent, Reader, alone
from nnstudio.core.kernels.simple_rnn import ACTIVATIONS, SimpleReader
from nnstudio.core.layer import Array, Layer
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.definition_op import DefinitionOp
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows
from nnstudio.engine.parameters import in_a_row
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.value import Value
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.repeat import Repeat
from nnstudio.layers.simple_rnn import SimpleRNN

READERS: dict[type[Recurrent], type[Reader]] = {
    SimpleRNN: SimpleReader,
    LSTM: LstmReader,
    GRU: GruReader,
}


def reads_everything(layer: Recurrent) -> bool:
    """Return whether a twin can compute this layer: all but rare activations."""
    return not isinstance(layer, SimpleRNN) or layer.activation in ACTIVATIONS


def _lower_recurrent(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, Recurrent)
    x = as_rows(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "rows")
    twin = _Twin(lane, node, layer, x, y.data)
    either = _Either(lane, node, twin, x, y)
    lane.emit(node.id, "forward", either.forward)

    def back() -> None:
        target = lane.receive(x) if x.wanted else None
        lane.emit(node.id, "backward", partial(either.backward, lane.gradient(y), target))
        if target is not None:
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


class _Twin:
    """The readers of a layer, one for each direction, between batch-first arrays."""

    def __init__(self, lane: Lane, node: PlannedNode, layer: Recurrent, x: Value, y: Array) -> None:
        kind = READERS[type(layer)]
        shapes = {name: weight.shape for name, weight in node.weights}
        prefixes = [prefix for prefix, _ in layer.readings]
        ordered = [prefix + name for prefix in prefixes for name in kind.weight_order]
        rows = {name: shapes[name] for name in ordered if name in shapes}
        lane.setup.parameters.define(node.id, in_a_row(rows))
        flats = [part.reshape(len(prefixes), -1) for part in lane.span(node.id)]
        steps, features = node.input_shapes[0]
        self._layer = layer
        extent = Extent(
            steps,
            lane.batch,
            features,
            layer.units,
            layer.use_bias,
            layer.truncate,
            layer.return_sequences,
            x.wanted,
            lane.training,
            layer.mask_zeros,
        )
        self._x, self._y = x.data, y
        beside = lane.setup.assistant.beside if lane.setup.assistant else alone
        self._counts = np.zeros((1, 1, 1), np.float32)
        if layer.mask_zeros:
            scratch = lane.scratch(node.id)
            self._counts = scratch("counts", (*self._x.shape[:2], 1), np.float32)
            self._differs = scratch("differs", self._x.shape, np.bool_)
        self._parts: list[tuple[Reader, slice, int]] = []
        for k, (prefix, turned) in enumerate(layer.readings):
            scratch = lane.scratch(f"{node.id}.{prefix}reader")
            w, g = (flat[k] for flat in flats)
            if isinstance(layer, SimpleRNN):
                reader: Reader = SimpleReader(extent, w, g, scratch, beside, layer.activation)
            else:
                reader = kind(extent, w, g, scratch, beside)
            part = slice(k * layer.units, (k + 1) * layer.units)
            self._parts.append((reader, part, -1 if turned else 1))

    def forward(self) -> None:
        """Compute the outputs."""
        masked = self._layer.mask_zeros
        if masked:
            np.not_equal(self._x, 0, self._differs)
            np.maximum.reduce(self._differs, 2, out=self._counts, keepdims=True)
        for reader, part, way in self._parts:
            np.copyto(reader.inputs, self._x.transpose(1, 0, 2)[::way])
            if reader.on is not None:
                np.copyto(reader.on, self._counts.transpose(1, 0, 2)[::way])
            reader.forward()
            if self._layer.return_sequences:
                y = self._y[:, :, part]
                np.copyto(y, reader.states[::way].transpose(1, 0, 2))
                if masked:
                    np.multiply(y, self._counts, y)
            else:
                np.copyto(self._y[:, part], reader.states[-1])

    def backward(self, dy: Array, target: Array | None) -> None:
        """Compute the gradients of the weights, and into ``target`` those of the inputs."""
        for number, (reader, part, way) in enumerate(self._parts):
            if self._layer.return_sequences:
                np.copyto(reader.d_states, dy[:, :, part].transpose(1, 0, 2)[::way])
                if reader.on is not None:
                    np.multiply(reader.d_states, reader.on, reader.d_states)
            else:
                np.copyto(reader.d_states, dy[:, part])
            reader.backward()
            if target is None:
                continue
            share = reader.d_inputs[::way].transpose(1, 0, 2)
            if number:
                np.add(target, share, target)
            else:
                np.copyto(target, share)


class _Either:
    """The twin, or the definition in steps in which something is dropped.

    Both rates can be changed while the network trains, so both ways are there from the start.
    """

    def __init__(self, lane: Lane, node: PlannedNode, twin: _Twin, x: Value, y: Value) -> None:
        self._layers, self._id = lane.setup.layers, node.id
        self._training = lane.training
        self._twin = twin
        self._defined = DefinitionOp(lane, node, [x], y)

    def forward(self) -> None:
        if self._drops():
            self._defined.forward()
        else:
            self._twin.forward()

    def backward(self, dy: Array, target: Array | None) -> None:
        if self._drops():
            self._defined.backward(dy, [target], True)
        else:
            self._twin.backward(dy, target)

    def _drops(self) -> bool:
        layer = self._layers[self._id]
        assert isinstance(layer, Recurrent)
        return self._training and (layer.dropout > 0 or layer.recurrent_dropout > 0)


def _lower_embedding(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    layer = node.layer
    assert isinstance(layer, Embedding)
    x = as_rows(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "rows")
    shape = (layer.vocabulary, layer.units)
    w, g = (flat.reshape(shape) for flat in lane.span(node.id))
    table = Table(x.data, y.data, w, layer.mask_zero, lane.scratch(node.id))
    lane.emit(node.id, "forward", table.look_up)

    def back() -> None:
        lane.emit(node.id, "backward", partial(table.add_up, lane.gradient(y), g))
        if x.wanted:
            target = lane.receive(x)
            lane.emit(node.id, "backward", partial(target.fill, 0))
            lane.settle(x, target)

    if y.wanted:
        lane.on_backward(back)
    return y


def _lower_repeat(lane: Lane, node: PlannedNode, xs: list[Value]) -> Value:
    x = as_rows(lane, xs[0], f"{node.id}.x")
    y = lane.new(node, "rows")
    lane.emit(node.id, "forward", copy(x.data[:, None], y.data))

    def back() -> None:
        target = lane.receive(x)
        total = partial(np.add.reduce, lane.gradient(y), 1, None, target)
        lane.emit(node.id, "backward", total)
        lane.settle(x, target)

    if x.wanted:
        lane.on_backward(back)
    return y


SEQUENCES: dict[type[Layer], Lowering] = {
    **dict.fromkeys(READERS, _lower_recurrent),
    Embedding: _lower_embedding,
    Repeat: _lower_repeat,
}
