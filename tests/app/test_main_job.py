"""The main job, from an empty canvas to a network that is taken away, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.data_dialogs.choose_dialog import ChooseDialog
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.core.layer import Array
from nnstudio.data.prepare import prepare
from tests.app.user import LEFT, User

pytestmark = pytest.mark.xcb


def test_from_an_empty_canvas_to_weights_in_numpy(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = User(qtbot, monkeypatch)
    bench, session, training = user.bench, user.bench.session, user.bench.training

    # An empty canvas, the digits, and five layers dragged from the palette and wired by hand.
    user.click_button(bench.start_page, "Empty canvas")
    user.wait(lambda: bench.canvas.isVisible() and bench.docks["loss"].isVisible())
    user.show_dock("data")
    user.click(bench.views.data_panel.choice)

    def galleries() -> list[ChooseDialog]:
        return [d for d in user.window.findChildren(ChooseDialog) if d.isVisible()]

    user.wait(lambda: bool(galleries()))
    (gallery,) = galleries()
    qtbot.keyClicks(gallery.search, "mnist digits")
    user.click(gallery.use_button)
    user.wait(lambda: session.project.data.source.dataset == "mnist" and not galleries())
    user.window.activateWindow()  # without a window manager nobody else does
    user.wait(user.window.isActiveWindow)
    bench.canvas.zoom_reset()
    area = bench.canvas.viewport().rect()
    across, down = area.width() // 4, area.height() // 3
    places = [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2)]
    titles = ["Input", "Conv2D", "MaxPool2D", "Flatten", "Dense"]
    ids = [
        user.drag_layer(title, across * x, down * y)
        for title, (x, y) in zip(titles, places, strict=True)
    ]
    _, convolution, pool, _, dense = ids
    for start, end in pairwise(ids):
        user.wire(start, end)
    wires = {(w.source, w.target) for w in session.project.graph.wires}
    assert wires == set(pairwise(ids))
    assert session.analysis.reports[convolution].shape == (28, 28, 8)

    # Every edit can be taken back: a node is moved, deleted, and all is as before.
    before = session.project
    item = bench.canvas.canvas.nodes[pool]
    middle = bench.canvas.mapFromScene(item.pos() + item.rect().center())
    user.drag_on_canvas(middle, middle + QPoint(40, 20))
    assert session.project.graph.by_id[pool].x != before.graph.by_id[pool].x
    QTest.keyClick(bench.canvas, Qt.Key.Key_Delete)
    assert pool not in session.project.graph.by_id
    assert session.analysis.problems
    user.press(Qt.Key.Key_Z)
    user.press(Qt.Key.Key_Z)
    assert session.project == before

    # An impossible wiring says so at the node and in the list, and one click mends it.
    user.show_dock("problems")
    problems = bench.views.problems.list.cards
    assert any("softmax" in str(card.problem.text) for card in problems)
    user.click_button(bench.views.problems, f"Set {dense} to softmax")
    assert session.analysis.ready

    # Training: live curves, a pause, one batch, a new learning rate, and on.
    user.show_dock("training")
    panel = bench.views.training_panel
    user.type_number(panel.settings.plan_form.field("epochs"), "1000")
    user.type_number(panel.settings.plan_form.field("batch_size"), "100")
    user.show_dock("features")
    maps = bench.views.plots["features"]
    assert isinstance(maps, FeatureMaps)
    user.click(panel.main_button)
    user.wait(lambda: session.run_log.steps > 3)
    user.click(panel.main_button)
    user.wait(lambda: training.progress is not None and training.progress.phase == "paused")
    paused_at = session.run_log.steps
    first_maps = shown(maps, convolution)
    user.click(panel.step_button)
    user.wait(lambda: session.run_log.steps == paused_at + 1)
    user.type_number(panel.settings.optimizer.form.field("learning_rate"), "0.002")
    user.click(panel.main_button)
    user.wait(lambda: len(session.run_log.marks) == 1)
    mark = session.run_log.marks[0]
    assert (mark.setting, mark.value) == ("learning_rate", 0.002)
    assert mark.step >= paused_at + 2
    user.wait(lambda: session.run_log.epochs > 0)
    user.click(panel.stop_button)
    user.wait(lambda: training.state == "idle")
    reached = session.run_log.steps
    last = session.run_log.last_epoch
    assert last is not None
    assert last.val_accuracy > 0.85

    # What is drawn as feature maps is what the network computes.
    model = session.model()
    assert model is not None
    split, index = maps.sample()
    data = prepare(session.project.data)
    computed = model.forward(data.sample(split, index).x[np.newaxis]).outputs
    user.show_dock("features")
    user.wait(lambda: np.array_equal(shown(maps, convolution), computed[convolution][0]))
    np.testing.assert_array_equal(shown(maps, pool), computed[pool][0])
    assert not np.array_equal(first_maps, shown(maps, convolution))

    # The trained network answers a drawing, and is measured on the test samples.
    user.show_dock("try")
    pad = bench.views.try_panel.digits.pad
    draw_one(pad, pad.rect())
    user.wait(lambda: len(bench.views.try_panel.answer.bars.bars()) == 10)
    user.click(bench.views.try_panel.evaluation.button)
    user.wait(lambda: bench.views.try_panel.evaluation.result() is not None)
    measured = bench.views.try_panel.evaluation.result()
    assert measured is not None
    assert measured.accuracy > 0.85

    # It is saved, exported, and the file alone gives the same answers in plain NumPy.
    project_file = tmp_path / "digits.nnstudio"
    user.name_file(project_file)
    user.press(Qt.Key.Key_S)
    user.wait(project_file.exists)
    assert not session.dirty
    weight_file = user.export(".npz")
    assert weight_file == tmp_path / "digits.npz"
    x = data.x_val[:50]
    predicted = model.predict(x)
    with np.load(weight_file, allow_pickle=False) as weights:
        by_hand = forward_in_numpy(x, weights, convolution, dense)
    np.testing.assert_allclose(by_hand, predicted, atol=1e-5)

    # Closing in the middle of a run asks, ends the thread, and loses nothing that was saved.
    user.show_dock("training")
    user.click(panel.main_button)
    user.wait(lambda: training.state == "running" and session.run_log.steps > reached)
    user.answer(QMessageBox.StandardButton.Cancel)
    user.window.close()
    assert user.window.isVisible()
    user.answer(QMessageBox.StandardButton.Discard)
    user.window.close()
    assert not training.active

    user = User(qtbot, monkeypatch, project_file)
    user.wait(lambda: user.bench.session.weights is not None)
    reopened = user.bench.session.model()
    assert reopened is not None
    np.testing.assert_array_equal(reopened.predict(x), predicted)
    user.window.close()


def shown(maps: FeatureMaps, node_id: str) -> Array:
    """Return the feature maps of a node as they are drawn now."""
    drawn = maps.maps(node_id)
    return np.empty(0) if drawn is None else np.array(drawn)


def draw_one(pad: QWidget, area: QRect) -> None:
    """Draw a stroke from top to bottom."""
    x = area.center().x()
    top, bottom = area.height() // 5, area.height() * 4 // 5
    QTest.mousePress(pad, LEFT, pos=QPoint(x, top))
    for y in range(top, bottom, 6):
        QTest.mouseMove(pad, QPoint(x, y))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(x, bottom))


def forward_in_numpy(x: Array, weights: Mapping[str, Array], convolution: str, dense: str) -> Array:
    """Compute the network from the exported arrays alone, with loops that anybody can check."""
    kernel, bias = weights[f"{convolution}/weight"], weights[f"{convolution}/bias"]
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    z = np.zeros((*x.shape[:3], kernel.shape[3]), np.float32) + bias
    for u in range(3):
        for v in range(3):
            z += padded[:, u : u + 28, v : v + 28] @ kernel[u, v]
    pooled = z.reshape(len(x), 14, 2, 14, 2, -1).max(axis=(2, 4))
    logits = pooled.reshape(len(x), -1) @ weights[f"{dense}/weight"] + weights[f"{dense}/bias"]
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
