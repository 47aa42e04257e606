"""Class weights are PyTorch's, whose mean is taken by hand over the plain number of samples."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from nnstudio.engine import division
from nnstudio.engine.plan import Plan
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights
from nnstudio.layers.dense import Dense
from nnstudio.losses import all_losses
from nnstudio.optimizers.sgd import SGD
from tests.engine.test_program import Drawing
from tests.parity.counterpart import assert_close

WEIGHTS = (0.25, 4.0, 1.5)
SAMPLES, RATE = 30, 0.5


def plan(loss: str, shape: tuple[int, ...]) -> Plan:
    layer = Dense(units=3, activation="softmax")
    plan = Drawing(shape).add("dense", layer).plan(all_losses()[loss]())
    return replace(plan, outputs=(replace(plan.outputs[0], class_weights=WEIGHTS),))


@pytest.mark.parametrize("twins", [True, False], ids=["twins", "definitions"])
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("ignored", [False, True], ids=["all", "some"])
@pytest.mark.parametrize("shape", [(4,), (5, 4)], ids=str)
@pytest.mark.parametrize("loss", ["categorical_crossentropy", "sparse_categorical_crossentropy"])
def test_a_step_with_class_weights_is_that_of_pytorch(
    monkeypatch: pytest.MonkeyPatch,
    loss: str,
    shape: tuple[int, ...],
    ignored: bool,
    threads: int,
    twins: bool,
) -> None:
    monkeypatch.setattr(division, "LANE_WORK", 0)
    rng, network = np.random.default_rng(3), plan(loss, shape)
    x = rng.standard_normal((SAMPLES, *shape)).astype(np.float32)
    classes = rng.integers(0, 3, (SAMPLES, *shape[:-1]))
    if loss.startswith("sparse"):
        classes = np.where(rng.random(classes.shape) < 0.3, -1, classes) if ignored else classes
        t = classes.astype(np.float32)
    else:
        t = np.eye(3, dtype=np.float32)[classes]
    start = initial_weights(network, 0)

    weight = torch.tensor(start["dense", "weight"], requires_grad=True)
    bias = torch.tensor(start["dense", "bias"], requires_grad=True)
    logits = (torch.from_numpy(x) @ weight + bias).reshape(-1, 3)
    compare = nn.CrossEntropyLoss(weight=torch.tensor(WEIGHTS), ignore_index=-1, reduction="none")
    known = torch.from_numpy(classes.reshape(-1))
    expected = compare(logits, known).sum() / (known >= 0).sum()
    expected.backward()

    found, correct = np.empty(1, np.float32), np.empty(1, np.float32)
    program = Program(
        network, SGD(learning_rate=RATE), x, t, SAMPLES, weights=start, threads=threads, twins=twins
    )
    try:
        program.run(np.arange(SAMPLES)[None], found, correct)
        after = program.weights()
    finally:
        program.close()
    assert float(found[0]) == pytest.approx(expected.item(), rel=1e-5)
    for name, leaf in (("weight", weight), ("bias", bias)):
        assert leaf.grad is not None
        gradient = (start["dense", name] - after["dense", name]) / RATE
        assert_close(gradient, leaf.grad, 1e-5, name, 0.1)
