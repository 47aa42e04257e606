"""The decision map shows the network's answer everywhere, in the data's own units."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.live.plane import box_around, grid, shares
from nnstudio.app.plots.decision.contours import contour
from nnstudio.app.plots.decision.raster import CELLS
from nnstudio.app.plots.decision_map import DecisionMap
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.prepare import apply_scaling, make_plan, prepare, replan
from nnstudio.engine.answers import answers
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan as make_engine_plan
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.plots.made_up import Parts, digits, hover, spiral, stack


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> DecisionMap:
    # Scaled data: what the network reads is not what the axes show.
    parts[0].open(replace(spiral(), data=make_plan("spiral", scaling="standard")))
    view = DecisionMap(*parts)
    qtbot.addWidget(view)
    view.resize(760, 560)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.answer() is not None)
    return view


def expected(parts: Parts, view: DecisionMap) -> Array:
    session = parts[0]
    model = Model.build(session.analysis, session.weights, session.project.training.seed)
    places = grid(view.field().box(), CELLS).astype(np.float32)
    return model.predict(apply_scaling(session.project.data, places))


def test_every_cell_has_the_network_s_answer(view: DecisionMap, parts: Parts) -> None:
    answer = view.answer()
    assert answer is not None
    np.testing.assert_allclose(answer.reshape(-1, 2), expected(parts, view), atol=1e-6)
    assert "Not trained" in view.readout()


def test_the_field_has_the_colour_of_the_likelier_class(view: DecisionMap) -> None:
    answer, field = view.answer(), view.field().field()
    assert answer is not None
    sure = np.argwhere(np.abs(answer[:, :, 0] - 0.5) > 0.2)
    assert len(sure) > 100
    for row, column in sure.tolist():
        shade = field.pixelColor(column, row)  # the first class is blue, the second orange
        assert (shade.blue() > shade.red()) == (answer[row, column, 0] > 0.5)


def test_a_point_has_the_colour_of_the_class_it_was_given(
    view: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session = parts[0]
    data = prepare(session.project.data)
    place = int(data.train_indices[0])
    label = int(data.dataset.y_train[place])

    def color() -> str:
        where = data.dataset.x_train[place]
        return next(p.color for p in view.field().points() if (p.places == where).all(1).any())

    before = color()
    plan = replan(session.project.data, relabelled=((place, 1 - label),))
    session.edit(Text("Relabel"), edits.set_data(session.project, plan))
    qtbot.waitUntil(lambda: color() != before)


@pytest.mark.parametrize("size", [(180, 420), (392, 250), (600, 300)])
def test_no_text_beside_the_plane_is_cut(view: DecisionMap, size: tuple[int, int]) -> None:
    field = view.field()
    far = tuple(replace(p, places=p.places * 1e4) for p in field.points())
    for box, points in ((field.box(), field.points()), ((-9e3, 9e3, -9e3, 9e3), far)):
        field.set_plane(box, ("the first of the inputs", "x2"), points)
        field.resize(*size)
        image = field.grab().toImage()
        ground = image.pixelColor(0, 0)
        inked = [
            x
            for x in range(image.width())
            if any(image.pixelColor(x, y) != ground for y in range(image.height()))
        ]
        assert inked[0] >= 1
        assert inked[-1] <= image.width() - 2


def test_points_lie_where_the_data_has_them(view: DecisionMap, parts: Parts) -> None:
    data = prepare(parts[0].project.data)
    points = view.field().points()

    assert [p.hollow for p in points] == [False, False, True, True]
    assert sum(len(p.places) for p in points if not p.hollow) == data.count("train")
    assert sum(len(p.places) for p in points if p.hollow) == data.count("validation")
    left, right, bottom, top = view.field().box()
    for p in points:
        assert ((p.places > (left, bottom)) & (p.places < (right, top))).all()
    picture = view.field().grab().toImage()
    for p in points[:2]:
        color = QColor(p.color)
        shades = [
            picture.pixelColor(view.field().place_of(x, y).toPoint()) for x, y in p.places.tolist()
        ]
        # Some lie under others; the field itself has a paler colour.
        own = [abs(s.red() - color.red()) + abs(s.blue() - color.blue()) < 30 for s in shades]
        assert sum(own) > 0.7 * len(own)


def test_the_answer_under_the_mouse_is_read_out(qtbot: QtBot, view: DecisionMap) -> None:
    answer = view.answer()
    assert answer is not None
    left, right, bottom, top = view.field().box()
    x, y = left + 10.5 / CELLS * (right - left), top - 20.5 / CELLS * (top - bottom)

    hover(qtbot, view.field(), view.field().place_of(x, y))
    for name, share in zip("01", answer[20, 10], strict=True):
        assert f"{name}: {100 * share:.1f} %" in view.readout()


def test_it_comes_alive_while_the_network_learns(
    qtbot: QtBot, view: DecisionMap, parts: Parts
) -> None:
    session, training, _ = parts
    before = np.array(view.answer())
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=40))

    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    qtbot.waitUntil(lambda: view.step() == session.run_log.steps)
    answer = view.answer()
    assert answer is not None
    assert not np.allclose(before, answer)
    np.testing.assert_allclose(answer.reshape(-1, 2), expected(parts, view), atol=1e-5)


def test_a_single_output_unit_is_the_share_of_the_second_class(
    qtbot: QtBot, view: DecisionMap, parts: Parts
) -> None:
    session = parts[0]
    project = edits.set_layer(session.project, "dense_2", Dense(units=1, activation="sigmoid"))
    session.edit(Text("one"), edits.set_loss(project, BinaryCrossentropy()))
    second = expected(parts, view)[:, 0]

    def shows_it() -> bool:
        answer = view.answer()
        return answer is not None and np.allclose(answer.reshape(-1, 2)[:, 1], second, atol=1e-6)

    qtbot.waitUntil(shows_it)


def test_other_data_says_why_there_is_no_map(qtbot: QtBot, view: DecisionMap, parts: Parts) -> None:
    parts[0].open(digits())
    assert not view.field().isVisible()
    parts[0].open(replace(spiral(), data=make_plan("moons")))
    qtbot.waitUntil(view.field().isVisible)


def test_the_plane_is_a_square_with_room_around_the_points() -> None:
    left, right, bottom, top = box_around(np.array([[0.0, 10.0], [4.0, 11.0]]))

    assert right - left == pytest.approx(top - bottom)
    assert left < 0.0 < 4.0 < right
    assert bottom < 10.0 < 11.0 < top


def test_what_is_no_probability_counts_from_nought_to_one() -> None:
    np.testing.assert_allclose(
        shares(np.array([[-0.5, 2.0], [np.nan, 0.4]]), 2), [[0.0, 1.0], [0.0, 0.4]]
    )


@pytest.fixture
def throws(qtbot: QtBot, parts: Parts) -> DecisionMap:
    """Return the map of the projectile template, whose last output gives classes."""
    parts[0].open(template("projectile").project)
    view = DecisionMap(*parts)
    qtbot.addWidget(view)
    view.resize(460, 460)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.answer() is not None)
    return view


def test_of_several_outputs_the_one_that_gives_classes_is_drawn(
    throws: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session = parts[0]
    model = Model.build(session.analysis, seed=session.project.training.seed)
    places = grid(throws.field().box(), CELLS)
    lands = answers(model, apply_scaling(session.project.data, places))["output_3"]
    answer = throws.answer()
    assert answer is not None
    np.testing.assert_allclose(answer.reshape(-1, 3), lands, atol=1e-6)
    data = prepare(session.project.data)
    points = throws.field().points()
    for kind, shown in enumerate(points[:3]):
        assert len(shown.places) == (data.y_train[:, 2] == kind).sum()
    # Speed and angle are measured in units of their own, and each fills its axis.
    left, right, bottom, top = throws.field().box()
    assert (round(right - left), round(top - bottom)) == (23, 81)
    table = throws.table()
    assert table is not None
    assert table[0] == ("speed", "angle", "short", "on target", "long")
    hover(qtbot, throws.field(), throws.field().place_of(20.0, 45.0))
    assert "on target: " in throws.readout()


def test_a_target_of_numbers_is_a_surface_in_its_own_units(
    throws: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session = parts[0]
    project = edits.delete(session.project, ["output_3", "dense_5"])
    session.edit(Text("Delete"), project)
    assert session.analysis.ready
    plan = make_engine_plan(session.analysis)
    model = Model.build(session.analysis, seed=session.project.training.seed)
    x = apply_scaling(session.project.data, grid(throws.field().box(), CELLS))
    outputs = answers(model, x)
    for index, output in enumerate(plan.outputs):
        throws.parts.aim_box.setCurrentIndex(index)
        throws.parts.aim_box.activated.emit(index)
        expected = outputs[output.name]

        def shows_it(expected: Array = expected) -> bool:
            answer = throws.answer()
            return (
                answer is not None
                and answer.size == len(expected)
                and np.allclose(answer.reshape(-1, 1), expected, rtol=1e-4, atol=1e-3)
            )

        qtbot.waitUntil(shows_it)
    assert throws.parts.color_bar.isVisible()
    assert len(throws.field().cover().strokes) > 2, "lines of equal height"


def test_weights_that_do_not_fit_are_not_what_is_drawn(
    view: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session, training = parts[0], parts[1]
    training.step(3)
    qtbot.waitUntil(lambda: view.step() == 3)
    training.stop()
    qtbot.waitUntil(lambda: not training.active)
    wider = edits.set_values(session.project, "dense_1", units=17)
    session.edit(Text("Units"), wider)
    qtbot.waitUntil(lambda: view.step() == 0)
    assert "Not trained" in view.readout()


def open_map(qtbot: QtBot, parts: Parts, size: tuple[int, int] = (760, 460)) -> DecisionMap:
    view = DecisionMap(*parts)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.answer() is not None)
    return view


def test_each_neuron_has_a_map_and_can_be_looked_at_large(
    view: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session = parts[0]
    model = Model.build(session.analysis, seed=session.project.training.seed)
    x = apply_scaling(session.project.data, grid(view.field().box(), CELLS).astype(np.float32))
    hidden = model.forward(x).outputs["dense_1"]
    strip = view.parts.strip
    assert strip.shown() == 16
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.place_of(5).center().toPoint())
    answer = view.answer()
    assert answer is not None
    np.testing.assert_allclose(answer.reshape(-1), hidden[:, 5], atol=1e-5)
    assert session.selection == ("dense_1",)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    np.testing.assert_allclose(view.answer().reshape(-1), hidden[:, 6], atol=1e-5)  # type: ignore[union-attr]
    hover(qtbot, view.field(), view.field().place_of(0.0, 0.0))
    assert "neuron 7: " in view.readout()
    assert "%" in view.readout(), "and what the output says there"
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert view.answer().shape == (CELLS, CELLS, 2)  # type: ignore[union-attr]
    session.select(("dense_2",))
    qtbot.waitUntil(lambda: strip.shown() == 2)


def test_the_plane_is_zoomed_dragged_and_comes_back(view: DecisionMap, qtbot: QtBot) -> None:
    field = view.field()
    home = field.box()
    QTest.keyClicks(field, "--")
    wider = field.box()
    assert wider[1] - wider[0] == pytest.approx(1.44 * (home[1] - home[0]))
    qtbot.waitUntil(lambda: field.cover().box == wider)
    middle = field.place_of(0.0, 0.0).toPoint()
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(field, middle + QPoint(30, 0))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 0))
    qtbot.waitUntil(lambda: field.box() != wider)
    assert field.place_of(0.0, 0.0).x() == pytest.approx(middle.x() + 30, abs=1.0)
    QTest.keyClicks(field, "0")
    assert field.box() == home


def test_points_are_painted_on_the_map_and_taken_back(
    view: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session = parts[0]
    before = session.project.data
    count = len(prepare(before).dataset.x_train)
    bar, field = view.parts.paint_bar, view.field()
    assert bar.isHidden()
    QTest.mouseClick(view.parts.paint_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.swatches[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=field.place_of(0.9, 0.9).toPoint())
    qtbot.waitUntil(lambda: session.project.data != before)
    painted = session.project.data.source.points
    assert len(painted) == count + 1
    assert painted[-1][2] == 1
    assert painted[-1][:2] == pytest.approx((0.9, 0.9), abs=0.02)
    qtbot.waitUntil(lambda: any(p.hollow for p in field.points()), timeout=5000)
    qtbot.waitUntil(lambda: view.answer() is not None)
    assert sum(len(p.places) for p in field.points()) == count + 1, "none is lost"
    QTest.mouseClick(bar.tools["eraser"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=field.place_of(0.9, 0.9).toPoint())
    qtbot.waitUntil(lambda: len(session.project.data.source.points) <= count)
    session.undo()
    session.undo()
    assert session.project.data == before


def test_a_wrong_answer_has_a_ring(view: DecisionMap, parts: Parts) -> None:
    data = prepare(parts[0].project.data)
    model = Model.build(parts[0].analysis, seed=parts[0].project.training.seed)
    wrong = (model.predict(data.x_train).argmax(axis=1) != data.y_train).sum()
    wrong += (model.predict(data.x_val).argmax(axis=1) != data.y_val).sum()
    assert len(view.field().cover().marked) == wrong > 0


def test_a_single_input_has_a_curve_with_its_residuals(qtbot: QtBot, parts: Parts) -> None:
    session = parts[0]
    project = stack("sine", Dense(units=6, activation="tanh"), Dense(units=1, activation="linear"))
    session.open(edits.set_loss(project, MeanSquaredError()))
    view = open_map(qtbot, parts)
    x = np.linspace(*view.field().box()[:2], 240)[:, np.newaxis]
    model = Model.build(session.analysis, seed=session.project.training.seed)
    curve = answers(model, apply_scaling(session.project.data, x))["dense_2"]
    answer = view.answer()
    assert answer is not None
    np.testing.assert_allclose(answer.reshape(-1, 1), curve, atol=1e-5)
    data = prepare(session.project.data)
    residuals = view.field().cover().strokes[0].places
    assert residuals.shape == (data.count("train") + data.count("validation"), 2, 2)
    np.testing.assert_allclose(residuals[: len(data.y_train), 0, 1], data.y_train.ravel())
    own = answers(model, data.x_train)["dense_2"]
    np.testing.assert_allclose(residuals[: len(own), 1, 1], own[:, 0], atol=1e-5)


def test_a_table_is_cut_through_two_features_with_the_others_at_their_mean(
    qtbot: QtBot, parts: Parts
) -> None:
    session = parts[0]
    session.open(template("iris").project)
    view = open_map(qtbot, parts)
    view.parts.feature_boxes[0].setCurrentIndex(2)
    view.parts.feature_boxes[0].activated.emit(2)
    data = prepare(session.project.data)
    raw = np.concatenate([data.dataset.samples(i) for i in (data.train_indices, data.val_indices)])
    model = Model.build(session.analysis, seed=session.project.training.seed)
    rows = np.tile(raw.mean(axis=0), (CELLS * CELLS, 1))
    rows[:, [2, 1]] = grid(view.field().box(), CELLS)
    expected = model.predict(apply_scaling(session.project.data, rows.astype(np.float32)))

    def shows_it() -> bool:
        answer = view.answer()
        return answer is not None and np.allclose(answer.reshape(-1, 3), expected, atol=1e-4)

    qtbot.waitUntil(shows_it)
    assert "at their mean" in view.readout()


def test_a_contour_runs_where_the_height_is() -> None:
    cells = grid((-1.0, 1.0, -1.0, 1.0), 40)
    heights = np.hypot(cells[:, 0], cells[:, 1]).reshape(40, 40)
    line = contour(heights, 0.7, (-1.0, 1.0, -1.0, 1.0))
    assert len(line) > 50
    np.testing.assert_allclose(np.hypot(line[..., 0], line[..., 1]), 0.7, atol=2e-3)
    assert not len(contour(np.full((4, 4), np.nan), 0.0, (0.0, 1.0, 0.0, 1.0)))


def test_what_is_painted_while_the_network_learns_is_learnt_after_apply(
    view: DecisionMap, parts: Parts, qtbot: QtBot
) -> None:
    session, training, _ = parts
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=100_000))
    training.start()
    qtbot.waitUntil(lambda: bool(view.step()))
    QTest.mouseClick(view.parts.paint_button, Qt.MouseButton.LeftButton)
    field = view.field()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=field.place_of(0.9, 0.9).toPoint())
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "painted")
    assert training.differs
    count = len(session.project.data.source.points)
    step = view.step()
    qtbot.waitUntil(lambda: sum(len(p.places) for p in field.points()) == count)
    qtbot.waitUntil(lambda: (view.step() or 0) > (step or 0), timeout=10_000)
    training.apply()
    qtbot.waitUntil(lambda: training.active and not training.differs, timeout=20_000)
    assert session.running is not None
    assert len(session.running.data.source.points) == count
