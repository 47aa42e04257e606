"""Counterparts of the layers in which branches come together."""

from __future__ import annotations

from functools import reduce
from typing import Any

import torch
from torch import Tensor

from tests.parity.counterpart import Call, Entry

AXES = {"last": -1, "first": 1, "second": 2}


def concatenate(layer: Any, call: Call, *xs: Tensor) -> Tensor:
    return torch.cat(xs, AXES[layer.axis])


MERGE = {
    "Add": Entry(lambda layer, call, *xs: reduce(torch.add, xs)),
    "Subtract": Entry(lambda layer, call, a, b: a - b),
    "Multiply": Entry(lambda layer, call, *xs: reduce(torch.mul, xs)),
    "Average": Entry(lambda layer, call, *xs: torch.stack(xs).mean(0)),
    "Maximum": Entry(lambda layer, call, *xs: reduce(torch.maximum, xs)),
    "Concatenate": Entry(concatenate),
}
