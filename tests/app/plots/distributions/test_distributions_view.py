"""The view of distributions: exact figures under the mouse, the past in the same bins, canvas and view as one."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.distributions.distributions_view import DistributionsView
from nnstudio.app.plots.distributions.tile import Tile, height_limit, heights
from nnstudio.app.style.theme import LIGHT
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.distributions import Spread
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from tests.app.plots.made_up import Parts, hover, stack
from tests.engine.studying import tally_of

SPREAD = Spread("dense_1", "weights", "weight")


def project() -> Project:
    return stack("iris", Dense(units=40, activation="relu"), Dense(units=3, activation="softmax"))


def made_up_weight() -> Array:
    weight = np.linspace(-1.0, 1.0, 160).astype(np.float32)
    weight[0] = 1000.0  # far out
    weight[1:9] = 0.0
    return weight.reshape(4, 40)


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> DistributionsView:
    session = parts[0]
    session.open(project())
    weights = initial_weights(make_plan(session.analysis), seed=0)
    known = {**weights, ("dense_1", "weight"): made_up_weight()}
    session.adopt(Text("made up"), Checkpoint(known, step=7))
    view = DistributionsView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: bool(view.sheet.tiles()))
    return view


def shown(view: DistributionsView) -> list[str]:
    return [tile.title for tile in view.sheet.tiles()]


def tile(view: DistributionsView) -> Tile:
    return next(tile for tile in view.sheet.tiles() if tile.spread == SPREAD)


def test_without_a_choice_all_layers_are_shown(view: DistributionsView) -> None:
    assert shown(view) == [
        "dense_1 · weight",
        "dense_1 · bias",
        "dense_2 · weight",
        "dense_2 · bias",
    ]
    assert view.step() == 7


def test_an_outlier_is_said_and_does_not_flatten_the_rest(view: DistributionsView) -> None:
    bins = tile(view).bins
    assert -1.0 < bins.low <= -0.88
    assert 1.0 <= bins.high < 1.3
    counts, below, above = tile(view).counts
    assert (counts.sum(), below, above) == (159, 0, 1)
    assert "0 below and 1 above" in view.sheet.readout(0)
    assert f"{100 * 8 / 160:.1f} % zero" in view.sheet.readout(0)
    assert "160 numbers" in view.sheet.readout(0)


def test_the_bin_under_the_mouse_is_read_off_exactly(qtbot: QtBot, view: DistributionsView) -> None:
    bins = tile(view).bins
    number = int(np.floor(0.0 / bins.width)) - bins.first
    hover(qtbot, view.sheet, view.sheet.bin_place(0, number))
    start, end = bins.edges(number)
    weight = made_up_weight()
    count = int(((weight >= start) & (weight < end)).sum())
    assert count > 8
    assert view.sheet.readout(0) == f"{start:.4g} … {end:.4g}: {count} ({100 * count / 160:.1f} %)"
    assert view.sheet.accessibleDescription() == view.sheet.readout(0)


def test_arrow_keys_read_off_bins_too(qtbot: QtBot, view: DistributionsView) -> None:
    view.sheet.setFocus()
    qtbot.keyClick(view.sheet, Qt.Key.Key_Right)
    start, end = tile(view).bins.edges(0)
    assert view.sheet.readout(0).startswith(f"{start:.4g} … {end:.4g}: ".replace("-", "−"))
    qtbot.keyClick(view.sheet, Qt.Key.Key_Down)
    assert "…" in view.sheet.readout(1)
    assert view.sheet.readout(1).endswith("%)")


def test_bars_stand_where_numbers_are(view: DistributionsView) -> None:
    picture = view.sheet.grab().toImage()
    ratio = picture.devicePixelRatio()
    counts = tile(view).counts[0]
    full = int(counts.argmax())
    color = picture.pixelColor((view.sheet.bin_place(0, full) * ratio).toPoint()).name()
    assert color not in (QColor(LIGHT.entry).name(), QColor(LIGHT.surface).name())
    [empty] = np.flatnonzero(counts == 0)[:1].tolist() or [None]
    if empty is not None:
        place = (view.sheet.bin_place(0, empty) * ratio).toPoint()
        assert picture.pixelColor(place).name() == QColor(LIGHT.entry).name()


def test_a_click_selects_the_layer_and_escape_shows_all_again(
    qtbot: QtBot, view: DistributionsView, parts: Parts
) -> None:
    place = view.sheet.tile_place(2).center().toPoint()
    qtbot.mouseClick(view.sheet, Qt.MouseButton.LeftButton, pos=place)
    assert list(parts[0].selection) == ["dense_2"]
    qtbot.waitUntil(lambda: shown(view) == ["dense_2 · weight", "dense_2 · bias"])
    assert view.controls.node == "dense_2"
    qtbot.keyClick(view.sheet, Qt.Key.Key_Escape)
    assert not parts[0].selection
    qtbot.waitUntil(lambda: len(shown(view)) == 4)


def test_the_choice_on_the_canvas_is_followed(
    qtbot: QtBot, view: DistributionsView, parts: Parts
) -> None:
    parts[0].select(("input_1",))
    assert view.sheet.isHidden() or not view.sheet.isVisible()
    view.controls.kind_box.setFocus()
    qtbot.keyClicks(view.controls.kind_box, "Activ")
    qtbot.waitUntil(lambda: shown(view) == ["input_1 · f(z)"])
    parts[0].select(("dense_1",))
    qtbot.waitUntil(lambda: shown(view) == ["dense_1 · z", "dense_1 · f(z)"])
    z, y = (found.now for found in view.sheet.tiles())
    assert y.zeros == z.counts[z.places < 0].sum() + z.zeros


def test_ridges_have_the_same_bins_and_the_counts_of_each_moment(
    qtbot: QtBot, parts: Parts
) -> None:
    session, training, _ = parts
    session.open(template("iris").project)
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=6))
    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    view = DistributionsView(*parts)
    qtbot.addWidget(view)
    view.resize(700, 500)
    session.select(("dense_1",))
    view.controls.mode_box.setCurrentIndex(1)
    with qtbot.waitExposed(view):
        view.show()
    moments = training.moments.timeline.moments
    qtbot.waitUntil(
        lambda: bool(view.sheet.tiles()) and len(view.sheet.tiles()[0].course) == len(moments),
        timeout=20_000,
    )
    found = view.sheet.tiles()[0]
    bins = found.bins
    edges = (bins.first + np.arange(bins.count + 1)) * bins.width
    for moment, (step, tally) in zip(moments, found.course, strict=True):
        assert step == moment.step
        weight = moment.weights["dense_1", "weight"]
        inside = weight[(weight >= edges[0]) & (weight < edges[-1])]
        np.testing.assert_array_equal(tally.binned(*bins.place)[0], np.histogram(inside, edges)[0])
    hover(qtbot, view.sheet, view.sheet.ridge_place(0, 0, 3))
    assert view.sheet.readout(0).startswith("Step 0: ")
    assert found.bins == view.sheet.tiles()[0].bins
    table = view.table()
    assert table is not None
    rows = list(table[1])
    counts = [int(str(row[-1])) for row in rows if row[2] == "bias"]
    assert sum(counts) == len(moments) * view_size(view)
    view.controls.mode_box.setCurrentIndex(2)
    hover(qtbot, view.sheet, view.sheet.bin_place(0, 0))
    assert "50 %" in view.sheet.readout(0)


def view_size(view: DistributionsView) -> int:
    return next(t for t in view.sheet.tiles() if t.spread.name == "bias").now.number


def test_a_looked_back_moment_is_what_is_shown(
    qtbot: QtBot, view: DistributionsView, parts: Parts
) -> None:
    session, training, _ = parts
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=2))
    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=30_000)
    moment = training.moments.timeline.moments[0]
    training.moments.show_step(moment.step)
    weight = moment.weights["dense_1", "weight"]
    mean = float(weight.astype(float).mean())
    qtbot.waitUntil(lambda: tile(view).now.mean == pytest.approx(mean, abs=1e-9))


def test_a_network_that_cannot_be_computed_says_so(view: DistributionsView, parts: Parts) -> None:
    parts[0].edit(Text("less"), edits.delete(parts[0].project, ["dense_2", "dense_1"]))
    assert not view.sheet.isVisible()
    parts[0].undo()
    assert view.sheet.isVisible()


def test_numbers_that_are_not_finite_are_counted(
    qtbot: QtBot, view: DistributionsView, parts: Parts
) -> None:
    weights = initial_weights(make_plan(parts[0].analysis), seed=0)
    broken = made_up_weight()
    broken[0, :5] = np.nan
    parts[0].adopt(Text("broken"), Checkpoint({**weights, ("dense_1", "weight"): broken}, step=8))
    qtbot.waitUntil(lambda: view.step() == 8)
    assert view.sheet.readout(0).startswith("5 not finite")


def test_a_towering_bin_is_cut_and_logarithms_show_single_numbers() -> None:
    counts = np.array([1, 10, 1000, 0])
    assert height_limit(counts) == 15
    assert height_limit(np.array([5, 10, 20])) == 20
    up = heights(counts, 1000, True)
    assert up[2] == 1.0
    assert up[0] > 0.08
    assert up[3] == 0.0


def test_numbers_that_are_all_alike_are_one_narrow_bar() -> None:
    for value in (0.0, -0.3):
        counts, below, above = Tile(SPREAD, "", tally_of(np.full(3, value))).counts
        assert (below, above) == (0, 0)
        assert counts.tolist() == [0] * 7 + [3] + [0] * 7


def test_a_drawing_of_it_has_all_texts_as_texts(view: DistributionsView, tmp_path: Path) -> None:
    view.save(tmp_path / "view.svg")
    texts = [
        e.text for e in ElementTree.parse(tmp_path / "view.svg").iter() if e.tag.endswith("text")
    ]
    assert {tile.title for tile in view.sheet.tiles()} <= set(texts)
    assert "0.5" in texts
