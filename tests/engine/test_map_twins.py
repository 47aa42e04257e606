"""Convolution and pooling in the compiled step, in every form that has a twin."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from nnstudio.core.layer import Array, Layer
from nnstudio.core.shapes import Shape
from nnstudio.engine import division, lowering_convolution
from nnstudio.engine.lowering import has_twin
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.dense import Dense
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.global_average_pool1d import GlobalAveragePool1D
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.global_max_pool1d import GlobalMaxPool1D
from nnstudio.layers.global_max_pool2d import GlobalMaxPool2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool1d import MinPool1D
from nnstudio.layers.min_pool2d import MinPool2D
from nnstudio.layers.up_sampling1d import UpSampling1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from nnstudio.layers.zero_pad1d import ZeroPad1D
from nnstudio.layers.zero_pad2d import ZeroPad2D
from nnstudio.optimizers.sgd import SGD
from tests.engine.networks import ABC, chain

SAMPLES = 24
Both = Callable[..., tuple[Program, Program]]

CASES: dict[str, tuple[Shape, tuple[Layer, ...]]] = {
    "fewer multiplications": (
        (8, 6, 3),
        (Conv2D(filters=16), Conv2D(filters=20, activation="relu")),
    ),
    "fewer multiplications, then a pooling": (
        (12, 8, 3),
        (Conv2D(filters=16, activation="tanh"), Conv2D(filters=17, activation="relu"), MaxPool2D()),
    ),
    "fewer multiplications without a bias": (
        (4, 4, 16),
        (Conv2D(filters=16, use_bias=False, activation="sigmoid"),),
    ),
    "fewer multiplications on two pixels": ((2, 2, 16), (Conv2D(filters=16), MaxPool2D())),
    "fewer multiplications on many channels": ((4, 6, 96), (Conv2D(filters=80),)),
    "strides": ((9, 8, 3), (Conv2D(filters=5, strides=(2, 3), activation="relu"),)),
    "strides beyond the kernel": (
        (9, 8, 3),
        (Conv2D(filters=4, kernel_size=(1, 2), strides=(3, 4)),),
    ),
    "strides without padding": ((10, 7, 2), (Conv2D(filters=4, strides=(2, 2), padding="valid"),)),
    "strides, then a pooling": ((17, 13, 2), (Conv2D(filters=4, strides=(2, 1)), MaxPool2D())),
    "one by one with strides": (
        (7, 8, 5),
        (Conv2D(filters=4, kernel_size=(1, 1), strides=(2, 2)),),
    ),
    "dilation": ((9, 8, 3), (Conv2D(filters=5, dilation=(2, 3), activation="elu"),)),
    "dilation of columns": (
        (6, 9, 3),
        (Conv2D(filters=5, dilation=(1, 2), padding="valid"), MaxPool2D()),
    ),
    "dilation and strides": ((9, 8, 3), (Conv2D(filters=5, dilation=(2, 2), strides=(2, 1)),)),
    "groups": ((6, 5, 6), (Conv2D(filters=4, groups=2, activation="relu"), MaxPool2D())),
    "groups and strides": ((7, 7, 6), (Conv2D(filters=9, groups=3, strides=(2, 2)),)),
    "groups of one pixel": ((5, 4, 4), (Conv2D(filters=8, kernel_size=(1, 1), groups=4),)),
    "groups with dilation": ((8, 8, 4), (Conv2D(filters=2, groups=2, dilation=(2, 1)),)),
    "large kernels": ((7, 9, 2), (Conv2D(filters=3, kernel_size=(5, 7)), MaxPool2D())),
    "even kernels": ((7, 6, 2), (Conv2D(filters=3, kernel_size=(2, 4)),)),
    "largest of overlapping windows": (
        (7, 8, 3),
        (MaxPool2D(pool_size=(3, 3), strides=(2, 2), padding="same"),),
    ),
    "largest of apart windows": ((9, 8, 3), (MaxPool2D(pool_size=(2, 1), strides=(4, 3)),)),
    "largest around each pixel": (
        (5, 4, 2),
        (MaxPool2D(pool_size=(3, 3), strides=(1, 1), padding="same"), Conv2D(filters=2)),
    ),
    "smallest": ((6, 7, 3), (MinPool2D(), Conv2D(filters=2), MinPool2D())),
    "smallest after fewer multiplications": ((4, 8, 16), (Conv2D(filters=16), MinPool2D())),
    "smallest of overlapping windows": ((6, 7, 3), (MinPool2D(strides=(1, 1)),)),
    "smallest of padded windows": (
        (6, 7, 3),
        (MinPool2D(pool_size=(3, 2), strides=(2, 3), padding="same"),),
    ),
    "mean": ((6, 7, 3), (AveragePool2D(), Conv2D(filters=2))),
    "mean of padded windows": (
        (6, 7, 3),
        (AveragePool2D(pool_size=(3, 4), strides=(2, 1), padding="same"),),
    ),
    "mean of apart windows": ((8, 9, 3), (AveragePool2D(strides=(3, 4)),)),
    "mean of all": ((3, 5, 4), (GlobalAveragePool2D(),)),
    "largest of all": ((3, 5, 4), (GlobalMaxPool2D(),)),
    "largest of a sequence": ((8, 5), (MaxPool1D(), Dense(units=4))),
    "largest of a padded sequence": (
        (8, 5),
        (MaxPool1D(pool_size=3, strides=2, padding="same"),),
    ),
    "smallest of a sequence": ((7, 3), (MinPool1D(pool_size=3, strides=1),)),
    "mean of a sequence": ((7, 3), (AveragePool1D(padding="same"), AveragePool1D(pool_size=3))),
    "mean of all steps": ((5, 4), (GlobalAveragePool1D(),)),
    "largest of all steps": ((5, 4), (GlobalMaxPool1D(),)),
    "each channel for itself": (
        (6, 8, 4),
        (DepthwiseConv2D(activation="relu"), MaxPool2D(), Conv2D(filters=3)),
    ),
    "each channel several times": (
        (7, 6, 3),
        (DepthwiseConv2D(depth_multiplier=2, strides=(2, 1), padding="valid"),),
    ),
    "each channel with dilation": ((7, 6, 3), (DepthwiseConv2D(dilation=(2, 1), use_bias=False),)),
    "transposed": ((4, 5, 3), (Conv2DTranspose(filters=4, activation="tanh"), Conv2D(filters=2))),
    "transposed with strides": (
        (4, 3, 3),
        (Conv2DTranspose(filters=4, strides=(2, 3), activation="relu"),),
    ),
    "transposed without padding": (
        (4, 3, 3),
        (Conv2DTranspose(filters=4, kernel_size=(4, 2), strides=(2, 3), padding="valid"),),
    ),
    "transposed with dilation": (
        (4, 5, 3),
        (Conv2DTranspose(filters=2, dilation=(2, 2), padding="valid", use_bias=False),),
    ),
    "enlarged": ((3, 4, 3), (UpSampling2D(size=(2, 3)), Conv2D(filters=2))),
    "blended": ((3, 4, 3), (UpSampling2D(size=(2, 3), interpolation="bilinear"),)),
    "repeated steps": ((5, 3), (UpSampling1D(size=3), Conv1D(filters=2))),
    "bordered": ((3, 4, 2), (ZeroPad2D(rows=(1, 0), columns=(2, 3)), Conv2D(filters=2))),
    "bordered steps": ((5, 3), (ZeroPad1D(steps=(2, 1)),)),
    "along steps": ((9, 4), (Conv1D(filters=5, activation="relu"), MaxPool1D())),
    "along steps with strides": (
        (9, 4),
        (Conv1D(filters=5, kernel_size=4, strides=3, activation="tanh"),),
    ),
    "along steps in groups": (
        (9, 4),
        (Conv1D(filters=6, groups=2, dilation=2, padding="valid", use_bias=False),),
    ),
    "one row": ((1, 9, 2), (Conv2D(filters=3, kernel_size=(1, 3)),)),
}


def plan_of(shape: Shape, layers: tuple[Layer, ...]) -> Plan:
    """The layers behind one with weights, so that the gradients of their inputs are seen too."""
    project = chain(
        Signature(shape, classes=ABC, raw_shape=shape),
        "categorical_crossentropy",
        Conv2D(filters=shape[2], kernel_size=(1, 1)) if len(shape) == 3 else Dense(units=shape[1]),
        *layers,
        Flatten(),
        Dense(units=3, activation="softmax"),
    )
    return make_plan(analyze(project))


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """The same program by twins, which split any batch over threads, and by definitions."""
    made: list[Program] = []
    monkeypatch.setattr(division, "LANE_WORK", 0)

    def make(plan: Plan, batch: int, threads: int) -> tuple[Program, Program]:
        rng = np.random.default_rng(3)
        weights = {
            (node.id, name): rng.normal(0, 0.3, weight.shape).astype(np.float32)
            for node in plan.nodes
            for name, weight in node.weights
        }
        x = rng.normal(size=(SAMPLES, *plan.input_shape)).astype(np.float32)
        t = np.eye(3, dtype=np.float32)[rng.integers(0, 3, SAMPLES)]
        for twins in (True, False):
            made.append(
                Program(
                    plan,
                    SGD(1.0),
                    x,
                    t,
                    batch,
                    weights=weights,
                    twins=twins,
                    threads=threads if twins else 1,
                )
            )
        return made[-2], made[-1]

    yield make
    for one in made:
        one.close()


def train(one: Program, steps: int, batch: int) -> Array:
    order = np.random.default_rng(4).integers(0, SAMPLES, (steps, batch))
    loss, correct = np.zeros(steps), np.zeros(steps, np.int64)
    one.run(order, loss, correct)
    return loss


def assert_same(fast: Program, defined: Program, batch: int) -> None:
    """Compare outputs, loss and gradients, which a rate of one shows as the change of weights."""
    x = np.random.default_rng(5).normal(size=(7, *fast._plan.input_shape)).astype(np.float32)
    assert np.linalg.norm(fast.predict(x) - defined.predict(x)) < 1e-5
    before = defined.weights()
    np.testing.assert_allclose(train(fast, 1, batch), train(defined, 1, batch), rtol=1e-5)
    ours, theirs = fast.weights(), defined.weights()
    for key, start in before.items():
        gradient = start - theirs[key]
        rounding = float(np.linalg.norm(start)) * 2e-7
        limit = 1e-5 * float(np.linalg.norm(gradient)) + rounding
        assert np.linalg.norm(theirs[key] - ours[key]) <= limit, key


@pytest.mark.parametrize(("threads", "batch"), [(1, 1), (1, 6), (2, 7)])
@pytest.mark.parametrize("name", CASES)
def test_twins_compute_what_the_definitions_say(
    both: Both, name: str, threads: int, batch: int
) -> None:
    plan = plan_of(*CASES[name])
    fast, defined = both(plan, batch, threads)
    assert all(has_twin(fast._setup, node) for node in plan.nodes)
    assert_same(fast, defined, batch)


@pytest.mark.parametrize("name", CASES)
def test_pictures_can_be_computed_a_pair_of_rows_at_a_time(
    both: Both, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(lowering_convolution, "BLOCK_NUMBERS", 0)
    assert_same(*both(plan_of(*CASES[name]), 5, 1), 5)


@pytest.mark.parametrize(
    ("layer", "shape", "fewer"),
    [
        (Conv2D(filters=32), (16, 16, 32), True),
        (Conv2D(filters=64), (8, 8, 64), True),
        (Conv2D(filters=64), (8, 8, 16), False),
        (Conv2D(filters=32), (8, 8, 32), False),
        (Conv2D(filters=64), (15, 16, 64), False),
        (Conv2D(filters=64, padding="valid"), (16, 16, 64), False),
        (Conv2D(filters=64, strides=(2, 2)), (16, 16, 64), False),
        (Conv2D(filters=64, dilation=(2, 2)), (16, 16, 64), False),
        (Conv2D(filters=64, groups=2), (16, 16, 64), False),
        (Conv2D(filters=64, kernel_size=(5, 5)), (16, 16, 64), False),
        (DepthwiseConv2D(), (16, 16, 64), False),
    ],
)
def test_fewer_multiplications_are_taken_only_where_they_can_pay(
    layer: Layer, shape: Shape, fewer: bool
) -> None:
    assert lowering_convolution.suits_winograd(layer, shape) == fewer


@pytest.mark.parametrize("name", CASES)
def test_steps_allocate_no_tensors(both: Both, name: str) -> None:
    batch = 512
    fast, _ = both(plan_of(*CASES[name]), batch, 1)
    train(fast, 1, batch)
    tracemalloc.start()
    train(fast, 2, batch)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # NumPy casts in pieces of 8192 numbers; the tensors here are far larger together.
    assert peak < 200_000
