"""The inspector of frames and notes: text, colour and size, of one and of several."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.panels.parts.remark_page import RemarkPage
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from nnstudio.core.text import Text
from nnstudio.graph import edits, remark_edits
from nnstudio.graph.project import Project, Remark
from nnstudio.graph.remark_edits import Box
from nnstudio.layers.dense import Dense
from tests.app.panels.drawings import Show

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def drawing() -> Project:
    project = edits.add_node(Project(), Dense(), 0, 0)[0]
    project, _ = remark_edits.add_frame(project, Box(0, 0, 300, 200), "Encoder", "blue")
    return remark_edits.add_note(project, Box(20, 30, 200, 100), "Why?")[0]


@pytest.fixture
def inspector(session: Session, training: Training, show: Show) -> Inspector:
    session.open(drawing())
    inspector = Inspector(session, training)
    show(inspector)
    return inspector


@pytest.fixture
def page(inspector: Inspector) -> RemarkPage:
    return inspector.remark_page


def remark(session: Session, remark_id: str) -> Remark:
    return session.project.graph.remarks_by_id[remark_id]


def overwrite(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)


def test_it_is_shown_for_frames_and_notes_alone(page: RemarkPage, session: Session) -> None:
    assert not page.isVisible()
    session.select((), ("frame_1",))
    assert page.isVisible()
    session.select(("dense_1",), ("frame_1",))
    assert not page.isVisible()


def test_a_title_is_edited_as_typed_and_undone_at_once(page: RemarkPage, session: Session) -> None:
    session.select((), ("frame_1",))
    assert page.title.text() == "Encoder"
    assert not page.text.isVisible()
    overwrite(page.title, "Feature extractor")
    assert remark(session, "frame_1").text == "Feature extractor"
    assert page.title.text() == "Feature extractor", "spaces stay while somebody types"
    assert session.undo_label == Text("Rename a frame")
    session.undo()
    assert session.project == drawing()
    assert page.title.text() == "Encoder"


def test_a_note_has_several_lines(page: RemarkPage, session: Session) -> None:
    session.select((), ("note_1",))
    assert not page.title.isVisible()
    overwrite(page.text, "One")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    QTest.keyClicks(page.text, "Two")
    assert remark(session, "note_1").text == "One\nTwo"
    session.undo()
    assert session.project == drawing()


def test_colours_have_names_and_tint_all_that_is_selected(
    page: RemarkPage, session: Session
) -> None:
    session.select((), ("frame_1", "note_1"))
    names = [button.text() for button in page.colors.values()]
    assert names == ["Grey", "Blue", "Green", "Yellow", "Red", "Purple"]
    assert not any(button.isChecked() for button in page.colors.values()), "they differ"
    assert not page.title.isVisible()
    assert not page.text.isVisible()
    QTest.mouseClick(page.colors["green"], LEFT)
    assert [r.color for r in session.project.graph.remarks] == ["green", "green"]
    assert page.colors["green"].isChecked()
    assert session.undo_label == Text("Tint {count} frames and notes", count=2)
    session.undo()
    assert session.project == drawing()
    session.select((), ("frame_1",))
    assert [c for c, button in page.colors.items() if button.isChecked()] == ["blue"]


def test_width_and_height_are_typed(page: RemarkPage, session: Session) -> None:
    session.select((), ("note_1",))
    overwrite(page.width_box, "240")
    overwrite(page.height_box, "160")
    QTest.keyClick(page.height_box, Qt.Key.Key_Return)
    assert (remark(session, "note_1").width, remark(session, "note_1").height) == (240, 160)
    session.undo()
    session.undo()
    assert session.project == drawing()
    overwrite(page.width_box, "-3")
    QTest.keyClick(page.width_box, Qt.Key.Key_Return)
    overwrite(page.width_box, "wide")
    QTest.keyClick(page.width_box, Qt.Key.Key_Return)
    assert session.project == drawing(), "what is no size is not taken"


def test_swatches_follow_the_theme(page: RemarkPage, session: Session, qapp: QApplication) -> None:
    def shown() -> int:
        return page.colors["yellow"].icon().pixmap(16, 16).toImage().pixel(8, 8)

    light = shown()
    choose_theme(qapp, "dark")
    try:
        assert shown() != light
    finally:
        choose_theme(qapp, "light")
