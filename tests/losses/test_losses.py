"""Every loss is what its file says, and so are its gradients."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from nnstudio.activations import make_activation
from nnstudio.core.errors import ValueRangeError
from nnstudio.core.layer import Array
from nnstudio.losses import Loss, all_losses
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.hinge import Hinge
from nnstudio.losses.huber import Huber
from nnstudio.losses.kl_divergence import KLDivergence
from nnstudio.losses.log_cosh import LogCosh
from nnstudio.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy

PLAIN = [cls() for cls in all_losses().values()]
VARIANTS = [
    BinaryCrossentropy(label_smoothing=0.2),
    CategoricalCrossentropy(label_smoothing=0.1),
    SparseCategoricalCrossentropy(label_smoothing=0.3),
    Huber(delta=0.4),
    Huber(delta=50.0),
]


def named(losses: list[Loss]) -> list[object]:
    return [
        pytest.param(loss, id="-".join(map(str, (loss.name, *loss.values().values()))))
        for loss in losses
    ]


LOSSES = named(PLAIN + VARIANTS)
FUSED = named([loss for loss in PLAIN + VARIANTS if loss.activation])
SHAPES = pytest.mark.parametrize("shape", [(5, 4), (3, 2, 4), (2, 3, 2, 4)], ids=str)
REACH = 1e-6


def samples(loss: Loss, shape: tuple[int, ...] = (5, 4)) -> tuple[Array, Array, Array]:
    """Return logits, outputs and targets that suit the loss."""
    rng = np.random.default_rng(2)
    z = rng.normal(0, 2, shape)
    y = make_activation(loss.activation or "linear").forward(z)
    classes = rng.integers(0, shape[-1], shape[:-1])
    if loss.targets == "indices":
        return z, y, classes
    if loss.name == "kl_divergence":
        return z, y, rng.dirichlet(np.ones(shape[-1]), shape[:-1])
    if loss.activation == "softmax":
        return z, y, np.eye(shape[-1])[classes]
    if loss.tasks == ("classification",):
        return z, y, rng.integers(0, 2, shape).astype(float)
    return z, y, rng.normal(0, 1, shape)


def slopes(f: Callable[[Array], float], at: Array) -> Array:
    measured = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        e = np.zeros_like(at)
        e[place] = REACH
        measured[place] = (f(at + e) - f(at - e)) / (2 * REACH)
    return measured


def test_the_losses_of_the_house_are_found() -> None:
    assert set(all_losses()) == {
        "mean_squared_error",
        "half_squared_error",
        "mean_absolute_error",
        "huber",
        "log_cosh",
        "binary_crossentropy",
        "categorical_crossentropy",
        "sparse_categorical_crossentropy",
        "hinge",
        "kl_divergence",
    }


@pytest.mark.parametrize("loss", named(PLAIN))
def test_it_is_described(loss: Loss) -> None:
    assert loss.label
    assert loss.summary.endswith(".")
    assert loss.formula
    assert loss.source
    assert set(loss.tasks) <= {"classification", "regression"}
    assert loss.tasks
    assert loss.targets in ("values", "indices")


@SHAPES
@pytest.mark.parametrize("loss", LOSSES)
def test_its_gradient_agrees_with_central_differences(loss: Loss, shape: tuple[int, ...]) -> None:
    _, y, t = samples(loss, shape)
    measured = slopes(lambda y: loss.value(y, t), y)

    assert np.linalg.norm(loss.backward(y, t) - measured) <= 1e-6 * np.linalg.norm(measured)


@SHAPES
@pytest.mark.parametrize("loss", FUSED)
def test_its_gradient_at_the_logits_agrees_with_central_differences(
    loss: Loss, shape: tuple[int, ...]
) -> None:
    z, _, t = samples(loss, shape)
    measured = slopes(lambda z: loss.value_at_logits(z, t), z)

    difference = loss.backward_at_logits(z, t) - measured
    assert np.linalg.norm(difference) <= 1e-6 * np.linalg.norm(measured)


@SHAPES
@pytest.mark.parametrize("loss", FUSED)
def test_both_forms_say_the_same(loss: Loss, shape: tuple[int, ...]) -> None:
    z, y, t = samples(loss, shape)
    f = make_activation(loss.activation)

    assert loss.value_at_logits(z, t) == pytest.approx(loss.value(y, t), rel=1e-12)
    through = f.backward(z, y, loss.backward(y, t))
    np.testing.assert_allclose(loss.backward_at_logits(z, t), through, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("loss", FUSED)
def test_it_stays_exact_where_outputs_are_certain(loss: Loss) -> None:
    z = np.array([[1e4, -1e4], [-1e4, 1e4]], np.float32)
    wrong = np.array([[0, 1], [1, 0]], np.float32)
    right = 1 - wrong
    if loss.targets == "indices":
        wrong, right = wrong.argmax(axis=1), right.argmax(axis=1)
    y = make_activation(loss.activation).forward(z)
    share = 1 - loss.values().get("label_smoothing", 0.0) / 2  # of the wrong class's target
    # Each sample's surprise: a logit is 20000 short, for sigmoid two of them are 10000 short.
    far = 1e4 if loss.activation == "sigmoid" else 2e4

    assert loss.value_at_logits(z, wrong) == pytest.approx(far * share, rel=1e-6)
    assert loss.value_at_logits(z, right) == pytest.approx(far * (1 - share), rel=1e-6, abs=1e-12)
    for t in (wrong, right):
        assert np.isfinite(loss.value(y, t))
        assert np.isfinite(loss.backward(y, t)).all()
        assert np.isfinite(loss.backward_at_logits(z, t)).all()


@pytest.mark.parametrize("loss", named([x for x in PLAIN if x.activation == "softmax"]))
def test_a_small_surprise_at_large_logits_keeps_its_digits(loss: Loss) -> None:
    z = np.array([[1e4, 1e4 - 2]], np.float32)
    t = np.array([0]) if loss.targets == "indices" else np.array([[1, 0]], np.float32)

    assert loss.value_at_logits(z, t) == pytest.approx(math.log1p(math.exp(-2)), rel=1e-6)


@pytest.mark.parametrize("loss", LOSSES)
def test_its_gradient_keeps_the_type(loss: Loss) -> None:
    z, y, t = (a.astype(np.float32) for a in samples(loss))

    assert loss.backward(y, t).dtype == np.float32
    if loss.activation:
        assert loss.backward_at_logits(z, t).dtype == np.float32


@SHAPES
@pytest.mark.parametrize("loss", LOSSES)
def test_a_batch_counts_as_the_mean_of_its_parts(loss: Loss, shape: tuple[int, ...]) -> None:
    _, y, t = samples(loss, shape)
    if loss.targets == "indices":
        t.reshape(-1)[:2] = -1
    parts = [slice(0, 1), slice(1, None)]
    whole = loss.counted(t)
    assert whole == math.prod(shape[:-1]) - (2 if loss.targets == "indices" else 0)
    shares = [loss.counted(t[part]) / whole for part in parts]

    value = sum(share * loss.value(y[p], t[p]) for share, p in zip(shares, parts, strict=True))
    assert loss.value(y, t) == pytest.approx(value, rel=1e-12)
    gradient = [share * loss.backward(y[p], t[p]) for share, p in zip(shares, parts, strict=True)]
    np.testing.assert_allclose(loss.backward(y, t), np.concatenate(gradient), rtol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_each_position_counts_like_a_sample(loss: Loss) -> None:
    _, y, t = samples(loss, (3, 2, 4))
    flat = t.reshape(-1) if loss.targets == "indices" else t.reshape(-1, 4)

    assert loss.value(y, t) == pytest.approx(loss.value(y.reshape(-1, 4), flat), rel=1e-12)


def test_known_values() -> None:
    y, t = np.array([[0.8, 0.2]]), np.array([[1.0, 0.0]])
    values = {
        "mean_squared_error": 0.04,
        "half_squared_error": 0.04,
        "mean_absolute_error": 0.2,
        "huber": 0.02,
        "log_cosh": math.log(math.cosh(0.2)),
        "binary_crossentropy": -math.log(0.8),
        "categorical_crossentropy": -math.log(0.8),
        "kl_divergence": -math.log(0.8),
        "hinge": (0.2 + 1.2) / 2,
    }
    for name, expected in values.items():
        assert all_losses()[name]().value(y, t) == pytest.approx(expected, rel=1e-12)
    assert SparseCategoricalCrossentropy().value(y, np.array([0])) == -math.log(0.8)


def test_huber_is_straight_beyond_delta() -> None:
    y, t = np.array([[3.0, -0.5]]), np.zeros((1, 2))
    # 2 * (3 - 2/2) and 0.5² / 2, and the slopes 2 and -0.5
    assert Huber(delta=2.0).value(y, t) == pytest.approx((4.0 + 0.125) / 2)
    np.testing.assert_allclose(Huber(delta=2.0).backward(y, t), [[1.0, -0.25]])


def test_log_cosh_is_exact_for_tiny_and_for_large_differences() -> None:
    for d, expected in ((1e-4, 5e-9), (1e4, 1e4 - math.log(2))):
        y = np.full((1, 1), d, np.float32)
        assert LogCosh().value(y, np.zeros_like(y)) == pytest.approx(expected, rel=1e-6)


def test_hinge_takes_zero_as_minus_one() -> None:
    y = np.array([[0.5], [0.5], [-3.0]])
    named_by_zero = np.array([[1.0], [0.0], [0.0]])
    for t in (named_by_zero, 2 * named_by_zero - 1):
        assert Hinge().value(y, t) == pytest.approx((0.5 + 1.5 + 0) / 3)
        np.testing.assert_allclose(Hinge().backward(y, t), [[-1 / 3], [1 / 3], [0.0]])


def test_the_sparse_form_is_the_categorical_one() -> None:
    z, y, classes = samples(SparseCategoricalCrossentropy(), (3, 2, 4))
    for smoothing in (0.0, 0.2):
        sparse = SparseCategoricalCrossentropy(label_smoothing=smoothing)
        hot = CategoricalCrossentropy(label_smoothing=smoothing)
        t = np.eye(4)[classes]
        assert sparse.value_at_logits(z, classes) == pytest.approx(hot.value_at_logits(z, t))
        np.testing.assert_allclose(sparse.backward(y, classes), hot.backward(y, t))
        np.testing.assert_allclose(
            sparse.backward_at_logits(z, classes), hot.backward_at_logits(z, t), atol=1e-15
        )


def test_ignored_positions_neither_count_nor_learn() -> None:
    loss = SparseCategoricalCrossentropy()
    z, y, t = samples(loss, (3, 2, 4))
    t[0, 1] = t[2, 0] = -1
    kept = t >= 0

    assert loss.value(y, t) == pytest.approx(loss.value(y[kept], t[kept]))
    for gradient, alone in (
        (loss.backward(y, t), loss.backward(y[kept], t[kept])),
        (loss.backward_at_logits(z, t), loss.backward_at_logits(z[kept], t[kept])),
    ):
        assert not gradient[~kept].any()
        np.testing.assert_allclose(gradient[kept], alone)
    t[...] = -1
    assert loss.value_at_logits(z, t) == 0
    assert not loss.backward_at_logits(z, t).any()


def test_a_perfect_distribution_has_no_divergence() -> None:
    y = np.array([[0.5, 0.5, 0.0]])
    assert KLDivergence().value(y, y) == pytest.approx(0, abs=1e-15)


def test_smoothing_spreads_the_targets() -> None:
    hot = np.eye(4)[[1]]
    np.testing.assert_allclose(
        CategoricalCrossentropy(label_smoothing=0.2).smoothed(hot, 4), [[0.05, 0.85, 0.05, 0.05]]
    )
    assert CategoricalCrossentropy().smoothed(hot, 4) is hot
    with pytest.raises(ValueRangeError, match="Label smoothing got 1"):
        CategoricalCrossentropy(label_smoothing=1.0)
