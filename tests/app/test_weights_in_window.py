"""Weights leave the window as files and come back into the same or a changed network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from nnstudio.app.settings import Settings
from nnstudio.core.text import Text
from nnstudio.graph import edits
from tests.app.user import User


@pytest.fixture
def user(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> User:
    user = User(qtbot, monkeypatch)
    user.bench.documents.new_from_template("xor")
    return user


def run(user: User) -> None:
    user.press(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    user.wait(
        lambda: user.bench.training.state == "idle" and user.bench.session.weights is not None
    )


def export(user: User, suffix: str, path: Path) -> None:
    """Export under the name of a project that is saved there."""
    user.bench.session.saved(path.with_suffix(".nnstudio"))
    Settings().last_folder = path.parent
    assert user.export(suffix) == path


@pytest.mark.parametrize("suffix", [".npz", ".safetensors"])
def test_exported_weights_come_back(user: User, suffix: str, tmp_path: Path) -> None:
    run(user)
    session, training = user.bench.session, user.bench.training
    trained = dict(session.weights or {})
    export(user, suffix, tmp_path / f"net{suffix}")
    assert user.bench.banner.text() == f"Exported to {tmp_path / f'net{suffix}'}"
    while training.can_continue:
        user.press(Qt.Key.Key_Z)

    name = str(tmp_path / f"net{suffix}")
    user.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (name, ""))
    user.bench.menus.actions["load_weights"].trigger()

    loaded = session.weights or {}
    assert loaded.keys() == trained.keys()
    assert all(np.array_equal(loaded[key], value) for key, value in trained.items())
    assert user.bench.banner.text() == "4 of 4 weights were taken over by name and shape."
    assert str(session.undo_label) == f"Load the weights of net{suffix}"
    user.press(Qt.Key.Key_Z)
    assert not training.can_continue


def test_a_changed_network_says_what_does_not_fit(user: User, tmp_path: Path) -> None:
    run(user)
    export(user, ".npz", tmp_path / "net.npz")
    project = edits.set_values(user.bench.session.project, "dense_1", units=3)
    user.bench.session.edit(Text("Less"), project)

    assert user.bench.documents.load_weights(tmp_path / "net.npz")
    assert "the network expects 2 × 3: left as it was." in user.bench.banner.text()

    (tmp_path / "broken.npz").write_bytes(b"nothing")
    assert not user.bench.documents.load_weights(tmp_path / "broken.npz")
    assert "damaged" in user.bench.banner.text()


def test_weights_of_pytorch_go_into_the_network_that_is_open(user: User, tmp_path: Path) -> None:
    shapes = {"0.weight": (8, 2), "0.bias": (8,), "2.weight": (1, 8), "2.bias": (1,)}
    rng = np.random.default_rng(0)
    state = {name: rng.random(shape, np.float32) for name, shape in shapes.items()}
    save_file(state, tmp_path / "state.safetensors")

    assert user.bench.documents.load_weights(tmp_path / "state.safetensors")
    weights = user.bench.session.weights or {}
    assert np.array_equal(weights["dense_1", "weight"], state["0.weight"].T)
    assert user.bench.banner.text() == "4 of 4 weights were taken over by name and shape."
