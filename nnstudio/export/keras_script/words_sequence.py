"""Recurrent layers and attention, in the words of Keras."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.export.keras_script.words_core import held_small, no_bias
from nnstudio.export.keras_script.written import (
    LAYER,
    SO_FAR,
    Call,
    Place,
    Written,
    construct,
    writers,
)
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.simple_rnn import SimpleRNN


@writers(SimpleRNN, LSTM, GRU)
def _recurrent(layer: Recurrent, place: Place) -> Written:
    words: list[str | Call] = [str(layer.units)]
    if isinstance(layer, SimpleRNN):
        words += _activation(layer, place)
    if layer.return_sequences:
        words.append("return_sequences=True")
    if layer.direction == "backward":
        words.append("go_backwards=True")
    words += no_bias(layer.use_bias)
    words += [
        f"{key}={rate!r}"
        for key in ("dropout", "recurrent_dropout")
        if (rate := layer.values()[key])
    ]
    words += held_small(layer, "kernel", "recurrent", axis=0)
    if layer.direction == "both":
        call = place.call("Bidirectional", construct(type(layer).name, *words))
    else:
        call = place.call(type(layer).name, *words)
    mask = f", mask={place.helper('there')}({place.x})" if layer.mask_zeros else ""
    lines = [f"{LAYER}({place.x}{mask})"]
    if layer.return_sequences and layer.direction == "backward":
        lines.append(f"ops.flip({SO_FAR}, axis=1)")
    if layer.return_sequences and layer.mask_zeros:
        # Keras repeats the last output there, and would hand the mask on.
        lines.append(f"{place.helper('keep_steps')}({place.x}, {SO_FAR})")
    arrays = [array for prefix, _ in layer.readings for array in _arrays(layer, place, prefix)]
    note = "Keras lets gradients flow back through the whole sequence." if layer.truncate else ""
    return Written(tuple(lines), call, tuple(arrays), note)


def _activation(layer: SimpleRNN, place: Place) -> list[str | Call]:
    if layer.activation == "tanh":
        return []
    if layer.activation == "leaky_relu":
        return [f"activation={place.helper('leaky_relu')}({layer.negative_slope!r})"]
    if layer.activation == "step":
        return [f"activation={place.helper('step')}"]
    return [f'activation="{layer.activation}"']


def _arrays(layer: Recurrent, place: Place, prefix: str) -> list[Array]:
    """Return the weights of one direction as Keras keeps them."""
    w = {
        name: place.w[prefix + name]
        for name in ("weight", "recurrent_weight", "bias", "recurrent_bias")
        if prefix + name in place.w
    }
    if not isinstance(layer, GRU):
        return list(w.values())
    turned = {name: update_first(value) for name, value in w.items()}
    found = [turned["weight"], turned["recurrent_weight"]]
    if layer.use_bias:
        found.append(np.stack([turned["bias"], turned["recurrent_bias"]]))
    return found


def update_first(gates: Array) -> Array:
    """Return the gates of a GRU in the other order: Keras has z, r, n and NNStudio r, z, n."""
    a, b, n = np.split(gates, 3, axis=-1)
    return np.concatenate([b, a, n], axis=-1)


@writers(MultiHeadAttention)
def _attention(layer: MultiHeadAttention, place: Place) -> Written:
    features = place.shapes[0][-1]
    size = features // layer.heads
    words = [*no_bias(layer.use_bias), *held_small(layer, "kernel")]
    if layer.dropout:
        words.append(f"dropout={layer.dropout!r}")
    call = place.call("MultiHeadAttention", str(layer.heads), str(size), *words)
    x = place.x
    settings = ", use_causal_mask=True" if layer.causal else ""
    if layer.mask_zeros:
        settings += f", attention_mask={place.helper('there')}({x})[:, None, :]"
    lines = [f"{LAYER}({x}, {x}{settings})"]
    if layer.mask_zeros:
        lines.append(f"{place.helper('keep_steps')}({x}, {SO_FAR})")
    arrays = []
    for part in PARTS:
        shape = (features, layer.heads, size)
        if part == "output":
            shape = (layer.heads, size, features)
        arrays.append(place.w[f"{part}_weight"].reshape(shape))
        if layer.use_bias:
            bias = place.w[f"{part}_bias"]
            arrays.append(bias if part == "output" else bias.reshape(shape[1:]))
    note = "Keras does not limit the length of the weights here." if layer.max_norm else ""
    return Written(tuple(lines), call, tuple(arrays), note)


@writers(PositionalEncoding)
def _positional_encoding(layer: PositionalEncoding, place: Place) -> Written:
    steps, features = place.shapes[0]
    call = None
    if layer.kind == "learned":
        words = [] if place.trainable else ["trainable=False"]
        call = Call(place.helper("Places"), (*words, *place.named))
        lines = [f"{place.x} + {LAYER}({place.x})"]
    else:
        lines = [f"{place.x} + {place.helper('waves')}({steps}, {features})"]
    if layer.mask_zeros:
        lines.append(f"{place.helper('keep_steps')}({place.x}, {SO_FAR})")
    return Written(tuple(lines), call, tuple(place.w.values()))
