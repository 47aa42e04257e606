"""The map of units: each cell is what the unit is, a click or a key looks into it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.health.activation_curve import ActivationCurve
from nnstudio.app.plots.health.health_view import HealthView
from nnstudio.app.plots.health.stamps import SHADES, cell_colors
from nnstudio.app.plots.health.unit_inputs import as_maps
from nnstudio.app.style.theme import LIGHT
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.explain.unit_health import STATES
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from tests.app.plots.made_up import Drawn, Parts, digits, hover, stack
from tests.engine.studying import tally_of

_TWO = QPointF(2, 2)
EXPECTED = ["duplicate", "dead", "healthy", "healthy", "duplicate", "dead"]


def iris_weight() -> tuple[Array, Array]:
    weight = np.random.default_rng(5).normal(size=(4, 6)).astype(np.float32)
    weight[:, 2] = (1.0, -1.0, 0.0, 0.0)
    weight[:, 3] = (0.0, 0.0, 1.0, 0.5)
    weight[:, 0] = (1.0, 1.0, 0.0, 0.0)
    weight[:, 4] = 3.0 * weight[:, 0]
    return weight, np.array([0, -999, 0, 0, 0, -999], np.float32)


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> HealthView:
    session = parts[0]
    session.open(
        stack("iris", Dense(units=6, activation="relu"), Dense(units=3, activation="softmax"))
    )
    weight, bias = iris_weight()
    known = {
        **initial_weights(make_plan(session.analysis), seed=0),
        ("dense_1", "weight"): weight,
        ("dense_1", "bias"): bias,
    }
    session.adopt(Text("made up"), Checkpoint(known, step=7))
    return opened(qtbot, parts)


def opened(qtbot: QtBot, parts: Parts) -> HealthView:
    view = HealthView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.step() is not None, timeout=20_000)
    return view


def states(view: HealthView, node: str = "dense_1") -> list[str]:
    layer = next(layer for layer in view.map.layers() if layer.node == node)
    return [STATES[number] for number in layer.states]


def looked_into(qtbot: QtBot, view: HealthView, node: str, unit: int) -> None:
    place = view.map.place_of((node, unit)).center().toPoint()
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(view.details.waking.samples()), timeout=20_000)


def test_every_unit_is_what_it_was_made(view: HealthView) -> None:
    assert [layer.node for layer in view.map.layers()] == ["dense_1", "dense_2"]
    assert states(view) == EXPECTED
    assert view.map.layers()[0].counts() == {"dead": 2, "duplicate": 2}
    assert "2 of 6 units in dense_1 are dead" in view.verdict_bar.text()
    assert view.step() == 7


def test_cells_have_the_colours_of_their_states(view: HealthView) -> None:
    picture = view.map.grab().toImage()
    ratio = picture.devicePixelRatio()
    for unit, state in enumerate(EXPECTED):
        corner = view.map.place_of(("dense_1", unit)).topLeft()
        found = picture.pixelColor(((corner + _TWO) * ratio).toPoint()).name()
        shades = {cell_colors(LIGHT, state, shade)[0].name() for shade in range(SHADES)}
        assert found in shades, state


def test_the_unit_under_the_mouse_is_read_off(qtbot: QtBot, view: HealthView) -> None:
    assert "After 7 steps" in view.readout()
    hover(qtbot, view.map, view.map.place_of(("dense_1", 4)).center())
    assert view.readout().startswith("dense_1, unit 4: Duplicate")
    assert "1.000" in view.readout()
    assert "unit 0" in view.readout()


def test_a_click_shows_inputs_curve_and_samples(
    qtbot: QtBot, view: HealthView, parts: Parts
) -> None:
    looked_into(qtbot, view, "dense_1", 2)
    assert view.unit() == ("dense_1", 2)
    assert view.details.title.text() == "dense_1, unit 2"
    bars = view.details.inputs.bars()
    assert [value for _, value in bars] == [1.0, -1.0, 0.0, 0.0]
    assert bars[0][0] == parts[0].project.data.signature.features[0]
    model = parts[0].model()
    assert isinstance(model, Model)
    probe = view._probe.probe
    assert probe is not None
    y = model.forward(probe.x).outputs["dense_1"][:, 2]
    found = [sample.value for sample in view.details.waking.samples()]
    assert found == pytest.approx(np.sort(y)[::-1][:12].tolist())
    assert int(view.details.curve.counts().sum()) == len(probe.x)


def test_arrow_keys_go_through_units_and_layers(qtbot: QtBot, view: HealthView) -> None:
    view.map.setFocus()
    qtbot.keyClick(view.map, Qt.Key.Key_Right)
    assert view.unit() == ("dense_1", 0)
    qtbot.keyClick(view.map, Qt.Key.Key_Right)
    assert view.unit() == ("dense_1", 1)
    assert "Dead" in view.details.sentence.text()
    qtbot.keyClick(view.map, Qt.Key.Key_Down)
    assert view.unit() == ("dense_2", 0)
    qtbot.keyClick(view.map, Qt.Key.Key_PageUp)
    assert view.unit() == ("dense_1", 0)
    qtbot.keyClick(view.map, Qt.Key.Key_Escape)
    assert view.unit() is None
    assert not view.details.isVisible()


def test_the_layer_is_selected_on_the_canvas(qtbot: QtBot, view: HealthView, parts: Parts) -> None:
    looked_into(qtbot, view, "dense_1", 3)
    qtbot.mouseClick(view.details.canvas_button, Qt.MouseButton.LeftButton)
    assert parts[0].selection == ("dense_1",)


def test_in_a_narrow_dock_the_unit_takes_the_place_of_the_map(
    qtbot: QtBot, view: HealthView
) -> None:
    view.resize(392, 270)
    looked_into(qtbot, view, "dense_1", 0)
    assert not view.map.isVisible()
    qtbot.mouseClick(view.details.back_button, Qt.MouseButton.LeftButton)
    assert view.map.isVisible()
    assert not view.details.isVisible()


def test_a_unit_can_be_chosen_before_the_map_is_there(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(digits())
    view = HealthView(*parts)
    qtbot.addWidget(view)
    view.choose(("dense_1", 1))
    with qtbot.waitExposed(view):
        view.show()
    assert view.details.curve.isHidden(), "an empty curve would be taken for an answer"
    assert view.details.waiting.isVisibleTo(view.details)
    qtbot.waitUntil(lambda: bool(view.details.waking.samples()), timeout=20_000)
    assert view.details.waiting.isHidden()
    assert view.details.curve.isVisibleTo(view.details)
    assert view.unit() == ("dense_1", 1)


def test_a_dead_unit_says_that_nothing_wakes_it(qtbot: QtBot, view: HealthView) -> None:
    looked_into(qtbot, view, "dense_1", 1)
    assert "Dead" in view.details.sentence.text()
    samples = view.details.waking.samples()
    assert {sample.value for sample in samples} == {0.0}


def test_figures_are_saved(view: HealthView) -> None:
    table = view.table()
    assert table is not None
    rows = [tuple(row) for row in table[1]]
    assert [row[2] for row in rows[:6]] == EXPECTED
    assert len(rows) == 9


def test_pictures_have_pictures(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(digits())
    view = opened(qtbot, parts)
    assert [layer.node for layer in view.map.layers()] == ["conv2d_1", "conv2d_2", "dense_1"]
    assert "Not trained" in view.readout()
    looked_into(qtbot, view, "conv2d_2", 3)
    maps = view.details.inputs.maps()
    assert maps is not None
    assert maps.shape == (3, 3, 4)
    assert all(sample.image is not None for sample in view.details.waking.samples())
    looked_into(qtbot, view, "dense_1", 3)
    qtbot.waitUntil(lambda: shape(view) == (12, 12, 6))


def shape(view: HealthView) -> tuple[int, ...]:
    maps = view.details.inputs.maps()
    return () if maps is None else maps.shape


def test_text_is_written(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("names-gru").project)
    view = opened(qtbot, parts)
    looked_into(qtbot, view, view.map.layers()[0].node, 1)
    samples = view.details.waking.samples()
    assert all(sample.text.strip("…·").isalpha() for sample in samples[:3])
    looked_into(qtbot, view, "dense_1", 0)
    whole = view.details.waking.samples()
    names = {"".join(s.text.split()) for s in whole}
    assert all(len(name) > 1 for name in names)


def test_it_is_live_and_goes_back_in_time(qtbot: QtBot, view: HealthView, parts: Parts) -> None:
    session, training, _ = parts
    looked_into(qtbot, view, "dense_1", 2)
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=3))
    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    steps = session.run_log.steps
    qtbot.waitUntil(lambda: view.step() == steps, timeout=20_000)
    training.moments.show_step(0)
    qtbot.waitUntil(lambda: view.step() == 0, timeout=20_000)


def test_a_network_without_units_says_so(view: HealthView, parts: Parts, drawn: Drawn) -> None:
    parts[0].edit(Text("less"), edits.delete(parts[0].project, ["dense_1", "dense_2"]))
    assert not view.map.isVisible()
    parts[0].undo()
    assert view.map.isVisible()


def test_the_curve_counts_like_numpy(qtbot: QtBot) -> None:
    curve = ActivationCurve()
    qtbot.addWidget(curve)
    curve.resize(300, 128)
    values = np.random.default_rng(0).normal(size=500).astype(np.float32)
    curve.set_values(tally_of(values), Dense(activation="tanh").activation_function())
    low, high = curve.bounds()
    assert low <= -3
    assert high >= 3
    edges = np.linspace(low, high, len(curve.counts()) + 1)
    np.testing.assert_array_equal(curve.counts(), np.histogram(values, edges)[0])
    with qtbot.waitExposed(curve):
        curve.show()
    number = len(curve.counts()) // 2
    hover(qtbot, curve, curve.bin_place(number))
    middle = (edges[number] + edges[number + 1]) / 2
    assert f"f = {np.tanh(middle):.4g}".replace("-", "−") in curve.readout()


def test_which_weights_are_pictures() -> None:
    assert as_maps(np.zeros(784), (28, 28, 1)) is not None
    assert as_maps(np.zeros(4), ()) is None
    assert as_maps(np.zeros((5, 2)), ()).shape == (2, 5, 1)  # type: ignore[union-attr]


def test_units_of_a_layer_that_is_gone_are_not_looked_for(
    qtbot: QtBot, view: HealthView, parts: Parts
) -> None:
    shorter = edits.delete(parts[0].project, ["dense_1"])
    parts[0].edit(Text("Delete"), edits.connect(shorter, "input_1", "dense_2"))
    view.redraw()  # as after a change of theme, before the answer for the shorter network
    qtbot.waitUntil(lambda: [x.node for x in view.map.layers()] == ["dense_2"], timeout=20_000)
