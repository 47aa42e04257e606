"""Weights leave the window as files and come back into the same or a changed network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

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


@pytest.mark.parametrize("suffix", [".npz", ".safetensors"])
def test_exported_weights_come_back(user: User, suffix: str, tmp_path: Path) -> None:
    run(user)
    session, training = user.bench.session, user.bench.training
    trained = dict(session.weights or {})
    user.name_file(tmp_path / f"net{suffix}")
    user.press(Qt.Key.Key_E)
    assert "Exported to" in user.bench.banner.text()
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
    user.bench.documents.export_to("npz", tmp_path / "net.npz")
    project = edits.set_values(user.bench.session.project, "dense_1", units=3)
    user.bench.session.edit(Text("Less"), project)

    assert user.bench.documents.load_weights(tmp_path / "net.npz")
    assert "the network expects 2 × 3: left as it was." in user.bench.banner.text()

    (tmp_path / "broken.npz").write_bytes(b"nothing")
    assert not user.bench.documents.load_weights(tmp_path / "broken.npz")
    assert "damaged" in user.bench.banner.text()
