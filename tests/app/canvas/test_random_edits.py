"""Whatever is drawn, undone and redone, the canvas shows exactly the project, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.core.text import Text
from nnstudio.graph import edits, remark_edits
from nnstudio.graph.project import REMARK_COLORS, Project
from nnstudio.graph.remark_edits import Box, box_of
from tests.app.canvas.hands import Hand, chain, make
from tests.graph.drawings import assert_sound

STEPS = 150
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LAYERS = ("Dense", "Conv2D", "Flatten", "Add", "Concatenate", "Dropout", "MaxPool2D", "Input")


class Draftsman:
    """Draws without a plan, as a child or a tired user might."""

    def __init__(self, hand: Hand, chance: Random) -> None:
        self._hand, self._chance = hand, chance
        self._acts: tuple[Callable[[], object], ...] = (
            self._add, self._add, self._wire, self._wire, self._select, self._select,
            self._unwire, self._insert, self._settings, self._title, self._nudge,
            self._frame, self._note, self._delete, self._duplicate, self._cut_and_paste, self._undo, self._redo,
        )  # fmt: skip

    def act(self) -> str:
        """Do something and return what it was."""
        act = self._chance.choice(self._acts)
        try:
            act()
        except UserError:
            return f"refused {act.__name__}"
        return act.__name__

    @property
    def _session(self) -> Session:
        return self._hand.session

    @property
    def _ids(self) -> list[str]:
        return [node.id for node in self._hand.project.graph.nodes]

    def _edit(self, project: Project) -> None:
        self._session.edit(Text("Something"), project)

    def _layer(self) -> Layer:
        return make(self._chance.choice(LAYERS))

    def _add(self) -> None:
        if len(self._ids) < 40:
            self._hand.view.add_layer(self._layer())

    def _wire(self) -> None:
        source, target = self._chance.choice(self._ids), self._chance.choice(self._ids)
        self._edit(edits.connect(self._hand.project, source, target, self._chance.randrange(2)))

    def _unwire(self) -> None:
        wires = self._hand.project.graph.wires
        if wires:
            self._edit(edits.disconnect(self._hand.project, [self._chance.choice(wires)]))

    def _insert(self) -> None:
        wires = self._hand.project.graph.wires
        layer = self._layer()
        if wires and layer.inputs:
            wire = self._chance.choice(wires)
            self._edit(edits.insert_on_wire(self._hand.project, wire, layer, 0, 0)[0])

    def _settings(self) -> None:
        self._edit(
            edits.set_layer(self._hand.project, self._chance.choice(self._ids), self._layer())
        )

    def _title(self) -> None:
        title = self._chance.choice(("", "mine", "<b>&"))
        self._edit(edits.set_title(self._hand.project, self._chance.choice(self._ids), title))

    def _select(self) -> None:
        count = self._chance.randint(0, min(6, len(self._ids)))
        remarks = list(self._hand.project.graph.remarks_by_id)
        some = self._chance.sample(remarks, self._chance.randint(0, min(2, len(remarks))))
        self._hand.view.canvas.select_only(self._chance.sample(self._ids, count), (), some)

    def _frame(self) -> None:
        self._hand.view.remarks.add_frame()
        self._hand.view.remarks.fit_frames()

    def _note(self) -> None:
        place = Box(self._chance.randrange(900), self._chance.randrange(900), 200, 100)
        project, _ = remark_edits.add_note(self._hand.project, place, "Why?")
        self._edit(project)
        self._hand.view.remarks.set_color(self._chance.choice(REMARK_COLORS))

    def _nudge(self) -> None:
        self._hand.key(Qt.Key.Key_Right, self._chance.choice((SHIFT, Qt.KeyboardModifier(0))))

    def _delete(self) -> None:
        self._hand.key(Qt.Key.Key_Delete)

    def _duplicate(self) -> None:
        if len(self._ids) < 40:
            self._hand.key(Qt.Key.Key_D, CONTROL)

    def _cut_and_paste(self) -> None:
        if self._session.selection:
            self._hand.key(Qt.Key.Key_X, CONTROL)
            self._hand.key(Qt.Key.Key_V, CONTROL)

    def _undo(self) -> None:
        for _ in range(self._chance.randint(1, 8)):
            self._hand.key(Qt.Key.Key_Z, CONTROL)

    def _redo(self) -> None:
        for _ in range(self._chance.randint(1, 8)):
            self._session.redo()


def assert_shown(view: CanvasView) -> None:
    """Hold the items on the canvas to the project."""
    graph, scene = view.session.project.graph, view.canvas
    assert set(scene.nodes) == set(graph.by_id)
    assert set(scene.wires) == set(graph.wires)
    for node in graph.nodes:
        assert scene.nodes[node.id].pos().toTuple() == (node.x, node.y)
        assert scene.nodes[node.id].selected == (node.id in view.session.selection)
    assert set(view.session.selection) <= set(graph.by_id)
    items = scene.remarks.items
    assert set(items) == set(graph.remarks_by_id)
    for remark in graph.remarks:
        assert items[remark.id].remark is remark
        assert items[remark.id].box().getRect() == box_of(remark)
        assert items[remark.id].selected == (remark.id in view.session.selected_remarks)
    assert set(view.session.selected_remarks) <= set(items)


@settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chance=st.randoms(use_true_random=False))
def test_whatever_is_done_the_canvas_shows_the_project(hand: Hand, chance: Random) -> None:
    first = chain(make("Input"), make("Flatten"), make("Dense"), make("Output"))
    hand.session.open(first)
    draftsman = Draftsman(hand, chance)
    done = []
    for _ in range(STEPS):
        if not hand.project.graph.nodes:
            hand.view.add_layer(make("Input"))
        done.append(draftsman.act())
        assert_sound(hand.project)
        assert_shown(hand.view)
    last = hand.project

    hand.session.go_to(0)
    assert hand.project is first
    assert_shown(hand.view)
    hand.session.go_to(len(hand.session.edit_labels))
    for _ in hand.session.edit_labels:
        hand.session.undo()
    assert hand.project is first
    while hand.session.redo_label is not None:
        hand.session.redo()
    assert_shown(hand.view)
    assert_sound(last)
