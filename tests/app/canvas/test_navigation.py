"""Wheel, touch pad, fingers and keys; the map; finding things by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.find_bar import FindBar
from nnstudio.app.canvas.find_marks import FindMarks
from nnstudio.app.canvas.finding import found
from nnstudio.app.canvas.minimap import Minimap
from nnstudio.app.style.appearance import apply_theme
from nnstudio.app.style.theme import DARK, LIGHT
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Group, Remark
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
EDIT = Text("Edit")
PHASELESS = Qt.ScrollPhase.NoScrollPhase


@pytest.fixture
def wide(hand: Hand) -> Hand:
    """Return hands on a drawing far wider than the view, at its left end."""
    layers = [make("Input"), make("Flatten"), *(make("Dense") for _ in range(18))]
    open_at_full_size(hand, chain(*layers))
    hand.view.centerOn(300, 36)
    return hand


def scroll(
    hand: Hand,
    turned: QPoint,
    keys: Qt.KeyboardModifier = NONE,
    phase: Qt.ScrollPhase = PHASELESS,
    pixels: QPoint | None = None,
) -> QPointF:
    """Turn the wheel, or move two fingers where there is a phase; return how far the view went."""
    before, at = hand.view.visible_rect().topLeft(), QPointF(500, 300)
    event = QWheelEvent(
        at,
        QPointF(hand.view.mapToGlobal(at.toPoint())),
        pixels or QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(hand.view.viewport(), event)
    return hand.view.visible_rect().topLeft() - before


def test_shift_and_the_wheel_pan_across(wide: Hand) -> None:
    assert scroll(wide, QPoint(0, -120), SHIFT) == QPointF(60, 0)
    assert scroll(wide, QPoint(0, 120), SHIFT) == QPointF(-60, 0)
    assert wide.view.zoom == 1.0


def test_two_fingers_pan(wide: Hand) -> None:
    moved = Qt.ScrollPhase.ScrollUpdate
    assert scroll(wide, QPoint(-80, -40), phase=moved) == QPointF(40, 20)
    assert scroll(wide, QPoint(-8, 16), phase=moved, pixels=QPoint(-5, 7)) == QPointF(5, -7)
    assert wide.view.zoom == 1.0


def test_with_ctrl_two_fingers_zoom(wide: Hand) -> None:
    scroll(wide, QPoint(0, 120), CTRL, Qt.ScrollPhase.ScrollUpdate)
    assert wide.view.zoom == pytest.approx(1.2)


def fingers(hand: Hand, kind: Qt.NativeGestureType, value: float, at: QPoint) -> None:
    place = QPointF(at)
    event = QNativeGestureEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        QPointF(hand.view.viewport().mapToGlobal(at)),
        value,
        QPointF(),
    )
    QApplication.sendEvent(hand.view.viewport(), event)


def test_a_pinch_zooms_where_the_fingers_are(wide: Hand) -> None:
    at = QPoint(200, 150)
    before = wide.view.mapToScene(at)
    fingers(wide, Qt.NativeGestureType.ZoomNativeGesture, 0.5, at)

    assert wide.view.zoom == pytest.approx(1.5)
    assert (wide.view.mapToScene(at) - before).manhattanLength() < 2


def test_a_pinch_ends_what_one_finger_began(wide: Hand) -> None:
    start = wide.middle("dense_1")
    wide.press(start)
    wide.move(start + QPoint(0, 80))
    fingers(wide, Qt.NativeGestureType.ZoomNativeGesture, 0.1, start)

    assert wide.shown_place("dense_1") == wide.place("dense_1")
    wide.release(start)
    assert wide.session.undo_label is None


# Without a screen Qt finds no window under the fingers at first, and asks the viewport later.
@pytest.mark.qt_log_ignore("could not find the target for gesture", extend=True)
def test_fingers_on_a_touch_screen_zoom(wide: Hand) -> None:
    viewport, screen = wide.view.viewport(), QTest.createTouchDevice()
    before = wide.view.mapToScene(QPoint(350, 300))
    QTest.touchEvent(viewport, screen).press(0, QPoint(300, 300), viewport).commit()
    touch = QTest.touchEvent(viewport, screen)
    touch.stationary(0).press(1, QPoint(400, 300), viewport).commit()
    for way in range(0, 101, 20):
        touch = QTest.touchEvent(viewport, screen)
        touch.move(0, QPoint(300 - way, 300), viewport)
        touch.move(1, QPoint(400 + way, 300), viewport).commit()
    touch = QTest.touchEvent(viewport, screen)
    touch.release(0, QPoint(200, 300), viewport).release(1, QPoint(500, 300), viewport).commit()

    assert wide.view.zoom == pytest.approx(3.0)
    assert (wide.view.mapToScene(QPoint(350, 300)) - before).manhattanLength() < 20
    assert wide.session.undo_label is None


def test_two_fingers_twice_show_all(wide: Hand) -> None:
    fingers(wide, Qt.NativeGestureType.SmartZoomNativeGesture, 0.0, QPoint(10, 10))
    assert wide.view.visible_rect().contains(wide.view.canvas.content_rect())


def test_home_shows_all(wide: Hand) -> None:
    wide.key(Qt.Key.Key_Home)
    assert wide.view.visible_rect().contains(wide.view.canvas.content_rect())


def test_ctrl_2_shows_what_is_selected(wide: Hand) -> None:
    wide.session.select(("dense_16", "dense_18"))
    wide.ctrl(Qt.Key.Key_2)
    assert wide.view.zoom == 1.0
    middle = wide.view.visible_rect().center()
    assert (middle - QPointF(240 * 18 + 84, 36)).manhattanLength() < 2

    wide.session.select([node.id for node in wide.project.graph.nodes])
    wide.ctrl(Qt.Key.Key_2)
    assert wide.view.visible_rect().contains(wide.view.canvas.content_rect())
    wide.ctrl(Qt.Key.Key_1)
    wide.session.select(())
    wide.ctrl(Qt.Key.Key_2)
    assert wide.view.visible_rect().contains(wide.view.canvas.content_rect()), "nothing: all"


# ---- the map ----


def the_map(hand: Hand) -> Minimap:
    (minimap,) = hand.view.findChildren(Minimap)
    return minimap


def test_the_map_appears_by_choice_while_something_is_out_of_sight(wide: Hand) -> None:
    minimap = the_map(wide)
    assert not minimap.isVisible()
    wide.ctrl(Qt.Key.Key_M)
    assert minimap.isVisible()

    wide.ctrl(Qt.Key.Key_0)
    assert not minimap.isVisible()
    wide.ctrl(Qt.Key.Key_1)
    assert minimap.isVisible()
    wide.ctrl(Qt.Key.Key_M)
    assert not minimap.isVisible()
    wide.ctrl(Qt.Key.Key_0)
    wide.ctrl(Qt.Key.Key_M)
    assert "appears as soon as" in str(wide.messages[-1])


def test_a_click_on_the_map_goes_there(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_M)
    minimap = the_map(wide)
    middle = minimap.height() // 2
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(minimap.width() - 20, middle))

    assert wide.view.visible_rect().contains(QPointF(240 * 18, 36))
    assert wide.selected() == ()


def test_the_frame_on_the_map_is_pulled_without_a_jump(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_M)
    minimap = the_map(wide)
    left = wide.view.visible_rect().left()
    at = QPoint(22, minimap.height() // 2)  # within the frame, beside its middle
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=at)
    assert abs(wide.view.visible_rect().left() - left) < 2
    QTest.mouseMove(minimap, at + QPoint(40, 0))
    way = wide.view.visible_rect().left() - left
    assert way == pytest.approx(40 * 4728 / 190, rel=0.02)
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=at + QPoint(40, 0))


def test_the_map_shows_nodes_in_both_themes(wide: Hand) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wide.ctrl(Qt.Key.Key_M)
    for theme in (DARK, LIGHT):
        apply_theme(app, theme)
        wide.view.canvas.redraw_overview()
        picture = the_map(wide).grab().toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }
        assert theme.accent in seen


def test_the_map_follows_edits(wide: Hand, qtbot: QtBot) -> None:
    wide.ctrl(Qt.Key.Key_M)
    before = the_map(wide).grab().toImage()
    wide.session.edit(EDIT, edits.move(wide.project, {"dense_1": (700, 2000)}))

    qtbot.waitUntil(lambda: the_map(wide).grab().toImage() != before)


# ---- finding ----


def the_bar(hand: Hand) -> FindBar:
    (bar,) = hand.view.findChildren(FindBar)
    return bar


def marks(hand: Hand) -> FindMarks | None:
    items = [item for item in hand.view.canvas.overlays if isinstance(item, FindMarks)]
    return items[0] if items else None


def test_typing_finds_selects_and_pans_softly(wide: Hand, qtbot: QtBot) -> None:
    wide.ctrl(Qt.Key.Key_F)
    bar = the_bar(wide)
    assert bar.isVisible()
    QTest.keyClicks(bar.field, "dense_17")

    assert bar.count.text() == "1 of 1"
    assert wide.selected() == ("dense_17",)
    place = QPointF(240 * 18 + 84, 36)
    assert not wide.view.visible_rect().contains(place), "it goes there softly"
    qtbot.waitUntil(lambda: wide.view.visible_rect().contains(place))


def test_enter_goes_on_and_shift_enter_back(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_F)
    bar = the_bar(wide)
    QTest.keyClicks(bar.field, "dense")
    assert bar.count.text() == "1 of 18"
    ring = marks(wide)
    assert ring is not None
    assert len(ring.boxes) == 18

    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert (bar.count.text(), wide.selected()) == ("3 of 18", ("dense_3",))
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert (bar.count.text(), wide.selected()) == ("2 of 18", ("dense_2",))
    for _ in range(2):
        QTest.keyClick(bar.field, Qt.Key.Key_Up)
    assert bar.count.text() == "18 of 18", "round the end"
    click_button(bar, "The next one")
    assert bar.count.text() == "1 of 18"
    assert ring.current == 0


def test_esc_closes_and_the_keys_are_the_canvas_again(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_F)
    QTest.keyClicks(the_bar(wide).field, "flatten")
    QTest.keyClick(the_bar(wide).field, Qt.Key.Key_Escape)

    assert not the_bar(wide).isVisible()
    assert marks(wide) is None
    assert wide.selected() == ("flatten_1",)
    assert wide.view.hasFocus()


def test_tab_goes_round_in_the_bar(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_F)
    bar = the_bar(wide)
    QTest.keyClicks(bar.field, "dense")
    seen = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert len(set(seen)) == 4
    assert bar.field.hasFocus()
    QTest.keyClick(bar.field, Qt.Key.Key_Backtab)
    assert not bar.field.hasFocus()
    assert wide.selected() == ("dense_1",)


def test_nothing_found_is_said(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_F)
    QTest.keyClicks(the_bar(wide).field, "xyz")

    assert the_bar(wide).count.text() == "Nothing found"
    assert marks(wide) is None
    QTest.keyClick(the_bar(wide).field, Qt.Key.Key_Return)


def test_it_follows_the_drawing(wide: Hand) -> None:
    wide.ctrl(Qt.Key.Key_F)
    QTest.keyClicks(the_bar(wide).field, "dense")
    wide.session.edit(EDIT, edits.delete(wide.project, {"dense_5"}))
    assert the_bar(wide).count.text() == "1 of 17"
    wide.session.open(chain(make("Input")))
    assert the_bar(wide).count.text() == "Nothing found"
    click_button(the_bar(wide), "Close")


def test_names_ids_kinds_in_both_languages_blocks_and_notes_are_found() -> None:
    project = chain(make("Input"), make("Dense"), make("Dropout"), make("Dense"))
    project = edits.set_title(project, "dense_1", "The Answer")
    group = Group("block_1", "Tail", (("dropout_1", "dense_2"),))
    remarks = (Remark("frame_1", "frame", -50, -50, text="Encoder"),)
    graph = replace(project.graph, groups=(group,), remarks=remarks)

    assert found(graph, "answer") == ["dense_1"]
    assert found(graph, "DENSE_1") == ["dense_1"]
    assert found(graph, "dense") == ["dense_1", "dropout_1"], "a block stands for what is in it"
    assert found(graph, "全连接") == found(graph, "dense")
    assert found(graph, "tail") == ["dropout_1"]
    expanded = replace(graph, groups=(replace(group, collapsed=False),))
    assert found(expanded, "tail") == ["dropout_1"], "its title stands on the frame"
    assert found(expanded, "dense") == ["dense_1", "dense_2"]
    assert found(graph, "enc") == ["frame_1"]
    assert found(graph, "answer dense") == ["dense_1"]
    assert found(graph, "  ") == found(graph, "answer dropout") == []


def test_a_note_that_is_found_is_selected(wide: Hand) -> None:
    note = Remark("note_1", "note", 100, 150, 200, 100, "Look here")
    graph = replace(wide.project.graph, remarks=(note,))
    wide.session.edit(EDIT, replace(wide.project, graph=graph))
    wide.ctrl(Qt.Key.Key_F)
    QTest.keyClicks(the_bar(wide).field, "look")

    assert wide.session.selected_remarks == ("note_1",)


def click_button(bar: FindBar, name: str) -> None:
    buttons = bar.findChildren(QToolButton)
    (button,) = [button for button in buttons if name in button.accessibleName()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
