"""Every optimiser changes the weights as PyTorch's does, step after step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnstudio.optimizers import Optimizer, all_optimizers
from tests.parity.counterpart import TEN_STEPS, assert_close, tensor
from tests.parity.optimizers import OPTIMIZERS

CASES = [
    pytest.param(cls(**settings), id=f"{name}-{number}")
    for name, cls in all_optimizers().items()
    for number, settings in enumerate(({}, *(OPTIMIZERS[name].more if name in OPTIMIZERS else ())))
]


def test_no_optimizer_is_left_out() -> None:
    assert sorted(all_optimizers()) == sorted(OPTIMIZERS)


@pytest.mark.parametrize("dtype", TEN_STEPS, ids=["float32", "float64"])
@pytest.mark.parametrize("optimizer", CASES)
def test_ten_steps_for_given_gradients(optimizer: Optimizer, dtype: type[np.floating[Any]]) -> None:
    rng = np.random.default_rng(6)
    start = rng.standard_normal((4, 5)).astype(dtype)
    w = start.copy()
    slots = {name: np.zeros_like(w) for name in optimizer.slots}
    leaf = tensor(w, learns=True)
    theirs = OPTIMIZERS[optimizer.name].build(optimizer, [leaf])
    for step in range(1, 11):
        # Sizes differ from weight to weight and from step to step.
        g = rng.standard_normal(w.shape) * 10.0 ** rng.integers(-3, 2, w.shape)
        optimizer.update(w, g.astype(dtype), slots, step)
        leaf.grad = tensor(g.astype(dtype))
        theirs.step()
        assert w.dtype == dtype
        # Of the weights themselves a small change would be hidden.
        assert_close(w - start, leaf - tensor(start), TEN_STEPS[dtype], f"change by step {step}")
