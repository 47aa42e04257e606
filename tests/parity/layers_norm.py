"""Counterparts of the layers that normalise, and of attention."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional as F

from tests.parity.counterpart import Call, Entry, channels_first, channels_last, padded


def batch_norm(layer: Any, call: Call, x: Tensor) -> Tensor:
    """PyTorch's own, whose conventions our docstring follows."""
    w = call.w
    mean, variance = (w[n].detach().clone() for n in ("running_mean", "running_variance"))
    training = call.training and x.numel() > x.shape[-1]
    y = F.batch_norm(
        channels_first(x),
        mean,
        variance,
        w["gamma"],
        w["beta"],
        training,
        layer.momentum,
        layer.epsilon,
    )
    if training:
        call.state.update(running_mean=mean, running_variance=variance)
    return channels_last(y)


def layer_norm(layer: Any, call: Call, x: Tensor) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], call.w["gamma"], call.w["beta"], layer.epsilon)


def attention(layer: Any, call: Call, x: Tensor) -> Tensor:
    """``nn.MultiheadAttention``; where weights of attention are dropped, its formula."""
    w, steps, features = call.w, x.shape[1], x.shape[2]
    parts = ("query", "key", "value")
    there = (x != 0).any(-1) if layer.mask_zeros else torch.ones(x.shape[:2], dtype=torch.bool)
    hidden = ~torch.tril(torch.ones(steps, steps, dtype=torch.bool)) & layer.causal
    own = {
        "in_proj_weight": torch.cat([w[f"{part}_weight"].T for part in parts]),
        "out_proj.weight": w["output_weight"].T,
    }
    if layer.use_bias:
        own["in_proj_bias"] = torch.cat([w[f"{part}_bias"] for part in parts])
        own["out_proj.bias"] = w["output_bias"]
    if call.training and layer.dropout:
        q, k, v = (
            y.unflatten(-1, (layer.heads, -1)).transpose(1, 2)
            for y in F.linear(x, own["in_proj_weight"], own.get("in_proj_bias")).chunk(3, -1)
        )
        scores = q @ k.mT / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(hidden | ~there[:, None, None, :], -math.inf)
        gathered = (torch.softmax(scores, -1) * call.drawn["kept"]) @ v
        gathered = gathered.transpose(1, 2).flatten(2)
        return F.linear(gathered, own["out_proj.weight"], own.get("out_proj.bias"))
    module = nn.MultiheadAttention(
        features, layer.heads, bias=layer.use_bias, batch_first=True, dtype=x.dtype
    )
    # PyTorch puts zero biases there too.
    module.train()
    y, _ = functional_call(
        module,
        own,
        (x, x, x),
        {
            "attn_mask": hidden if layer.causal else None,
            "key_padding_mask": ~there if layer.mask_zeros else None,
            "need_weights": False,
        },
    )
    return y * there.unsqueeze(-1) if layer.mask_zeros else y


def positional_encoding(layer: Any, call: Call, x: Tensor) -> Tensor:
    if layer.kind == "learned":
        places = call.w["weight"]
    else:
        _, steps, features = x.shape
        places = torch.zeros(steps, features, dtype=torch.float64)
        for t in range(steps):
            for i in range(features):
                angle = t / 10000.0 ** ((i - i % 2) / features)
                places[t, i] = math.cos(angle) if i % 2 else math.sin(angle)
        places = places.to(x.dtype)
    return x + places * (x != 0).any(-1, keepdim=True) if layer.mask_zeros else x + places


NORM = {
    "BatchNorm": Entry(batch_norm),
    "LayerNorm": Entry(layer_norm),
    # All scores of a step rise alike with the bias of the keys, which softmax does not notice.
    "MultiHeadAttention": Entry(attention, vanishing=("key_bias",), inputs=padded),
    "PositionalEncoding": Entry(positional_encoding, inputs=padded),
}
