"""Every metric: values worked out by hand, any rank, any cutting into chunks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.metrics import Metric, all_metrics, metrics_for
from nnstudio.metrics.accuracy import Accuracy, correct_count
from nnstudio.metrics.confusion import confusion
from nnstudio.metrics.f1 import F1
from nnstudio.metrics.mean_absolute_error import MeanAbsoluteError
from nnstudio.metrics.perplexity import Perplexity
from nnstudio.metrics.precision import Precision
from nnstudio.metrics.r2 import R2
from nnstudio.metrics.recall import Recall
from nnstudio.metrics.root_mean_squared_error import RootMeanSquaredError
from nnstudio.metrics.top_k_accuracy import TopKAccuracy

METRICS = [pytest.param(cls(), id=name) for name, cls in all_metrics().items()]
CLASSES = [pytest.param(cls(), id=name) for name, cls in metrics_for("classification").items()]

# Taken for class 0, 0, 0, 1, 2; of class 0, 0, 1, 1, 0. Class 3 occurs nowhere.
Y = np.array(
    [
        [0.7, 0.1, 0.1, 0.1],
        [0.4, 0.3, 0.2, 0.1],
        [0.5, 0.3, 0.1, 0.1],
        [0.1, 0.6, 0.2, 0.1],
        [0.2, 0.1, 0.6, 0.1],
    ]
)
T = np.array([0, 0, 1, 1, 0])


def measured(metric: Metric, y: Array, t: Array) -> float:
    return metric.result(metric.sums(y, t))


def samples(metric: Metric, shape: tuple[int, ...]) -> tuple[Array, Array]:
    rng = np.random.default_rng(8)
    if metric.tasks == ("classification",):
        return rng.dirichlet(np.ones(shape[-1]), shape[:-1]), rng.integers(0, shape[-1], shape[:-1])
    return rng.normal(size=shape), rng.normal(size=shape)


def test_the_metrics_of_the_house_are_found() -> None:
    assert list(metrics_for("classification")) == [
        "accuracy",
        "top_k_accuracy",
        "precision",
        "recall",
        "f1",
        "perplexity",
    ]
    assert list(metrics_for("regression")) == [
        "r2",
        "mean_absolute_error",
        "root_mean_squared_error",
    ]


@pytest.mark.parametrize("metric", METRICS)
def test_it_is_described(metric: Metric) -> None:
    assert metric.label
    assert metric.summary.endswith(".")
    assert metric.formula


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("shape", [(12, 4), (4, 3, 4), (2, 3, 2, 4)], ids=str)
def test_positions_are_samples_and_chunks_add_up(metric: Metric, shape: tuple[int, ...]) -> None:
    y, t = samples(metric, shape)
    flat = t.reshape(-1) if t.ndim < y.ndim else t.reshape(-1, 4)
    whole = measured(metric, y.reshape(-1, 4), flat)
    chunks = [metric.sums(y[i : i + 1], t[i : i + 1]) for i in range(len(y))]

    assert measured(metric, y, t) == pytest.approx(whole, rel=1e-12)
    assert metric.result(np.sum(chunks, axis=0)) == pytest.approx(whole, rel=1e-12)
    assert metric.sums(y.astype(np.float32), t).dtype == np.float64


@pytest.mark.parametrize("metric", METRICS)
def test_without_samples_there_is_no_number(metric: Metric) -> None:
    y, t = samples(metric, (2, 4))
    assert math.isnan(measured(metric, y[:0], t[:0]))


@pytest.mark.parametrize("metric", METRICS)
def test_perfect_outputs_are_best(metric: Metric) -> None:
    y, t = samples(metric, (12, 4))
    perfect = np.eye(4)[t] if t.ndim == 1 else t
    assert measured(metric, perfect, t) == (
        1.0 if metric.higher_is_better or metric.name == "perplexity" else 0.0
    )
    better, worse = measured(metric, perfect, t), measured(metric, y, t)
    if metric.name != "top_k_accuracy":  # of four classes all are among the first five
        assert (better > worse) == metric.higher_is_better


@pytest.mark.parametrize("metric", CLASSES)
def test_class_numbers_and_one_hot_targets_say_the_same(metric: Metric) -> None:
    assert measured(metric, Y, T) == measured(metric, Y, np.eye(4)[T])


@pytest.mark.parametrize("metric", CLASSES)
def test_ignored_positions_do_not_count(metric: Metric) -> None:
    t = T.copy()
    t[[1, 4]] = -1
    kept = [0, 2, 3]
    assert measured(metric, Y, t) == measured(metric, Y[kept], T[kept])


@pytest.mark.parametrize("metric", CLASSES)
def test_one_output_is_the_second_of_two_classes(metric: Metric) -> None:
    y, t = np.array([[0.9], [0.2], [0.6], [0.4]]), np.array([1, 0, 0, 1])
    both = np.concatenate([1 - y, y], axis=1)
    expected = measured(metric, both, t)
    assert measured(metric, y, t) == pytest.approx(expected)
    assert measured(metric, y, t[:, None].astype(float)) == pytest.approx(expected)


def test_known_values_of_classes() -> None:
    assert measured(Accuracy(), Y, T) == 3 / 5
    # Named classes 0, 0, 0, 1, 2, of which 2, 1 and 0 are right; true 3, 2 and 0 times.
    assert measured(Precision(), Y, T) == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert measured(Recall(), Y, T) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert measured(F1(), Y, T) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    surprise = -(math.log(0.7) + math.log(0.4) + math.log(0.3) + math.log(0.6) + math.log(0.2)) / 5
    assert measured(Perplexity(), Y, T) == pytest.approx(math.exp(surprise))
    assert confusion(Y, T).tolist() == [[2, 0, 1, 0], [1, 1, 0, 0], [0] * 4, [0] * 4]
    assert correct_count(Y, T) == 3


def test_known_values_of_numbers() -> None:
    y, t = np.array([[1.0], [2.0], [4.0]]), np.array([[1.0], [3.0], [5.0]])
    assert measured(MeanAbsoluteError(), y, t) == pytest.approx(2 / 3)
    assert measured(RootMeanSquaredError(), y, t) == pytest.approx(math.sqrt(2 / 3))
    assert measured(R2(), y, t) == pytest.approx(1 - 2 / 8)


@pytest.mark.parametrize(("k", "expected"), [(1, 3 / 5), (2, 5 / 5), (4, 1.0)])
def test_the_class_is_among_the_k_likeliest(k: int, expected: float) -> None:
    assert measured(TopKAccuracy(k=k), Y, T) == expected


def test_top_1_is_the_accuracy_also_where_outputs_are_equal_or_no_numbers() -> None:
    y = np.array([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0], [math.nan] * 3])
    t = np.array([0, 1, 2])
    assert measured(TopKAccuracy(k=1), y, t) == measured(Accuracy(), y, t) == 1 / 3
    assert measured(TopKAccuracy(k=2), y, t) == 2 / 3


def test_a_border_other_than_one_half() -> None:
    y, t = np.array([[0.3], [-0.2]]), np.array([1, 0])
    assert measured(Accuracy(), y, t) == 0.5
    assert measured(Accuracy(border=0.0), y, t) == 1.0
    assert correct_count(y, t, 0.0) == 2
    assert confusion(y, t, 0.0).tolist() == [[1, 0], [0, 1]]


def test_a_hopeless_perplexity_is_endless() -> None:
    y = np.array([[1.0, 0.0]])
    assert math.exp(700) < measured(Perplexity(), y, np.array([1]))


def test_r2_where_targets_do_not_vary() -> None:
    t = np.full((5, 1), 0.1)
    assert measured(R2(), t, t) == 1.0
    assert measured(R2(), t + 1, t) == 0.0
