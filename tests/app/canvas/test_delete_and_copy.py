"""Deleting closes gaps in chains; frames and notes are copied, moved and deleted with layers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from nnstudio.graph.project import Group, Project, Remark, Wire
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

SHIFT = Qt.KeyboardModifier.ShiftModifier
NOTE = Remark("note_1", "note", 0.0, 200.0, text="Look at this")
FRAME = Remark("frame_1", "frame", 220.0, -40.0, 220.0, 160.0, text="Body")


def network() -> Project:
    return chain(make("Input"), make("Flatten"), make("Dense"), make("Dense"))


def remarked() -> Project:
    """Return the network with a note and a frame around its second layer."""
    project = network()
    return replace(project, graph=replace(project.graph, remarks=(NOTE, FRAME)))


def test_a_chain_goes_on_past_what_is_deleted_and_the_menu_says_so(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    hand.key(Qt.Key.Key_Delete)

    assert hand.wires() == {Wire("input_1", "flatten_1"), Wire("flatten_1", "dense_2")}
    assert str(hand.session.undo_label) == "Delete dense_1 and close the gap"
    hand.session.undo()
    assert len(hand.wires()) == 3


def test_with_shift_a_gap_is_left(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    hand.key(Qt.Key.Key_Delete, SHIFT)

    assert hand.wires() == {Wire("input_1", "flatten_1")}
    assert str(hand.session.undo_label) == "Delete dense_1"


def test_the_ends_of_a_chain_leave_no_gap(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_2"))
    hand.key(Qt.Key.Key_Backspace)

    assert str(hand.session.undo_label) == "Delete dense_2"


def test_cutting_closes_the_gap_too(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.middle("dense_1"))
    hand.ctrl(Qt.Key.Key_X)

    assert Wire("flatten_1", "dense_2") in hand.wires()
    assert str(hand.session.undo_label) == "Cut a layer and close the gap"


def test_deleted_wires_are_not_drawn_anew(hand: Hand) -> None:
    open_at_full_size(hand, network())
    hand.click(hand.on(444, 36))
    hand.click(hand.middle("dense_2"), SHIFT)
    hand.key(Qt.Key.Key_Delete)

    assert hand.wires() == {Wire("input_1", "flatten_1")}


def test_everything_is_selected_and_copied_with_frames_and_notes(hand: Hand) -> None:
    open_at_full_size(hand, remarked())
    hand.ctrl(Qt.Key.Key_A)
    assert set(hand.session.selected_remarks) == {"note_1", "frame_1"}
    hand.ctrl(Qt.Key.Key_C)
    assert "Look at this" in QGuiApplication.clipboard().text()
    hand.ctrl(Qt.Key.Key_V)

    assert len(hand.project.graph.nodes) == 8
    copies = hand.session.selected_remarks
    assert len(copies) == 2
    assert not set(copies) & {"note_1", "frame_1"}
    texts = {hand.project.graph.remarks_by_id[i].text for i in copies}
    assert texts == {"Look at this", "Body"}
    assert str(hand.session.undo_label) == "Paste 6 things"
    hand.session.undo()
    assert len(hand.project.graph.remarks) == 2


def test_a_note_alone_goes_through_the_clipboard(hand: Hand) -> None:
    open_at_full_size(hand, remarked())
    hand.session.select((), ("note_1",))
    hand.ctrl(Qt.Key.Key_X)
    assert set(hand.project.graph.remarks_by_id) == {"frame_1"}
    assert str(hand.session.undo_label) == "Cut a note"
    hand.ctrl(Qt.Key.Key_V)

    (new,) = hand.session.selected_remarks
    assert hand.project.graph.remarks_by_id[new].text == "Look at this"
    assert not hand.messages


def test_duplicates_of_remarks_lie_beside_them(hand: Hand) -> None:
    open_at_full_size(hand, remarked())
    hand.session.select(("dense_1",), ("note_1",))
    hand.ctrl(Qt.Key.Key_D)

    (new,) = hand.session.selected_remarks
    copy = hand.project.graph.remarks_by_id[new]
    assert (copy.x, copy.y) == (40.0, 240.0)
    assert hand.place("dense_3") == (520.0, 40.0)
    assert str(hand.session.undo_label) == "Duplicate 2 things"


def test_remarks_are_deleted_alone_and_with_layers(hand: Hand) -> None:
    open_at_full_size(hand, remarked())
    hand.session.select((), ("frame_1",))
    hand.key(Qt.Key.Key_Delete)
    assert str(hand.session.undo_label) == "Delete a frame"
    assert len(hand.project.graph.nodes) == 4

    hand.session.select(("dense_1",), ("note_1",))
    hand.key(Qt.Key.Key_Delete)
    assert not hand.project.graph.remarks
    assert str(hand.session.undo_label) == "Delete 2 things and close the gap"
    hand.session.undo()
    assert set(hand.project.graph.remarks_by_id) == {"note_1"}


def test_arrows_move_remarks_and_a_frame_takes_along_what_it_holds(hand: Hand) -> None:
    open_at_full_size(hand, remarked())
    hand.session.select((), ("note_1",))
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Right)
    note = hand.project.graph.remarks_by_id["note_1"]
    assert (note.x, note.y) == (40.0, 200.0)
    hand.session.undo()
    assert hand.project.graph.remarks_by_id["note_1"] == NOTE

    hand.session.select((), ("frame_1",))
    hand.key(Qt.Key.Key_Down)
    assert hand.project.graph.remarks_by_id["frame_1"].y == -20.0
    assert hand.place("flatten_1") == (240.0, 20.0)
    assert hand.place("dense_1") == (480.0, 0.0)


def test_a_block_is_copied_as_a_block(hand: Hand) -> None:
    project = network()
    block = Group("block_1", "Head", (("dense_1", "dense_2"),))
    hand.session.open(replace(project, graph=replace(project.graph, groups=(block,))))
    hand.session.select(("dense_1", "dense_2"))
    hand.ctrl(Qt.Key.Key_C)
    hand.ctrl(Qt.Key.Key_V)

    copy = next(group for group in hand.project.graph.groups if group.id != "block_1")
    assert copy.title == "Head"
    assert copy.repetitions == (("dense_3", "dense_4"),)
