"""The chain of the preparation: what each step says of the data, and what it changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.data_panel import DataPanel
from nnstudio.app.panels.parts.preparation_chain import PreparationChain
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.data.prepare import make_plan, prepare, replan
from nnstudio.graph import edits, sample_edits
from nnstudio.graph.data_plan import Column, DataFile, DataSource
from nnstudio.graph.project import Project
from tests.app.panels.drawings import Show, moons, throws

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(session: Session, training: Training, show: Show) -> DataPanel:
    panel = DataPanel(session, training)
    show(panel)
    return panel


@pytest.fixture
def chain(panel: DataPanel) -> PreparationChain:
    chain = panel.page.preparation
    chain.scaling.set_expanded(True)
    chain.missing.set_expanded(True)
    return chain


def type_into(qtbot: QtBot, editor: QWidget, text: str) -> None:
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def choose(qtbot: QtBot, box: QWidget, text: str) -> None:
    box.setFocus()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def choices(editor: QWidget) -> list[str]:
    assert isinstance(editor, QComboBox)
    return [editor.itemData(row) for row in range(editor.count())]


def table(tmp_path: Path, missing: str = "fill") -> Project:
    """Return a project with a table in which every fourth weight is missing."""
    lines = ["weight,height,kind"]
    for n in range(40):
        weight = "" if n % 4 == 0 else str(50 + n)
        lines.append(f"{weight},{150 + n},{'tall' if n % 5 == 0 else 'small'}")
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines) + "\n")
    columns = (Column("weight", missing=missing),)
    source = DataSource("table", file=DataFile(str(path)), columns=columns)
    return Project("Table", data=make_plan(source))


# ---- split ----


def test_the_split_is_told_in_numbers(chain: PreparationChain, qtbot: QtBot) -> None:
    wanted = {"Training": 16_000, "Validation": 4_000, "Test": 5_000}
    qtbot.waitUntil(lambda: chain.split.bar.parts() == wanted)
    assert chain.split.summary() == "16,000 to learn from, 4,000 to validate, 5,000 to test"


def test_folded_a_step_says_its_figures_in_one_line(chain: PreparationChain, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(chain.split.summary()))
    assert chain.split.form.isVisible()
    header = chain.split.header()
    qtbot.mouseClick(header, LEFT)
    assert not chain.split.form.isVisible()
    assert header.accessibleDescription() == chain.split.summary()


def test_class_by_class_is_counted_when_it_is_unfolded(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    assert chain.split.classes.rows() == ()
    qtbot.mouseClick(chain.split.by_class, LEFT)
    qtbot.waitUntil(lambda: len(chain.split.classes.rows()) == 2)
    data = prepare(session.project.data)
    counts = [np.bincount(y).tolist() for y in (data.y_train, data.y_val, data.y_test)]
    shown = [list(row) for _, row in chain.split.classes.rows()]
    assert shown == np.transpose(counts).tolist()


def test_only_splits_that_make_sense_are_offered(
    chain: PreparationChain, session: Session, tmp_path: Path
) -> None:
    session.open(moons())
    assert choices(chain.split.form.field("split").editor) == ["own", "random", "stratified"]
    session.open(Project("Sine", data=make_plan("sine")))
    assert choices(chain.split.form.field("split").editor) == ["own", "random"]
    session.open(table(tmp_path))
    offered = choices(chain.split.form.field("split").editor)
    assert offered == ["random", "stratified", "time"]


def test_another_method_holds_out_test_samples_at_once(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    assert not chain.split.form.field("test").isVisible()
    with qtbot.waitSignal(session.changed):
        choose(qtbot, chain.split.form.field("split").editor, "random")
    plan = session.project.data
    assert (plan.split, plan.validation, plan.test) == ("random", 12, 30)
    assert chain.split.form.field("test").isVisible()
    qtbot.waitUntil(lambda: chain.split.bar.parts().get("Training") == 48)
    session.undo()
    assert session.project.data.split == "own"


def test_a_split_that_leaves_nothing_to_learn_from_is_refused_with_a_reason(
    panel: DataPanel, chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    before = session.project
    type_into(qtbot, chain.split.form.field("validation").editor, "60")
    qtbot.waitUntil(panel.banner.isVisible)
    assert "59" in panel.banner.text()
    assert session.project is before
    session.open(before)
    assert not panel.banner.isVisible()


def test_edits_in_quick_succession_all_count(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    type_into(qtbot, chain.split.form.field("validation").editor, "20")
    type_into(qtbot, chain.split.form.field("seed").editor, "7")
    choose(qtbot, chain.scaling.form.field("scaling").editor, "to 0")
    qtbot.waitUntil(lambda: session.project.data.scaling == "unit")
    plan = session.project.data
    assert (plan.validation, plan.seed) == (20, 7)


def test_what_changes_meanwhile_is_not_lost(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    type_into(qtbot, chain.split.form.field("seed").editor, "7")
    session.edit(Text("Leave out"), sample_edits.leave_out(session.project, [3]))
    qtbot.waitUntil(lambda: session.project.data.seed == 7)
    assert session.project.data.left_out == (3,)


def test_left_out_samples_are_told_and_restored_as_one_edit(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    assert not chain.split.restore.isVisible()
    plan = replan(session.project.data, left_out=(3, 4), relabelled=((5, 1),))
    session.edit(Text("Change"), edits.set_data(session.project, plan))
    qtbot.waitUntil(lambda: chain.split.bar.parts().get("Left out") == 2)
    with qtbot.waitSignal(session.changed):
        qtbot.mouseClick(chain.split.restore, LEFT)
    assert session.project.data.left_out == ()
    assert session.project.data.relabelled == ()
    assert not chain.split.restore.isVisible()
    session.undo()
    assert session.project.data == plan


# ---- missing values ----


def test_missing_values_are_told_with_what_they_are_filled_with(
    chain: PreparationChain, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.open(table(tmp_path))
    qtbot.waitUntil(chain.missing.isVisible)
    fill = session.project.data.fill[0]
    assert chain.missing.rows() == (("weight", "10", f"filled with {fill:.5g}"),)
    session.open(table(tmp_path, "drop"))
    qtbot.waitUntil(lambda: chain.missing.rows() == (("weight", "10", "rows left out"),))
    session.open(moons())
    assert not chain.missing.isVisible()


# ---- scaling ----


def test_scaling_is_fitted_to_the_training_part_and_shown_in_numbers(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    with qtbot.waitSignal(session.changed):
        choose(qtbot, chain.scaling.form.field("scaling").editor, "to 0")
    plan = session.project.data
    assert plan.scaling == "unit"
    assert len(plan.scale) == 2
    assert f"{plan.scale[0]:.4g}" in chain.scaling.formula.text()
    x = prepare(plan).x_train[:, 0]
    qtbot.waitUntil(lambda: chain.scaling.after.ends() == pytest.approx((x.min(), x.max())))
    assert sum(chain.scaling.after.counts()) == len(x)


def test_any_feature_and_any_target_can_be_looked_at(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    box = chain.scaling.feature
    names = [box.itemText(row) for row in range(box.count())]
    assert names == ["speed", "angle", "→ range", "→ height"]
    data = prepare(session.project.data)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    heights = data.y_train[:, 1]
    ends = float(heights.min()), float(heights.max())
    qtbot.waitUntil(lambda: chain.scaling.before.ends() == pytest.approx(ends, rel=1e-5))
    assert chain.scaling.formula.text().startswith("(t − ")
    low, high = chain.scaling.after.ends()
    assert -4 < low < 0 < high < 4


def test_pictures_are_looked_at_as_a_whole(chain: PreparationChain, qtbot: QtBot) -> None:
    assert not chain.scaling.feature.isVisible()
    qtbot.waitUntil(lambda: chain.scaling.before.ends() == (0.0, 255.0))
    assert chain.scaling.after.ends() == pytest.approx((0.0, 1.0))
    assert not chain.scaling.form.field("per_feature").isVisible()  # 0 ... 255 is known


def test_the_scaling_of_targets_is_chosen_where_there_are_numbers_to_predict(
    panel: DataPanel, chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    form = chain.scaling.target_form
    box = form.field("target_scaling").editor
    assert isinstance(box, QComboBox)
    assert box.currentData() == "standard"
    box.setFocus()
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(box, Qt.Key.Key_Home)
    assert session.project.data.target_scaling == "none"
    assert session.project.data.target_scale == ()
    type_into(qtbot, chain.split.form.field("validation").editor, "20")
    qtbot.waitUntil(lambda: session.project.data.validation == 20)
    assert session.project.data.target_scaling == "none"  # another change leaves it
    type_into(qtbot, panel.page.options.field("samples").editor, "100")
    qtbot.waitUntil(lambda: dict(session.project.data.source.options)["samples"] == 100)
    assert session.project.data.target_scaling == "none"
    session.open(moons())
    assert not form.isVisible()


# ---- class balance ----


def test_classes_are_counted_in_the_training_part_and_can_be_evened_out(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    chain.balance.set_expanded(True)
    qtbot.waitUntil(lambda: len(chain.balance.bars.bars()) == 3)
    y = prepare(session.project.data).y_train[:, 2].astype(int)
    counts = np.bincount(y, minlength=3).tolist()
    assert [bar.text for bar in chain.balance.bars.bars()] == [str(count) for count in counts]
    with qtbot.waitSignal(session.changed):
        choose(qtbot, chain.balance.form.field("class_weights").editor, "balanced")
    weights = session.project.data.weights
    shown = [bar.text for bar in chain.balance.bars.bars()]
    pairs = zip(counts, weights, strict=True)
    assert shown == [f"{count}  × {weight:.3g}" for count, weight in pairs]
    session.open(Project("Sine", data=make_plan("sine")))
    assert not chain.balance.isVisible()


# ---- augmentation ----


def test_pictures_change_while_a_slider_is_dragged_and_that_is_one_undo(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    step = chain.augmentation
    qtbot.waitUntil(lambda: chain.split.bar.parts() != {})
    assert step.sheet.variations() is None  # folded: nothing is computed
    step.set_expanded(True)
    qtbot.waitUntil(lambda: step.sheet.variations() is not None)
    first = step.sheet.variations()
    assert first is not None
    assert (first.after == first.before).all()
    before = session.project
    slider = step.form.sliders["rotate"]
    grip = QPoint(7, slider.height() // 2)
    qtbot.mousePress(slider, LEFT, pos=grip)
    qtbot.mouseMove(slider, grip + QPoint(20, 0))
    qtbot.mouseMove(slider, grip + QPoint(slider.width() // 3, 0))
    turned = session.project.data.augmentation.rotate
    assert turned > 10
    qtbot.mouseRelease(slider, LEFT, pos=grip + QPoint(slider.width() // 3, 0))
    qtbot.waitUntil(lambda: step.sheet.variations() is not first)
    second = step.sheet.variations()
    assert second is not None
    assert (second.before == first.before).all()
    assert (second.after != first.after).any()
    assert "rotate" in step.summary()
    session.undo()
    assert session.project is before


def test_another_draw_shows_other_pictures_and_is_no_edit(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    step = chain.augmentation
    step.set_expanded(True)
    qtbot.waitUntil(lambda: step.sheet.variations() is not None)
    first = step.sheet.variations()
    qtbot.mouseClick(step.again, LEFT)
    qtbot.waitUntil(lambda: step.sheet.variations() is not first)
    assert session.undo_label is None


def test_a_value_out_of_its_range_is_marked_and_not_taken(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    chain.augmentation.set_expanded(True)
    box = chain.augmentation.form.boxes["shift"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box, "3")
    assert box.property("invalid")
    assert session.project.data.augmentation.shift == 0.0
    type_into(qtbot, box, "0.2")
    assert not box.property("invalid")
    assert session.project.data.augmentation.shift == 0.2
    qtbot.mouseClick(chain.augmentation.off, LEFT)
    assert not session.project.data.augmentation.active


def test_settings_of_augmentation_suit_the_samples(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    step = chain.augmentation
    step.set_expanded(True)
    assert step.form.sliders["elastic"].isVisible()
    assert not step.form.sliders["jitter"].isVisible()
    session.open(Project("Waves", data=make_plan("sine_series")))
    assert step.form.sliders["jitter"].isVisible()
    assert not step.form.ticks["flip_vertical"].isVisible()
    qtbot.waitUntil(lambda: len(step.series.strips()) == 4)
    session.open(moons())
    assert not step.isVisible()


# ---- samples that are their own target ----


def test_an_autoencoder_is_prepared_as_other_networks_are(
    panel: DataPanel, chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    plan = make_plan("projectile", options={"samples": 60}, reconstruct=True)
    session.open(Project("Autoencoder", data=plan))
    box = chain.scaling.feature
    names = [box.itemText(row) for row in range(box.count())]
    assert names == ["speed", "angle", "→ range", "→ height"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    told = prepare(make_plan("projectile", options={"samples": 60})).y_train[:, 1]
    ends = float(told.min()), float(told.max())
    qtbot.waitUntil(lambda: chain.scaling.before.ends() == pytest.approx(ends, rel=1e-5))
    assert abs(sum(chain.scaling.after.ends())) < 8  # scaled by its own numbers
    chain.balance.set_expanded(True)
    qtbot.waitUntil(lambda: len(chain.balance.bars.bars()) == 3)
    qtbot.mouseClick(chain.split.by_class, LEFT)
    qtbot.waitUntil(lambda: len(chain.split.classes.rows()) == 3)
    qtbot.waitUntil(lambda: panel.page.samples.table.rowCount() == 8)
    session.open(Project("Autoencoder", data=make_plan("sine", reconstruct=True)))
    qtbot.waitUntil(lambda: panel.page.samples.curve.count() > 0)
    assert panel.page.samples.curve.isVisible()
    session.open(Project("Autoencoder", data=make_plan("digits8x8", reconstruct=True)))
    assert not chain.scaling.target_form.isVisible()  # scaled as the pictures are
    qtbot.waitUntil(lambda: chain.scaling.before.ends() == (0.0, 16.0))


# ---- texts and series ----


def test_texts_are_shown_with_their_token_numbers(
    panel: DataPanel, chain: PreparationChain, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "names.txt"
    path.write_text("anna\nhannah\notto\nabba\nhanna\nnana\n" * 5)
    plan = make_plan(DataSource("text", file=DataFile(str(path))))
    session.open(Project("Names", data=plan))
    texts = panel.page.samples.texts
    qtbot.waitUntil(lambda: bool(texts.texts()))
    assert texts.isVisible()
    assert chain.tokens.isVisible()
    assert not chain.scaling.isVisible()
    words = ("", "", *plan.source.columns[0].categories)

    def said() -> set[str]:
        across, down = range(0, texts.width(), 3), range(0, texts.height(), 6)
        return {texts.described(x, y) for x in across for y in down} - {""}

    qtbot.waitUntil(lambda: f"“a”: token {words.index('a')}" in said())  # once it is laid out
    assert said() <= {f"“{word}”: token {n}" for n, word in enumerate(words)}
    facts = dict(chain.tokens.facts.facts())
    assert facts["Vocabulary"] == str(len(words) - 2)


def test_a_series_is_shown_in_windows_with_what_comes_next(
    panel: DataPanel, chain: PreparationChain, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "sales.csv"
    rows = [f"2020-{1 + n // 28:02d}-{1 + n % 28:02d},{10 + n % 7}" for n in range(140)]
    path.write_text("day,sold\n" + "\n".join(rows) + "\n")
    plan = make_plan(DataSource("series", file=DataFile(str(path))))
    session.open(Project("Sales", data=plan))
    strips = panel.page.samples.series.strips
    qtbot.waitUntil(lambda: len(strips()) == 6)
    assert strips()[0].lines.shape == plan.signature.raw_shape
    assert len(strips()[0].following) == 1
    assert chain.windows.isVisible()
    qtbot.waitUntil(lambda: "Unused, as they overlap" in chain.split.bar.parts())


@pytest.mark.parametrize(
    ("name", "view"),
    [("emoji32", "sheet"), ("speech_language", "sheet"), ("sine", "curve"), ("echo", "series")],
)
def test_each_kind_of_data_has_a_view_of_its_own(
    panel: DataPanel, session: Session, qtbot: QtBot, name: str, view: str
) -> None:
    session.open(Project(name, data=make_plan(name)))
    shown = getattr(panel.page.samples, view)
    assert shown.isVisible()
    empty = shown.grab().toImage()
    qtbot.waitUntil(lambda: shown.grab().toImage() != empty)


def test_nothing_is_computed_while_the_panel_is_hidden(
    session: Session, training: Training, qtbot: QtBot
) -> None:
    panel = DataPanel(session, training)
    qtbot.addWidget(panel)
    session.open(moons())
    chain = panel.page.preparation
    chain.scaling.set_expanded(True)
    assert chain.split.summary() == ""
    assert chain.scaling.before.counts() == ()
    with qtbot.waitExposed(panel):
        panel.show()
    qtbot.waitUntil(lambda: bool(chain.split.summary()) and bool(chain.scaling.before.counts()))


def test_nothing_is_told_of_data_that_is_gone(
    chain: PreparationChain, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    project = table(tmp_path)
    (tmp_path / "people.csv").unlink()
    qtbot.waitUntil(lambda: bool(chain.split.summary()) and bool(chain.scaling.before.counts()))
    session.open(project)
    assert chain.split.bar.parts() == {}
    assert chain.split.summary() == ""
    assert chain.scaling.before.counts() == ()
    assert chain.balance.bars.bars() == ()


def test_how_a_file_is_read_is_folded_away_until_it_is_wanted(
    panel: DataPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not panel.page.options.isVisible()  # digits have none
    session.open(table(tmp_path))
    assert not panel.page.options.isVisible()
    (header,) = (
        button
        for button in panel.page.findChildren(QToolButton)
        if button.text() == "How it is read" and button.isVisible()
    )
    qtbot.mouseClick(header, LEFT)
    qtbot.waitUntil(panel.page.options.field("missing_marks").isVisible)
    session.open(moons())
    qtbot.waitUntil(panel.page.options.field("samples").isVisible)


# ---- target ----


def test_samples_can_be_made_their_own_target(
    chain: PreparationChain, session: Session, qtbot: QtBot
) -> None:
    before = session.project.data
    chain.target.set_expanded(True)
    assert chain.target.summary() == "10 classes"
    box = chain.target.form.field("reconstruct").editor
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    qtbot.waitUntil(lambda: session.project.data.reconstruct)
    assert chain.target.summary() == "the samples themselves (28 × 28 × 1), class: 10 classes"
    session.undo()
    assert session.project.data == before
    assert chain.target.summary() == "10 classes"


def test_tokens_are_not_given_back(chain: PreparationChain, session: Session) -> None:
    session.open(Project("Names", data=make_plan("names_by_language")))
    assert chain.target.summary() == "language: 14 classes"
    assert chain.target.form.isHidden()
