"""Points are painted with mouse or keys, an undo for each stroke, and can be trained on at once."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from nnstudio.app.browser.data_browser import DataBrowser
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.data.prepare import make_plan
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.project import Project
from tests.app.browser.conftest import Browse, settle
from tests.app.browser.made import moons, small_digits

LEFT = Qt.MouseButton.LeftButton
FOUR = ((-0.5, 0.0, 0), (-0.4, 0.1, 0), (0.5, 0.0, 1), (0.4, 0.1, 1))


def painted(points: tuple[tuple[float, float, int], ...] = FOUR) -> Project:
    return edits.set_data(moons(), make_plan(DataSource("painted", points=points)))


def points_of(session: Session) -> tuple[tuple[float, float, int], ...]:
    return session.project.data.source.points


def show_plane(qtbot: QtBot, browser: DataBrowser) -> None:
    browser.parts.show_view("paint")
    qtbot.waitUntil(browser.parts.paint.field.isVisible)


def stroke(qtbot: QtBot, browser: DataBrowser, *places: tuple[float, float]) -> None:
    field = browser.parts.paint.field
    spots = [field.place_of(*place).toPoint() for place in places]
    qtbot.mousePress(field, LEFT, pos=spots[0])
    for spot in spots[1:]:
        qtbot.mouseMove(field, spot)
    qtbot.mouseRelease(field, LEFT, pos=spots[-1])
    settle(qtbot, browser)


def near(place: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(place[0] - other[0]) < 0.01 and abs(place[1] - other[1]) < 0.01


def test_a_copy_of_made_points_can_be_painted_on(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(moons())
    show_plane(qtbot, browser)
    page = browser.parts.paint
    before = session.project
    stroke(qtbot, browser, (0.0, 0.0))
    assert session.project is before, "what a formula has drawn is not painted on"
    qtbot.mouseClick(page.copy, LEFT)
    qtbot.waitUntil(lambda: session.project.data.source.dataset == "painted")
    assert len(points_of(session)) == 90
    settle(qtbot, browser)
    assert page.field.can_paint
    assert not page.copy.isVisible()
    assert session.analysis.ready
    session.undo()
    assert session.project is before


def test_each_stroke_is_one_undo(browse: Browse, session: Session, qtbot: QtBot) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    browser.parts.paint.choose_label(1)
    stroke(qtbot, browser, (0.2, 0.5), (0.4, 0.5), (0.6, 0.5))
    added = points_of(session)[4:]
    assert len(added) == 3
    assert near(added[2][:2], (0.6, 0.5))
    assert {label for _, _, label in added} == {1}
    assert session.undo_label is not None
    assert tr_text(session.undo_label) == "Paint points"
    stroke(qtbot, browser, (-0.2, -0.5))
    assert len(points_of(session)) == 8
    session.undo()
    session.undo()
    assert points_of(session) == FOUR
    settle(qtbot, browser)
    assert len(browser.parts.paint.field.points()[0]) == 4


def test_a_brush_paints_several_and_the_eraser_takes_away(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    page = browser.parts.paint
    qtbot.mouseClick(page.tools["brush"], LEFT)
    stroke(qtbot, browser, (0.0, -0.6))
    added = np.array(points_of(session)[4:])
    assert len(added) > 2
    assert (np.hypot(added[:, 0], added[:, 1] + 0.6) <= page.field.radius + 0.02).all()
    qtbot.mouseClick(page.tools["eraser"], LEFT)
    stroke(qtbot, browser, (0.0, -0.6))
    assert points_of(session) == FOUR
    assert session.undo_label is not None
    assert tr_text(session.undo_label) == "Erase points"


def test_the_keys_paint_too(browse: Browse, session: Session, qtbot: QtBot) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    field = browser.parts.paint.field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_1)
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(points_of(session)) == 5)
    x, y, label = points_of(session)[4]
    assert (x, label) == (0.0, 1)
    assert y > 0.1
    settle(qtbot, browser)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(points_of(session)) == 4)


def test_another_class_is_one_more_button(browse: Browse, session: Session, qtbot: QtBot) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    page = browser.parts.paint
    qtbot.mouseClick(page.add_class, LEFT)
    stroke(qtbot, browser, (0.0, 0.8))
    assert points_of(session)[-1][2] == 2
    assert session.project.data.signature.classes == ("0", "1", "2")


def test_an_empty_plane_changes_the_project_with_its_first_stroke(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(small_digits())
    before = session.project
    browser.paint_points()
    settle(qtbot, browser)
    assert session.project is before
    stroke(qtbot, browser, (0.3, 0.3))
    qtbot.waitUntil(lambda: len(points_of(session)) == 1)
    assert session.project.data.signature.input_shape == (2,)
    settle(qtbot, browser)
    stroke(qtbot, browser, (-0.3, 0.3))
    qtbot.waitUntil(lambda: len(points_of(session)) == 2)


def test_after_clearing_the_next_stroke_begins_anew(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    page = browser.parts.paint
    qtbot.mouseClick(page.clear, LEFT)
    assert len(page.field.points()[0]) == 0
    assert points_of(session) == FOUR, "there is no data without a point"
    stroke(qtbot, browser, (0.3, 0.3))
    qtbot.waitUntil(lambda: len(points_of(session)) == 1)
    session.undo()
    settle(qtbot, browser)
    assert len(page.field.points()[0]) == 4


def test_what_is_painted_is_trained_on_at_once(
    browse: Browse, session: Session, training: Training, qtbot: QtBot
) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    stroke(qtbot, browser, (-0.5, 0.2), (-0.6, 0.0))
    browser.parts.paint.choose_label(1)
    stroke(qtbot, browser, (0.5, 0.2), (0.6, 0.0))
    assert session.analysis.ready
    training.start()
    qtbot.waitUntil(lambda: training.state == "idle" and session.run_log.epochs > 0, timeout=30_000)


def test_a_place_outside_the_plane_is_no_point(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(painted())
    show_plane(qtbot, browser)
    qtbot.mouseClick(browser.parts.paint.field, LEFT, pos=QPoint(2, 2))
    settle(qtbot, browser)
    assert points_of(session) == FOUR


def test_other_data_is_looked_at_as_what_it_is(
    browse: Browse, session: Session, qtbot: QtBot
) -> None:
    browser = browse(edits.set_data(moons(), make_plan("projectile")))
    browser.paint_points()
    qtbot.waitUntil(browser.parts.paint.field.isVisible)
    session.edit(Text("Data"), edits.set_data(session.project, make_plan("iris")))
    settle(qtbot, browser)
    assert "paint" not in browser.parts.views()
    assert browser.parts.view() == "table"
