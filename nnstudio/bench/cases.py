"""The standard networks that are measured, with made-up samples of the right shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.bench.drawing import Drawing
from nnstudio.core.layer import Array, Layer
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import Shape
from nnstudio.data.augment import Variation
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.graph.analysis import analyze
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.signature import Signature
from nnstudio.layers.activation import ActivationLayer
from nnstudio.layers.batch_norm import BatchNorm
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from nnstudio.layers.gru import GRU
from nnstudio.layers.layer_norm import LayerNorm
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding
from nnstudio.layers.simple_rnn import SimpleRNN
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy
from nnstudio.losses.sparse_categorical_crossentropy import SparseCategoricalCrossentropy
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.sgd import SGD

STEPS, FEATURES, CHARACTERS = 64, 64, 64
"""Of the sequences, and of the text."""
VARIED = Augmentation(rotate=15.0, shift=0.1, zoom=0.1, noise=0.05)


@dataclass(frozen=True)
class Case:
    """One network with its batch size and optimiser, and how its samples are varied."""

    name: str
    plan: Callable[[], Plan]
    batch: int
    optimizer: Optimizer
    samples: int
    augmentation: Augmentation | None = None

    @property
    def vary(self) -> Variation | None:
        """What varies the made-up samples, which lie between 0 and 1."""
        if self.augmentation is None:
            return None
        return Variation(self.augmentation, self.plan().input_shape, np.zeros(1), np.ones(1))


def _tiny() -> Plan:
    hidden = [Dense(units=8, activation="tanh") for _ in range(2)]
    output = Dense(units=1, activation="sigmoid")
    return _chain((2,), [*hidden, output], BinaryCrossentropy(), classes=2)


def _digits_mlp() -> Plan:
    hidden = [Dense(units=units, activation="relu") for units in (256, 128)]
    return _chain((784,), [*hidden, Dense(units=10, activation="softmax")])


def _digits_cnn() -> Plan:
    pooled = [layer for n in (16, 32) for layer in (_convolution(n), MaxPool2D())]
    return _chain((28, 28, 1), [*pooled, *_head()])


def _colour_cnn() -> Plan:
    pooled = [_convolution(64), MaxPool2D(), _convolution(128), MaxPool2D()]
    return _chain((32, 32, 3), [_convolution(32), *pooled, *_head()])


def _residual_cnn() -> Plan:
    drawing = _drawing((28, 28, 1))
    drawing.add_all([*_normalized(16), ActivationLayer()])
    for filters, stride in ((16, 1), (32, 2)):
        block = [*_normalized(filters, stride), ActivationLayer(), *_normalized(filters)]
        shortcut = _normalized(filters, stride, size=1) if stride > 1 else []
        drawing.around(block, *shortcut)
        drawing.add(ActivationLayer())
    drawing.add_all([GlobalAveragePool2D(), Dense(units=10, activation="softmax")])
    return _plan(drawing)


def _recurrent(layer: Layer) -> Callable[[], Plan]:
    return lambda: _chain((STEPS, FEATURES), [layer, Dense(units=10, activation="softmax")])


def _transformer() -> Plan:
    names = tuple(str(i) for i in range(CHARACTERS))
    signature = Signature((STEPS,), classes=names, raw_shape=(STEPS,), target_shape=(STEPS,))
    drawing = Drawing(signature, SparseCategoricalCrossentropy())
    drawing.add_all([Embedding(vocabulary=CHARACTERS, units=FEATURES), PositionalEncoding()])
    for _ in range(2):
        drawing.around([LayerNorm(), MultiHeadAttention(heads=4, causal=True)])
        inner = Dense(units=4 * FEATURES, activation="relu")
        drawing.around([LayerNorm(), inner, Dense(units=FEATURES)])
    drawing.add_all([LayerNorm(), Dense(units=CHARACTERS, activation="softmax")])
    return _plan(drawing)


CASES: dict[str, Case] = {
    case.name: case
    for case in (
        Case("tiny-mlp-1", _tiny, 1, SGD(), 500),
        Case("tiny-mlp-10", _tiny, 10, SGD(), 500),
        Case("digits-mlp-32", _digits_mlp, 32, Adam(), 8000),
        Case("digits-mlp-128", _digits_mlp, 128, Adam(), 8000),
        Case("digits-mlp-512", _digits_mlp, 512, Adam(), 8000),
        Case("digits-cnn-64", _digits_cnn, 64, Adam(), 4000),
        Case("digits-cnn-augmented-64", _digits_cnn, 64, Adam(), 4000, VARIED),
        Case("colour-cnn-32", _colour_cnn, 32, Adam(), 1000),
        Case("residual-cnn-64", _residual_cnn, 64, Adam(), 1000),
        Case("lstm-32", _recurrent(LSTM(units=128)), 32, Adam(), 1000),
        Case("gru-32", _recurrent(GRU(units=128)), 32, Adam(), 1000),
        Case("simple-rnn-32", _recurrent(SimpleRNN(units=128)), 32, Adam(), 1000),
        Case("transformer-32", _transformer, 32, Adam(), 1000),
    )
}


def made_up_samples(plan: Plan, count: int) -> tuple[Array, Array]:
    """Return samples and targets as they leave the preparation of a classification task."""
    rng = np.random.default_rng(0)
    reader = plan.nodes[1].layer
    if isinstance(reader, Embedding):
        x = rng.integers(0, reader.vocabulary, (count, *plan.input_shape)).astype(np.float32)
    else:
        x = rng.random((count, *plan.input_shape), np.float32)
    output = plan.outputs[0]
    units = output.shape[-1]
    if output.loss.targets == "indices":
        return x, rng.integers(0, units, (count, *output.target_shape)).astype(np.float32)
    classes = rng.integers(0, max(units, 2), count)
    t = np.eye(units, dtype=np.float32)[classes] if units > 1 else classes[:, None]
    return x, t.astype(np.float32)


def step_flops(plan: Plan, batch: int) -> int:
    """Return the multiplications and additions of the matrix products of one training step."""
    total = 0
    reached: dict[str, bool] = {}
    for node in plan.nodes:
        before = any(reached[source] for source in node.sources)
        reached[node.id] = before or bool(node.weights)
        products = 1 + bool(node.weights) + before
        total += 2 * products * node.layer.multiply_adds(*node.input_shapes)
        if isinstance(node.layer, Recurrent) and not before:
            # Its states need gradients also where its inputs do not.
            total += 2 * node.layer.multiply_adds((node.input_shapes[0][0], 0))
    return total * batch


def _convolution(filters: int) -> Conv2D:
    return Conv2D(filters=filters, activation="relu")


def _normalized(filters: int, stride: int = 1, size: int = 3) -> list[Layer]:
    convolution = Conv2D(
        filters=filters, kernel_size=(size, size), strides=(stride, stride), use_bias=False
    )
    return [convolution, BatchNorm()]


def _head() -> list[Layer]:
    return [Flatten(), Dense(units=128, activation="relu"), Dense(units=10, activation="softmax")]


def _drawing(shape: Shape, loss: Loss | None = None, classes: int = 10) -> Drawing:
    names = tuple(str(i) for i in range(classes))
    signature = Signature(shape, classes=names, raw_shape=shape)
    return Drawing(signature, loss or CategoricalCrossentropy())


def _chain(shape: Shape, layers: list[Layer], loss: Loss | None = None, classes: int = 10) -> Plan:
    drawing = _drawing(shape, loss, classes)
    drawing.add_all(layers)
    return _plan(drawing)


def _plan(drawing: Drawing) -> Plan:
    return make_plan(analyze(drawing.project()))
