"""Every loss and its gradients are PyTorch's, from outputs and from logits, of any rank."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from nnstudio.activations import make_activation
from nnstudio.core.layer import Array
from nnstudio.losses import Loss, all_losses
from tests.parity.activations import activate
from tests.parity.counterpart import ONE_PASS, assert_close, gradient_of, tensor
from tests.parity.losses import LOSSES

CASES = [
    pytest.param(cls(**settings), id=f"{name}-{number}")
    for name, cls in all_losses().items()
    for number, settings in enumerate(({}, *(LOSSES[name].more if name in LOSSES else ())))
]
SHAPES = [(5, 4), (3, 4, 5), (2, 3, 4, 3), (6, 1)]


def some_targets(loss: Loss, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Draw targets of the kind that the loss expects, in float64."""
    if loss.targets == "indices":
        # A few positions are padding, which the loss passes over.
        return np.where(rng.random(shape[:-1]) < 0.2, -1, rng.integers(0, shape[-1], shape[:-1]))
    if loss.name == "kl_divergence":
        t = rng.random(shape)
        return t / t.sum(axis=-1, keepdims=True)
    if loss.activation == "softmax":
        return np.eye(shape[-1])[rng.integers(0, shape[-1], shape[:-1])]
    if loss.tasks == ("classification",):
        return rng.integers(0, 2, shape).astype(float)
    return rng.standard_normal(shape)


def test_no_loss_is_left_out() -> None:
    assert sorted(all_losses()) == sorted(LOSSES)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("dtype", ONE_PASS, ids=["float32", "float64"])
@pytest.mark.parametrize("loss", CASES)
def test_values_and_gradients_are_those_of_pytorch(
    loss: Loss, dtype: type[np.floating[Any]], shape: tuple[int, ...]
) -> None:
    if loss.activation == "softmax" and shape[-1] == 1:
        shape = (6, 2)
    rng = np.random.default_rng(4)
    z = (2 * rng.standard_normal(shape)).astype(dtype)
    t = some_targets(loss, shape, rng).astype(dtype)
    if loss.targets == "values":
        near = np.abs(z - t) < 1e-3
        z[near] += dtype(0.01)  # off the kinks

    leaf, target = tensor(z, learns=True), tensor(t)
    logits = activate(make_activation(loss.activation), leaf) if loss.activation else leaf
    y = logits.detach().numpy()
    outputs = tensor(y, learns=True)
    expected = LOSSES[loss.name].value(loss, outputs, target)
    expected.backward()
    tolerance = ONE_PASS[dtype]
    # A loss that is a small difference of large terms is held to the size of the terms.
    assert_close(np.asarray(loss.value(y, t), dtype), expected, tolerance, "value", 1.0)
    assert_close(loss.backward(y, t), gradient_of(outputs), tolerance, "gradient")
    if loss.activation:
        expected = LOSSES[loss.name].at_logits(loss, leaf, target)
        expected.backward()
        value = np.asarray(loss.value_at_logits(z, t), dtype)
        assert_close(value, expected, tolerance, "value at logits", 1.0)
        dz = loss.backward_at_logits(z, t)
        assert_close(dz, gradient_of(leaf), tolerance, "gradient at logits")


def test_logits_of_any_size_give_the_numbers_of_pytorch() -> None:
    z = np.array([[900.0, -900.0, 3.0], [-5e4, 5e4, 0.0]])
    for loss in (cls() for cls in all_losses().values() if cls.activation):
        t = np.eye(3)[[1, 1]] if loss.targets == "values" else np.array([1.0, 1.0])
        leaf = tensor(z, learns=True)
        expected = LOSSES[loss.name].at_logits(loss, leaf, torch.from_numpy(t))
        expected.backward()
        value = np.asarray(loss.value_at_logits(z, t))
        assert_close(value, expected, 1e-10, f"{loss.name}: value")
        assert_close(loss.backward_at_logits(z, t), gradient_of(leaf), 1e-10, loss.name)
