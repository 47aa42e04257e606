"""What the network, and each of its neurons, says everywhere over one or two inputs."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.pictures import value_range
from nnstudio.app.live.plane import Box, class_colors, grid
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.plots.decision.aims import Aim, NeuronLayer, neuron_layers, output_aims
from nnstudio.app.plots.decision.ground import Ground, feature_names, ground_of
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
from nnstudio.app.plots.legend import Entry
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.point_field import PointField
from nnstudio.app.plots.point_marks import Cover, Points
from nnstudio.app.plots.ticks import figure
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import fill_box
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

    Round points are training samples, hollow squares validation samples; a ring marks those that
    get a wrong class. The axes are in the data's own units. Small maps show what each neuron of a
    layer answers; one of them can be looked at large. Of more than two inputs, two are chosen and
    the others stay at their mean.
    """

    NAME = "decision_map"
    TITLE = N_("Decision map")
    EXPLANATION = N_(
        "What the network says everywhere: the stronger the colour, the surer it is; lines are "
        "where its answer changes. Round points are training samples, hollow squares validation "
        "samples, a ring marks a wrong answer. The small maps show what each neuron answers."
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
        self._aims: tuple[Aim, ...] = ()
        self._aim: Aim | None = None
        self._layers: tuple[NeuronLayer, ...] = ()
        self._layer: NeuronLayer | None = None
        self._neuron: int | None = None
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
        latest, ground, aim, asked = self._outputs.latest, self._ground, self._shown(), self._asked
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
        self._aims = output_aims(analysis) if analysis.ready else ()
        self._layers = neuron_layers(analysis) if analysis.ready else ()
        paints = plan.source.dataset == "painted" and bool(plan.signature.classes)
        missing = ""
        if len(shape) != 1 or plan.signature.tokens or shape[0] > MOST_FEATURES:
            missing = self.tr(
                "This view is for data that is a row of numbers: points such as the spiral, or a "
                "table. Pictures have feature maps, sequences the recurrent view."
            )
        elif not analysis.ready and not paints:
            missing = self.tr(
                "The drawing has problems. Once they are solved its map is shown here."
            )
        elif not self._aims and not self._layers and not paints:
            missing = self.tr("This network has no row of numbers that could be drawn here.")
        self._say_what_is_missing(missing)
        if missing:
            self._outputs.stop_asking()
            return
        aim, layer = self._aim, self._layer
        if paints and not self._aims and not analysis.ready:
            self._aims = (Aim("classes", "", classes=plan.signature.classes),)
        wanted = [a for a in self._aims if aim is not None and a.name == aim.name]
        classes = [a for a in self._aims if a.kind == "classes"]
        self._aim = next(iter([*wanted, *classes, *self._aims]), None)
        same = [known for known in self._layers if layer and known.node == layer.node]
        self._layer = next(iter([*same, *self._layers]), None)
        if self._layer is None or (self._neuron or 0) >= self._layer.units:
            self._neuron = None
        self._offer_choices()
        if self._data is not None and self._data.plan == plan:
            if aim != self._aim:
                self._stand()
            self._ask_network()
        else:
            self._loader.load(plan)

    def _on_loaded(self, data: PreparedData) -> None:
        if data.plan != self._plan():
            return
        before, self._data = self._data, data
        can_paint = self.parts.paint_bar.set_data(data)
        self.parts.offer_painting(can_paint)
        names = feature_names(data)
        several = len(names) > 2
        for number, box in enumerate(self.parts.feature_boxes):
            fill_box(box, [(name, str(i)) for i, name in enumerate(names)])
            box.setVisible(several)
            if before is None or feature_names(before) != names:
                box.setCurrentIndex(_usual(data)[min(number, len(names) - 1)])
        if before is None or before.plan.source.dataset != data.plan.source.dataset:
            self.parts.field.set_cover(Cover())
        self._stand(keep=before is not None and data.plan.source.dataset == "painted")
        self._ask_network()

    def _offer_choices(self) -> None:
        """Fill the boxes with what can be shown."""
        aims = [(aim.name or self.tr("Output"), str(i)) for i, aim in enumerate(self._aims)]
        fill_box(self.parts.aim_box, aims)
        self.parts.aim_box.setVisible(len(aims) > 1)
        if self._aim is not None:
            self.parts.aim_box.setCurrentIndex(self._aims.index(self._aim))
        fill_box(self.parts.layer_box, [(layer.title, layer.node) for layer in self._layers])
        if self._layer is not None:
            self.parts.layer_box.setCurrentIndex(self._layers.index(self._layer))
        self.parts.offer_layers(bool(self._layers))
        self.parts.strip.set_current(self._neuron)

    def _shown(self) -> Aim | None:
        """Return what the large picture shows: an output, or the chosen neuron."""
        if self._layer is not None and self._neuron is not None:
            return Aim("neuron", self._layer.node, self._neuron, self._neuron_name())
        return self._aim

    def _neuron_name(self) -> str:
        assert self._layer is not None
        assert self._neuron is not None
        text = self.tr("{layer} · neuron {number}")
        return text.format(layer=self._layer.title, number=self._neuron + 1)

    # ---- where is looked ----

    def _stand(self, keep: bool = False) -> None:
        """Lay the axes through the chosen features and show the samples."""
        assert self._data is not None
        count = self._data.plan.signature.input_shape[0]
        columns: tuple[int, ...] = tuple(range(count))
        if count > 2:
            columns = tuple(max(b.currentIndex(), 0) for b in self.parts.feature_boxes)
        self._ground = ground_of(self._data, columns)
        box = self.parts.field.box() if keep else None
        self._home = self._ground.box()
        aim = self._shown()
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
        x = np.concatenate([ground.prepared(places, plan), ground.x])
        nodes = {aim.node for aim in self._aims}
        if self._layer is not None:
            nodes.add(self._layer.node)
        study = ChunkedOutputs(np.ascontiguousarray(x, np.float32), tuple(nodes))
        self._asked = (study, box)
        self._outputs.ask(study)

    # ---- choices ----

    def _choose_aim(self, index: int) -> None:
        self._aim, self._neuron = self._aims[index], None
        self._show_choice()

    def _choose_layer(self, index: int) -> None:
        self._layer, self._neuron = self._layers[index], None
        self._session.select((self._layer.node,))
        self._show_choice()
        self._ask_network()

    def _choose_neuron(self, neuron: int | None) -> None:
        self._neuron = neuron
        if self._layer is not None and neuron is not None:
            self._session.select((self._layer.node,))
        self._show_choice()

    def _choose_features(self) -> None:
        if self._data is not None:
            self._stand()
            self._ask_network()

    def _follow_selection(self) -> None:
        """Show the neurons of the layer that is selected on the canvas."""
        for layer in self._layers:
            if self._session.selection == (layer.node,) and layer != self._layer:
                self._layer, self._neuron = layer, None
                self._show_choice()
                self._ask_network()

    def _show_choice(self) -> None:
        self._offer_choices()
        self._drawn = None
        if self._ground is not None:
            aim = self._shown()
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
        if self._layer is None:
            return
        output = result.by_node.get(self._layer.node)
        if output is not None:
            seen = output[: self._cells(), :MOST]
            rows = 1 if self._flat else CELLS
            self.parts.strip.set_maps(seen.reshape(rows, -1, seen.shape[1]), self._layer.units)

    def _show_points(self, box: Box | None = None) -> None:
        ground, theme, aim = self._ground, current_theme(), self._shown()
        assert ground is not None
        told = aim if self._flat or (aim is not None and aim.kind != "neuron") else self._aim
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
        if self._drawn is None or self._answered is None or self._ground is None:
            return
        if self._pointed is None:
            self.parts.readout.setText(self._summary())
            return
        x, y = self._pointed
        left, right, bottom, top = self._drawn_box
        column = int((x - left) / (right - left) * (ALONG if self._flat else CELLS))
        row = 0 if self._flat else int((top - y) / (top - bottom) * CELLS)
        inside = 0 <= column < (ALONG if self._flat else CELLS) and 0 <= row < CELLS
        names = feature_names(self._ground.data)
        across = [names[number] for number in self._ground.columns]
        parts = [f"{name} {figure(at)}" for name, at in zip(across, (x, y), strict=False)]
        if inside:
            parts += self._said_at(row * CELLS + column if not self._flat else column)
        self.parts.readout.setText("   ".join(parts))

    def _said_at(self, cell: int) -> list[str]:
        """Return what the chosen neuron and all outputs say of a cell."""
        assert self._drawn is not None
        neuron = self._shown()
        aims = (
            (neuron, *self._aims) if neuron is not None and neuron.kind == "neuron" else self._aims
        )
        said = []
        for aim in aims:
            output = self._drawn.result.by_node.get(aim.node)
            if output is None:
                continue
            values = Answered.of(aim, output[cell : cell + 1], 1).cells[0].tolist()
            if aim.kind == "classes":
                pairs = zip(aim.classes, values, strict=True)
                said += [f"{name}: {100 * share:.1f} %" for name, share in pairs]
            else:
                said.append(f"{aim.name}: {figure(values[0])}")
        return said

    def _summary(self) -> str:
        """Say which network answers, and for how many samples it is right."""
        assert self._drawn is not None
        assert self._answered is not None
        assert self._ground is not None
        trained = self.tr("After {step} steps").format(step=f"{self._drawn.step:,}")
        parts = [trained if self._drawn.step else self.tr("Not trained yet")]
        validation = self._ground.validation
        if self._answered.aim.kind == "classes":
            wrong = self._answered.wrong(self._ground)
            counts = {
                self.tr("wrong: {wrong} of {count} training"): ~validation,
                self.tr("{wrong} of {count} validation points"): validation,
            }
            parts += [
                text.format(wrong=int(wrong[part].sum()), count=int(part.sum()))
                for text, part in counts.items()
                if part.any()
            ]
        if len(self._ground.centre) > 2:
            parts.append(self.tr("other inputs at their mean"))
        return " · ".join(parts)

    def _on_refused(self, reason: object) -> None:
        self.parts.readout.setText(tr_text(reason))  # type: ignore[arg-type]

    def _say_what_is_missing(self, text: str) -> None:
        self.parts.say(self.tr("No decision map"), text)


def _usual(data: PreparedData) -> tuple[int, ...]:
    """Return which two features are shown first: quantities rather than categories."""
    names, unscaled = feature_names(data), data.dataset.info.unscaled
    quantities = [i for i, name in enumerate(names) if name not in unscaled]
    rest = [i for i in range(len(names)) if i not in quantities]
    return tuple((quantities + rest)[:2])
