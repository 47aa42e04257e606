"""The text page writes by itself, and colours a text by what surprises the network."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from nnstudio.app.live.pictures import colors
from nnstudio.app.live.token_words import plan_words
from nnstudio.app.plots.recurrent.recurrent_view import RecurrentView
from nnstudio.app.style.theme import LIGHT
from nnstudio.data.prepare import prepare
from nnstudio.engine.generation import write
from nnstudio.engine.model import Model
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from tests.app.plots.made_up import Parts, hover


def open_page(qtbot: QtBot, parts: Parts, project: Project) -> RecurrentView:
    parts[0].open(project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(view.tabs.isVisible, timeout=20_000)
    place = view.tabs.tabRect(2).center()
    qtbot.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: view.text.step() is not None, timeout=20_000)
    return view


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> RecurrentView:
    return open_page(qtbot, parts, template("shakespeare-lstm").project)


def model_of(parts: Parts) -> Model:
    session = parts[0]
    return Model.build(session.analysis, session.weights, session.project.training.seed)


def test_it_writes_what_the_network_says(qtbot: QtBot, view: RecurrentView, parts: Parts) -> None:
    page = view.text
    page.heat_slider.setFocus()
    qtbot.keyClick(page.heat_slider, Qt.Key.Key_Home)
    qtbot.keyClicks(page.seed_line, "Shall")
    qtbot.mouseClick(page.write_button, Qt.MouseButton.LeftButton)
    assert page.write_button.text() == "Stop"
    qtbot.waitUntil(lambda: len(page.written.toPlainText()) > 25, timeout=20_000)
    qtbot.mouseClick(page.write_button, Qt.MouseButton.LeftButton)
    assert page.write_button.text() == "Write"
    assert not page.writer.busy

    words = plan_words(parts[0].project.data)
    start = np.array([words.index(letter) for letter in "\nShall"])
    tokens = write(model_of(parts), start, 20, temperature=0.0).tokens
    text = page.written.toPlainText()
    assert text.startswith("Shall" + "".join(words[token] or "□" * int(token) for token in tokens))
    written = len(text)
    qtbot.keyClick(page.seed_line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 5 < len(page.written.toPlainText()) != written, timeout=20_000)
    view.hide()
    assert not page.writer.busy


def test_tokens_are_coloured_by_their_loss(qtbot: QtBot, view: RecurrentView, parts: Parts) -> None:
    flow = view.text.flow
    model, data = model_of(parts), prepare(parts[0].project.data)
    words = plan_words(data.plan)
    data = data.with_outputs(model.plan.wanted)
    y = model.forward(data.x_val[:1]).outputs[model.plan.output][0]
    wanted = data.t_val[0].astype(int)
    expected = -np.log(y[np.arange(40), wanted])

    assert "".join(token.text for token in flow.tokens()[:40]) == "".join(words[n] for n in wanted)
    assert [token.loss for token in flow.tokens()[:40]] == pytest.approx(
        expected.tolist(), rel=1e-5
    )
    shade = int(colors(np.array([flow.tokens()[4].loss]), flow.bounds(), LIGHT)[0])
    picture = flow.grab().toImage()
    corner = flow.place_of(4)
    corner.setY(4.0)
    place = (corner * picture.devicePixelRatio()).toPoint()
    assert picture.pixelColor(place).name() == QColor.fromRgb(shade).name()

    hover(qtbot, flow, flow.place_of(4))
    text = view.text.note.text()
    assert text.startswith(f"“{flow.tokens()[4].text}”: loss {flow.tokens()[4].loss:.3f}")
    assert f"probability {100 * y[4, wanted[4]]:.3g} %" in text


def test_windows_that_overlap_show_each_token_once(view: RecurrentView, parts: Parts) -> None:
    data = prepare(parts[0].project.data)
    words = plan_words(data.plan)
    every = "".join(token.text for token in view.text.flow.tokens())
    targets = data.y_val.astype(int)
    joined = "".join(words[n] for n in (*targets[0], *targets[1][-24:], *targets[2][-24:]))

    assert every.startswith(joined)
    assert len(every) >= 400
    assert view.table() is not None


def test_poems_are_lines(qtbot: QtBot, parts: Parts) -> None:
    view = open_page(qtbot, parts, template("tang-poems").project)
    tokens = view.text.flow.tokens()

    assert [n for n, token in enumerate(tokens) if token.breaks][:2] == [24, 49]
    assert "3,62" in view.text.note.text(), "as unsure as between all characters"


def test_a_class_of_a_text_is_nothing_to_write(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("names-gru").project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.samples.chosen is not None, timeout=20_000)

    assert not view.tabs.isVisible()


def test_it_fits_into_a_small_dock(view: RecurrentView) -> None:
    assert view.minimumSizeHint().width() <= 392
    assert view.minimumSizeHint().height() <= 270


def test_it_writes_again_with_what_was_learned_since(
    qtbot: QtBot, view: RecurrentView, parts: Parts
) -> None:
    session, training, _ = parts
    page = view.text
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.writer.busy and bool(page.written.toPlainText()))
    before = page.written.toPlainText()
    training.start(paused=True)
    training.step(2)
    qtbot.waitUntil(lambda: session.run_log.steps == 2, timeout=20_000)

    qtbot.waitUntil(lambda: page.written.toPlainText() != before, timeout=20_000)
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    view.hide()


def test_a_transformer_writes_too(qtbot: QtBot, parts: Parts) -> None:
    parts[0].open(template("char-transformer").project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.text.step() is not None, timeout=20_000)

    assert not view.unrolled.isVisible()
    qtbot.mouseClick(view.text.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(view.text.written.toPlainText()) > 3, timeout=20_000)
    view.hide()


def test_what_is_asked_for_before_the_network_is_known_is_written_later(
    qtbot: QtBot, parts: Parts
) -> None:
    parts[0].open(template("shakespeare-lstm").project)
    view = RecurrentView(*parts)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(view.tabs.isVisible, timeout=20_000)
    place = view.tabs.tabRect(2).center()
    qtbot.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(view.text.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(view.text.written.toPlainText()) > 5, timeout=20_000)
    view.hide()
