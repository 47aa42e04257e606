"""A number that is pointed at is worked out, forwards and backwards, with the mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.app.plots.feature_maps.map_tiles import Cell
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.up_sampling2d import UpSampling2D
from tests.app.plots.made_up import Parts, digits, hover, stack

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> FeatureMaps:
    parts[0].open(digits())
    return shown(qtbot, parts, (900, 620))


def shown(qtbot: QtBot, parts: Parts, size: tuple[int, int]) -> FeatureMaps:
    view = FeatureMaps(*parts)
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.step() is not None)
    # Places of tiles count only once the docked parts have found their sizes.
    qtbot.waitUntil(lambda: view.sections()[0].tiles().width() > 100)
    return view


def point(qtbot: QtBot, view: FeatureMaps, number: int, cell: Cell) -> None:
    section = view.sections()[number]
    view.column.scroll_to([section.node_id])
    hover(qtbot, section.tiles(), section.tiles().place_of(*cell))
    qtbot.waitUntil(lambda: view.link.at() == (section.node_id, cell))


def maps_of(view: FeatureMaps, node_id: str) -> Array:
    maps = view.maps(node_id)
    return np.empty(0) if maps is None else maps


def numbers(view: FeatureMaps) -> list[float]:
    return [float(line.figure.replace("−", "-")) for line in view.panel.lines()]


def choose_values(qtbot: QtBot, view: FeatureMaps, kind: str) -> None:
    box = view.side.bar.values_box
    qtbot.keyClicks(box, {"y": "f", "z": "z", "dy": "d"}[kind])
    assert view.side.bar.values() == kind


def test_before_anything_is_pointed_at_it_says_what_to_do(view: FeatureMaps) -> None:
    assert view.panel.working() is None
    assert "Point at a number" in view.panel.hint()


def test_patch_times_kernel_adds_up_to_the_number_that_is_shown(
    qtbot: QtBot, view: FeatureMaps
) -> None:
    point(qtbot, view, 0, (0, 9, 1))

    working = view.panel.working()
    maps = view.maps("conv2d_1")
    assert working is not None
    assert maps is not None
    assert working.title == "conv2d_1, map 1 [0, 9]"
    [[patch, kernel, products]] = view.panel.grids()
    np.testing.assert_allclose(products.values, patch.values * kernel.values)
    assert patch.reach is not None
    assert patch.reach.tolist() == [[1, 1, 1], [0, 0, 0], [0, 0, 0]], "zeros beyond the edge"
    total, bias, z, y = numbers(view)
    assert round(total + bias, 4) == z
    assert y == pytest.approx(maps[0, 9, 1], abs=5e-5)
    assert view.panel.accessibleDescription().startswith("Sum of 9 products")


def test_written_products_add_up_to_their_written_sum(qtbot: QtBot, view: FeatureMaps) -> None:
    qtbot.waitUntil(lambda: view.maps("conv2d_1") is not None)
    point(qtbot, view, 0, (13, 13, 2))
    products = view.panel.grids()[0][2]
    assert products.texts is not None
    written = [float(text.replace("−", "-")) for text in products.texts]
    total = products.title.partition("Σ ")[2].partition(" ·")[0]
    assert round(sum(written), 2) == float(total.replace("−", "-"))


def test_of_many_channels_the_strongest_is_looked_at(qtbot: QtBot, view: FeatureMaps) -> None:
    point(qtbot, view, 2, (4, 4, 3))

    working = view.panel.working()
    assert working is not None
    sums = working.worked.sums
    assert view.panel.channel() == int(np.abs(sums).argmax())
    assert [bar.value for bar in view.panel.bars()] == pytest.approx(
        sorted(sums, key=lambda value: -abs(value))
    )
    view.panel.setFocus()
    before = view.panel.channel()
    qtbot.keyClick(view.panel, Qt.Key.Key_PageDown)
    assert view.panel.channel() == (before + 1) % 4


def test_what_is_read_is_framed_where_it_lies(qtbot: QtBot, view: FeatureMaps) -> None:
    point(qtbot, view, 2, (0, 2, 3))
    # 3 × 3 without zeros on pooled maps: pixels 0 to 5 down and 4 to 9 across, and one around.
    assert view.card.picture.mark() == (0, 3, 6, 10)


def test_arrow_keys_go_from_number_to_number(qtbot: QtBot, view: FeatureMaps) -> None:
    tiles = view.sections()[0].tiles()
    tiles.setFocus()
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_Up)
    qtbot.keyClick(tiles, Qt.Key.Key_PageDown)
    assert view.link.at() == ("conv2d_1", (13, 15, 1))

    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert tiles.maps().shape == (28, 28, 1)
    assert view.size_slider.isEnabled() is False
    qtbot.keyClick(tiles, Qt.Key.Key_Escape)
    assert tiles.maps().shape == (28, 28, 4)


def test_a_place_of_the_kernel_is_read_out(qtbot: QtBot, view: FeatureMaps) -> None:
    point(qtbot, view, 0, (0, 9, 1))
    view.panel.setFocus()
    qtbot.keyClick(view.panel, Qt.Key.Key_Down)
    assert view.panel.read_out().startswith("x[-1, 8] 0 (border) × w ")
    qtbot.keyClick(view.panel, Qt.Key.Key_Down)
    assert view.panel.read_out().startswith("x[0, 8] ")


def test_pooling_shows_who_won(qtbot: QtBot, view: FeatureMaps) -> None:
    before = view.maps("conv2d_1")
    assert before is not None
    row, column, channel = (int(i) for i in np.unravel_index(before.argmax(), before.shape))
    point(qtbot, view, 1, (row // 2, column // 2, channel))

    [[patch]] = view.panel.grids()
    assert patch.marked == (row % 2, column % 2)
    assert numbers(view) == [pytest.approx(before.max(), abs=5e-5)]


def test_backwards_it_shows_the_share_of_the_kernels_gradient(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    choose_values(qtbot, view, "dy")
    session = parts[0]
    data = prepare(session.project.data).with_outputs(make_plan(session.analysis).wanted)
    model = Model.build(session.analysis, session.weights, session.project.training.seed)
    done = model.forward(data.sample("validation", 0).x[np.newaxis])
    gradients, flowing = model.backward(done, data.target("validation", 0))
    qtbot.waitUntil(
        lambda: bool(np.allclose(maps_of(view, "conv2d_2"), flowing["conv2d_2"][0], atol=1e-7))
    )
    point(qtbot, view, 2, (5, 5, 4))

    working = view.panel.working()
    assert working is not None
    worked, channel = working.worked, view.panel.channel()
    (_, share, whole), (_, back) = view.panel.grids()
    dz = flowing["conv2d_2"][0, 5, 5, 4]
    assert worked.dz == pytest.approx(dz)
    np.testing.assert_allclose(share.values, worked.patch[:, :, channel] * dz)
    expected = gradients["conv2d_2", "weight"][:, :, channel, 4]
    np.testing.assert_allclose(whole.values, expected, rtol=1e-4, atol=1e-8)
    assert worked.kernel is not None
    np.testing.assert_allclose(back.values, worked.kernel[:, :, channel] * dz)


def test_sums_are_shown_before_the_activation(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    choose_values(qtbot, view, "z")
    qtbot.waitUntil(lambda: view.sections()[0].tiles().bounds()[0] < 0)

    before, after = view.maps("conv2d_1"), view.sections()[0].done
    assert before is not None
    assert after is not None
    np.testing.assert_array_equal(np.maximum(before, 0), after.y)


def test_filters_stand_beside_the_maps(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    weights = initial_weights(make_plan(parts[0].analysis), parts[0].project.training.seed)
    section = view.sections()[2]
    np.testing.assert_array_equal(section.filters().kernels(), weights["conv2d_2", "weight"])
    assert view.sections()[1].filters().isHidden(), "a pooling has none"
    view.column.scroll_to([section.node_id])
    filters = section.filters()
    hover(qtbot, filters, filters.place_of(1, 2, 3, 4))
    value = f"{weights['conv2d_2', 'weight'][1, 2, 3, 4]:.4f}"
    assert section.about() == f"filter 4 [1, 2], channel 3 = {value}"


def test_new_weights_are_worked_out_for_the_same_number(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    point(qtbot, view, 0, (9, 9, 1))
    weights = initial_weights(make_plan(parts[0].analysis), seed=99)
    parts[0].adopt(Text("other"), Checkpoint(weights, step=7))
    qtbot.waitUntil(lambda: view.step() == 7)

    [[_, kernel, _]] = view.panel.grids()
    np.testing.assert_allclose(kernel.values, weights["conv2d_1", "weight"][:, :, 0, 1])


def test_a_number_that_is_gone_is_forgotten(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    point(qtbot, view, 0, (9, 9, 3))
    session = parts[0]
    session.edit(Text("less"), edits.set_values(session.project, "conv2d_1", filters=2))
    qtbot.waitUntil(lambda: view.panel.working() is None)
    assert view.card.picture.mark() is None


def test_weights_that_went_wrong_are_shown_as_they_are(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    point(qtbot, view, 2, (3, 3, 1))
    weights = dict(initial_weights(make_plan(parts[0].analysis), seed=1))
    weights["conv2d_1", "weight"] = np.full((3, 3, 1, 4), np.nan, np.float32)
    parts[0].adopt(Text("broken"), Checkpoint(weights, step=3))
    qtbot.waitUntil(lambda: view.step() == 3)

    assert view.panel.lines()[-1].figure == "nan"
    assert not view.grab().isNull()


def test_sequences_are_worked_out_too(qtbot: QtBot, parts: Parts) -> None:
    layers = (
        Conv1D(filters=3, kernel_size=5, activation="relu"),
        MaxPool1D(),
        Flatten(),
        Dense(units=10, activation="softmax"),
    )
    parts[0].open(stack("mnist1d", *layers))
    view = shown(qtbot, parts, (900, 620))
    maps = view.maps("conv1d_1")
    assert maps is not None
    assert maps.shape == (1, 40, 3)
    point(qtbot, view, 0, (0, 1, 2))

    [[patch, _, _]] = view.panel.grids()
    assert patch.reach is not None
    assert patch.reach.tolist() == [[1, 0, 0, 0, 0]]
    assert numbers(view)[-1] == pytest.approx(maps[0, 1, 2], abs=5e-5)


def test_a_layer_without_a_window_says_so(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    [wire] = parts[0].project.graph.wires_from["conv2d_2"]
    project, node = edits.insert_on_wire(parts[0].project, wire, UpSampling2D(), 0, 0)
    parts[0].open(project)
    qtbot.waitUntil(lambda: view.maps(node) is not None)
    qtbot.keyClick(view.sections()[3].tiles(), Qt.Key.Key_Right)
    assert "no window" in view.panel.hint()


def test_in_a_small_dock_the_enlarged_map_is_worked_out_beside_it(
    qtbot: QtBot, parts: Parts
) -> None:
    parts[0].open(digits())
    view = shown(qtbot, parts, (392, 270))
    assert not view.panel.isVisible()
    tiles = view.sections()[0].tiles()
    click(qtbot, tiles, tiles.place_of(3, 3, 1))
    assert view.panel.isVisible()
    assert not view.card.isVisible()
    qtbot.waitUntil(lambda: tiles.height() > 80)
    hover(qtbot, tiles, tiles.place_of(5, 5, 0))
    assert view.link.at() == ("conv2d_1", (5, 5, 1))
    assert view.panel.working() is not None


def click(qtbot: QtBot, widget: QWidget, place: QPointF | QPoint) -> None:
    at = place.toPoint() if isinstance(place, QPointF) else place
    qtbot.mouseClick(widget, LEFT, pos=at)
