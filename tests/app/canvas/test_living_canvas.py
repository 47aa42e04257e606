"""The drawing lives: pictures, gradients and wires show what the network does, and only where seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.canvas.living_canvas import LivingCanvas
from nnstudio.app.canvas.living_item import LivingItem
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.training import Training
from nnstudio.core.layer import Array, Layer
from nnstudio.core.text import Text
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.engine.messages import Checkpoint, StepBlock, Watch
from nnstudio.engine.model import Model
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.study import OutputsStudy
from nnstudio.graph import blocks, edits
from nnstudio.graph.project import Project
from nnstudio.layers.dense import Dense
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.canvas.hands import make


def drawing(dataset: str, *layers: Layer) -> Project:
    """Return a network in a row for a data set that comes with the program."""
    project = edits.set_training(replace(Project(), data=make_plan(dataset)), epochs=100_000)
    project, last = edits.add_node(project, make("Input"), 0.0, 0.0)
    for column, layer in enumerate(layers, 1):
        project, node_id = edits.add_node(project, layer, 200.0 * column, 0.0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project


def spiral() -> Project:
    return drawing(
        "spiral",
        make("Dense", units=2, activation="linear"),
        make("Dense", units=2, activation="softmax"),
    )


def sigmoids(count: int) -> Project:
    hidden = [make("Dense", units=4, activation="sigmoid") for _ in range(count)]
    return drawing("spiral", *hidden, make("Dense", units=2, activation="softmax"))


class Counting(Training):
    """A training that remembers what was asked of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.watches: list[Watch] = []
        self.watching: set[str] = set()

    def watch(self, watch: Watch) -> None:
        self.watches.append(watch)
        self.watching.add(watch.key)
        super().watch(watch)

    def nodes(self) -> tuple[str, ...]:
        """Return whose outputs were asked for last."""
        study = self.watches[-1].study
        assert isinstance(study, OutputsStudy)
        return study.nodes

    def unwatch(self, key: str) -> None:
        self.watching.discard(key)
        super().unwatch(key)


class Living:
    """A canvas that lives, in a window with another page."""

    def __init__(self, qtbot: QtBot) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        choose_theme(app, "light")
        self.qtbot = qtbot
        self.session = Session()
        self.training = Counting(self.session)
        self.scheduler = RefreshScheduler()
        self.training.advanced.connect(self.scheduler.news)
        self.view = CanvasView(self.session)
        self.stack = QStackedWidget()
        self.other = QWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.other)
        self.canvas = LivingCanvas(self.view, self.training, self.scheduler)
        self.clicked: list[str] = []
        self.canvas.ribbon_clicked.connect(self.clicked.append)
        qtbot.addWidget(self.stack)
        self.stack.resize(1400, 700)
        with qtbot.waitExposed(self.stack):
            self.stack.show()

    def open(self, project: Project, weights: dict[tuple[str, str], Array] | None = None) -> None:
        checkpoint = None
        self.session.open(project)
        if weights is not None:
            model = Model.build(self.session.analysis, None, project.training.seed)
            checkpoint = Checkpoint({**model.weights, **weights}, step=7)
            self.session.open(project, checkpoint)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)

    def kinds(self) -> dict[str, str]:
        """Return the kind of each picture that is shown."""
        return {
            node_id: item.thumbnail.kind
            for node_id, item in self.canvas.items.items()
            if item.isVisible() and item.thumbnail is not None
        }

    def ribbons(self) -> dict[str, str]:
        """Return what is written below each layer."""
        return {
            node_id: item.ribbon.text
            for node_id, item in self.canvas.items.items()
            if item.isVisible() and item.ribbon is not None
        }

    def values(self, node_id: str) -> Array:
        thumbnail = self.canvas.items[node_id].thumbnail
        assert thumbnail is not None
        return thumbnail.values

    def measure(self, norms: Array, layers: tuple[str, ...], probes: int = 20) -> None:
        """Have a run that measured these gradients."""
        log = RunLog(layers)
        steps = np.arange(1, probes + 1)
        ones = np.ones(probes, np.float32)
        log.extend(StepBlock(1, ones, ones, steps, np.tile(norms, (probes, 1))))
        self.session.begin_run(log)

    def at(self, node_id: str, rect: QRectF) -> QPoint:
        """Return the point of the view in the middle of a part of a drawer."""
        return self.view.mapFromScene(self.canvas.items[node_id].card.pos() + rect.center())

    def tip(self, at: QPoint) -> str:
        viewport = self.view.viewport()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)
        self.wait(lambda: bool(QToolTip.text()))
        return QToolTip.text()


@pytest.fixture
def living(qtbot: QtBot) -> Iterator[Living]:
    living = Living(qtbot)
    yield living
    QToolTip.hideText()
    assert living.training.stop_and_wait(60_000)
    for thing in (living.scheduler, living.training, living.session):
        thing.deleteLater()


IDENTITY = {
    ("dense_1", "weight"): np.eye(2, dtype=np.float32),
    ("dense_1", "bias"): np.zeros(2, np.float32),
}


def test_each_node_of_points_in_the_plane_shows_its_units_over_the_plane(living: Living) -> None:
    living.open(spiral(), IDENTITY)
    living.wait(lambda: len(living.kinds()) == 3)

    assert living.kinds() == {"input_1": "planes", "dense_1": "planes", "dense_2": "field"}
    maps = living.values("dense_1")  # its units are the two inputs
    np.testing.assert_allclose(maps, living.values("input_1"))
    assert (np.diff(maps[:, :, 0], axis=1) > 0).all()
    assert (np.diff(maps[:, :, 1], axis=0) < 0).all()
    item = living.canvas.items["dense_1"]
    picture = living.view.viewport().grab().toImage()
    middle = living.at("dense_1", item.picture_rect())
    left = picture.pixelColor(middle - QPoint(round(0.45 * item.picture_rect().width()), 0))
    right = picture.pixelColor(middle - QPoint(8, 0))
    assert left.blue() > left.red() + 60  # x1 is negative here and positive there
    assert right.red() > right.blue() + 60


def test_pictures_show_a_sample_and_another_one_when_asked(living: Living) -> None:
    project = drawing(
        "mnist",
        make("Conv2D", filters=4, kernel_size=(3, 3), padding="same"),
        make("Flatten"),
        make("Dense", units=10, activation="softmax"),
    )
    living.open(project)
    living.wait(lambda: len(living.kinds()) == 4)

    assert living.kinds() == {
        "input_1": "picture",
        "conv2d_1": "maps",
        "flatten_1": "histogram",
        "dense_1": "classes",
    }
    wide = living.canvas.items["flatten_1"].thumbnail
    assert wide is not None
    assert wide.samples == 32  # the chosen one and those that follow, while they cost little
    data = prepare(project.data)
    np.testing.assert_allclose(living.values("input_1"), data.sample("validation", 0).x)
    assert living.canvas.bar.isVisible()
    forward = living.canvas.bar.findChildren(QWidget)[-1]
    QTest.mouseClick(forward, Qt.MouseButton.LeftButton)
    expected = data.sample("validation", 1).x
    living.wait(lambda: np.array_equal(living.values("input_1"), expected))
    living.canvas.step_sample(-2)
    last = data.sample("validation", data.count("validation") - 1).x
    living.wait(lambda: np.array_equal(living.values("input_1"), last))


def test_a_text_is_written_out(living: Living) -> None:
    project = drawing(
        "names_by_language",
        make("Embedding", units=4),
        make("GRU", units=4),
        make("Dense", units=14, activation="softmax"),
    )
    living.open(project)
    living.wait(lambda: len(living.kinds()) == 4)

    assert living.kinds()["input_1"] == "tokens"
    assert living.kinds()["embedding_1"] == "cells"
    numbers = living.values("input_1")
    thumbnail = living.canvas.items["input_1"].thumbnail
    assert thumbnail is not None
    assert len(thumbnail.caption) == np.count_nonzero(numbers)
    assert thumbnail.caption.isprintable()


def test_a_function_of_one_input_shows_its_units_as_curves(living: Living) -> None:
    project = drawing("cubic", make("Dense", units=3), make("Dense", units=1))
    living.open(edits.set_loss(project, MeanSquaredError()))
    living.wait(lambda: len(living.kinds()) == 3)

    assert set(living.kinds().values()) == {"curves"}
    assert (np.diff(living.values("input_1")[:, 0]) > 0).all()
    assert not living.canvas.bar.isVisible()


def test_a_collapsed_block_shows_what_its_last_node_gives(living: Living) -> None:
    project = spiral()
    living.open(project)
    living.wait(lambda: len(living.kinds()) == 3)
    last = living.values("dense_2")

    living.session.select(("dense_1", "dense_2"))
    QTest.keyClick(living.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    living.wait(lambda: set(living.kinds()) == {"input_1", "dense_2"})
    np.testing.assert_allclose(living.values("dense_2"), last)

    (block,) = living.session.project.graph.groups
    living.session.edit(Text("Repeat"), blocks.set_repeat(living.session.project, block.id, 3))
    living.wait(lambda: set(living.kinds()) == {"input_1", "dense_6"})
    drawers = [i for i in living.view.canvas.items() if isinstance(i, LivingItem)]
    assert len(drawers) == 2  # the card has one, of its last repetition, and not two
    living.session.undo()
    living.session.undo()
    living.wait(lambda: len(living.kinds()) == 3)


def test_the_frame_of_a_block_lies_around_the_pictures_of_its_layers(living: Living) -> None:
    grouped, group_id = blocks.group(sigmoids(3), ("dense_1", "dense_2"), "Block 1")
    living.open(blocks.set_collapsed(grouped, group_id, collapsed=False))
    living.wait(lambda: len(living.kinds()) == 5)

    (frame,) = living.view.canvas.blocks.frames.values()
    for name in ("dense_1", "dense_2"):
        assert frame.box().contains(living.canvas.items[name].sceneBoundingRect())


def test_a_collapsed_block_shows_the_gradient_that_has_come_back_through_it(
    living: Living,
) -> None:
    two = [make("Dense", units=4, activation="tanh") for _ in range(2)]
    living.open(drawing("spiral", *two, make("Dropout"), make("Dense", units=2)))
    living.measure(np.array([0.25, 0.5, 1.0], np.float32), ("dense_1", "dense_2", "dense_3"))
    living.session.select(("dense_1", "dense_2", "dropout_1"))
    QTest.keyClick(living.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)

    living.wait(lambda: set(living.ribbons()) == {"dropout_1", "dense_3"})
    assert "0.25" in living.ribbons()["dropout_1"]
    rect = living.canvas.items["dropout_1"].ribbon_rect()
    assert "dense_1" in living.tip(living.at("dropout_1", rect))
    QTest.mouseClick(
        living.view.viewport(), Qt.MouseButton.LeftButton, pos=living.at("dropout_1", rect)
    )
    assert living.clicked == ["dense_1"]


def test_pictures_follow_the_training_and_stay_after_it(living: Living) -> None:
    living.open(spiral())
    living.wait(lambda: len(living.kinds()) == 3)
    before = living.values("dense_1").copy()

    living.training.start()
    living.wait(lambda: not np.array_equal(living.values("dense_1"), before))
    living.wait(lambda: len(living.ribbons()) == 2)
    living.training.stop()
    living.wait(lambda: not living.training.active)
    assert len(living.ribbons()) == 2
    assert len(living.kinds()) == 3


def test_nothing_is_asked_for_what_nobody_sees(living: Living) -> None:
    living.open(spiral())
    living.training.start()
    living.wait(lambda: bool(living.training.watching))
    asked = len(living.training.watches)

    living.stack.setCurrentWidget(living.other)
    living.wait(lambda: not living.training.watching)
    assert len(living.training.watches) == asked
    living.stack.setCurrentWidget(living.view)
    living.wait(lambda: bool(living.training.watching))
    living.canvas.show_thumbnails(False)
    assert not living.training.watching
    assert living.kinds() == {}
    living.canvas.show_thumbnails(True)
    assert bool(living.training.watching)
    living.view.zoom_to(0.1)
    living.wait(lambda: not living.training.watching)


def test_only_the_nodes_in_sight_are_asked_for(living: Living) -> None:
    living.open(sigmoids(12))
    living.view.zoom_to(2.0)
    living.view.centerOn(living.view.canvas.nodes["dense_9"])
    living.canvas.look()
    living.training.start()
    living.wait(lambda: bool(living.training.watches))

    assert "dense_9" in living.training.nodes()
    assert "dense_1" not in living.training.nodes()
    living.view.centerOn(living.view.canvas.nodes["dense_1"])
    living.wait(lambda: "dense_1" in living.training.nodes())
    assert "dense_9" not in living.training.nodes()


def test_a_stack_of_ten_sigmoids_shows_how_the_gradient_vanishes(living: Living) -> None:
    living.open(sigmoids(10))
    layers = tuple(f"dense_{n}" for n in range(1, 12))
    assert living.ribbons() == {}
    living.measure(0.24 ** np.arange(11)[::-1], layers)
    living.wait(lambda: len(living.ribbons()) == 11)

    texts = living.ribbons()
    assert texts["dense_1"] == "▾ 6.3e-7"
    assert texts["dense_11"] == "1.00"
    items = living.canvas.items
    ribbons = [ribbon for layer in layers if (ribbon := items[layer].ribbon) is not None]
    assert [ribbon.share for ribbon in ribbons] == sorted(ribbon.share for ribbon in ribbons)
    assert len(ribbons) == len(layers)
    assert all(ribbon.factor == pytest.approx(0.24) for ribbon in ribbons[1:])
    assert "vanishing" in living.canvas.words("dense_1").lower()
    widths = [
        living.view.canvas.wires[next(iter(living.session.project.graph.wires_into[i].values()))]
        .pen()
        .widthF()
        for i in layers
    ]
    assert widths == sorted(widths)
    assert widths[0] <= 3.0
    assert widths[-1] >= 6.0


def test_an_exploding_recurrent_network_is_told_by_its_sign(living: Living) -> None:
    project = drawing(
        "spiral",
        make("Dense", units=4),
        make("Dense", units=4),
        make("Dense", units=2, activation="softmax"),
    )
    living.open(project)
    living.measure(np.array([np.inf, 3e9, 2.0]), ("dense_1", "dense_2", "dense_3"))
    living.wait(lambda: len(living.ribbons()) == 3)

    assert living.ribbons() == {"dense_1": "▴ ∞", "dense_2": "3.0e9", "dense_3": "2.00"}


def test_a_click_on_the_bar_asks_for_the_plot_and_one_on_the_picture_selects(
    living: Living,
) -> None:
    living.open(spiral())
    living.measure(np.array([0.1, 1.0]), ("dense_1", "dense_2"))
    living.wait(lambda: len(living.ribbons()) == 2 and len(living.kinds()) == 3)
    viewport, item = living.view.viewport(), living.canvas.items["dense_1"]

    at = living.at("dense_1", item.picture_rect())
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert (living.clicked, living.session.selection) == ([], ("dense_1",))
    at = living.at("dense_2", living.canvas.items["dense_2"].ribbon_rect())
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert (living.clicked, living.session.selection) == (["dense_2"], ("dense_2",))
    assert "gradient 1.00, × 0.10" in living.view.accessibleDescription()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 6):
        QTest.mouseMove(viewport, at + QPoint(0, 20 * step))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at + QPoint(0, 100))
    assert living.clicked == ["dense_2"]
    assert living.session.project.graph.by_id["dense_2"].y > 50


def test_tips_tell_picture_bar_and_wire_in_words(living: Living) -> None:
    living.open(spiral())
    living.measure(np.array([0.0024, 0.01]), ("dense_1", "dense_2"))
    living.wait(lambda: len(living.ribbons()) == 2 and len(living.kinds()) == 3)
    item = living.canvas.items["dense_2"]

    tip = living.tip(living.at("dense_2", item.ribbon_rect()))
    for words in ("dense_2", "0.010", "× 0.24", "dense_1", "1e-3 to 1e-1", "▾", "▴"):
        assert words in tip
    QToolTip.hideText()
    living.wait(lambda: not QToolTip.isVisible())
    tip = living.tip(living.at("dense_1", living.canvas.items["dense_1"].picture_rect()))
    assert "2 units" in tip
    assert "Not trained yet" in tip


def test_what_is_edited_away_is_faint_or_gone_and_comes_back_with_undo(living: Living) -> None:
    living.open(spiral())
    living.measure(np.array([0.1, 1.0]), ("dense_1", "dense_2"))
    living.wait(lambda: len(living.ribbons()) == 2 and len(living.kinds()) == 3)
    wire = next(iter(living.session.project.graph.wires_into["dense_2"].values()))
    swollen = living.view.canvas.wires[wire].pen().widthF()
    assert swollen > 2.0

    layer = Dense(units=3, activation="softmax")
    project = edits.set_layer(living.session.project, "dense_2", layer)
    living.session.edit(Text("Edit"), project)
    living.wait(lambda: living.view.canvas.wires[wire].pen().widthF() == 2.0)
    living.session.undo()
    living.wait(lambda: living.view.canvas.wires[wire].pen().widthF() == swollen)
    living.session.edit(Text("Delete"), edits.delete(living.session.project, ["dense_2"]))
    living.wait(lambda: "dense_2" not in living.canvas.items)
    living.session.undo()
    living.wait(lambda: len(living.ribbons()) == 2 and len(living.kinds()) == 3)


def test_the_switch_of_the_ribbon_takes_bars_and_swelling_away(living: Living) -> None:
    living.open(spiral())
    living.measure(np.array([0.1, 1.0]), ("dense_1", "dense_2"))
    living.wait(lambda: len(living.ribbons()) == 2)

    living.canvas.show_ribbon(False)
    assert living.ribbons() == {}
    assert {item.pen().widthF() for item in living.view.canvas.wires.values()} == {2.0}
    living.canvas.show_ribbon(True)
    living.wait(lambda: len(living.ribbons()) == 2)


def test_the_whole_drawing_is_shown_with_its_pictures(living: Living) -> None:
    rows = sigmoids(3)
    places = {node.id: (0.0, 300.0 * row) for row, node in enumerate(rows.graph.nodes)}
    rows = edits.move(rows, places)
    living.open(rows)
    living.wait(lambda: len(living.kinds()) == 5)

    seen = living.view.visible_rect()
    for item in living.canvas.items.values():
        assert seen.contains(item.sceneBoundingRect())


def test_pictures_that_are_gone_take_up_no_room(living: Living) -> None:
    living.open(sigmoids(3))
    living.wait(lambda: len(living.kinds()) == 5)
    living.view.setFocus()
    QTest.keyClick(living.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(living.view, Qt.Key.Key_Delete)

    living.wait(lambda: living.view.canvas.content_rect().isEmpty())


def test_a_change_of_the_theme_paints_everything_anew(living: Living, qapp: QApplication) -> None:
    living.open(spiral(), IDENTITY)
    living.wait(lambda: len(living.kinds()) == 3)
    item = living.canvas.items["dense_1"]
    middle = living.at("dense_1", item.picture_rect()) - QPoint(round(74 / 2), 0)

    light = living.view.viewport().grab().toImage().pixelColor(middle)
    choose_theme(qapp, "dark")
    dark = living.view.viewport().grab().toImage().pixelColor(middle)
    choose_theme(qapp, "light")
    assert light.lightness() > 200 > 90 > dark.lightness()
