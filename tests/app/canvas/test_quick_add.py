"""The pop-up that adds and replaces layers: by typing, by double-click, at the end of a wire."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnstudio.app.canvas.quick_add_list import Choice
from nnstudio.app.canvas.quick_add_popup import QuickAddPopup
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project, Wire
from tests.app.canvas.hands import Hand, chain, digits, make, open_at_full_size

CTRL = Qt.KeyboardModifier.ControlModifier


def popups(hand: Hand) -> list[QuickAddPopup]:
    return [p for p in hand.view.window().findChildren(QuickAddPopup) if p.isVisible()]


def popup(hand: Hand) -> QuickAddPopup:
    (found,) = popups(hand)
    return found


def offered(hand: Hand) -> list[Choice]:
    return popup(hand).list.choices()


def titles(hand: Hand) -> list[str]:
    return [choice.title for choice in offered(hand)]


def write(hand: Hand, text: str) -> None:
    QTest.keyClicks(popup(hand).search, text)


def press(hand: Hand, key: Qt.Key) -> None:
    QTest.keyClick(popup(hand).search, key)


def double_click(hand: Hand, at: QPoint) -> None:
    hand.click(at)
    QTest.mouseDClick(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_letters_typed_on_the_canvas_begin_the_search(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    QTest.keyClicks(hand.view, "c")
    write(hand, "onv2")
    assert popup(hand).search.text() == "conv2"
    assert titles(hand)[0] == "Conv2D"
    press(hand, Qt.Key.Key_Return)

    assert hand.wires() == {Wire("input_1", "conv2d_1")}
    assert hand.place("conv2d_1") == (240, 0)
    assert hand.selected() == ("conv2d_1",)
    assert not popups(hand)
    assert hand.view.hasFocus()
    hand.session.undo()
    assert set(hand.project.graph.by_id) == {"input_1"}


def test_a_network_is_typed_from_the_first_to_the_last_layer(hand: Hand) -> None:
    hand.session.open(Project(data=digits()))
    for text in ("input", "conv2", "maxp", "flat", "dense"):
        QTest.keyClicks(hand.view, text[0])
        write(hand, text[1:])
        press(hand, Qt.Key.Key_Return)

    chain_of = [node.id for node in hand.project.graph.nodes]
    assert chain_of == ["input_1", "conv2d_1", "maxpool2d_1", "flatten_1", "dense_1"]
    assert hand.session.analysis.ready
    heights = {hand.place(node_id)[1] for node_id in chain_of}
    assert len(heights) == 1


def test_ctrl_space_offers_the_likeliest_first_with_what_they_give(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Conv2D"), make("Flatten")))
    hand.session.select(["flatten_1"])
    hand.key(Qt.Key.Key_Space, CTRL)

    first = offered(hand)[0]
    assert (first.title, first.detail, first.note) == ("Dense", "10 · softmax", "→ 10")
    rows = popup(hand).list.rows()
    assert rows[0] == "Most likely"
    assert "Do not fit here" in rows
    assert popup(hand).accessibleName() == "Add after flatten_1"
    assert popup(hand).search.accessibleDescription().startswith("Dense, 10 · softmax")


def test_arrows_and_pages_go_along_the_choices_past_the_headings(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.key(Qt.Key.Key_Space, CTRL)
    choices = offered(hand)
    for key, at in (
        (Qt.Key.Key_Down, 1), (Qt.Key.Key_Tab, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_PageDown, 9),
        (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_Up, 0), (Qt.Key.Key_Up, 0),
    ):  # fmt: skip
        press(hand, key)
        assert popup(hand).list.current() == choices[at], key
    press(hand, Qt.Key.Key_Down)
    press(hand, Qt.Key.Key_Return)
    assert hand.project.graph.nodes[-1].layer == choices[1].layer


def test_escape_and_a_click_elsewhere_leave_no_trace(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    before = hand.project
    hand.key(Qt.Key.Key_Space, CTRL)
    press(hand, Qt.Key.Key_Escape)
    assert not popups(hand)
    assert hand.view.hasFocus()

    hand.key(Qt.Key.Key_Space, CTRL)
    hand.click(hand.on(-60, 280))
    assert not popups(hand)
    assert hand.project is before


def test_a_click_chooses(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    QTest.keyClicks(hand.view, "f")
    write(hand, "latten")
    view = popup(hand).list
    at = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert hand.wires() == {Wire("input_1", "flatten_1")}


def test_layers_are_found_in_chinese_and_by_category(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.key(Qt.Key.Key_Space, CTRL)
    popup(hand).search.insert("池化")  # as an input method does
    assert titles(hand)[:1] == ["MaxPool2D"]
    popup(hand).search.setText("recurrent")
    assert {"LSTM", "GRU"} <= set(titles(hand))
    popup(hand).search.setText("no such thing")
    assert not popup(hand).list.isVisible()
    press(hand, Qt.Key.Key_Return)
    assert popups(hand), "there is nothing to choose"


def test_what_does_not_fit_says_why_and_can_still_be_had(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    QTest.keyClicks(hand.view, "l")
    write(hand, "stm")
    (lstm,) = offered(hand)
    assert "28 × 28 × 1" in lstm.reason
    press(hand, Qt.Key.Key_Return)
    assert hand.wires() == {Wire("input_1", "lstm_1")}


def test_it_goes_into_the_chain_behind_a_selected_layer(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    hand.click(hand.middle("input_1"))
    QTest.keyClicks(hand.view, "c")
    write(hand, "onv2d")
    press(hand, Qt.Key.Key_Return)

    assert {Wire("input_1", "conv2d_1"), Wire("conv2d_1", "flatten_1")} <= hand.wires()
    assert str(hand.session.undo_label) == "Insert Conv2D before flatten_1"


def test_it_goes_into_a_selected_wire(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    hand.click(hand.on(444, 36))
    QTest.keyClicks(hand.view, "d")
    write(hand, "ropout")
    press(hand, Qt.Key.Key_Return)

    assert {Wire("flatten_1", "dropout_1"), Wire("dropout_1", "dense_1")} <= hand.wires()


def test_selected_branches_are_joined(hand: Hand) -> None:
    project = chain(make("Input"), make("Conv2D"))
    for _ in range(2):
        project, other = edits.add_node(project, make("Conv2D"), 240.0, 140.0)
        project = edits.connect(project, "input_1", other)
    open_at_full_size(hand, project)
    hand.session.select(["conv2d_1", "conv2d_2", "conv2d_3"])
    hand.key(Qt.Key.Key_Space, CTRL)
    write(hand, "concat")
    press(hand, Qt.Key.Key_Return)

    wires = hand.project.graph.wires_into["concatenate_1"]
    assert len(wires) == 3
    assert hand.session.analysis.reports["concatenate_1"].shape == (28, 28, 24)


def test_a_double_click_on_nothing_adds_there_and_follows_the_open_end(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    double_click(hand, hand.on(420, 40))
    write(hand, "flatten")
    press(hand, Qt.Key.Key_Return)

    assert hand.place("flatten_1") == (340, 0), "level with its source"
    assert hand.wires() == {Wire("input_1", "flatten_1")}
    hand.session.undo()
    assert set(hand.project.graph.by_id) == {"input_1"}

    double_click(hand, hand.on(-300, 60))
    write(hand, "dense")
    press(hand, Qt.Key.Key_Return)
    assert not hand.wires(), "there is nothing to its left"


def test_a_double_click_on_a_node_or_wire_adds_nothing(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten")))
    double_click(hand, hand.on(204, 36))
    double_click(hand, hand.on(60, 60))
    assert not popups(hand)


def test_a_wire_pulled_into_the_void_asks_for_what_can_follow(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.press(hand.port("input_1"))
    end = hand.on(400, 120)
    hand.move(hand.on(300, 80))
    hand.move(end)
    assert hand.bubble() == "Release to add a layer here"
    hand.release(end)

    assert all(not choice.reason for choice in offered(hand))
    assert titles(hand)[0] == "Conv2D"
    assert len(hand.view.canvas.overlays) == 1, "the wire waits for its layer"
    press(hand, Qt.Key.Key_Return)
    assert not hand.view.canvas.overlays
    assert hand.wires() == {Wire("input_1", "conv2d_1")}
    port = hand.view.canvas.nodes["conv2d_1"].ports()[0]
    at = hand.view.canvas.nodes["conv2d_1"].port_place(port)
    assert (at - QPointF(400, 120)).manhattanLength() <= 20

    hand.session.undo()
    assert not hand.wires()
    assert set(hand.project.graph.by_id) == {"input_1"}


def test_a_wire_pulled_from_an_input_asks_for_what_comes_before(hand: Hand) -> None:
    project, _ = edits.add_node(chain(make("Input")), make("Dense"), 700.0, 0.0)
    open_at_full_size(hand, project)
    hand.drag(hand.port("dense_1", 0), hand.on(560, 100))
    assert "Flatten" in titles(hand)
    assert "Conv2D" not in titles(hand)
    write(hand, "flat")
    press(hand, Qt.Key.Key_Return)
    assert hand.wires() == {Wire("flatten_1", "dense_1")}


def test_the_choice_ends_when_the_drawing_changes(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.drag(hand.port("input_1"), hand.on(400, 120))
    assert popups(hand)
    hand.session.edit(Text("Edit"), edits.delete(hand.project, ["input_1"]))
    assert not popups(hand)
    assert not hand.view.canvas.overlays


def test_replacing_keeps_wires_name_and_place(hand: Hand) -> None:
    project = chain(make("Input"), make("Conv2D"), make("MaxPool2D"), make("Flatten"))
    open_at_full_size(hand, edits.set_title(project, "maxpool2d_1", "Shrink"))
    hand.click(hand.middle("maxpool2d_1"))
    hand.key(Qt.Key.Key_R, CTRL)
    assert popup(hand).accessibleName() == "Replace Shrink by"
    assert titles(hand)[0] == "AveragePool2D"
    press(hand, Qt.Key.Key_Return)

    new = hand.project.graph.by_id["averagepool2d_1"]
    assert (new.title, new.x) == ("Shrink", 480.0)
    assert Wire("conv2d_1", "averagepool2d_1") in hand.wires()
    assert Wire("averagepool2d_1", "flatten_1") in hand.wires()
    assert str(hand.session.undo_label) == "Replace Shrink by AveragePool2D"
    assert hand.selected() == ("averagepool2d_1",)
    hand.session.undo()
    assert "maxpool2d_1" in hand.view.canvas.nodes


def test_without_one_layer_to_replace_it_says_what_to_do(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten")))
    hand.key(Qt.Key.Key_R, CTRL)
    assert not popups(hand)
    assert "Select the one layer" in str(hand.messages[0])


@pytest.mark.parametrize("size", [(1400, 600), (520, 300)])
@pytest.mark.parametrize("x", [-100, 300, 500])
def test_it_lies_wholly_in_the_window(hand: Hand, x: int, size: tuple[int, int]) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.view.resize(*size)
    hand.view.centerOn(x, 40)
    hand.session.select(["input_1"])
    hand.key(Qt.Key.Key_Space, CTRL)
    card = popup(hand).geometry().adjusted(14, 14, -14, -14)
    assert hand.view.window().rect().contains(card)


def test_keys_typed_with_ctrl_or_while_dragging_are_no_search(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    hand.key(Qt.Key.Key_Q, CTRL)
    hand.press(hand.middle("input_1"))
    hand.move(hand.middle("input_1") + QPoint(40, 0))
    QTest.keyClicks(hand.view, "d")
    assert not popups(hand)
    hand.key(Qt.Key.Key_Escape)


def test_it_opens_at_once(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Conv2D")))
    times = []
    for _ in range(4):
        start = time.perf_counter()
        hand.view.quick_add.search("c")
        times.append(time.perf_counter() - start)
        press(hand, Qt.Key.Key_Escape)
    assert min(times) < 1.0  # about 15 ms here; room for slow machines


def test_before_an_output_not_after_it(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Output")))
    QTest.keyClicks(hand.view, "d")
    write(hand, "ropout")
    press(hand, Qt.Key.Key_Return)
    assert {Wire("flatten_1", "dropout_1"), Wire("dropout_1", "output_1")} <= hand.wires()


def test_it_goes_when_the_language_changes(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    QTest.keyClicks(hand.view, "d")
    QApplication.sendEvent(popup(hand), QEvent(QEvent.Type.LanguageChange))
    assert not popups(hand)
