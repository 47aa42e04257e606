"""Naming on the card, and wiring without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from nnstudio.app.canvas.context_menu import context_menu
from nnstudio.app.canvas.quick_add_popup import QuickAddPopup
from nnstudio.app.canvas.renaming import NameEditor
from nnstudio.graph import blocks, edits
from nnstudio.graph.project import Project, Wire
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def editors(hand: Hand) -> list[NameEditor]:
    return [e for e in hand.view.viewport().findChildren(NameEditor) if e.isVisible()]


def popup(hand: Hand) -> QuickAddPopup:
    (found,) = [p for p in hand.view.window().findChildren(QuickAddPopup) if p.isVisible()]
    return found


def branches() -> Project:
    """Return input_1 -> conv2d_1, and conv2d_2, add_1 and dense_1 without wires."""
    project = chain(make("Input"), make("Conv2D"))
    for name, x, y in (("Conv2D", 240.0, 140.0), ("Add", 480.0, 0.0), ("Dense", 720.0, 0.0)):
        project, _ = edits.add_node(project, make(name), x, y)
    return project


def menu_of(hand: Hand) -> tuple[QMenu, dict[str, QAction]]:
    menu = context_menu(hand.view, hand.view.mapToScene(QPoint(40, 40)))
    return menu, {action.text(): action for action in menu.actions()}


def test_f2_writes_the_name_on_the_card(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.click(hand.middle("dense_1"))
    hand.key(Qt.Key.Key_F2)
    (editor,) = editors(hand)
    assert editor.selectedText() == "dense_1"
    assert editor.accessibleName() == "Name of the layer"
    QTest.keyClicks(editor, "The answer")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    assert hand.project.graph.by_id["dense_1"].title == "The answer"
    assert hand.view.canvas.nodes["dense_1"].face.name == "The answer"
    assert str(hand.session.undo_label) == "Rename dense_1 to The answer"
    assert not editors(hand)
    assert hand.view.hasFocus()
    hand.session.undo()
    assert hand.project.graph.by_id["dense_1"].title == ""


def test_escape_keeps_the_old_name_and_a_click_elsewhere_the_new_one(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.session.select(["dense_1"])
    hand.key(Qt.Key.Key_F2)
    QTest.keyClicks(editors(hand)[0], "No")
    QTest.keyClick(editors(hand)[0], Qt.Key.Key_Escape)
    assert hand.session.undo_label is None

    hand.key(Qt.Key.Key_F2)
    QTest.keyClicks(editors(hand)[0], "Yes")
    hand.click(hand.on(0, 280))
    assert hand.project.graph.by_id["dense_1"].title == "Yes"
    assert not editors(hand)


def test_a_double_click_on_the_name_writes_it(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    at = hand.on(240 + 90, 14)
    hand.click(at)
    QTest.mouseDClick(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    (editor,) = editors(hand)
    QTest.keyClicks(editor, "Last")
    QTest.keyClick(editor, Qt.Key.Key_Enter)
    assert hand.project.graph.by_id["dense_1"].title == "Last"


def test_an_empty_name_brings_that_of_the_layer_back(hand: Hand) -> None:
    open_at_full_size(hand, edits.set_title(chain(make("Input")), "input_1", "Mine"))
    hand.session.select(["input_1"])
    hand.key(Qt.Key.Key_F2)
    QTest.keyClick(editors(hand)[0], Qt.Key.Key_Backspace)
    QTest.keyClick(editors(hand)[0], Qt.Key.Key_Return)
    assert hand.project.graph.by_id["input_1"].title == ""
    assert str(hand.session.undo_label) == "Rename Mine to input_1"


def test_the_editor_follows_the_view_and_letters_stay_in_it(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.session.select(["dense_1"])
    hand.key(Qt.Key.Key_F2)
    (editor,) = editors(hand)
    before = editor.geometry()
    hand.view.zoom_in()
    assert editor.geometry() != before
    QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
    assert hand.selected() == ("dense_1",)
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_without_one_layer_there_is_nothing_to_rename(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.key(Qt.Key.Key_F2)
    assert not editors(hand)
    assert len(hand.messages) == 1


def test_ctrl_k_leads_the_output_to_another_layer(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    hand.session.select(["conv2d_1"])
    hand.key(Qt.Key.Key_K, CTRL)
    choices = popup(hand).list.choices()
    assert [(c.title, c.detail) for c in choices[:3]] == [
        ("add_1", "input a"), ("add_1", "input b"), ("conv2d_2", ""),
    ]  # fmt: skip
    QTest.keyClicks(popup(hand).search, "add")
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Down)
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)

    assert Wire("conv2d_1", "add_1", 1) in hand.wires()
    assert str(hand.session.undo_label) == "Connect conv2d_1 to add_1"
    assert hand.selected() == ("conv2d_1",)


def test_refusals_and_misfits_say_why(hand: Hand) -> None:
    open_at_full_size(hand, branches())
    hand.session.select(["conv2d_1"])
    hand.key(Qt.Key.Key_K, CTRL)
    reasons = {c.title: c.reason for c in popup(hand).list.choices()}
    assert "Put a Flatten layer before it" in reasons["dense_1"]
    assert "takes no wire" in reasons["input_1"]
    QTest.keyClicks(popup(hand).search, "input_1")
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)
    assert popup(hand).isVisible(), "what is refused cannot be chosen"
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Escape)


def test_a_full_merging_layer_offers_a_new_input(hand: Hand) -> None:
    project = edits.connect(edits.connect(branches(), "conv2d_1", "add_1"), "conv2d_2", "add_1", 1)
    open_at_full_size(hand, project)
    hand.session.select(["conv2d_1"])
    hand.key(Qt.Key.Key_K, CTRL)
    QTest.keyClicks(popup(hand).search, "add_1")
    assert popup(hand).list.choices()[0].detail == "new input"
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)
    assert Wire("conv2d_1", "add_1", 2) in hand.wires()


def test_ctrl_shift_k_takes_a_wire_away(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    hand.session.select(["flatten_1"])
    hand.key(Qt.Key.Key_K, CTRL_SHIFT)
    titles = [choice.title for choice in popup(hand).list.choices()]
    assert titles == ["input_1 → flatten_1", "flatten_1 → dense_1"]
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Down)
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)

    assert hand.wires() == {Wire("input_1", "flatten_1")}
    assert str(hand.session.undo_label) == "Disconnect flatten_1 from dense_1"


def test_where_there_is_nothing_to_wire_it_says_so(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.key(Qt.Key.Key_K, CTRL)
    hand.key(Qt.Key.Key_K, CTRL_SHIFT)
    hand.session.select(["input_1"])
    hand.key(Qt.Key.Key_K, CTRL)
    assert len(hand.messages) == 3


def test_the_menu_of_a_node_offers_all_of_it_with_its_keys(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    hand.session.select(["flatten_1"])
    menu, actions = menu_of(hand)
    assert actions["Replace…"].shortcut().toString() == "Ctrl+R"
    assert actions["Rename"].shortcut().toString() == "F2"
    assert actions["Connect to…"].shortcut().toString() == "Ctrl+K"
    assert actions["Disconnect…"].shortcut().toString() == "Ctrl+Shift+K"
    actions["Delete and leave the gap"].trigger()
    assert not hand.wires()
    menu.close()


def test_the_menu_of_the_canvas_adds_a_layer_there(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten")))
    menu, actions = menu_of(hand)
    actions["Add a layer here…"].trigger()
    QTest.keyClicks(popup(hand).search, "dense")
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)
    menu.close()
    assert "dense_1" in hand.project.graph.by_id


def test_a_collapsed_block_is_renamed_on_its_card(hand: Hand) -> None:
    project = chain(make("Input"), make("Flatten"), make("Dense"), make("Dense"))
    open_at_full_size(hand, blocks.group(project, ["dense_1", "dense_2"], "Head")[0])
    hand.session.select(["dense_1", "dense_2"])
    hand.key(Qt.Key.Key_F2)
    QTest.keyClicks(editors(hand)[0], "Body")
    QTest.keyClick(editors(hand)[0], Qt.Key.Key_Return)
    assert hand.project.graph.groups[0].title == "Body"
    assert str(hand.session.undo_label) == "Rename Head to Body"


def test_layers_follow_a_block_and_are_wired_to_its_end(hand: Hand) -> None:
    project = chain(make("Input"), make("Flatten"), make("Dense"), make("Dense"))
    project, block_id = blocks.group(project, ["dense_1", "dense_2"], "Head")
    open_at_full_size(hand, blocks.set_repeat(project, block_id, 2))
    block = hand.project.graph.groups[0]
    hand.session.select(block.members)
    QTest.keyClicks(hand.view, "d")
    QTest.keyClicks(popup(hand).search, "ropout")
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)
    assert Wire(block.repetitions[-1][-1], "dropout_1") in hand.wires()

    hand.session.select(block.members)
    hand.key(Qt.Key.Key_K, CTRL)
    assert popup(hand).isVisible()
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Escape)


def test_a_layer_replaced_in_a_block_is_replaced_in_all_its_repetitions(hand: Hand) -> None:
    project = chain(make("Input"), make("Flatten"), make("Dense"), make("Dropout"))
    project, block_id = blocks.group(project, ["dense_1", "dropout_1"], "Head")
    project = blocks.set_repeat(project, block_id, 3)
    hand.session.open(blocks.set_collapsed(project, block_id, False))
    hand.session.select(["dropout_1"])
    hand.key(Qt.Key.Key_R, CTRL)
    QTest.keyClicks(popup(hand).search, "batchnorm")
    QTest.keyClick(popup(hand).search, Qt.Key.Key_Return)
    kinds = [node.layer.name for node in hand.project.graph.nodes]
    assert kinds.count("BatchNorm") == 3
    assert "Dropout" not in kinds
