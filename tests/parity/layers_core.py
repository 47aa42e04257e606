"""Counterparts of the layers that have no family of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence
from torch.nn import functional as F

from nnstudio.core.layer import Array
from tests.parity.counterpart import Call, Entry


def dense(layer: Any, call: Call, x: Tensor) -> Tensor:
    return call.activated(layer, F.linear(x, call.w["weight"].T, call.w.get("bias")))


def activation(layer: Any, call: Call, x: Tensor) -> Tensor:
    return call.activated(layer, x)


def embedding(layer: Any, call: Call, x: Tensor) -> Tensor:
    # PyTorch takes whole numbers within the vocabulary alone.
    indices = x.detach().round().clamp(0, layer.vocabulary - 1).long()
    y = F.embedding(indices, call.w["weight"], padding_idx=0 if layer.mask_zero else None)
    # PyTorch keeps the row of the padding at zero from the start; ours is looked past.
    y = y * (indices != 0).unsqueeze(-1) if layer.mask_zero else y
    return y + 0 * x.sum()


def tokens(layer: Any, rng: np.random.Generator, xs: tuple[Array, ...]) -> tuple[Array, ...]:
    return tuple(rng.integers(0, layer.vocabulary, x.shape).astype(float) for x in xs)


def prelu(layer: Any, call: Call, x: Tensor) -> Tensor:
    return F.prelu(x.flatten(0, -2), call.w["slope"]).reshape(x.shape)


def reshape(layer: Any, call: Call, x: Tensor) -> Tensor:
    return x.reshape(len(x), *layer.sizes)


def noisy(layer: Any, call: Call, x: Tensor) -> Tensor:
    """The sum, with the numbers that our pass has drawn; a test of the layer looks at those."""
    return x + call.drawn["noise"] if call.training else x * 1


def sampling(layer: Any, call: Call, mean: Tensor, log_variance: Tensor) -> Tensor:
    """The reparameterisation of PyTorch's own example, with its closed form of the divergence."""
    standard = Normal(torch.zeros_like(mean), torch.ones_like(mean))
    deviation = torch.exp(log_variance / 2)
    call.penalty = layer.beta * kl_divergence(Normal(mean, deviation), standard).sum()
    if not call.training:
        return mean * 1
    noise = call.drawn["scatter"] / deviation.detach()
    return mean + deviation * noise


def dropped(layer: Any, call: Call, x: Tensor) -> Tensor:
    """What PyTorch's dropout does, with the numbers that our pass has drawn."""
    if not call.training or layer.rate == 0:
        return F.dropout(x, layer.rate, training=False)
    mask = call.drawn["mask"]
    kept = mask != 0
    if layer.name == "SpatialDropout":
        assert mask.shape == (len(x), *(1,) * (x.ndim - 2), x.shape[-1])
    assert np.allclose(mask[kept], 1 / (1 - layer.rate)), "PyTorch scales up in training"
    return x * kept / (1 - layer.rate)


CORE = {
    "Input": Entry(lambda layer, call, x: x * 1),
    "Output": Entry(lambda layer, call, x: x * 1),
    "Dense": Entry(dense),
    "Activation": Entry(activation),
    "Flatten": Entry(lambda layer, call, x: x.flatten(1)),
    "Embedding": Entry(embedding, inputs=tokens),
    "Repeat": Entry(lambda layer, call, x: x.unsqueeze(1).repeat(1, layer.times, 1)),
    "Reshape": Entry(reshape),
    "Permute": Entry(lambda layer, call, x: x.permute(0, *layer.axes)),
    "PReLU": Entry(prelu),
    "Sampling": Entry(sampling),
    "Dropout": Entry(dropped),
    "SpatialDropout": Entry(dropped),
    "Noise": Entry(noisy),
}
