"""The landscape is drawn for whatever there is, follows a run, and tells exact numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.landscape import field
from nnstudio.app.plots.landscape.heights import Heights
from nnstudio.app.plots.landscape.landscape_view import FINENESS, LandscapeView
from nnstudio.app.plots.landscape.picture import Scene, Surface, map_image
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.engine.studies.landscape import Ground
from nnstudio.graph.templates import template
from tests.app.plots.made_up import Parts, hover


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> LandscapeView:
    session = parts[0]
    session.open(template("xor").project)
    view = LandscapeView(*parts)
    qtbot.addWidget(view)
    view.resize(640, 420)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.ground is not None, timeout=20_000)
    return view


def settled(view: LandscapeView) -> bool:
    return view.ground is not None and len(view.ground.across) == FINENESS[-1]


def test_an_untrained_network_has_a_landscape_without_a_way(
    qtbot: QtBot, view: LandscapeView
) -> None:
    qtbot.waitUntil(lambda: settled(view), timeout=20_000)
    ground = view.ground
    assert ground is not None
    assert len(ground.path) == 0
    assert f"{ground.here:.4g}" in view.readout.text()
    table = view.table()
    assert table is not None
    assert len(list(table[1])) == FINENESS[-1] ** 2


def test_a_run_walks_downhill_on_it(qtbot: QtBot, parts: Parts, view: LandscapeView) -> None:
    training = parts[1]
    training.start()
    qtbot.waitUntil(lambda: training.state == "idle", timeout=20_000)
    qtbot.waitUntil(
        lambda: view.ground is not None and len(view.ground.path) > 10 and settled(view),
        timeout=20_000,
    )
    ground = view.ground
    assert ground is not None
    assert ground.steps[0] == 0
    # The way begins at the left and ends where the network is.
    assert ground.path[0, 0] < 0.0
    assert np.abs(ground.path[-1]).max() < 0.2 * np.abs(ground.path[0]).max()
    assert "%" in view.readout.text()


def test_the_mouse_asks_for_numbers_and_turns_the_surface(
    qtbot: QtBot, view: LandscapeView
) -> None:
    before = view.readout.text()
    QTest.mouseMove(view.field, QPoint(300, 150))
    qtbot.waitUntil(lambda: view.readout.text() != before)
    view.mode_box.setFocus()
    QTest.keyClick(view.mode_box, Qt.Key.Key_Down)
    turn = view.field.turn
    view.field.setFocus()
    QTest.keyClick(view.field, Qt.Key.Key_Right)
    assert view.field.turn > turn


def test_looking_closer_measures_a_smaller_part(qtbot: QtBot, view: LandscapeView) -> None:
    qtbot.waitUntil(lambda: settled(view), timeout=20_000)
    assert view.ground is not None
    wide = np.ptp(view.ground.across)
    QTest.mouseClick(view.near_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: view.ground is not None and np.ptp(view.ground.across) < 0.6 * wide,
        timeout=20_000,
    )


def test_heights_tell_small_losses_apart_and_leave_out_what_is_no_number() -> None:
    loss = np.array([[1e-3, 1e-2], [1.0, np.inf]])
    axis = np.array([0.0, 1.0])
    ground = Ground(axis, axis, loss, np.empty((0, 2)), (), (0.0, 0.0), 1.0)
    heights = Heights(ground)
    np.testing.assert_allclose(heights(loss), [[0.0, 1 / 3], [1.0, np.nan]])
    assert heights.loss_at(1 / 3) == pytest.approx(1e-2)


def test_a_line_is_not_drawn_as_a_map(qtbot: QtBot, view: LandscapeView) -> None:
    view.mode_box.setFocus()
    QTest.keyClick(view.mode_box, Qt.Key.Key_End)
    assert view.field.mode == "map", "until it is measured"
    qtbot.waitUntil(lambda: view.field.mode == "line", timeout=20_000)
    assert view.ground is not None
    assert len(view.ground.up) == 1
    QTest.keyClick(view.mode_box, Qt.Key.Key_Home)
    assert view.field.mode == "line"
    qtbot.waitUntil(lambda: view.field.mode == "map", timeout=20_000)


def test_a_waiting_run_is_measured_finely_and_then_left_alone(
    qtbot: QtBot, parts: Parts, view: LandscapeView
) -> None:
    session, training, _ = parts
    plan = replace(session.project.training, epochs=1_000_000)
    session.open(replace(session.project, training=plan))
    training.start()
    qtbot.waitUntil(lambda: len(training.moments.timeline.moments) > 3, timeout=20_000)
    training.pause()
    qtbot.waitUntil(
        lambda: settled(view) and view.ground is not None and len(view.ground.path) > 3,
        timeout=20_000,
    )
    asked: list[int] = []
    training.watched.connect(lambda answer: asked.append(answer.step))
    with qtbot.waitSignal(training.watched, timeout=300, raising=False):
        pass
    assert asked == []


def test_a_place_of_the_surface_tells_its_loss(qtbot: QtBot, view: LandscapeView) -> None:
    qtbot.waitUntil(lambda: settled(view), timeout=20_000)
    view.mode_box.setFocus()
    QTest.keyClick(view.mode_box, Qt.Key.Key_Down)
    assert view.ground is not None
    scene = Scene(view.ground, Heights(view.ground), current_theme(), view.field.turn)
    surface = Surface(scene, view.field.area())
    assert QRectF(view.field.rect()).contains(surface_box(surface))
    row, column = np.unravel_index(surface.depth.argmin(), surface.depth.shape)
    x, y = surface.points[row, column].tolist()
    hover(qtbot, view.field, QPointF(x, y))
    assert f"loss {view.ground.loss[row, column]:.4g} at" in view.readout.text()


def test_the_colours_of_the_map_have_numbers(view: LandscapeView) -> None:
    assert view.ground is not None
    heights = Heights(view.ground)
    low, high = (float(text.replace("−", "-")) for text in view.bar.texts())
    assert low == pytest.approx(heights.low, rel=0.01)
    assert high == pytest.approx(heights.high, rel=0.01)


@pytest.mark.parametrize("width", [392, 640])
def test_what_its_marks_mean_is_written_in_full(
    qtbot: QtBot, view: LandscapeView, width: int
) -> None:
    view.resize(width, 270)
    qtbot.waitUntil(lambda: view.marks.shown_text() == view.marks.text())
    assert view.rect().contains(view.marks.geometry())


def surface_box(surface: Surface) -> QRectF:
    low, high = surface.points.min(axis=(0, 1)), surface.points.max(axis=(0, 1))
    return QRectF(QPointF(*low.tolist()), QPointF(*high.tolist()))


def test_the_ground_is_painted_once_and_then_kept(
    qtbot: QtBot, view: LandscapeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: settled(view), timeout=20_000)
    painted: list[Scene] = []

    def count(scene: Scene) -> tuple[QImage, Array]:
        painted.append(scene)
        return map_image(scene)

    monkeypatch.setattr(field, "map_image", count)
    before = view.field.grab().toImage()
    painted.clear()
    view.field.repaint_all()
    for _ in range(3):
        assert view.field.grab().toImage() == before
    assert len(painted) == 1
