"""Recurrent layers and attention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnstudio.core.layer import Array, Layer
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.imports.keras_file.config import Config, NotTakenError
from nnstudio.imports.keras_file.taken import Found, Piece, Taken, held_small, plain, reads
from nnstudio.layers.add import Add
from nnstudio.layers.average import Average
from nnstudio.layers.dense import Dense
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.multiply import Multiply
from nnstudio.layers.simple_rnn import SimpleRNN

WIDEST = 8192
"""How many numbers heads that are no share of the features may have together."""
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
    merges: dict[object, Layer] = {"sum": Add(), "ave": Average(), "mul": Multiply()}
    found.require("merge_mode", "concat", *merges)
    name, config = found.config.inner("layer")
    kinds = {name}
    if "backward_layer" in found.config:
        kinds.add(found.config.inner("backward_layer")[0])
    if kinds - set(KINDS) or len(kinds) > 1:
        raise NotTakenError(Text(N_("it reads with {got}"), got=" / ".join(sorted(kinds))))
    inner = Found(config, found.flows, found.told, found.arrays, found.old)
    settings = _settings(inner, KINDS[name])
    layer = KINDS[name](**settings, direction="both")
    places = ("forward_layer/cell/vars", "backward_layer/cell/vars")
    arrays = found.arrays(places)
    half = len(arrays) // 2
    merge = merges.get(found.config.raw("merge_mode"))
    if merge is not None:
        cells = (_cell(layer, arrays[:half]), _cell(layer, arrays[half:]))
        readers = [
            Piece(KINDS[name](**settings, direction=direction), cell, reads=(-1,))
            for direction, cell in zip(("forward", "backward"), cells, strict=True)
        ]
        masked = found.masked and layer.return_sequences
        return Taken((*readers, Piece(merge, reads=(0, 1))), masked=masked)
    weights = _cell(layer, arrays[:half])
    weights |= {f"backward_{key}": w for key, w in _cell(layer, arrays[half:]).items()}
    return _read(found, layer, weights)


def _settings(found: Found, kind: type[Recurrent]) -> dict[str, Any]:
    """Return our settings; what only Keras has is refused."""
    config = found.config
    if kind is not SimpleRNN:
        found.require("activation", "tanh")
        found.require("recurrent_activation", "sigmoid")
    if kind is GRU and not config.flag("reset_after"):
        text = N_(
            "its reset gate acts before the product; train it again with reset_after=True, as "
            "Keras has it by default"
        )
        raise NotTakenError(Text(text))
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
    of_values = config.whole("value_dim") if "value_dim" in config else size
    if min(heads, size, of_values) < 1:
        raise NotTakenError(Text(N_("it has no heads, or heads without any size")))
    found.require("use_gate", False)
    found.require("attention_axes", [1], 1)
    shape = found.shape or ()
    if len({flow.node for flow in found.flows}) > 1:
        text = N_("it looks at another sequence; NNStudio has self-attention alone")
        raise NotTakenError(Text(text))
    if len(shape) != 2:
        raise NotTakenError(Text(N_("it does not read a sequence")))
    features = shape[-1]
    made = _made(config, features)
    # A head has as many numbers as all it takes needs; those that are too many are zeros.
    each = max(size, of_values, -(-max(features, made) // heads))
    if made < 1 or (heads * each > max(features, made, WIDEST)):
        raise NotTakenError(Text(N_("its heads are too large")))
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
    sizes = {"query": size, "key": size, "value": of_values}
    weights = _of_heads(weights, heads, sizes, each, (features, made))
    notes = []
    if found.told.get("attention_mask") is not None:
        notes.append(Text(N_("its mask of who sees whom is left out")))
    whole = heads * each
    pieces = [Piece(layer, weights)]
    if whole > features:
        pieces.insert(0, _ones(features, whole))
    if whole > made:
        pieces.append(_ones(whole, made))
    if len(pieces) > 1:
        text = N_("frozen layers of ones and zeros bring its heads to the size of the features")
        notes.append(Text(text))
    return Taken(tuple(pieces), tuple(notes), masked=found.masked)


def _made(config: Config, features: int) -> int:
    """Return how many features attention makes."""
    shape = config.raw("output_shape")
    if shape is None:
        return features
    sizes = (
        config.several("output_shape")
        if isinstance(shape, list)
        else (config.whole("output_shape"),)
    )
    if len(sizes) != 1:
        raise NotTakenError(
            Text(N_("its setting {key} is {got}"), key="output_shape", got=str(shape))
        )
    return sizes[0]


def _of_heads(
    weights: dict[str, Array], heads: int, sizes: dict[str, int], each: int, ends: tuple[int, int]
) -> dict[str, Array]:
    """Return weights of heads that have ``each`` numbers, with zeros where Keras has fewer."""
    features, made = ends
    whole = heads * each
    found: dict[str, Array] = {}
    for name, value in weights.items():
        part, _, kind = name.partition("_")
        own = sizes.get(part, sizes["value"])
        if part == "output":
            shape: tuple[int, ...] = (made,) if kind == "bias" else (heads, own, made)
        else:
            shape = (heads, own) if kind == "bias" else (features, heads, own)
        if value.size != size_of(shape):
            found[name] = value
            continue
        value = value.reshape(shape)
        if part == "query":  # here products are divided by the root of the larger size
            value = value * (each / own) ** 0.5 if each != own else value
        wide = [(0, 0)] * value.ndim
        if part == "output":
            wide[-1] = (0, whole - made)
        if kind == "weight" or part != "output":
            wide[1 if part == "output" else -1] = (0, each - own)
        if kind == "weight" and part != "output":
            wide[0] = (0, whole - features)
        full = np.pad(value, wide)
        found[name] = full.reshape((whole,) if kind == "bias" else (whole, whole))
    return found


def _ones(before: int, after: int) -> Piece:
    """Return what hands on features and adds zeros, or leaves out the last ones."""
    layer = Dense(units=after, use_bias=False)
    return Piece(layer, {"weight": np.eye(before, after)}, frozen=True)


def _penalties(config: Config) -> dict[str, Any]:
    return {key: value for key, value in held_small(config).items() if key != "max_norm"}
