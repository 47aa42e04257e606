"""Frames and notes: drawn, written, moved, resized, tinted and deleted with mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.note_item import NoteItem
from nnstudio.app.canvas.remark_editor import RemarkEditor
from nnstudio.core.text import Text
from nnstudio.graph import edits, remark_edits
from nnstudio.graph.project import Project, Remark
from nnstudio.graph.remark_edits import Box, box_of
from tests.app.canvas.hands import Hand, chain, make, open_at_full_size

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
BOTH = CTRL | SHIFT
CURSOR = Qt.CursorShape


def drawing() -> Project:
    """Return a frame around the second of three nodes, with a note in it and another outside."""
    project = chain(make("Input"), make("Flatten"), make("Dense"))
    project, _ = remark_edits.add_frame(project, Box(200, -60, 260, 340), "Middle", "blue")
    project, _ = remark_edits.add_note(project, Box(240, 120, 180, 100), "Inside")
    return remark_edits.add_note(project, Box(500, 140, 200, 100), "Outside")[0]


@pytest.fixture
def drawn(hand: Hand) -> Hand:
    open_at_full_size(hand, drawing())
    return hand


def remark(hand: Hand, remark_id: str) -> Remark:
    return hand.project.graph.remarks_by_id[remark_id]


def box(hand: Hand, remark_id: str) -> Box:
    return box_of(remark(hand, remark_id))


def chosen(hand: Hand) -> tuple[str, ...]:
    return hand.session.selected_remarks


def title(hand: Hand) -> QPoint:
    return hand.on(230, -40)


def border(hand: Hand) -> QPoint:
    return hand.on(200, 60)


def note(hand: Hand) -> QPoint:
    return hand.on(330, 170)


def editor(hand: Hand) -> RemarkEditor:
    found = hand.view.viewport().findChildren(RemarkEditor)
    open_ones = [one for one in found if one.isVisible()]
    assert len(open_ones) == 1
    return open_ones[0]


def writes(hand: Hand) -> bool:
    return any(one.isVisible() for one in hand.view.viewport().findChildren(RemarkEditor))


def command(hand: Hand, name: str) -> None:
    hand.view.slots()[name]()


def away(hand: Hand) -> QPoint:
    return hand.on(560, -160)


# ---- choosing ----


def test_a_frame_is_chosen_by_its_title_and_its_border_but_not_by_its_inside(drawn: Hand) -> None:
    for place in (title(drawn), border(drawn)):
        drawn.click(place)
        assert chosen(drawn) == ("frame_1",)
        drawn.click(away(drawn))
        assert chosen(drawn) == ()
    drawn.click(drawn.on(430, 90))
    assert chosen(drawn) == ()
    drawn.click(note(drawn))
    assert chosen(drawn) == ("note_1",)


def test_shift_and_ctrl_add_and_take_out(drawn: Hand) -> None:
    drawn.click(drawn.middle("dense_1"))
    drawn.click(note(drawn), SHIFT)
    drawn.click(title(drawn), CTRL)
    assert (drawn.selected(), chosen(drawn)) == (("dense_1",), ("note_1", "frame_1"))
    drawn.click(note(drawn), CTRL)
    assert (drawn.selected(), chosen(drawn)) == (("dense_1",), ("frame_1",))
    drawn.click(drawn.middle("input_1"), SHIFT)
    assert (drawn.selected(), chosen(drawn)) == (("dense_1", "input_1"), ("frame_1",))
    drawn.click(drawn.middle("dense_1"), CTRL)
    assert (drawn.selected(), chosen(drawn)) == (("input_1",), ("frame_1",))
    drawn.click(title(drawn))
    assert (drawn.selected(), chosen(drawn)) == ((), ("frame_1",))


def test_the_rubber_band_begins_inside_a_frame_and_finds_what_it_touches(drawn: Hand) -> None:
    drawn.drag(drawn.on(230, 90), drawn.on(300, 40))
    assert (drawn.selected(), chosen(drawn)) == (("flatten_1",), ())
    drawn.drag(drawn.on(300, 105), drawn.on(450, 160))
    assert (drawn.selected(), chosen(drawn)) == ((), ("note_1",))
    drawn.drag(drawn.on(180, -90), drawn.on(466, 300))
    assert (drawn.selected(), chosen(drawn)) == (("flatten_1",), ("frame_1", "note_1"))
    drawn.drag(drawn.on(480, 120), drawn.on(600, 250), SHIFT)
    assert chosen(drawn) == ("frame_1", "note_1", "note_2")


def test_escape_gives_back_what_the_rubber_band_took(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.press(drawn.on(480, 120))
    drawn.move(drawn.on(600, 250))
    assert chosen(drawn) == ("note_2",)
    drawn.key(Qt.Key.Key_Escape)
    assert chosen(drawn) == ("note_1",)


def test_select_all_and_escape(drawn: Hand) -> None:
    drawn.ctrl(Qt.Key.Key_A)
    assert chosen(drawn) == ("frame_1", "note_1", "note_2")
    drawn.key(Qt.Key.Key_Escape)
    assert chosen(drawn) == ()


def test_tab_walks_on_to_frames_and_notes_and_says_what_they_are(drawn: Hand) -> None:
    for _ in range(3):
        drawn.key(Qt.Key.Key_Tab)
    assert drawn.selected() == ("dense_1",)
    drawn.key(Qt.Key.Key_Tab)
    assert (drawn.selected(), chosen(drawn)) == ((), ("frame_1",))
    assert drawn.view.accessibleDescription() == "Frame: Middle"
    drawn.key(Qt.Key.Key_Tab)
    assert drawn.view.accessibleDescription() == "Note: Inside"
    drawn.key(Qt.Key.Key_Backtab)
    drawn.key(Qt.Key.Key_Backtab)
    assert (drawn.selected(), chosen(drawn)) == (("dense_1",), ())


# ---- moving ----


def test_a_frame_takes_along_what_lies_wholly_in_it(drawn: Hand) -> None:
    drawn.drag(title(drawn), title(drawn) + QPoint(60, 40))
    assert box(drawn, "frame_1") == Box(260, -20, 260, 340)
    assert box(drawn, "note_1")[:2] == (300, 160)
    assert drawn.place("flatten_1") == (300, 40)
    assert drawn.place("input_1") == (0, 0)
    assert box(drawn, "note_2")[:2] == (500, 140)
    assert drawn.shown_place("flatten_1") == (300, 40)
    assert drawn.session.undo_label == Text("Move a frame")
    drawn.session.undo()
    assert drawn.project == drawing()
    assert drawn.view.canvas.remarks.items["frame_1"].pos() == QPointF(200, -60)
    assert drawn.shown_place("flatten_1") == (240, 0)
    drawn.session.redo()
    assert drawn.view.canvas.remarks.items["note_1"].pos() == QPointF(300, 160)


def test_shift_drags_the_frame_alone(drawn: Hand) -> None:
    start, end = title(drawn), title(drawn) + QPoint(-40, 20)
    drawn.press(start)
    drawn.move(end)
    assert drawn.shown_place("flatten_1") == (200, 20)
    QTest.mouseMove(drawn.view.viewport(), end + QPoint(1, 0))
    drawn.release(end, SHIFT)
    assert drawn.shown_place("flatten_1") == drawn.place("flatten_1") == (240, 0)
    assert box(drawn, "frame_1")[:2] == (160, -40)
    assert box(drawn, "note_1")[:2] == (240, 120)


@pytest.mark.parametrize("key", [ALT, CTRL])
def test_keys_free_frames_and_notes_from_all_that_catches(
    drawn: Hand, key: Qt.KeyboardModifier
) -> None:
    drawn.press(title(drawn))
    drawn.move(title(drawn) + QPoint(-30, 20))
    drawn.release(title(drawn) + QPoint(-43, 23), key)
    assert box(drawn, "frame_1")[:2] == (157, -37)
    assert drawn.place("flatten_1") == (197, 23), "what lies in it comes along all the same"


def test_a_frame_in_a_frame_comes_along(hand: Hand) -> None:
    project, _ = remark_edits.add_frame(Project(), Box(0, 0, 400, 300), "Outer")
    project, _ = remark_edits.add_frame(project, Box(100, 100, 200, 150), "Inner")
    open_at_full_size(hand, project)
    hand.drag(hand.on(40, 20), hand.on(60, 20))
    assert [box_of(r)[:2] for r in hand.project.graph.remarks] == [(20, 0), (120, 100)]
    hand.drag(hand.on(160, 120), hand.on(180, 120))
    assert [box_of(r)[:2] for r in hand.project.graph.remarks] == [(20, 0), (140, 100)]


def test_escape_puts_everything_back(drawn: Hand) -> None:
    drawn.press(title(drawn))
    drawn.move(title(drawn) + QPoint(60, 60))
    assert drawn.shown_place("flatten_1") == (300, 60)
    drawn.key(Qt.Key.Key_Escape)
    drawn.release(title(drawn) + QPoint(60, 60))
    assert drawn.project == drawing()
    assert drawn.shown_place("flatten_1") == (240, 0)
    assert drawn.view.canvas.remarks.items["frame_1"].pos() == QPointF(200, -60)


def test_a_dragged_node_takes_the_selected_notes_along(drawn: Hand) -> None:
    drawn.click(drawn.middle("dense_1"))
    drawn.click(drawn.on(600, 200), SHIFT)
    start = drawn.middle("dense_1")
    drawn.drag(start, start + QPoint(0, 40))
    across, down = drawn.place("dense_1")
    assert (across, down) != (480, 0)
    assert box(drawn, "note_2")[:2] == (across + 20, down + 140)
    assert drawn.session.undo_label == Text("Move {count} things", count=2)


def test_a_note_catches_where_it_comes_into_line_with_another(hand: Hand) -> None:
    project, _ = remark_edits.add_note(Project(), Box(0, 133, 200, 100), "One")
    project, _ = remark_edits.add_note(project, Box(260, 0, 200, 100), "Two")
    open_at_full_size(hand, project)
    start = hand.on(360, 50)
    hand.press(start)
    hand.move(start + QPoint(0, 130))
    assert hand.view.canvas.overlays, "a line shows why it stops there"
    hand.release(start + QPoint(0, 130))
    assert box(hand, "note_2").y == 133
    assert not hand.view.canvas.overlays


def test_arrow_keys_nudge_a_frame_with_its_contents(drawn: Hand) -> None:
    drawn.click(title(drawn))
    drawn.key(Qt.Key.Key_Right)
    drawn.key(Qt.Key.Key_Down, SHIFT)
    assert box(drawn, "frame_1")[:2] == (220, 40)
    assert drawn.place("flatten_1") == (260, 100)
    drawn.session.undo()
    assert drawn.project == drawing()


# ---- resizing ----

EDGES = [
    ((200, 100), CURSOR.SizeHorCursor, Box(180, -60, 280, 340)),
    ((460, 100), CURSOR.SizeHorCursor, Box(200, -60, 240, 340)),
    ((400, -60), CURSOR.SizeVerCursor, Box(200, -40, 260, 320)),
    ((400, 280), CURSOR.SizeVerCursor, Box(200, -60, 260, 360)),
    ((200, -60), CURSOR.SizeFDiagCursor, Box(180, -40, 280, 320)),
    ((460, 280), CURSOR.SizeFDiagCursor, Box(200, -60, 240, 360)),
    ((460, -60), CURSOR.SizeBDiagCursor, Box(200, -40, 240, 320)),
    ((200, 280), CURSOR.SizeBDiagCursor, Box(180, -60, 280, 360)),
]


@pytest.mark.parametrize(("place", "cursor", "wanted"), EDGES)
def test_edges_and_corners_resize(
    drawn: Hand, place: tuple[float, float], cursor: Qt.CursorShape, wanted: Box
) -> None:
    at = drawn.on(*place)
    drawn.move(at)
    assert drawn.view.viewport().cursor().shape() == cursor
    drawn.drag(at, at + QPoint(-20, 20))
    assert box(drawn, "frame_1") == wanted
    assert drawn.place("flatten_1") == (240, 0), "what lies in it stays"
    assert drawn.session.undo_label == Text("Resize a frame")
    drawn.session.undo()
    assert drawn.project == drawing()


def test_the_pointer_says_what_can_be_moved(drawn: Hand) -> None:
    shown = drawn.view.viewport().cursor
    drawn.move(title(drawn))
    assert shown().shape() == CURSOR.SizeAllCursor
    drawn.move(note(drawn))
    assert shown().shape() == CURSOR.SizeAllCursor
    drawn.move(drawn.on(430, 90))
    assert shown().shape() == CURSOR.ArrowCursor
    drawn.move(drawn.middle("flatten_1"))
    assert shown().shape() == CURSOR.ArrowCursor


def test_a_note_is_resized_too_and_never_becomes_too_small(drawn: Hand) -> None:
    corner = drawn.on(420, 220)
    drawn.drag(corner, corner + QPoint(40, 20))
    assert box(drawn, "note_1") == Box(240, 120, 220, 120)
    corner = drawn.on(460, 240)
    drawn.drag(corner, corner + QPoint(-400, -400))
    assert box(drawn, "note_1") == Box(240, 120, 60, 40)


def test_escape_while_resizing(drawn: Hand) -> None:
    drawn.press(border(drawn))
    drawn.move(border(drawn) - QPoint(60, 0))
    assert drawn.view.canvas.remarks.items["frame_1"].box().left() == 140
    drawn.key(Qt.Key.Key_Escape)
    assert drawn.view.canvas.remarks.items["frame_1"].box().left() == 200
    assert drawn.project == drawing()


# ---- writing ----


def test_double_click_writes_a_title_and_enter_keeps_it(drawn: Hand) -> None:
    QTest.mouseDClick(drawn.view.viewport(), Qt.MouseButton.LeftButton, pos=title(drawn))
    assert editor(drawn).toPlainText() == "Middle"
    QTest.keyClicks(editor(drawn), "Encoder")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Return)
    assert not writes(drawn)
    assert remark(drawn, "frame_1").text == "Encoder"
    assert drawn.view.hasFocus()
    assert drawn.session.undo_label == Text("Rename a frame")
    drawn.session.undo()
    assert drawn.project == drawing()


def test_f2_writes_a_note_of_several_lines_which_grows_with_its_text(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    for line in range(8):
        QTest.keyClick(editor(drawn), Qt.Key.Key_Return)
        QTest.keyClicks(editor(drawn), f"line {line}")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Return, CTRL)
    assert remark(drawn, "note_1").text.split("\n")[:2] == ["Inside", "line 0"]
    assert box(drawn, "note_1").height > 150
    drawn.session.undo()
    assert drawn.project == drawing(), "text and height are one edit"


def test_escape_drops_what_was_written(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    QTest.keyClicks(editor(drawn), "Never mind")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Escape)
    assert not writes(drawn)
    assert drawn.project == drawing()
    assert chosen(drawn) == ("note_1",), "the same key does not deselect, too"


def test_a_click_elsewhere_keeps_what_was_written(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    QTest.keyClicks(editor(drawn), " and more")
    drawn.click(away(drawn))
    assert not writes(drawn)
    assert remark(drawn, "note_1").text == "Inside and more"
    assert chosen(drawn) == ()


def test_keys_in_the_editor_do_not_reach_the_drawing(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Backspace):
        for _ in range(20):
            QTest.keyClick(editor(drawn), key)
    QTest.keyClick(editor(drawn), Qt.Key.Key_Escape)
    assert drawn.project == drawing()


def test_the_editor_follows_zoom_and_pan(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    assert editor(drawn).geometry().topLeft() == drawn.on(240, 120)
    drawn.view.scroll_by(QPoint(30, 40))
    assert editor(drawn).geometry().topLeft() == drawn.on(240, 120)
    drawn.view.zoom_in()
    assert editor(drawn).geometry().topLeft() == drawn.on(240, 120)
    assert editor(drawn).width() == 216


def test_opening_another_project_drops_the_editor(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    drawn.session.open(Project())
    assert not writes(drawn)
    assert drawn.project == Project()


def test_a_change_from_elsewhere_ends_the_writing_on_what_changed(drawn: Hand) -> None:
    drawn.click(note(drawn))
    drawn.key(Qt.Key.Key_F2)
    drawn.session.edit(Text("Go"), edits.delete(drawn.project, ("dense_1",)))
    assert writes(drawn), "other parts of the drawing may change meanwhile"
    drawn.session.edit(Text("Go"), edits.delete(drawn.project, (), remarks=("note_1",)))
    assert not writes(drawn)


# ---- adding ----


def test_a_frame_around_the_selection(drawn: Hand) -> None:
    drawn.session.select(("flatten_1", "dense_1"))
    command(drawn, "add_frame")
    assert chosen(drawn) == ("frame_2",)
    assert box(drawn, "frame_2") == Box(220, -40, 448, 132)
    QTest.keyClicks(editor(drawn), "Head")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Return)
    assert remark(drawn, "frame_2").text == "Head"
    assert drawn.session.undo_label == Text("Draw a frame")
    drawn.session.undo()
    assert drawn.project == drawing(), "drawing a frame and naming it is one step"
    drawn.session.redo()
    assert remark(drawn, "frame_2").text == "Head"


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_title_that_is_written_later_is_an_edit_of_its_own(drawn: Hand, end: Qt.Key) -> None:
    command(drawn, "add_frame")
    QTest.keyClick(editor(drawn), end)
    drawn.key(Qt.Key.Key_F2)
    QTest.keyClicks(editor(drawn), "Head")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Return)
    drawn.session.undo()
    assert remark(drawn, "frame_2").text == ""
    drawn.session.undo()
    assert drawn.project == drawing()


def test_a_frame_without_a_selection_lies_in_the_middle_of_the_view(drawn: Hand) -> None:
    drawn.session.select(())
    command(drawn, "add_frame")
    middle = drawn.view.visible_rect().center()
    frame = drawn.view.canvas.remarks.items["frame_2"].box()
    assert (frame.center() - middle).manhattanLength() < 40
    QTest.keyClick(editor(drawn), Qt.Key.Key_Escape)
    assert remark(drawn, "frame_2").text == ""


def test_a_note_is_written_at_once_and_is_one_edit(drawn: Hand) -> None:
    command(drawn, "add_note")
    assert drawn.project == drawing(), "nothing is there before something is written"
    QTest.keyClicks(editor(drawn), "Hello")
    drawn.click(away(drawn))
    added = remark(drawn, "note_3")
    assert (added.text, added.color) == ("Hello", "yellow")
    assert drawn.session.undo_label == Text("Add a note")
    drawn.session.undo()
    assert drawn.project == drawing()


def test_a_note_without_text_or_after_escape_is_none(drawn: Hand) -> None:
    command(drawn, "add_note")
    drawn.click(away(drawn))
    command(drawn, "add_note")
    QTest.keyClicks(editor(drawn), "Hello")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Escape)
    assert drawn.project == drawing()
    assert drawn.session.undo_label is None


def test_a_new_note_hides_no_node(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input")))
    QTest.mouseMove(hand.view.viewport(), QPoint(-100, -100))
    hand.view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    command(hand, "add_note")
    QTest.keyClicks(editor(hand), "Hello")
    QTest.keyClick(editor(hand), Qt.Key.Key_Return, CTRL)
    item = hand.view.canvas.nodes["input_1"]
    node = item.rect().translated(item.pos())
    assert not hand.view.canvas.remarks.items["note_1"].box().intersects(node)


# ---- deleting, tinting, fitting ----


def test_delete_takes_a_frame_without_its_contents(drawn: Hand) -> None:
    drawn.click(title(drawn))
    drawn.key(Qt.Key.Key_Delete)
    assert [r.id for r in drawn.project.graph.remarks] == ["note_1", "note_2"]
    assert len(drawn.project.graph.nodes) == 3
    assert "frame_1" not in drawn.view.canvas.remarks.items
    assert drawn.session.undo_label == Text("Delete a frame")
    drawn.session.undo()
    assert drawn.project == drawing()
    assert "frame_1" in drawn.view.canvas.remarks.items


def menu_of(hand: Hand, at: QPoint) -> QMenu:
    hand.right_click(at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text() == text)
    place = menu.actionGeometry(action).center()
    if action.menu() is None:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        return
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Right)


def close_menus() -> None:
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def test_the_menu_tints_all_that_is_selected(drawn: Hand) -> None:
    drawn.session.select((), ("frame_1", "note_1"))
    menu = menu_of(drawn, note(drawn))
    assert chosen(drawn) == ("frame_1", "note_1")
    entry(menu, "Colour")
    colors = QApplication.activePopupWidget()
    assert isinstance(colors, QMenu)
    names = [action.text() for action in colors.actions()]
    assert names == ["Grey", "Blue", "Green", "Yellow", "Red", "Purple"]
    assert not any(action.isChecked() for action in colors.actions()), "they differ"
    entry(colors, "Purple")
    close_menus()
    assert remark(drawn, "frame_1").color == remark(drawn, "note_1").color == "purple"
    drawn.session.undo()
    assert drawn.project == drawing()


def test_the_menu_fits_a_frame_and_writes_on_it(drawn: Hand) -> None:
    menu = menu_of(drawn, title(drawn))
    assert chosen(drawn) == ("frame_1",)
    entry(menu, "Fit to the contents")
    close_menus()
    assert box(drawn, "frame_1") == Box(220, -40, 220, 280)
    entry(menu_of(drawn, drawn.on(250, -20)), "Edit the text")
    close_menus()
    assert editor(drawn).toPlainText() == "Middle"


def test_the_menu_of_the_canvas_adds_a_note_and_a_frame_there(drawn: Hand) -> None:
    entry(menu_of(drawn, away(drawn)), "Add a note here")
    close_menus()
    QTest.keyClicks(editor(drawn), "Here")
    QTest.keyClick(editor(drawn), Qt.Key.Key_Return, CTRL)
    assert box(drawn, "note_3")[:2] == (560, -160)
    entry(menu_of(drawn, drawn.on(800, -160)), "Draw a frame here")
    close_menus()
    assert box(drawn, "frame_2")[:2] == (800, -160)


def test_copies_are_made_of_frames_and_notes(drawn: Hand) -> None:
    drawn.session.select(("flatten_1",), ("frame_1", "note_1"))
    drawn.ctrl(Qt.Key.Key_D)
    assert chosen(drawn) == ("frame_2", "note_3")
    assert box(drawn, "frame_2") == Box(240, -20, 260, 340)
    drawn.ctrl(Qt.Key.Key_C)
    drawn.ctrl(Qt.Key.Key_V)
    assert [r.text for r in drawn.project.graph.remarks].count("Middle") == 3


# ---- looks ----


def test_fitting_shows_frames_and_notes_too(hand: Hand) -> None:
    project, _ = remark_edits.add_note(chain(make("Input")), Box(3000, 900, 200, 100), "Far")
    hand.session.open(project)
    assert hand.view.visible_rect().contains(3100, 950)


def colors_at(hand: Hand, places: list[QPoint]) -> list[QColor]:
    image: QImage = hand.view.grab().toImage()
    return [image.pixelColor(place) for place in places]


def test_frames_lie_beneath_wires_and_nodes_and_are_seen_from_afar(drawn: Hand) -> None:
    tint = QColor("#e9effd")
    inside, wire = drawn.on(430, 90), drawn.on(215, 36)
    shown, wired = colors_at(drawn, [inside, wire])
    assert shown == tint
    assert wired != tint
    drawn.view.zoom_to(0.1)
    assert colors_at(drawn, [drawn.on(440, 100)]) == [tint]


def test_the_title_stays_readable_from_afar(drawn: Hand) -> None:
    frame = drawn.view.canvas.remarks.items["frame_1"]
    for zoom in (1.0, 0.6, 0.3, 0.2, 0.1):
        held = [frame.held_at(QPointF(222, y), zoom) for y in range(-300, -20)]
        moved = [edge for edge in held if edge is not None and not edge]
        assert len(moved) * zoom >= 15, f"at {zoom} the title is {len(moved) * zoom} pixels tall"


def test_a_note_shows_bold_words_and_headings_and_fetches_nothing(hand: Hand) -> None:
    text = "# Head\n**bold** ![x](file:///etc/hostname) <img src='file:///etc/hostname'>\n- one"
    project, _ = remark_edits.add_note(Project(), Box(0, 0, 300, 200), text)
    open_at_full_size(hand, project)
    item = hand.view.canvas.remarks.items["note_1"]
    assert isinstance(item, NoteItem)
    document = item.document(current_ink())
    assert document.toPlainText() == (
        "Head\nbold ![x](file:///etc/hostname) <img src='file:///etc/hostname'>\n•\u2002one"
    )
    assert "￼" not in document.toPlainText()


def test_a_hundred_long_texts_are_drawn_at_once(hand: Hand) -> None:
    project = Project()
    for number in range(100):
        place = Box(210.0 * (number % 10), 110.0 * (number // 10), 200, 100)
        project, _ = remark_edits.add_note(project, place, "word " * 200_000)
    hand.session.open(project)
    hand.view.zoom_to(0.6)
    assert not hand.view.grab().isNull()


def test_notes_and_titles_ask_not_to_be_covered_by_the_pictures_of_nodes(drawn: Hand) -> None:
    lines = drawn.view.canvas.remarks.lines()
    heights = sorted({line.y1() for line in lines})
    assert heights[0] > -60, "the title, not the frame around the nodes"
    assert heights[-2:] == [220, 240], "the lower edges of the notes"
    project = remark_edits.set_text(drawn.project, ("frame_1",), "")
    drawn.session.edit(Text("No title"), project)
    assert len(drawn.view.canvas.remarks.lines()) == len(lines) - 2
