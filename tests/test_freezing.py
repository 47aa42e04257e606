"""Frozen layers from outside: the Python API, the command line, files, and the whole window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import nnstudio
from nnstudio import UserError
from nnstudio.cli import main
from nnstudio.graph import edits
from tests.app.user import CONTROL, User

Said = pytest.CaptureFixture[str]


def saved(path: Path, *frozen: str) -> Path:
    """Write the XOR template with some layers frozen."""
    project = nnstudio.new("xor")
    ids = frozen or [node.id for node in project.project.graph.nodes]
    nnstudio.save(path, replace(project, project=edits.set_frozen(project.project, ids, True)))
    return path


def test_the_api_and_files_keep_what_is_frozen(tmp_path: Path) -> None:
    path = saved(tmp_path / "xor.nnstudio", "dense_1")
    before = nnstudio.train(nnstudio.open(path), epochs=1)
    after = nnstudio.train(before, epochs=4)
    assert after.project.graph.by_id["dense_1"].frozen
    assert before.checkpoint is not None
    assert after.checkpoint is not None
    for key, value in before.checkpoint.weights.items():
        same = np.array_equal(value, after.checkpoint.weights[key])
        assert same == (key[0] == "dense_1")
    assert after.run_log is not None
    assert after.run_log.layers == ("dense_2",)


def test_the_command_line_shows_what_is_frozen_and_refuses_what_cannot_learn(
    tmp_path: Path, capsys: Said
) -> None:
    path = saved(tmp_path / "one.nnstudio", "dense_1")
    assert main(["check", str(path)]) == 0
    assert "Dense (frozen)" in capsys.readouterr().out
    whole = saved(tmp_path / "whole.nnstudio")
    main(["check", str(whole)])
    assert "Fix: Unfreeze all layers" in capsys.readouterr().out
    assert main(["train", str(whole), "-o", str(tmp_path / "out.nnstudio")]) == 2
    assert "there is nothing to learn. Unfreeze" in capsys.readouterr().err
    with pytest.raises(UserError, match="nothing to learn"):
        nnstudio.train(nnstudio.open(whole))


def test_in_the_window_freezing_while_training_waits_for_apply(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "xor.nnstudio"
    nnstudio.save(path, nnstudio.new("xor"))
    user = User(qtbot, monkeypatch, path)
    bench = user.bench
    user.wait(lambda: bench.session.path == path)
    bench.training.step(3)
    user.wait(lambda: bench.training.progress is not None)
    bench.session.select(["dense_1"])
    bench.canvas.setFocus()
    user.press(Qt.Key.Key_I, CONTROL)
    assert bench.session.project.graph.by_id["dense_1"].frozen
    assert bench.training.differs
    assert bench.difference.isVisible()
    bench.training.stop()
    user.wait(lambda: not bench.training.active)

    bench.session.select(["dense_1", "dense_2"])
    user.press(Qt.Key.Key_I, CONTROL)  # one of them was not frozen yet: now all are
    bench.training.press()
    assert "nothing to learn" in bench.banner.text()
    assert not bench.training.active


def test_in_the_window_the_table_of_weights_opens_by_key_and_follows_what_is_selected(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "xor.nnstudio"
    nnstudio.save(path, nnstudio.new("xor"))
    user = User(qtbot, monkeypatch, path)
    bench = user.bench
    user.wait(lambda: bench.session.path == path)
    bench.session.select(["dense_2"])
    bench.canvas.setFocus()
    user.press(Qt.Key.Key_W, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    window = bench.weights.window
    assert window is not None
    assert window.isVisible()
    assert window.node_id == "dense_2"
    bench.session.select(["dense_1"])
    assert window.node_id == "dense_1"
    window.grid.selectAll()
    window.grid.fill(0.5)
    inspector = bench.views.inspector.node_page.weights
    assert inspector.rows()[0][2] == "0.5000"
    window.close()
