"""Zoom, pan, the view from afar, the empty canvas, and how it looks after changes elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from nnstudio.app.canvas.zoom_view import LARGEST_ZOOM, SMALLEST_ZOOM
from nnstudio.app.style.appearance import apply_theme, current_theme
from nnstudio.app.style.theme import DARK, LIGHT
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Graph, Node, Project, Wire
from tests.app.canvas.hands import Hand, chain, digits, make, open_at_full_size

CTRL = Qt.KeyboardModifier.ControlModifier


def turn_wheel(hand: Hand, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(hand.view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(hand.view.viewport(), event)


def many(count: int) -> Project:
    """Return a wide drawing: rows of convolutions."""
    nodes = [Node("input_1", make("Input"), 0.0, 0.0)]
    wires = []
    for index in range(1, count):
        node = Node(f"n_{index}", make("Conv2D"), 240.0 * (index // 20), 100.0 * (index % 20))
        wires.append(Wire(nodes[max(0, index - 20)].id, node.id))
        nodes.append(node)
    return Project("Many", Graph(tuple(nodes), tuple(wires)), digits())


def colors(image: QImage) -> set[str]:
    """Return the colours of some of the pixels."""
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_opening_shows_the_whole_drawing(hand: Hand) -> None:
    hand.session.open(many(60))
    assert hand.view.visible_rect().contains(hand.view.canvas.content_rect())
    assert hand.view.zoom < 1.0

    hand.session.open(chain(make("Input")))
    assert hand.view.zoom == 1.0, "small drawings are not blown up"


def test_it_goes_on_fitting_while_the_window_grows_until_the_user_zooms(hand: Hand) -> None:
    hand.session.open(many(60))
    before = hand.view.zoom
    hand.view.resize(700, 400)
    assert hand.view.zoom < before

    hand.ctrl(Qt.Key.Key_1)
    hand.view.resize(900, 500)
    assert hand.view.zoom == 1.0


def test_the_wheel_zooms_at_the_pointer(hand: Hand) -> None:
    open_at_full_size(hand, many(60))
    at = QPoint(320, 210)
    before = hand.view.mapToScene(at)
    turn_wheel(hand, at, 3)
    assert hand.view.zoom == pytest.approx(1.2**3)
    moved = hand.view.mapToScene(at) - before
    assert moved.manhattanLength() < 2 / hand.view.zoom

    turn_wheel(hand, at, 100)
    assert hand.view.zoom == LARGEST_ZOOM
    turn_wheel(hand, at, -100)
    assert hand.view.zoom == pytest.approx(SMALLEST_ZOOM)


def test_keys_zoom(hand: Hand) -> None:
    open_at_full_size(hand, many(60))
    hand.ctrl(Qt.Key.Key_Plus)
    assert hand.view.zoom == pytest.approx(1.2)
    hand.ctrl(Qt.Key.Key_Minus)
    hand.ctrl(Qt.Key.Key_Minus)
    assert hand.view.zoom == pytest.approx(1 / 1.2)
    hand.ctrl(Qt.Key.Key_1)
    assert hand.view.zoom == 1.0
    hand.ctrl(Qt.Key.Key_0)
    assert hand.view.visible_rect().contains(hand.view.canvas.content_rect())


def test_buttons_zoom(hand: Hand) -> None:
    open_at_full_size(hand, many(60))
    buttons = {b.accessibleName(): b for b in hand.view.findChildren(QToolButton)}
    plus, minus, percent, fit = (
        next(button for name, button in buttons.items() if word in name)
        for word in ("Zoom in", "Zoom out", "100 %", "Fit")
    )
    click(plus)
    assert percent.text() == "120 %"
    click(minus)
    click(minus)
    assert hand.view.zoom == pytest.approx(1 / 1.2)
    click(percent)
    assert hand.view.zoom == 1.0
    click(fit)
    assert hand.view.visible_rect().contains(hand.view.canvas.content_rect())


@pytest.mark.parametrize("way", ["middle button", "space"])
def test_the_view_is_pulled_along(hand: Hand, way: str) -> None:
    open_at_full_size(hand, many(60))
    before = hand.view.mapToScene(QPoint(0, 0))
    button = Qt.MouseButton.MiddleButton
    if way == "space":
        button = Qt.MouseButton.LeftButton
        hand.hold_key(Qt.Key.Key_Space)
    hand.drag(QPoint(300, 300), QPoint(250, 330), button=button)
    if way == "space":
        hand.release_key(Qt.Key.Key_Space)

    assert hand.view.mapToScene(QPoint(0, 0)) - before == QPointF(50, -30)
    assert hand.session.undo_label is None
    assert hand.selected() == ()


def test_from_afar_the_drawing_is_still_there(hand: Hand) -> None:
    apply_theme(qapplication(), LIGHT)
    hand.session.open(many(200))
    hand.view.zoom_to(0.15)
    picture = colors(hand.view.viewport().grab().toImage())
    assert {LIGHT.category("convolution"), LIGHT.node, LIGHT.canvas} <= picture

    hand.ctrl(Qt.Key.Key_A)
    assert LIGHT.accent in colors(hand.view.viewport().grab().toImage())


def test_nodes_are_moved_from_afar(hand: Hand) -> None:
    hand.session.open(many(200))
    hand.view.zoom_to(0.2)
    hand.view.grab()
    start = hand.middle("n_50")
    before = hand.place("n_50")
    hand.drag(start, start + QPoint(0, 200))

    assert hand.place("n_50") == (before[0], before[1] + 1000)


def test_the_theme_changes_the_canvas(hand: Hand) -> None:
    for theme in (DARK, LIGHT):
        apply_theme(qapplication(), theme)
        assert current_theme() is theme
        corner = hand.view.viewport().grab().toImage().pixelColor(1, 1)
        assert corner == QColor(theme.canvas)


def test_an_empty_canvas_says_what_to_do(hand: Hand) -> None:
    hints = [
        child
        for child in hand.view.findChildren(EmptyState)
        if child.isVisible() and "palette" in child.accessibleDescription()
    ]
    assert len(hints) == 1
    hand.drop(make("Dense"), QPoint(700, 300))
    assert not hints[0].isVisible()
    hand.session.undo()
    assert hints[0].isVisible()


def test_it_follows_edits_made_elsewhere(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Flatten"), make("Dense")))
    project = edits.set_values(hand.project, "dense_1", units=10, activation="softmax")
    project = edits.set_title(project, "dense_1", "The answer")
    hand.session.edit(Text("Edit"), project)

    face = hand.view.canvas.nodes["dense_1"].face
    assert (face.name, face.footer, face.tone) == ("The answer", "10", "")
    assert face.detail == "Dense · 10 · softmax"


def test_a_mistake_early_on_is_told_where_it_is(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense"), make("Dense")))

    first, second = (hand.view.canvas.nodes[i].face for i in ("dense_1", "dense_2"))
    assert first.tone == "bad"
    assert (second.tone, second.footer) == ("", "waits for its input")


def test_long_names_are_cut_and_never_run_out_of_the_node(hand: Hand) -> None:
    apply_theme(qapplication(), LIGHT)
    project = chain(make("Input"))
    project = edits.set_title(project, "input_1", "A very long name " * 5)
    open_at_full_size(hand, project)
    image = hand.view.viewport().grab().toImage()
    right = hand.on(168, 0)
    outside = {
        image.pixelColor(x, y).name()
        for x in range(right.x() + 12, right.x() + 60)
        for y in range(right.y() + 2, right.y() + 30)
    }

    assert outside <= {LIGHT.canvas, LIGHT.grid} | greys_between(LIGHT.canvas, LIGHT.grid)


def greys_between(one: str, other: str) -> set[str]:
    first, second = QColor(one), QColor(other)
    return {
        QColor(r, g, b).name()
        for r in range(second.red(), first.red() + 1)
        for g in range(second.green(), first.green() + 1)
        for b in range(second.blue(), first.blue() + 1)
    }


def test_the_menu_of_a_node_offers_its_fixes(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.right_click(hand.middle("dense_1"))
    menu = open_menu(hand)
    texts = [action.text() for action in menu.actions()]
    assert hand.selected() == ("dense_1",)
    assert texts[0] == "Insert Flatten"
    assert {"Cut", "Copy", "Duplicate", "Delete"} <= set(texts)

    menu.actions()[0].trigger()
    menu.close()
    assert Wire("flatten_1", "dense_1") in hand.wires()


def test_the_menu_of_the_canvas_pastes_there(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.click(hand.middle("dense_1"))
    hand.ctrl(Qt.Key.Key_C)
    hand.right_click(hand.on(0, 200))
    menu = open_menu(hand)
    next(action for action in menu.actions() if action.text() == "Paste here").trigger()
    menu.close()

    assert hand.place("dense_2") == (0, 200)


def test_the_menu_of_a_wire_deletes_it(hand: Hand) -> None:
    open_at_full_size(hand, chain(make("Input"), make("Dense")))
    hand.right_click(hand.on(204, 36))
    menu = open_menu(hand)
    insert, delete = [action for action in menu.actions() if action.text()]
    assert insert.text() == "Insert a layer…"
    delete.trigger()
    menu.close()

    assert not hand.wires()


def test_far_away_nodes_from_a_file_do_no_harm(hand: Hand) -> None:
    far = Node("dense_1", make("Dense"), 9e8, -9e8)
    near = Node("input_1", make("Input"), 0.0, 0.0)
    hand.session.open(Project(graph=Graph((near, far)), data=digits()))
    hand.view.grab()
    hand.ctrl(Qt.Key.Key_1)
    hand.view.grab()

    assert set(hand.view.canvas.nodes) == {"input_1", "dense_1"}


def click(button: QToolButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def qapplication() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def open_menu(hand: Hand) -> QMenu:
    (menu,) = [menu for menu in hand.view.findChildren(QMenu) if menu.isVisible()]
    return menu


def test_what_lies_far_away_is_reached(hand: Hand) -> None:
    project = edits.move(
        chain(make("Dense"), make("Dense")), {"dense_2": (5_000_000.0, -3_000_000.0)}
    )
    open_at_full_size(hand, project)
    hand.view.choose(["dense_2"])
    assert hand.view.visible_rect().contains(5_000_000.0, -3_000_000.0)

    hand.session.edit(Text("Move"), edits.move(hand.project, {"dense_1": (-9_000_000.0, 0.0)}))
    hand.view.choose(["dense_1"])
    assert hand.view.visible_rect().contains(-9_000_000.0, 0.0)


def test_an_enormous_drawing_is_shown_whole_and_approached_step_by_step(hand: Hand) -> None:
    project = edits.move(chain(make("Dense"), make("Dense")), {"dense_2": (80_000.0, 0.0)})
    open_at_full_size(hand, project)
    hand.ctrl(Qt.Key.Key_0)
    whole = hand.view.zoom
    assert whole < SMALLEST_ZOOM
    assert hand.view.visible_rect().contains(hand.view.canvas.content_rect())

    hand.ctrl(Qt.Key.Key_Minus)
    assert hand.view.zoom == whole, "from here there is only a way nearer"
    hand.ctrl(Qt.Key.Key_Plus)
    assert hand.view.zoom == pytest.approx(1.2 * whole)
