"""Trying a network on texts, and on kinds of data that nothing can be entered for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.parts.features_page import FeaturesPage
from nnstudio.app.panels.parts.preview import look_at
from nnstudio.app.panels.try_panel import TryPanel
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.data.feature_groups import feature_groups
from nnstudio.data.prepare import make_plan
from nnstudio.engine.answers import answers
from nnstudio.graph.data_plan import Column, DataFile, DataPlan, DataSource
from tests.app.panels.drawings import Show, chain, make, open_trained


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> TryPanel:
    panel = TryPanel(session, training)
    show(panel)
    return panel


def names(tmp_path: Path) -> DataPlan:
    """Return a plan of lines of which each next letter is to be told."""
    path = tmp_path / "names.txt"
    path.write_text("anna\nhannah\notto\nabba\nhanna\nnana\n" * 5)
    return make_plan(DataSource("text", file=DataFile(str(path))))


def test_a_text_is_typed_and_answered_at_its_end(
    panel: TryPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    plan = names(tmp_path)
    classes = plan.signature.all_targets[0].classes
    open_trained(
        session,
        chain(
            plan,
            make("Input"),
            make("Embedding", vocabulary=plan.signature.tokens, units=4),
            make("SimpleRNN", units=5, return_sequences=True),
            make("Dense", units=len(classes), activation="softmax"),
        ),
    )
    assert session.analysis.ready, [problem.text for problem in session.analysis.problems]
    page = panel.input.texts
    assert page.isVisible()
    assert panel.answer.text() == "Nothing typed yet"
    page.line.setFocus()
    qtbot.keyClicks(page.line, "ann")
    sample, model = page.sample(), session.model()
    assert sample is not None
    assert model is not None
    words = ("", "", *plan.source.columns[0].categories)
    assert "".join(words[token] for token in sample.tolist()) == "\nann"
    (given,) = answers(model, sample[np.newaxis].astype(np.float32)).values()
    likely = given[0][page.step()]
    assert page.step() == 3  # the line's end before it, then three letters
    wanted = pytest.approx(float(likely[words.index("a")]), abs=1e-5)

    def said() -> dict[str, float]:
        return {bar.name: bar.share for bar in panel.answer.bars.bars()}

    qtbot.waitUntil(lambda: said()["a"] == wanted)
    assert panel.answer.text().startswith("It is ")
    assert "↵" in said()  # the end of a line can be seen
    qtbot.keyClick(page.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.line, Qt.Key.Key_Backspace)
    assert panel.answer.text() == "Nothing typed yet"


@pytest.mark.parametrize("name", ["emoji32", "speech_language", "mnist1d"])
def test_what_cannot_be_drawn_is_not_asked_for(
    panel: TryPanel, session: Session, name: str
) -> None:
    plan = make_plan(name)
    last = make("Dense", units=len(plan.signature.classes), activation="softmax")
    open_trained(session, chain(plan, make("Input"), make("Flatten"), last))
    assert session.model() is not None
    assert not panel.input.takes_pictures()
    assert panel.input.sample() is None
    assert panel.input.isVisible()
    assert not any(
        page.isVisible() for page in (panel.input.digits, panel.input.features, panel.input.texts)
    )


def test_sliders_reach_as_far_as_the_numbers_that_are_known(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    lines = ["weight,height,age,kind"]
    lines += [f"{'' if n % 4 == 0 else n},{150 + n},{n % 9},{'ab'[n % 2]}" for n in range(40)]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines) + "\n")
    columns = (Column("weight", missing="fill"),)
    plan = make_plan(DataSource("table", file=DataFile(str(path)), columns=columns))
    page = FeaturesPage()
    show(page)
    page.set_features(feature_groups(plan.signature, plan.source.columns), ("",) * 3)
    page.show_samples(look_at(plan.source, 0))
    assert np.isfinite(page.sample()).all()
    page.sliders[0].setValue(page.sliders[0].maximum())
    assert page.sample()[0] == 39.0


def test_a_column_of_categories_is_one_choice(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    lines = ["colour,size,price"]
    lines += [f"{('red', 'blue', 'red', 'green')[n % 4]},{n % 7}.5,{n * 3}" for n in range(40)]
    path = tmp_path / "things.csv"
    path.write_text("\n".join(lines) + "\n")
    plan = make_plan(DataSource("table", file=DataFile(str(path))))
    names = plan.signature.features
    page = FeaturesPage()
    show(page)
    page.set_features(feature_groups(plan.signature, plan.source.columns), ("",) * 2)
    page.show_samples(look_at(plan.source, 0))
    (box,) = page.choices.values()
    assert box.currentText() == "red"  # the commonest
    assert dict(zip(names, page.sample().tolist(), strict=True))["colour = red"] == 1.0
    box.setFocus()
    with qtbot.waitSignal(page.changed):
        QTest.keyClick(box, Qt.Key.Key_Home)
    chosen = box.currentText()
    row = dict(zip(names, page.sample().tolist(), strict=True))
    assert row[f"colour = {chosen}"] == 1.0
    assert sum(value for name, value in row.items() if name.startswith("colour")) == 1.0
    assert len(page.sliders) == 1
