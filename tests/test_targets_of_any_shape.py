"""Networks that tell a class at every step, or a picture, are trained and measured like others."""

from __future__ import annotations

import numpy as np
import pytest

import nnstudio
from nnstudio.data.prepare import make_plan
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers import layer_class
from nnstudio.losses import all_losses
from nnstudio.optimizers.adam import Adam
from tests.made_up_data import made_up


def chain(data: str, loss: str, *layers: tuple[str, dict[str, object]]) -> Project:
    project = Project(data=make_plan(data))
    project = edits.set_loss(project, all_losses()[loss]())
    project = edits.set_optimizer(project, Adam(learning_rate=0.02))
    project, last = edits.add_node(project, layer_class("Input")(), 0, 0)
    for name, settings in layers:
        project, node = edits.add_node(project, layer_class(name)(**settings), 0, 0)
        project = edits.connect(project, last, node)
        last = node
    return project


@pytest.mark.parametrize("loss", ["categorical_crossentropy", "sparse_categorical_crossentropy"])
def test_a_class_is_told_at_every_step(monkeypatch: pytest.MonkeyPatch, loss: str) -> None:
    rng = np.random.default_rng(0)
    y = rng.integers(0, 3, (120, 5))
    x = np.eye(3)[y] + 0.1 * rng.normal(size=(120, 5, 3))
    signature = Signature((5, 3), classes=("a", "b", "c"), raw_shape=(5, 3), target_shape=(5,))
    made_up(monkeypatch, f"steps {loss}", "table", signature, x, y)
    conv = {"filters": 3, "kernel_size": 1, "activation": "softmax"}
    project = chain(f"steps {loss}", loss, ("Conv1D", conv))
    trained = nnstudio.train(project, epochs=40, seed=0)
    figures = nnstudio.evaluate(trained)
    assert figures["accuracy"] > 0.99
    outputs = nnstudio.predict(trained, x)
    assert isinstance(outputs, np.ndarray)
    assert outputs.shape == (120, 5, 3)
    assert (outputs.argmax(axis=2) == y).mean() == pytest.approx(figures["accuracy"])


def test_an_autoencoder_gives_back_its_pictures_in_their_own_grey_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(0)
    shade = rng.integers(0, 255, (80, 1, 1))
    x = np.clip(np.broadcast_to(shade, (80, 4, 4)) + rng.integers(-3, 3, (80, 4, 4)), 0, 255)
    signature = Signature((4, 4, 1), "regression", raw_shape=(4, 4), target_shape=(4, 4, 1))
    made_up(monkeypatch, "shades", "image", signature, x.astype(np.uint8), x.reshape(80, 16))
    project = chain(
        "shades",
        "mean_squared_error",
        ("Flatten", {}),
        ("Dense", {"units": 2}),
        ("Dense", {"units": 16}),
        ("Reshape", {"shape": "4 × 4 × 1"}),
    )
    project = edits.set_data(project, make_plan("shades", scaling="standard"))
    trained = nnstudio.train(project, epochs=60, seed=0)
    figures = nnstudio.evaluate(trained)
    assert figures["r2"] > 0.97
    assert figures["mean_absolute_error"] < 10  # grey values, of 255
    outputs = nnstudio.predict(trained, x)
    assert isinstance(outputs, np.ndarray)
    assert outputs.shape == (80, 4, 4, 1)
    error = np.abs(outputs[..., 0] - x).mean()
    assert figures["mean_absolute_error"] == pytest.approx(error, rel=1e-3)
