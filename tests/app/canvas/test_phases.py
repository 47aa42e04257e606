"""Slow motion: each phase is named with its numbers and lit on the canvas."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.phases import Phases
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.run_speed import SPEEDS
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.templates import template
from nnstudio.optimizers.clipping import Clipping


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def training(qtbot: QtBot, session: Session) -> Training:
    found = Training(session)
    session.open(template("spiral-mlp").project)
    clipped = edits.set_clipping(session.project, Clipping("global_norm", 0.01))
    session.edit(Text("clip"), clipped)
    return found


def end(training: Training) -> None:
    training.stop_and_wait(60_000)


@pytest.fixture
def phases(qtbot: QtBot, session: Session, training: Training) -> Phases:
    view = CanvasView(session)
    qtbot.addWidget(view, before_close_func=lambda _: end(training))
    view.resize(900, 500)
    view.show()
    return Phases(view, training)


def test_each_phase_is_named_and_lit_with_the_numbers_of_the_step(
    qtbot: QtBot, phases: Phases, session: Session, training: Training
) -> None:
    heard: dict[str, tuple[str, str]] = {}
    lit: dict[str, set[str]] = {}

    def look() -> bool:
        if phases.shown is not None:
            name = phases.shown.phase.name
            heard[name] = (phases.bar.sentence.text(), phases.bar.accessibleName())
            lit.setdefault(name, set()).update(phases.glow.lit)
        return session.run_log.steps > 0

    training.speed.choose(SPEEDS.index(SPEEDS[5]))
    training.step()
    qtbot.waitUntil(look, timeout=20_000)

    assert list(heard) == ["batch", "forward", "loss", "backward", "update"]
    assert heard["batch"][0].startswith("10 training samples are taken: ")
    loss = float(session.run_log.loss[0])
    right = round(10 * float(session.run_log.accuracy[0]))
    assert f"the loss is {loss:.4g}. {right} of 10 are right." in heard["loss"][0]
    assert heard["loss"][1].startswith("Loss: ")
    assert "Adam changes the weights at learning rate 0.01:" in heard["update"][0]
    assert heard["update"][0].endswith(" to 0.01.")
    assert lit["batch"] == {"input_1"}
    assert lit["loss"] == {"dense_3"}
    assert lit["forward"] >= {"dense_1", "dense_2"}
    assert lit["update"] == {"dense_1", "dense_2", "dense_3"}


def test_light_goes_out_with_slow_motion_and_stands_still_in_a_pause(
    qtbot: QtBot, phases: Phases, session: Session, training: Training
) -> None:
    cards = phases.glow._scene.nodes
    training.speed.choose(0)
    training.start()
    qtbot.waitUntil(lambda: phases.shown is not None)
    assert phases.bar.isVisible()
    assert cards["dense_2"].opacity() < 1.0
    training.pause()
    qtbot.waitUntil(lambda: training.progress is not None and training.progress.phase == "paused")
    assert phases.bar.isVisible()
    assert session.run_log.steps == 0
    training.speed.choose(len(SPEEDS) - 1)
    assert not phases.bar.isVisible()
    assert phases.glow.lit == frozenset()
    assert all(card.opacity() == 1.0 for card in cards.values())
    training.resume()
    qtbot.waitUntil(lambda: session.run_log.steps > 0)


def test_a_drawing_may_change_or_close_while_light_falls_on_it(
    qtbot: QtBot, phases: Phases, session: Session, training: Training
) -> None:
    training.speed.choose(0)
    training.start()
    qtbot.waitUntil(lambda: phases.shown is not None)
    session.edit(Text("delete"), edits.delete(session.project, ["dense_2"], ()))
    qtbot.waitUntil(lambda: "dense_2" not in phases.glow._scene.nodes)
    training.stop()
    qtbot.waitUntil(lambda: not training.active)
    assert not phases.bar.isVisible()
    assert all(card.opacity() == 1.0 for card in phases.glow._scene.nodes.values())
    assert math.isfinite(phases.bar.width())
    qtbot.keyClick(phases.bar.parentWidget(), Qt.Key.Key_Escape)
