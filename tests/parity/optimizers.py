"""PyTorch's optimisers, by our names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

Build = Callable[[Any, Iterable[Tensor]], Any]


@dataclass(frozen=True)
class OptimizerEntry:
    """How PyTorch's optimiser is made of ours; ``more`` lists further settings to compare."""

    build: Build
    more: tuple[dict[str, Any], ...] = ()


def moments(o: Any) -> dict[str, Any]:
    return {"lr": o.learning_rate, "betas": (o.beta1, o.beta2), "eps": o.epsilon}


BETAS: tuple[dict[str, Any], ...] = ({"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},)

OPTIMIZERS = {
    "sgd": OptimizerEntry(lambda o, ws: torch.optim.SGD(ws, o.learning_rate)),
    "momentum": OptimizerEntry(
        lambda o, ws: torch.optim.SGD(ws, o.learning_rate, momentum=o.momentum),
        ({"momentum": 0.5}, {"momentum": 0.0}),
    ),
    "nesterov": OptimizerEntry(
        lambda o, ws: torch.optim.SGD(ws, o.learning_rate, momentum=o.momentum, nesterov=True),
        ({"momentum": 0.5},),
    ),
    "adagrad": OptimizerEntry(
        lambda o, ws: torch.optim.Adagrad(ws, o.learning_rate, eps=o.epsilon), ({"epsilon": 0.1},)
    ),
    "rmsprop": OptimizerEntry(
        lambda o, ws: torch.optim.RMSprop(ws, o.learning_rate, alpha=o.memory, eps=o.epsilon),
        ({"memory": 0.5, "epsilon": 0.01},),
    ),
    "adam": OptimizerEntry(lambda o, ws: torch.optim.Adam(ws, **moments(o)), BETAS),
    "adamw": OptimizerEntry(
        lambda o, ws: torch.optim.AdamW(ws, **moments(o), weight_decay=o.weight_decay),
        (*BETAS, {"weight_decay": 0.3}),
    ),
}
