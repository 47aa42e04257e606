"""The embedding shows what a layer sees, what an autoencoder gives back, and ways between samples."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.embedding.embedding_view import EmbeddingView
from nnstudio.app.plots.embedding.walks import STEPS
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.model import Model
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from tests.app.plots.made_up import Parts, hover, spiral

LEFT = Qt.MouseButton.LeftButton


def open_view(qtbot: QtBot, parts: Parts, size: tuple[int, int] = (900, 600)) -> EmbeddingView:
    view = EmbeddingView(*parts)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.step() is not None, timeout=20_000)
    return view


@pytest.fixture
def points(qtbot: QtBot, parts: Parts) -> EmbeddingView:
    parts[0].open(spiral())
    return open_view(qtbot, parts)


@pytest.fixture
def autoencoder(qtbot: QtBot, parts: Parts) -> EmbeddingView:
    parts[0].open(template("variational-autoencoder").project)
    return open_view(qtbot, parts)


def model_of(parts: Parts) -> Model:
    return Model.build(parts[0].analysis, seed=parts[0].project.training.seed)


def outputs_of(view: EmbeddingView, parts: Parts, node: str) -> Array:
    subject = view.subject()
    assert subject is not None
    outputs = model_of(parts).forward(subject.x).outputs[node]
    return outputs.reshape(len(outputs), -1)


def test_points_lie_at_the_principal_components_of_the_layer(
    points: EmbeddingView, parts: Parts
) -> None:
    assert points.node() == "dense_1"
    seen = outputs_of(points, parts, "dense_1").astype(np.float64)
    centred = seen - seen.mean(axis=0)
    _, lengths, axes = np.linalg.svd(centred, full_matrices=False)
    found = points.principal()
    assert found is not None
    np.testing.assert_allclose(found.shares, (lengths**2 / (lengths**2).sum())[:3], atol=1e-6)
    np.testing.assert_allclose(np.abs(found.places), np.abs(centred @ axes[:3].T), atol=1e-4)
    np.testing.assert_array_equal(points.cloud.places(), found.places[:, :2])
    table = points.table()
    assert table is not None
    assert len(list(table[1])) == len(seen)


def test_other_axes_and_the_layer_selected_on_the_canvas_are_shown(
    points: EmbeddingView, parts: Parts, qtbot: QtBot
) -> None:
    QTest.keyClick(points.plane_box, Qt.Key.Key_Down)
    points.plane_box.activated.emit(points.plane_box.currentIndex())
    found = points.principal()
    assert found is not None
    np.testing.assert_array_equal(points.cloud.places(), found.places[:, [0, 2]])
    parts[0].select(["dense_2"])
    qtbot.waitUntil(lambda: points.principal() is not None)
    assert points.node() == "dense_2"
    # Two probabilities that add up to 1 differ in one direction only.
    qtbot.waitUntil(lambda: points.principal().shares[0] > 0.999)  # type: ignore[union-attr]


def test_the_picture_does_not_flip_while_the_network_learns(
    points: EmbeddingView, parts: Parts, qtbot: QtBot
) -> None:
    session, training, _ = parts
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=1_000_000))
    steps: list[tuple[int, Array]] = []

    def look() -> bool:
        found, step = points.principal(), points.step()
        if found is not None and step is not None and (not steps or steps[-1][0] != step):
            steps.append((step, found.places))
        return len(steps) > 3

    training.start()
    qtbot.waitUntil(look)
    training.stop()
    for (_, before), (_, after) in pairwise(steps):
        assert ((before * after).sum(axis=0) >= 0).all()


def test_the_sample_under_the_mouse_is_told(points: EmbeddingView, qtbot: QtBot) -> None:
    subject = points.subject()
    assert subject is not None
    places = points.cloud.places()
    far = int(np.hypot(places[:, 0], places[:, 1]).argmax())
    hover(qtbot, points.cloud, points.cloud.place_of(far))
    qtbot.waitUntil(lambda: f"Class: {subject.classes[subject.labels[far]]}" in points.pane.text())
    assert "Answer: " in points.pane.text()
    assert "x1 " in points.pane.text()


def test_a_class_is_picked_out(points: EmbeddingView) -> None:
    before = points.cloud.grab().toImage()
    QTest.mouseClick(points.key, LEFT, pos=points.key.place_of(1).center().toPoint())
    picked = points.cloud.grab().toImage()
    assert picked != before
    QTest.keyClick(points.key, Qt.Key.Key_Escape)
    assert points.cloud.grab().toImage() == before


def test_an_autoencoder_shows_samples_beside_what_it_gives_back(
    autoencoder: EmbeddingView, parts: Parts, qtbot: QtBot
) -> None:
    view = autoencoder
    assert view.node() == "sampling_1", "the narrowest layer that everything goes through"
    subject = view.subject()
    assert subject is not None
    qtbot.waitUntil(lambda: len(view.below.rows.rows()) == 2)
    rebuilt = model_of(parts).forward(subject.x).outputs["reshape_1"]
    first = float(((rebuilt[0] - subject.x[0]) ** 2).mean())
    assert float(view.below.rows.captions()[0]) == pytest.approx(first, abs=1e-4)
    picture = view.below.rows.rows()[0].pictures[0]
    raw = subject.raw(0)
    row, column = np.unravel_index(int(raw.argmax()), raw.shape)
    assert picture.pixelColor(int(column), int(row)).lightness() == int(raw.max())


def test_a_walk_goes_from_what_is_given_back_of_one_sample_to_that_of_the_other(
    autoencoder: EmbeddingView, parts: Parts, qtbot: QtBot
) -> None:
    view, places = autoencoder, autoencoder.cloud.places()
    subject = view.subject()
    assert subject is not None
    ends = [int(places[:, 0].argmin()), int(places[:, 0].argmax())]
    for end in ends:
        QTest.mouseClick(view.cloud, LEFT, pos=view.cloud.place_of(end).toPoint())
    qtbot.waitUntil(lambda: view.walk() is not None)
    walk = view.walk()
    assert walk is not None
    given = model_of(parts).forward(subject.x[ends]).outputs["reshape_1"]
    assert len(walk.outputs) == STEPS
    np.testing.assert_allclose(walk.outputs[[0, -1]], given, atol=1e-5)
    qtbot.waitUntil(lambda: view.below.rows.captions()[:1] == ("A",))
    QTest.keyClick(view.cloud, Qt.Key.Key_Escape)
    assert view.walk() is None
    parts[0].select(["dense_2"])
    qtbot.waitUntil(lambda: view.node() == "dense_2")
    for end in ends:
        qtbot.waitUntil(lambda: view.step() is not None)
        view.cloud.chosen.emit(end)
    qtbot.waitUntil(lambda: "alone" in view.hint())
    assert view.walk() is None


def test_a_free_place_is_run_on_through_the_rest_of_the_network(
    autoencoder: EmbeddingView, parts: Parts, qtbot: QtBot
) -> None:
    view = autoencoder
    corner = QPoint(view.cloud.width() - 12, 12)
    QTest.mouseClick(view.cloud, LEFT, pos=corner)
    qtbot.waitUntil(lambda: len(view.pane.pictures()) == 1)
    assert "this place" in view.pane.text()


def test_a_drawing_with_problems_says_so(points: EmbeddingView, parts: Parts) -> None:
    session = parts[0]
    session.edit(Text("Delete"), edits.delete(session.project, ["dense_2"]))
    assert not points.cloud.isVisible()
    session.undo()
    assert points.cloud.isVisible()


def test_a_narrow_view_tells_the_sample_under_the_mouse_in_a_line(
    points: EmbeddingView, qtbot: QtBot
) -> None:
    points.resize(392, 270)
    readout = points.parts.readout
    qtbot.waitUntil(lambda: readout.width() > 300)
    subject = points.subject()
    assert subject is not None
    hover(qtbot, points.cloud, points.cloud.place_of(3))
    qtbot.waitUntil(lambda: f"Sample {subject.places[3]}" in readout.text())
    assert f"Class: {subject.names()[subject.labels[3]]}" in readout.shown_text()
    QApplication.sendEvent(points.cloud, QEvent(QEvent.Type.Leave))
    assert "Sample" not in readout.text()
