"""Counterparts of the layers that read a sequence step by step."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from nnstudio.activations import make_activation
from tests.parity.activations import activate
from tests.parity.counterpart import Call, Entry, padded

MODULES = {"SimpleRNN": nn.RNN, "LSTM": nn.LSTM, "GRU": nn.GRU}
PYTORCHS = {"tanh": "tanh", "relu": "relu"}
"""The activation functions that PyTorch's plain RNN has."""


def recurrent(layer: Any, call: Call, x: Tensor) -> Tensor:
    """PyTorch's own layer wherever it has what ours is set to, else its formula step by step."""
    activation = getattr(layer, "activation", "tanh")
    dropped = call.training and (layer.dropout or layer.recurrent_dropout)
    if dropped or layer.truncate or activation not in PYTORCHS:
        return unrolled(layer, call, x)
    return native(layer, call, x)


def native(layer: Any, call: Call, x: Tensor) -> Tensor:
    both = layer.direction == "both"
    settings = {"nonlinearity": layer.activation} if layer.name == "SimpleRNN" else {}
    module = MODULES[layer.name](
        x.shape[2],
        layer.units,
        bias=layer.use_bias,
        batch_first=True,
        bidirectional=both,
        dtype=x.dtype,
        **settings,
    )
    own: dict[str, Tensor] = {}
    for prefix, suffix in (("", ""), ("backward_", "_reverse")):
        if f"{prefix}weight" not in call.w:
            continue
        w = {key: call.w[prefix + key] for key in ("weight", "recurrent_weight")}
        own[f"weight_ih_l0{suffix}"] = w["weight"].T
        own[f"weight_hh_l0{suffix}"] = w["recurrent_weight"].T
        if layer.use_bias:
            bias = call.w[f"{prefix}bias"]
            own[f"bias_ih_l0{suffix}"] = bias
            # Where the two biases only ever add up, we have one and PyTorch two.
            recurrent_bias = call.w.get(f"{prefix}recurrent_bias", torch.zeros_like(bias))
            own[f"bias_hh_l0{suffix}"] = recurrent_bias
    lengths = torch.full((len(x),), x.shape[1])
    if layer.mask_zeros:
        lengths = (x != 0).any(-1).sum(-1)
    read = x
    if layer.direction == "backward":
        read = torch.stack([_turned(s, int(n)) for s, n in zip(x, lengths, strict=True)])
    packed = pack_padded_sequence(read, lengths, batch_first=True, enforce_sorted=False)
    out, state = functional_call(module, own, (packed,))
    if not layer.return_sequences:
        last = state[0] if layer.name == "LSTM" else state
        return torch.cat(tuple(last), -1)
    y, _ = pad_packed_sequence(out, batch_first=True, total_length=x.shape[1])
    if layer.direction == "backward":
        y = torch.stack([_turned(s, int(n)) for s, n in zip(y, lengths, strict=True)])
    return y


def _turned(steps: Tensor, count: int) -> Tensor:
    """Return the steps with the first ``count`` of them from the end."""
    return torch.cat([steps[:count].flip(0), steps[count:]])


def unrolled(layer: Any, call: Call, x: Tensor) -> Tensor:
    outputs = []
    for prefix in ("", "backward_"):
        if f"{prefix}weight" not in call.w:
            continue
        turned = bool(prefix) or layer.direction == "backward"
        outputs.append(_unrolled_one(layer, call, x, prefix, turned))
    return torch.cat(outputs, -1)


def _unrolled_one(layer: Any, call: Call, x: Tensor, prefix: str, turned: bool) -> Tensor:
    w = {key[len(prefix) :]: value for key, value in call.w.items() if key.startswith(prefix)}
    there = (x != 0).any(-1) if layer.mask_zeros else torch.ones(x.shape[:2], dtype=torch.bool)
    x_mask, h_mask = torch.ones(1, 1, 1, dtype=x.dtype), torch.ones(1, 1, dtype=x.dtype)
    if call.training:
        x_mask, h_mask = (call.drawn[prefix + name] for name in ("x_mask", "h_mask"))
    for mask, rate in ((x_mask, layer.dropout), (h_mask, layer.recurrent_dropout)):
        values = torch.unique(mask)
        assert all(min(abs(v), abs(v - 1 / (1 - rate))) < 1e-6 for v in values if call.training)
    h = c = torch.zeros(len(x), layer.units, dtype=x.dtype)
    found: list[Tensor] = []
    steps = range(x.shape[1])
    for count, t in enumerate(reversed(steps) if turned else steps):
        if layer.truncate and count % layer.truncate == 0:
            h, c = h.detach(), c.detach()
        p = (x[:, t] * x_mask[:, 0]) @ w["weight"] + w.get("bias", 0)
        r = (h * h_mask) @ w["recurrent_weight"] + w.get("recurrent_bias", 0)
        new_h, new_c = _cell(layer, p, r, h, c)
        counts = there[:, t, None]
        h, c = torch.where(counts, new_h, h), torch.where(counts, new_c, c)
        found.append(torch.where(counts, h, torch.zeros_like(h)))
    if not layer.return_sequences:
        return h
    return torch.stack(found[::-1] if turned else found, 1)


def _cell(layer: Any, p: Tensor, r: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
    """One step as PyTorch's documentation of the layer writes it."""
    if layer.name == "LSTM":
        i, f, g, o = (p + r).chunk(4, -1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c), c
    if layer.name == "GRU":
        (p_r, p_z, p_n), (r_r, r_z, r_n) = p.chunk(3, -1), r.chunk(3, -1)
        z = torch.sigmoid(p_z + r_z)
        n = torch.tanh(p_n + torch.sigmoid(p_r + r_r) * r_n)
        return (1 - z) * n + z * h, c
    return activate(make_activation(layer.activation, layer.negative_slope), p + r), c


TRUNCATED = ({"units": 3, "truncate": 2, "return_sequences": True}, ((5, 2),))
TRUNCATED_BOTH = ({"units": 2, "truncate": 3, "direction": "both"}, ((5, 2),))
PADDED = (
    {"units": 2, "mask_zeros": True, "direction": "both", "return_sequences": True},
    ((4, 2),),
)
PADDED_BACK = ({"units": 2, "mask_zeros": True, "direction": "backward"}, ((4, 3),))
MORE = (TRUNCATED, TRUNCATED_BOTH, PADDED, PADDED_BACK)

RECURRENT = {name: Entry(recurrent, more=MORE, inputs=padded) for name in MODULES}
