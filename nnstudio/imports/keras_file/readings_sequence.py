"""Recurrent layers and attention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.config import Config, NotTakenError
from nnstudio.imports.keras_file.taken import Found, Taken, held_small, plain, reads
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.simple_rnn import SimpleRNN

KINDS: dict[str, type[Recurrent]] = {"SimpleRNN": SimpleRNN, "LSTM": LSTM, "GRU": GRU}


@reads("SimpleRNN")
def _simple_rnn(found: Found) -> Taken:
    return _one_way(found, SimpleRNN)


@reads("LSTM")
def _lstm(found: Found) -> Taken:
    return _one_way(found, LSTM)


@reads("GRU")
def _gru(found: Found) -> Taken:
    return _one_way(found, GRU)


def _one_way(found: Found, kind: type[Recurrent]) -> Taken:
    backward = found.config.flag("go_backwards")
    settings = _settings(found, kind) | {"direction": "backward" if backward else "forward"}
    layer = kind(**settings)
    weights = _cell(layer, found.arrays(("cell/vars",)))
    # Keras leaves the steps in the order in which they were read.
    return _read(found, layer, weights, turned=backward and layer.return_sequences)


@reads("Bidirectional")
def _both_ways(found: Found) -> Taken:
    found.require("merge_mode", "concat")
    name, config = found.config.inner("layer")
    kinds = {name}
    if "backward_layer" in found.config:
        kinds.add(found.config.inner("backward_layer")[0])
    if kinds - set(KINDS) or len(kinds) > 1:
        raise NotTakenError(Text(N_("it reads with {got}"), got=" / ".join(sorted(kinds))))
    inner = Found(config, found.flows, found.told, found.arrays, found.old)
    layer = KINDS[name](**_settings(inner, KINDS[name]), direction="both")
    places = ("forward_layer/cell/vars", "backward_layer/cell/vars")
    arrays = found.arrays(places)
    half = len(arrays) // 2
    weights = _cell(layer, arrays[:half])
    weights |= {f"backward_{key}": w for key, w in _cell(layer, arrays[half:]).items()}
    return _read(found, layer, weights)


def _settings(found: Found, kind: type[Recurrent]) -> dict[str, Any]:
    """Return our settings; what only Keras has is refused."""
    config = found.config
    found.require("return_state", False)
    if kind is not SimpleRNN:
        found.require("activation", "tanh")
        found.require("recurrent_activation", "sigmoid")
    if kind is GRU and not config.flag("reset_after"):
        raise NotTakenError(Text(N_("its reset gate acts before the product (reset_after)")))
    if found.told.get("initial_state") is not None or len(found.flows) > 1:
        raise NotTakenError(Text(N_("it starts from a state that another layer gives")))
    activation = found.activation() if kind is SimpleRNN else {}
    return {
        "units": config.whole("units"),
        "return_sequences": config.flag("return_sequences"),
        "use_bias": config.flag("use_bias", True),
        "dropout": config.number("dropout", 0.0),
        "recurrent_dropout": config.number("recurrent_dropout", 0.0),
        "mask_zeros": found.masked,
        **activation,
        **held_small(config),
    }


def _cell(layer: Recurrent, arrays: Sequence[Array]) -> dict[str, Array]:
    """Return the weights of one direction."""
    names = ["weight", "recurrent_weight", *(["bias"] if layer.use_bias else [])]
    if not arrays:
        return {}
    if len(arrays) != len(names):
        text = N_("it has {got} weights instead of {expected}")
        raise NotTakenError(Text(text, got=len(arrays), expected=len(names)))
    weights = dict(zip(names, arrays, strict=True))
    if isinstance(layer, GRU):
        if layer.use_bias and weights["bias"].shape == (2, 3 * layer.units):
            weights["bias"], weights["recurrent_bias"] = weights["bias"]
        weights = {name: _reset_first(value) for name, value in weights.items()}
    return weights


def _reset_first(gates: Array) -> Array:
    """Return the gates of a GRU in our order r, z, n; Keras has z, r, n."""
    if gates.shape[-1] % 3:
        return gates
    z, r, n = np.split(gates, 3, axis=-1)
    return np.concatenate([r, z, n], axis=-1)


def _read(found: Found, layer: Recurrent, weights: dict[str, Array], turned: bool = False) -> Taken:
    notes = []
    if found.told.get("mask") is not None and not found.masked:
        notes.append(Text(N_("its mask of the steps that count is left out")))
    if found.config.flag("stateful"):
        notes.append(Text(N_("here it starts each sequence from an empty state (stateful)")))
    masked = found.masked and layer.return_sequences
    return plain(layer, weights, notes=tuple(notes), masked=masked, turned=turned)


@reads("Flip")
def _flip(found: Found) -> Taken:
    """Take it where it brings the steps into their order again, which they have here."""
    if not found.flows[0].turned:
        raise NotTakenError(Text(N_("NNStudio cannot reverse an axis")))
    return Taken(masked=found.masked)


@reads("MultiHeadAttention")
def _attention(found: Found) -> Taken:
    config = found.config
    heads, size = config.whole("num_heads"), config.whole("key_dim")
    found.require("value_dim", size)
    found.require("output_shape", None)
    found.require("use_gate", False)
    found.require("attention_axes", [1], 1)
    features = heads * size
    known = {features} if found.shape is None else {features, found.shape[-1]}
    if len({flow.node for flow in found.flows}) > 1 or len(known) > 1:
        text = N_("it is not self-attention whose heads share the features among them")
        raise NotTakenError(Text(text))
    bias = config.flag("use_bias", True)
    layer = MultiHeadAttention(
        heads=heads,
        causal=found.told.get("use_causal_mask") is True,
        mask_zeros=found.masked,
        use_bias=bias,
        dropout=config.number("dropout", 0.0),
        **_penalties(config),
    )
    parts = [f"{part}_{what}" for part in PARTS for what in ("weight", "bias")[: 1 + bias]]
    weights = found.weights(*parts, groups=[f"{part}_dense/vars" for part in PARTS])
    if not weights:
        weights = found.weights(*parts, groups=[f"_{part}_dense/vars" for part in PARTS])
    for name, value in weights.items():
        shape = (features, features) if name.endswith("weight") else (features,)
        if value.size == size_of(shape):
            weights[name] = value.reshape(shape)
    notes = []
    if found.told.get("attention_mask") is not None:
        notes.append(Text(N_("its mask of who sees whom is left out")))
    return plain(layer, weights, notes=tuple(notes), masked=found.masked)


def _penalties(config: Config) -> dict[str, Any]:
    return {key: value for key, value in held_small(config).items() if key != "max_norm"}
