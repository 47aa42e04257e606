"""Feature maps show what the network's layers give, for any sample, live and at rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nnstudio.app.live.pictures import colors
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.app.style.theme import LIGHT
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.layers.global_average_pool2d import GlobalAveragePool2D
from tests.app.plots.made_up import Drawn, Parts, digits, hover, spiral

SHOWN = ("conv2d_1", "maxpool2d_1", "conv2d_2")


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> FeatureMaps:
    parts[0].open(digits())
    view = FeatureMaps(*parts)
    qtbot.addWidget(view)
    view.resize(900, 620)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.maps("conv2d_1") is not None)
    # Places of tiles count only once the docked parts have found their sizes.
    qtbot.waitUntil(lambda: view.sections()[-1].tiles().width() > 300)
    return view


def expected(parts: Parts, split: str, index: int) -> dict[str, Array]:
    """Return what the definitions give for a sample with the session's weights."""
    session = parts[0]
    model = Model.build(session.analysis, session.weights, session.project.training.seed)
    x = prepare(session.project.data).sample(split, index).x
    return {node: y[0] for node, y in model.forward(x[np.newaxis]).outputs.items()}


def assert_shows(view: FeatureMaps, outputs: dict[str, Array]) -> None:
    for node in SHOWN:
        shown = view.maps(node)
        assert shown is not None
        np.testing.assert_allclose(shown, outputs[node], rtol=1e-5, atol=1e-6)
    assert [row.value for row in view.card.bars.rows()] == pytest.approx(
        outputs["dense_1"].tolist(), abs=1e-6
    )


def first_maps(view: FeatureMaps) -> Array:
    maps = view.maps("conv2d_1")
    return np.empty(0) if maps is None else maps


def is_shown(view: FeatureMaps, outputs: dict[str, Array]) -> bool:
    return bool(np.allclose(first_maps(view), outputs["conv2d_1"], atol=1e-6))


def test_an_untrained_network_shows_its_starting_weights_at_work(
    view: FeatureMaps, parts: Parts
) -> None:
    assert tuple(section.node_id for section in view.sections()) == SHOWN
    assert view.sample() == ("validation", 0)
    assert view.step() == 0
    assert "Not trained" in view.card.state()
    assert_shows(view, expected(parts, "validation", 0))


def test_pixels_are_the_numbers_the_layer_gives(view: FeatureMaps, parts: Parts) -> None:
    outputs = expected(parts, "validation", 0)
    for section in view.sections():
        tiles = section.tiles()
        maps = outputs[section.node_id]
        shades = colors(maps, tiles.bounds(), LIGHT)
        picture = tiles.grab().toImage()
        ratio = picture.devicePixelRatio()
        for row, column, channel in ((0, 0, 0), (5, 7, 2), (10, 3, 3), (11, 11, 1)):
            place = (tiles.place_of(row, column, channel) * ratio).toPoint()
            shade = QColor.fromRgb(int(shades[row, column, channel]))
            assert picture.pixelColor(place).name() == shade.name()


def test_maps_with_negative_values_have_colours_around_zero(view: FeatureMaps) -> None:
    relu, _, linear = (section.tiles().bounds() for section in view.sections())

    assert relu[0] == 0.0
    assert linear[0] == -linear[1]


@pytest.mark.parametrize(("split", "number", "index"), [("train", 0, 17), ("test", 2, 4_999)])
def test_any_sample_of_any_split_is_picked_by_its_number(
    qtbot: QtBot, view: FeatureMaps, parts: Parts, split: str, number: int, index: int
) -> None:
    view.card.split_box.setFocus()
    qtbot.keyClicks(view.card.split_box, ("Training", "Validation", "Test")[number])
    qtbot.waitUntil(lambda: view.card.index_box.maximum() == {0: 15_999, 2: 4_999}[number])
    view.card.index_box.selectAll()
    qtbot.keyClicks(view.card.index_box, str(index))
    qtbot.keyClick(view.card.index_box, Qt.Key.Key_Return)

    outputs = expected(parts, split, index)
    qtbot.waitUntil(lambda: is_shown(view, outputs))
    assert view.sample() == (split, index)
    assert_shows(view, outputs)
    [true] = [row.name for row in view.card.bars.rows() if row.true]
    assert true == str(prepare(parts[0].project.data).sample(split, index).label)


def test_a_sample_is_picked_by_a_click_on_its_picture(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    place = view.strip.place_of(3).center()
    qtbot.mouseClick(view.strip.viewport().childAt(place), Qt.MouseButton.LeftButton, pos=place)

    assert view.sample() == ("validation", 3)
    assert view.card.index_box.value() == 3
    outputs = expected(parts, "validation", 3)
    qtbot.waitUntil(lambda: is_shown(view, outputs))
    qtbot.keyClick(view.strip, Qt.Key.Key_Right)
    assert view.sample() == ("validation", 4)


def test_the_value_under_the_mouse_is_read_out(qtbot: QtBot, view: FeatureMaps) -> None:
    section = view.sections()[0]
    assert section.about() == "28 × 28 × 4"
    maps = section.maps()
    assert maps is not None

    hover(qtbot, section.tiles(), section.tiles().place_of(14, 12, 2))
    value = f"{maps[14, 12, 2]:.4f}" if maps[14, 12, 2] else "0"
    assert section.about() == f"map 2 [14, 12] = {value}"


def test_in_a_short_dock_samples_maps_and_shapes_are_seen(qtbot: QtBot, view: FeatureMaps) -> None:
    view.resize(392, 270)
    qtbot.waitUntil(lambda: view.strip.y() > view.card.split_box.y() + 20)

    assert view.strip.viewport().width() >= 10 * view.strip.place_of(0).width()
    for section in view.sections():
        [about] = section.findChildren(ElidedLabel)
        assert about.shown_text() == about.text()
        assert "".join(about.text().split()) == "×".join(map(str, section.tiles().maps().shape))
    tiles = view.sections()[0].tiles()
    qtbot.waitUntil(lambda: tiles.place_of(0, 0, 3).y() == tiles.place_of(0, 0, 0).y())

    view.resize(900, 620)
    qtbot.waitUntil(lambda: view.strip.y() < view.card.split_box.geometry().bottom())
    assert view.sections()[0].about() == "28 × 28 × 4"


def test_a_click_enlarges_a_map_and_escape_brings_all_back(qtbot: QtBot, view: FeatureMaps) -> None:
    section = view.sections()[0]
    tiles = section.tiles()
    maps = section.maps()
    assert maps is not None

    qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.place_of(9, 9, 3).toPoint())
    assert tiles.maps().shape == (28, 28, 1)
    np.testing.assert_array_equal(tiles.maps()[:, :, 0], maps[:, :, 3])
    assert not view.sections()[1].isVisible()
    qtbot.waitUntil(lambda: tiles.height() > 300)

    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert tiles.maps().shape == (28, 28, 4)
    assert view.sections()[1].isVisible()


def test_maps_change_while_the_network_learns_and_end_with_its_last_weights(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    session, training, _ = parts
    before = first_maps(view).copy()
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=1_000, batch_size=512))

    training.start()
    qtbot.waitUntil(lambda: bool(view.step()))
    assert not np.allclose(before, first_maps(view))
    training.stop()
    qtbot.waitUntil(lambda: not training.active, timeout=60_000)
    steps = session.run_log.steps
    qtbot.waitUntil(lambda: view.step() == steps)
    assert_shows(view, expected(parts, "validation", 0))
    assert f"{steps:,}" in view.card.state()


def test_a_hidden_view_asks_for_nothing(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    session, training, _ = parts
    view.hide()
    session.edit(Text("batch"), edits.set_training(session.project, batch_size=512))
    answers: list[object] = []
    training.watched.connect(answers.append)

    training.start(paused=True)
    training.step(2)
    qtbot.waitUntil(lambda: session.run_log.steps == 2, timeout=20_000)
    assert answers == []
    assert view.step() == 0

    view.show()
    qtbot.waitUntil(lambda: view.step() == 2, timeout=20_000)
    assert training.stop_and_wait(60_000)


def test_other_weights_are_shown_at_once(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    session = parts[0]
    weights = initial_weights(make_plan(session.analysis), seed=99)
    session.adopt(Text("other"), Checkpoint(weights, step=7))
    qtbot.waitUntil(lambda: view.step() == 7)
    assert_shows(view, expected(parts, "validation", 0))

    session.undo()
    qtbot.waitUntil(lambda: view.step() == 0)


def test_edits_of_the_drawing_are_followed(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    session = parts[0]
    session.edit(Text("more"), edits.set_values(session.project, "conv2d_1", filters=9))
    qtbot.waitUntil(lambda: first_maps(view).shape == (28, 28, 9))

    session.edit(Text("less"), edits.delete(session.project, ["maxpool2d_1"]))
    qtbot.waitUntil(lambda: not view.strip.isVisible())
    session.undo()
    qtbot.waitUntil(view.strip.isVisible)


def test_a_pooling_of_whole_maps_gives_one_square_a_map(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    project = parts[0].project
    [wire] = project.graph.wires_from["conv2d_2"]
    project, pool = edits.insert_on_wire(project, wire, GlobalAveragePool2D(), 0, 0)
    parts[0].open(edits.set_values(project, "conv2d_1", filters=5))
    qtbot.waitUntil(lambda: first_maps(view).shape == (28, 28, 5))

    assert tuple(section.node_id for section in view.sections()) == (*SHOWN, pool)
    maps, means = view.maps("conv2d_2"), view.maps(pool)
    assert maps is not None
    assert means is not None
    np.testing.assert_allclose(means[0, 0], maps.mean(axis=(0, 1)), rtol=1e-4, atol=1e-6)


def test_a_network_without_maps_says_so(
    qtbot: QtBot, view: FeatureMaps, parts: Parts, drawn: Drawn
) -> None:
    parts[0].open(spiral())
    drawn()

    assert view.sections() == ()
    assert not view.strip.isVisible()
    parts[0].open(digits())
    qtbot.waitUntil(lambda: view.maps("conv2d_1") is not None)


def test_samples_of_the_data_before_are_not_shown_for_a_network_without_data(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    project, count = parts[0].project, first_maps(view).shape
    without = replace(project, data=DataPlan(signature=project.data.signature))
    parts[0].open(edits.set_values(without, "conv2d_1", filters=5))
    [empty] = view.findChildren(EmptyState)
    qtbot.waitUntil(empty.isVisible)
    assert any("No data is chosen" in label.text() for label in empty.findChildren(QLabel))
    assert not view.strip.isVisible()

    parts[0].open(project)
    qtbot.waitUntil(lambda: first_maps(view).shape == count)
    assert view.strip.isVisible()
