"""The inspector: what it shows of a selection, and that its fields edit the project."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.names_edit import NamesEdit
from nnstudio.core.layer import Weight
from nnstudio.core.text import Text
from nnstudio.engine.weights import initial_weight
from nnstudio.graph import edits
from tests.app.panels.drawings import Show, make, moons, open_trained, throws


@pytest.fixture
def inspector(session: Session, training: Training, show: Show) -> Inspector:
    inspector = Inspector(session, training)
    show(inspector)
    return inspector


def facts(inspector: Inspector) -> dict[str, str]:
    return dict(inspector.node_page.facts.facts())


def test_nothing_selected_sums_up_the_network(inspector: Inspector, session: Session) -> None:
    shown = dict(inspector.network_page.facts.facts())
    assert inspector.network_page.isVisible()
    assert shown["Layers"] == "4"
    assert shown["Parameters"] == f"{session.analysis.parameters:,}"
    assert shown["State"] == "ready to train"


def test_the_state_of_the_network_follows_a_run(
    inspector: Inspector, training: Training, qtbot: QtBot
) -> None:
    def state() -> str:
        return dict(inspector.network_page.facts.facts())["State"]

    training.step()
    assert state() == "learns now"
    qtbot.waitUntil(lambda: training.waits)
    training.stop()
    qtbot.waitUntil(lambda: training.state == "idle")
    assert state() == "trained, one step"


def test_the_memory_that_training_takes_is_foreseen(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    def memory() -> str:
        return dict(inspector.network_page.facts.facts())["Memory for training"]

    qtbot.waitUntil(lambda: memory().endswith(" MB"))
    before = float(memory().removesuffix(" MB").replace(",", ""))
    wider = edits.set_training(session.project, batch_size=4096)
    session.edit(Text("Larger batches"), wider)
    assert memory() == "–"
    qtbot.waitUntil(lambda: memory().endswith(" MB"))
    assert float(memory().removesuffix(" MB").replace(",", "")) > before + 5
    session.edit(Text("Cut"), edits.disconnect(session.project, session.project.graph.wires[:1]))
    assert memory() == "–"


def test_a_selected_node_shows_shapes_and_counts(inspector: Inspector, session: Session) -> None:
    session.select(["conv2d_1"])
    assert inspector.node_page.isVisible()
    assert facts(inspector)["Input"] == "28 × 28 × 1"
    assert facts(inspector)["Output"] == "7 × 7 × 2"
    assert facts(inspector)["Parameters"] == "20"


def test_typing_a_setting_changes_the_node_and_is_one_undo(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["conv2d_1"])
    before = session.project
    editor = inspector.node_page.form.field("filters").editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "12")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert session.project.graph.by_id["conv2d_1"].layer == make(
        "Conv2D", filters=12, strides=(4, 4), activation="relu"
    )
    assert facts(inspector)["Output"] == "7 × 7 × 12"
    assert str(session.undo_label) == "Change Filters of conv2d_1"

    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "13")
    session.undo()
    assert facts(inspector)["Output"] == "7 × 7 × 12"  # Enter ended the first edit
    session.undo()
    assert session.project is before


def test_a_choice_is_made_with_the_keyboard(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["conv2d_1"])
    box = inspector.node_page.form.field("activation").editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "Tanh")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.project.graph.by_id["conv2d_1"].layer.parameters_text().endswith("tanh")
    shown = inspector.node_page.plot.activation()
    assert shown is not None
    assert shown.name == "tanh"


def test_a_node_gets_a_name_and_loses_it(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["dense_1"])
    title = inspector.node_page.title
    assert title.placeholderText() == "dense_1"
    qtbot.keyClicks(title, "My head")
    assert session.project.graph.by_id["dense_1"].title == "My head"
    assert title.text() == "My head"
    session.undo()
    assert session.project.graph.by_id["dense_1"].title == ""
    assert title.text() == ""


def test_a_problem_is_told_and_mended_where_it_is(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["dense_1"])
    assert not inspector.node_page.problems.isVisible()
    session.edit(Text("Break"), edits.set_values(session.project, "dense_1", units=3))
    (card,) = inspector.node_page.problems.cards
    qtbot.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert session.analysis.ready
    assert not inspector.node_page.problems.isVisible()


def test_nodes_of_one_kind_are_changed_together(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    session.select(["dense_1", "dense_2"])
    editor = inspector.node_page.form.field("use_bias").editor
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(10, editor.height() // 2))
    assert session.analysis.parameters == 2 * 4 + 4 * 2
    session.undo()
    assert session.analysis.parameters == 2 * 4 + 4 + 4 * 2 + 2


def test_of_several_kinds_the_settings_are_shown_that_they_have_in_common(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["conv2d_1", "dense_1"])
    page = inspector.node_page
    assert page.isVisible()
    with pytest.raises(KeyError):
        page.form.field("filters")
    box = page.form.field("activation").editor
    assert isinstance(box, QComboBox)
    assert box.currentText() == ""  # relu and softmax
    assert box.placeholderText() == "several values"
    before = session.project
    box.setFocus()
    qtbot.keyClicks(box, "Tanh")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    layers = [session.project.graph.by_id[i].layer for i in ("conv2d_1", "dense_1")]
    assert [layer.values()["activation"] for layer in layers] == ["tanh", "tanh"]
    assert box.currentData() == "tanh"
    assert str(session.undo_label) == "Change Activation of 2 nodes"
    session.undo()
    assert session.project is before
    assert page.form.field("activation").is_several()


def test_several_values_stay_until_one_is_typed(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.open(moons())
    session.select(["dense_1", "dense_2"])
    before = session.project
    field = inspector.node_page.form.field("units")
    assert field.is_several()
    assert not inspector.node_page.plot.isVisible()  # their activations differ
    field.editor.setFocus()
    qtbot.keyClick(field.editor, Qt.Key.Key_Up)
    qtbot.keyClick(field.editor, Qt.Key.Key_Tab)
    assert field.problem() == ""
    assert session.project is before
    field.editor.setFocus()
    qtbot.keyClicks(field.editor, "7")
    units = [session.project.graph.by_id[i].layer.values()["units"] for i in session.selection]
    assert units == [7, 7]
    assert not field.is_several()


def test_layers_without_a_common_setting_say_so(inspector: Inspector, session: Session) -> None:
    session.select(["dense_1", "flatten_1"])
    words = [label.text() for label in inspector.node_page.form.findChildren(QLabel)]
    assert "Nothing to set here." in words


def test_a_setting_goes_back_to_what_is_usual(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["conv2d_1"])
    form = inspector.node_page.form
    field = form.field("filters")
    assert field.reset_button().isVisible()
    assert not form.field("kernel_size").reset_button().isVisible()
    assert "usual is 8" in field.editor.toolTip()
    qtbot.mouseClick(field.reset_button(), Qt.MouseButton.LeftButton)
    assert session.project.graph.by_id["conv2d_1"].layer.values()["filters"] == 8
    assert not field.reset_button().isVisible()
    session.undo()
    assert session.project.graph.by_id["conv2d_1"].layer.values()["filters"] == 2


def test_the_picture_of_starting_weights_follows_the_choice(
    inspector: Inspector, session: Session
) -> None:
    session.select(["dense_1"])
    start = inspector.node_page.start
    assert start.isVisible()
    seen = set()
    for name in ("glorot_uniform", "he_normal", "orthogonal", "zeros"):
        project = edits.set_values(session.project, "dense_1", initializer=name)
        session.edit(Text(name), project)
        drawn = initial_weight("dense_1", "weight", _first_weight(session), 0)
        assert sum(start.picture.counts()) == drawn.size
        assert start.picture.ends() == (float(drawn.min()), float(drawn.max()))
        seen.add(start.rule.accessibleName())
    assert len(seen) == 4
    before = start.picture.counts()
    project = edits.set_values(session.project, "dense_1", initializer="normal")
    session.edit(Text("normal"), edits.set_training(project, seed=3))
    assert start.picture.counts() != before
    assert "seed 3" in start.facts.text()
    session.select(["flatten_1"])
    assert not start.isVisible()


def _first_weight(session: Session) -> Weight:
    return dict(session.analysis.reports["dense_1"].weights)["weight"]


def test_a_button_freezes_the_layer(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    session.select(["dense_1"])
    button = inspector.node_page.head.freeze
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.project.graph.by_id["dense_1"].frozen
    assert str(session.undo_label) == "Freeze dense_1"
    assert button.isChecked()
    session.undo()
    assert not button.isChecked()
    session.select(["flatten_1"])
    assert not button.isVisible()
    session.edit(Text("freeze"), edits.set_frozen(session.project, ["dense_1"], True))
    session.select([])
    shown = dict(inspector.network_page.facts.facts())["Parameters"]
    assert shown.endswith("frozen")


def test_a_button_asks_for_the_numbers_of_the_weights(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["dense_1"])
    with qtbot.waitSignal(inspector.weights_wanted) as wanted:
        qtbot.mouseClick(inspector.node_page.weights.edit, Qt.MouseButton.LeftButton)
    assert wanted.args == ["dense_1"]


def test_weights_are_listed_with_their_spread_once_trained(
    inspector: Inspector, session: Session
) -> None:
    session.open(moons())
    session.select(["dense_1"])
    assert inspector.node_page.weights.rows() == [
        ("weight", "2 × 4", "", ""),
        ("bias", "4", "", ""),
    ]
    open_trained(session, moons())
    session.select(["dense_1"])
    assert session.weights is not None
    weight = session.weights["dense_1", "weight"]
    shown = inspector.node_page.weights.rows()[0]
    assert shown == ("weight", "2 × 4", f"{weight.mean():.4f}", f"{np.std(weight):.4f}")


def test_the_formula_is_typeset(inspector: Inspector, session: Session, qtbot: QtBot) -> None:
    session.select(["dense_1"])
    view = inspector.node_page.formula
    assert len(view.formulas()) == 2  # the layer's and its activation's
    qtbot.waitUntil(view.is_drawn)
    ink = view.grab().toImage()
    background = ink.pixelColor(ink.width() - 1, 0)
    columns = range(0, ink.width(), 2)
    rows = range(ink.height())
    assert any(ink.pixelColor(x, y) != background for x in columns for y in rows)


def test_a_formula_is_typeset_once_it_is_seen(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    inspector.hide()
    session.select(["dense_1"])
    view = inspector.node_page.formula
    assert view.formulas()
    assert not view.is_drawn()
    inspector.show()
    qtbot.waitUntil(view.is_drawn)
    assert view.sizeHint().height() > 30


def test_values_of_the_activation_are_read_off_with_the_mouse(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["conv2d_1"])
    plot = inspector.node_page.plot
    before = plot.grab().toImage()
    QTest.mouseMove(plot, QPoint(plot.width() // 2, plot.height() // 2))
    qtbot.waitUntil(lambda: plot.grab().toImage() != before)


def test_it_follows_the_theme(
    inspector: Inspector, session: Session, qapp: QApplication, qtbot: QtBot
) -> None:
    session.select(["dense_1"])
    qtbot.waitUntil(inspector.node_page.formula.is_drawn)
    light = inspector.node_page.formula.grab().toImage().pixelColor(0, 0).lightness()
    choose_theme(qapp, "dark")
    dark = inspector.node_page.formula.grab().toImage().pixelColor(0, 0).lightness()
    assert light > 200
    assert dark < 60


def test_it_follows_the_theme_after_a_node_was_deleted(
    inspector: Inspector, session: Session, qapp: QApplication
) -> None:
    session.select(["dense_1"])
    session.edit(Text("Delete"), edits.delete(session.project, ["dense_1"]))
    assert inspector.network_page.isVisible()
    choose_theme(qapp, "dark")
    session.undo()
    session.select(["dense_1"])
    assert inspector.node_page.head.freeze.isVisible()


def test_a_live_setting_is_kept_when_another_node_is_clicked(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    project, node_id = edits.add_node(session.project, make("Dropout"), 0.0, 0.0)
    session.edit(Text("Add"), project)
    session.select([node_id])
    editor = inspector.node_page.form.field("rate").editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "0.25")
    inspector.setFocus()  # a click elsewhere takes the focus before it selects
    inspector.node_page.title.setFocus()
    session.select(["dense_1"])
    assert session.project.graph.by_id[node_id].layer == make("Dropout", rate=0.25)


def test_what_was_being_typed_never_reaches_another_node(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["conv2d_1"])
    editor = inspector.node_page.form.field("filters").editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "0")  # out of range, so not yet an edit
    before = session.project
    session.select(["dense_1"])
    session.select(["conv2d_1"])
    assert session.project is before


def open_names(inspector: Inspector, key: str, qtbot: QtBot) -> NamesEdit:
    """Open the list of names of a setting with the keyboard."""
    editor = inspector.node_page.form.field(key).editor
    assert isinstance(editor, NamesEdit)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(editor.menu.isVisible)
    return editor


def test_columns_of_the_data_are_ticked(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    session.select(["input_1"])
    editor = open_names(inspector, "columns", qtbot)
    entries = editor.menu.actions()
    assert [(entry.text(), entry.isChecked()) for entry in entries] == [
        ("speed", True),
        ("angle", False),
    ]
    before = session.project
    qtbot.mouseClick(
        editor.menu,
        Qt.MouseButton.LeftButton,
        pos=editor.menu.actionGeometry(entries[1]).center(),
    )
    assert editor.menu.isVisible(), "several may be ticked"
    assert editor.text() == "speed, angle"
    assert session.analysis.reports["input_1"].shape == (2,)
    qtbot.keyClick(editor.menu, Qt.Key.Key_Up)  # from angle to speed
    qtbot.keyClick(editor.menu, Qt.Key.Key_Space)
    assert session.project.graph.by_id["input_1"].layer == make("Input", columns="angle")
    qtbot.keyClick(editor.menu, Qt.Key.Key_Return)
    assert not editor.menu.isVisible()
    session.undo()
    assert session.project is before, "what is done in one list is one undo"


def test_any_text_can_be_written_for_columns(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    session.select(["input_2"])
    editor = inspector.node_page.form.field("columns").editor
    assert isinstance(editor, NamesEdit)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "wind")
    assert "no column wind" in str(session.analysis.problems_at("input_2")[0].text)


def test_target_and_loss_are_chosen_from_what_suits_the_data(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.open(throws())
    session.select(["output_2"])
    editor = inspector.node_page.form.field("target").editor
    assert isinstance(editor, NamesEdit)
    arrow = editor.findChild(QToolButton)
    assert arrow is not None
    qtbot.mouseClick(arrow, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(editor.menu.isVisible)
    assert [e.text() for e in editor.menu.actions()] == ["range", "height", "lands"]
    qtbot.keyClick(editor.menu, Qt.Key.Key_Escape)
    box = inspector.node_page.form.field("loss").editor
    assert isinstance(box, QComboBox)
    names = [box.itemData(row) for row in range(box.count())]
    assert names[0] == ""
    assert box.itemText(0) == "As the training says"
    assert {"mean_squared_error", "huber", "mean_absolute_error"} <= set(names)
    assert "categorical_crossentropy" not in names
    assert box.currentText() == "Huber"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    layer = session.project.graph.by_id["output_2"].layer
    assert layer == make("Output", target="height")
    session.select(["output_3"])
    assert "categorical_crossentropy" in [box.itemData(row) for row in range(box.count())]
    assert box.currentData() == ""


def test_an_input_of_pictures_has_no_columns_to_tick(
    inspector: Inspector, session: Session, qtbot: QtBot
) -> None:
    session.select(["input_1"])
    editor = inspector.node_page.form.field("columns").editor
    assert isinstance(editor, NamesEdit)
    assert editor.actions() == []
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert not editor.menu.isVisible()
