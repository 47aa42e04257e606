"""What the network, and each of its neurons, says everywhere over one or two inputs."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.pictures import value_range
from nnstudio.app.live.plane import Box, class_colors, grid
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.plots.decision.aims import Aim
from nnstudio.app.plots.decision.choice import Choice, painted
from nnstudio.app.plots.decision.ground import Ground, feature_names, ground_of, usual_columns
from nnstudio.app.plots.decision.layout import DecisionLayout
from nnstudio.app.plots.decision.neuron_strip import MOST
from nnstudio.app.plots.decision.picture import (
    Answered,
    heights,
    line_cover,
    number_bounds,
    plane_cover,
    points_of,
)
from nnstudio.app.plots.decision.readout import place_text, summary
from nnstudio.app.plots.legend import Entry
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.point_field import PointField
from nnstudio.app.plots.point_marks import Cover, Points
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.data.prepared_data import PreparedData
from nnstudio.engine.studies.chunked_outputs import ChunkedOutputs
from nnstudio.engine.study import LayerOutputs
from nnstudio.graph.data_plan import DataPlan

CELLS = 50
"""The field has so many cells each way: 2,500 samples, a millisecond for a small network."""
ALONG = 240
"""So many places along a single input."""
MOST_FEATURES = 400
"""Slices are offered for samples of at most so many numbers."""


class DecisionMap(LiveView):
    """Draws the network's answer as a field of colour or a curve, with the samples on it.

    Round points are training samples, hollow squares those that are held out; a ring marks a wrong
    class. The axes are in the data's own units. Small maps show what each neuron of a
    layer answers; one of them can be looked at large. Of more than two inputs, two are chosen and
    the others stay at their mean.
    """

    NAME = "decision_map"
    TITLE = N_("Decision map")
    EXPLANATION = N_(
        "What the network says everywhere: the stronger the colour, the surer it is; lines are "
        "where its answer changes. Round points are training samples, hollow squares samples that "
        "are held out, a ring marks a wrong answer. The small maps show what each neuron answers."
    )
    ICON = "target"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._outputs: LiveStudy[LayerOutputs] = LiveStudy("decision map", session, training, self)
        self._outputs.arrived.connect(scheduler.news)
        self._outputs.project_changed.connect(self._adopt_project)
        session.changed.connect(self._follow_drawing)
        session.selection_changed.connect(self._follow_selection)
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._say_what_is_missing)
        self._data: PreparedData | None = None
        self._ground: Ground | None = None
        self._choice = Choice()
        self._home: Box = (-1.0, 1.0, -1.0, 1.0)
        self._asked: tuple[ChunkedOutputs, Box] | None = None
        self._drawn: Answer[LayerOutputs] | None = None
        self._answered: Answered | None = None
        self._drawn_box: Box = self._home
        self._pointed: tuple[float, float] | None = None
        self.parts = DecisionLayout(session, self.ICON, self)
        self.parts.field.pointed.connect(self._point_at)
        self.parts.field.moved.connect(self._look_at)
        self.parts.field.stroked.connect(self.parts.paint_bar.stroke)
        self.parts.field.stroke_ended.connect(self.parts.paint_bar.end_stroke)
        self.parts.paint_bar.changed.connect(self._show_painted)
        self.parts.paint_bar.tool_changed.connect(self._take_brush)
        self.parts.paint_bar.refused.connect(self._on_refused)
        self.parts.paint_button.toggled.connect(self._take_brush)
        self.parts.home_button.clicked.connect(self._go_home)
        self.parts.strip.chosen.connect(self._choose_neuron)
        self.parts.aim_box.activated.connect(self._choose_aim)
        self.parts.layer_box.activated.connect(self._choose_layer)
        for box in self.parts.feature_boxes:
            box.activated.connect(self._choose_features)
        self._say_what_is_missing("")
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        latest, ground, aim, asked = (
            self._outputs.latest,
            self._ground,
            self._choice.shown(),
            self._asked,
        )
        if latest is None or latest is self._drawn or ground is None or aim is None:
            return
        if asked is None or latest.study is not asked[0]:
            return  # it was asked of other places
        box = asked[1]
        output = latest.result.by_node.get(aim.node)
        cells = self._cells()
        if output is None or len(output) != cells + len(ground.x):
            return
        self._drawn, self._drawn_box = latest, box
        self._show_strip(latest.result)
        self._answered = Answered.of(aim, output, cells)
        theme = current_theme()
        if self._flat:
            x = self._along(box)[:, 0]
            if aim.kind == "neuron":
                self._fit_heights(self._answered.cells)
            self.parts.field.set_cover(line_cover(self._answered, ground, x, theme))
        else:
            bounds = self._bounds(aim)
            self.parts.color_bar.set_bounds(bounds)
            self.parts.field.set_cover(plane_cover(self._answered, ground, box, bounds, theme))
        self._read_out()

    def redraw(self) -> None:
        self._drawn = None
        self.parts.paint_bar.recolor()
        self.parts.strip.repaint_all()
        if self._ground is not None:
            self._show_points()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.parts.retranslate()
        self._adopt_project()

    def table(self) -> Table | None:
        if self._answered is None or self._ground is None:
            return None
        aim, names = self._answered.aim, feature_names(self._ground.data)
        across = tuple(names[column] for column in self._ground.columns)
        places = self._along(self._drawn_box) if self._flat else grid(self._drawn_box, CELLS)
        rows = np.hstack([places, self._answered.cells])
        return (*across, *(aim.classes or (aim.name,))), rows.tolist()

    # ---- what is shown ----

    def answer(self) -> Array | None:
        """Return what every cell says, top row first: ``(cells, cells, classes or 1)``.

        Over a single input it is ``(1, places, classes or 1)``.
        """
        if self._answered is None:
            return None
        rows = 1 if self._flat else CELLS
        return self._answered.cells.reshape(rows, -1, self._answered.cells.shape[1])

    def field(self) -> PointField:
        """Return the plane."""
        return self.parts.field

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._drawn.step if self._drawn else None

    def readout(self) -> str:
        """Return what is written about the point under the mouse, or about the network."""
        return self.parts.readout.text()

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._outputs.set_shown(True)
        self._adopt_project()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._outputs.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.share_room(self.width(), self.height(), self._flat)

    # ---- the project ----

    @property
    def _flat(self) -> bool:
        """Whether there is a single input."""
        return self._ground is not None and len(self._ground.columns) == 1

    def _plan(self) -> DataPlan:
        """Return whose points are shown: those of the drawing, as soon as they are painted."""
        running, drawn = self._outputs.project.data, self._session.project.data
        alike = drawn.signature.input_shape == running.signature.input_shape
        return drawn if alike and drawn.source.dataset == "painted" else running

    def _follow_drawing(self) -> None:
        if self.isVisible() and self._data is not None and self._plan() != self._data.plan:
            self._adopt_project()

    def _adopt_project(self) -> None:
        """Show the project that is looked at, and load its data."""
        if not self.isVisible():
            return
        analysis, plan = self._outputs.analysis, self._plan()
        shape = plan.signature.input_shape
        before = self._choice.aim
        self._choice.adopt(analysis, plan)
        missing = ""
        if len(shape) != 1 or plan.signature.tokens or shape[0] > MOST_FEATURES:
            missing = self.tr(
                "This view is for data that is a row of numbers: points such as the spiral, or a "
                "table. Pictures have feature maps, sequences the recurrent view."
            )
        elif not analysis.ready and not painted(plan):
            missing = self.tr(
                "The drawing has problems. Once they are solved its map is shown here."
            )
        elif not self._choice.aims and not self._choice.layers:
            missing = self.tr("This network has no row of numbers that could be drawn here.")
        self._say_what_is_missing(missing)
        if missing:
            self._outputs.stop_asking()
            return
        self._offer_choices()
        if self._data is not None and self._data.plan == plan:
            if before != self._choice.aim:
                self._stand()
            self._ask_network()
            self._read_out()
        else:
            self._loader.load(plan)

    def _on_loaded(self, data: PreparedData) -> None:
        if data.plan != self._plan():
            return
        before, self._data = self._data, data
        can_paint = self.parts.paint_bar.set_data(data)
        self.parts.offer_painting(can_paint)
        names = feature_names(data)
        same = before is not None and feature_names(before) == names
        self.parts.offer_features(names, None if same else usual_columns(data))
        if before is None or before.plan.source.dataset != data.plan.source.dataset:
            self.parts.field.set_cover(Cover())
        self._stand(keep=before is not None and data.plan.source.dataset == "painted")
        self._ask_network()

    def _offer_choices(self) -> None:
        """Fill the boxes with what can be shown."""
        self.parts.offer(self._choice)

    # ---- where is looked ----

    def _stand(self, keep: bool = False) -> None:
        """Lay the axes through the chosen features and show the samples."""
        assert self._data is not None
        count = self._data.plan.signature.input_shape[0]
        columns: tuple[int, ...] = tuple(range(count))
        if count > 2:
            columns = tuple(max(b.currentIndex(), 0) for b in self.parts.feature_boxes)
        self._ground = ground_of(self._data, columns)
        self._drawn = self._answered = None  # what is known is of other samples
        box = self.parts.field.box() if keep else None
        self._home = self._ground.box()
        aim = self._choice.shown()
        if self._flat and aim is not None and aim.kind != "neuron":
            self._home = (*self._home[:2], *heights(self._ground, aim))
        self.parts.share_room(self.width(), self.height(), self._flat)
        self._show_points(box)

    def _look_at(self, box: Box | None) -> None:
        """Show another part of the plane."""
        left, right, bottom, top = box = box or self._home
        width, height = self._home[1] - self._home[0], self._home[3] - self._home[2]
        if not (1e-3 * width < right - left < 1e3 * width):
            return
        if not (1e-3 * height < top - bottom < 1e3 * height):
            return
        self._show_points(box)
        self._ask_network()

    def _go_home(self) -> None:
        self._look_at(None)

    def _fit_heights(self, values: Array) -> None:
        """Let the axis of a neuron's curve reach as far as the curve."""
        left, right, bottom, top = self.parts.field.box()
        low, high = value_range(values)
        room = 0.08 * (high - low)
        if not bottom <= low <= high <= top or top - bottom > 3 * (high - low + 2 * room):
            self._show_points((left, right, low - room, high + room))

    def _cells(self) -> int:
        return ALONG if self._flat else CELLS * CELLS

    def _along(self, box: Box) -> Array:
        return np.linspace(box[0], box[1], ALONG)[:, np.newaxis]

    def _ask_network(self) -> None:
        ground = self._ground
        if ground is None or not self._outputs.analysis.ready:
            return
        plan = self._outputs.project.data
        if plan.signature.input_shape != (len(ground.centre),):
            return
        box = self.parts.field.box()
        places = self._along(box) if self._flat else grid(box, CELLS)
        x = np.concatenate([ground.prepared(places, plan), ground.read_by(plan)])
        nodes = {aim.node for aim in self._choice.aims}
        if self._choice.layer is not None:
            nodes.add(self._choice.layer.node)
        study = ChunkedOutputs(np.ascontiguousarray(x, np.float32), tuple(nodes))
        self._asked = (study, box)
        self._outputs.ask(study)

    # ---- choices ----

    def _choose_aim(self, index: int) -> None:
        self._choice.choose_aim(self._choice.aims[index])
        self._show_choice()

    def _choose_layer(self, index: int) -> None:
        layer = self._choice.layers[index]
        self._choice.choose_layer(layer)
        self._session.select((layer.node,))
        self._show_choice()
        self._ask_network()

    def _choose_neuron(self, neuron: int | None) -> None:
        self._choice.neuron = neuron
        if self._choice.layer is not None and neuron is not None:
            self._session.select((self._choice.layer.node,))
        self._show_choice()

    def _choose_features(self) -> None:
        if self._data is not None:
            self._stand()
            self._ask_network()

    def _follow_selection(self) -> None:
        """Show the neurons of the layer that is selected on the canvas."""
        for layer in self._choice.layers:
            if self._session.selection == (layer.node,) and layer != self._choice.layer:
                self._choice.choose_layer(layer)
                self._show_choice()
                self._ask_network()

    def _show_choice(self) -> None:
        self._offer_choices()
        self._drawn = None
        if self._ground is not None:
            aim = self._choice.shown()
            if self._flat and aim is not None and aim.kind != "neuron":
                self._home = (*self._home[:2], *heights(self._ground, aim))
                self._show_points((*self.parts.field.box()[:2], *self._home[2:]))
            else:
                self._show_points(self.parts.field.box())
        self.refresh()

    # ---- what is drawn ----

    def _bounds(self, aim: Aim) -> tuple[float, float]:
        if aim.kind == "neuron" or self._ground is None:
            return self.parts.strip.bounds()
        return number_bounds(self._ground, aim) if aim.kind == "number" else (0.0, 1.0)

    def _show_strip(self, result: LayerOutputs) -> None:
        if self._choice.layer is None:
            return
        output = result.by_node.get(self._choice.layer.node)
        if output is not None:
            seen = output[: self._cells(), :MOST]
            rows = 1 if self._flat else CELLS
            self.parts.strip.set_maps(
                seen.reshape(rows, -1, seen.shape[1]), self._choice.layer.units
            )

    def _show_points(self, box: Box | None = None) -> None:
        ground, theme, aim = self._ground, current_theme(), self._choice.shown()
        assert ground is not None
        told = aim if self._flat or (aim is not None and aim.kind != "neuron") else self._choice.aim
        points: tuple[Points, ...] = () if told is None else points_of(ground, told, theme)
        names = ground.names
        if self._flat:
            up = "" if aim is None else aim.name
            names = (names[0], self.tr("share") if aim and aim.kind == "classes" else up)
        box = box or self._home
        self.parts.field.set_plane(box, (names[0], names[1]), points, ground.square)
        classes = told.classes if told is not None else ()
        entries = zip(classes, class_colors(theme, len(classes)), strict=True)
        self.parts.legend.set_entries(tuple(Entry(name, tint, True) for name, tint in entries))
        self.parts.color_bar.setVisible(
            aim is not None and aim.kind != "classes" and not self._flat
        )

    def _show_painted(self) -> None:
        """Show the points of a stroke that goes on, before the project has them."""
        bar, field = self.parts.paint_bar, self.parts.field
        tints = class_colors(current_theme(), int(bar.labels.max(initial=0)) + 1)
        points = tuple(
            Points(bar.points[bar.labels == label], tint) for label, tint in enumerate(tints)
        )
        field.set_plane(field.box(), ("x1", "x2"), points, True)

    def _take_brush(self) -> None:
        painting = self.parts.paint_button.isChecked()
        self.parts.paint_bar.setVisible(painting)
        self.parts.field.set_brush(self.parts.paint_bar.radius if painting else None)

    def _point_at(self, place: tuple[float, float] | None) -> None:
        self._pointed = place
        self._read_out()

    def _read_out(self) -> None:
        """Write what the network says below the mouse, or how well it does."""
        if not self._outputs.analysis.ready:
            text = self.tr("The drawing has problems: solve them to see what it says.")
            self.parts.readout.setText(text)
            return
        drawn, answered, ground = self._drawn, self._answered, self._ground
        if drawn is None or answered is None or ground is None:
            return
        if self._pointed is None:
            self.parts.readout.setText(summary(answered, ground, drawn.step))
            return
        x, y = self._pointed
        left, right, bottom, top = self._drawn_box
        columns, rows = (ALONG, 1) if self._flat else (CELLS, CELLS)
        column = math.floor((x - left) / (right - left) * columns)
        row = 0 if self._flat else math.floor((top - y) / (top - bottom) * rows)
        cell = row * columns + column if 0 <= column < columns and 0 <= row < rows else None
        told, outputs = self._choice.told(), drawn.result.by_node
        self.parts.readout.setText(place_text(ground, (x, y), cell, told, outputs))

    def _on_refused(self, reason: object) -> None:
        self.parts.readout.setText(tr_text(reason))  # type: ignore[arg-type]

    def _say_what_is_missing(self, text: str) -> None:
        self.parts.say(self.tr("No decision map"), text)
