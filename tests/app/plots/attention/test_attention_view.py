"""Attention maps show who looks at whom, in numbers and in lines."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.live.pictures import colors
from nnstudio.app.plots.attention.attention_view import AttentionView
from nnstudio.app.plots.attention.head_maps import Cell
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.theme import LIGHT
from nnstudio.core.text import Text
from nnstudio.data.prepare import prepare
from nnstudio.engine.model import Model
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.plots.made_up import Parts, hover, spiral, stack


def waves() -> Project:
    """Return two attention layers behind one another, for pieces of a wave."""
    layers = (
        Dense(units=6, activation="tanh"),
        MultiHeadAttention(heads=3),
        MultiHeadAttention(heads=2, causal=True),
        Flatten(),
        Dense(units=1, activation="linear"),
    )
    return edits.set_loss(stack("sine_series", *layers), MeanSquaredError())


def open_view(qtbot: QtBot, parts: Parts, project: Project) -> AttentionView:
    parts[0].open(project)
    view = AttentionView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> AttentionView:
    view = open_view(qtbot, parts, waves())
    qtbot.waitUntil(lambda: len(view.maps()) == 4)
    return view


def test_heads_and_their_average_are_the_layers_own(view: AttentionView, parts: Parts) -> None:
    session = parts[0]
    model = Model.build(session.analysis, session.weights, session.project.training.seed)
    x = prepare(session.project.data).sample("validation", 0).x[np.newaxis]
    wanted = model.forward(x).saved["multiheadattention_1"]["attention"][0]

    np.testing.assert_allclose(view.maps()[:3], wanted, rtol=1e-5)
    np.testing.assert_allclose(view.maps()[3], wanted.mean(axis=0), rtol=1e-5)
    np.testing.assert_allclose(view.maps().sum(axis=2), 1.0, rtol=1e-5)


def test_a_weight_has_its_colour_and_tells_its_number(qtbot: QtBot, view: AttentionView) -> None:
    shades = colors(view.maps()[1], view.heads.bounds(), LIGHT)
    picture = view.heads.grab().toImage()
    for query, key in ((3, 3), (10, 20), (20, 1)):
        place = view.heads.place_of(Cell(1, query, key)) * picture.devicePixelRatio()
        shade = QColor.fromRgb(int(shades[query, key]))
        assert picture.pixelColor(place.toPoint()).name() == shade.name()

    hover(qtbot, view.heads, view.heads.place_of(Cell(1, 10, 20)))
    text = view.note.text()
    assert text.startswith("head 2: step 11")
    assert "step 21" in text
    assert f"{view.maps()[1, 10, 20]:.4f} (row sum 1.0000)" in text


def test_a_click_enlarges_a_head_and_escape_brings_all_back(
    qtbot: QtBot, view: AttentionView
) -> None:
    place = view.heads.place_of(Cell(2, 4, 4)).toPoint()
    qtbot.mouseClick(view.heads, Qt.MouseButton.LeftButton, pos=place)
    assert view.heads.shown() == range(2, 3)
    assert view.heads.area_of(2).height() > 250

    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.heads.shown() == range(4)


def test_a_click_on_a_token_draws_lines_to_what_it_looks_at(
    qtbot: QtBot, view: AttentionView
) -> None:
    place = view.lines.place_of(7).toPoint()
    qtbot.mouseClick(view.lines, Qt.MouseButton.LeftButton, pos=place)
    strong = {k: w for k, w in enumerate(view.maps()[3, 7].tolist()) if w >= 0.005}
    assert view.lines.lines() == pytest.approx(strong)

    head = view.heads.place_of(Cell(0, 0, 0)).toPoint()
    qtbot.mouseClick(view.heads, Qt.MouseButton.LeftButton, pos=head)
    row = view.heads.place_of(Cell(0, 12, 3)).toPoint()
    qtbot.mouseClick(view.heads, Qt.MouseButton.LeftButton, pos=row)
    strong = {k: w for k, w in enumerate(view.maps()[0, 12].tolist()) if w >= 0.005}
    assert view.lines.lines() == pytest.approx(strong)
    qtbot.keyClick(view.lines, Qt.Key.Key_Right)
    assert set(view.lines.lines()) == set(np.flatnonzero(view.maps()[0, 13] >= 0.005).tolist())


def test_what_may_not_be_seen_is_grey(qtbot: QtBot, view: AttentionView, parts: Parts) -> None:
    parts[0].select(("multiheadattention_2",))
    qtbot.waitUntil(lambda: len(view.maps()) == 3)
    assert view.layer_box.currentData() == "multiheadattention_2"
    assert "grey" in view.note.text()

    picture = view.heads.grab().toImage()
    place = view.heads.place_of(Cell(0, 2, 20)) * picture.devicePixelRatio()
    assert picture.pixelColor(place.toPoint()).name() == LIGHT.border
    assert not view.maps()[:, 2, 3:].any()


def test_it_follows_a_training(qtbot: QtBot, view: AttentionView, parts: Parts) -> None:
    session, training, _ = parts
    before = view.maps()
    session.edit(Text("epochs"), edits.set_training(session.project, epochs=1))
    training.start()
    qtbot.waitUntil(lambda: not training.active, timeout=60_000)
    qtbot.waitUntil(lambda: view.step() == session.run_log.steps)

    assert not np.array_equal(before, view.maps())


def test_tokens_of_texts_are_written_at_the_axes(qtbot: QtBot, parts: Parts) -> None:
    view = open_view(qtbot, parts, template("char-transformer").project)
    qtbot.waitUntil(lambda: len(view.maps()) == 5, timeout=20_000)
    table = view.table()
    assert table is not None
    first = next(iter(table[1]))

    assert len(view.lines.lines()) > 1
    assert str(first[2]) in "␣↵abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,.;:!?'-"


def test_a_network_without_attention_is_told_what_to_do(qtbot: QtBot, parts: Parts) -> None:
    view = open_view(qtbot, parts, spiral())
    assert not view.heads.isVisible()
    assert view.table() is None

    parts[0].open(waves())
    qtbot.waitUntil(lambda: view.heads.isVisible() and len(view.maps()) == 4)


def test_it_fits_into_a_small_dock(view: AttentionView) -> None:
    assert view.minimumSizeHint().width() <= 392
    assert view.minimumSizeHint().height() <= 270


def test_a_dark_window_and_another_language_change_no_number(
    qtbot: QtBot, view: AttentionView, qapp: QApplication
) -> None:
    before = view.grab().toImage()
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.grab().toImage() == before

    choose_theme(qapp, "dark")
    assert view.grab().toImage().pixelColor(2, view.height() // 2).lightnessF() < 0.4
    choose_theme(qapp, "light")
    assert view.grab().toImage() == before
