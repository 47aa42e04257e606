"""What the network, and each of its neurons, says everywhere over one or two inputs."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnstudio.app.live.plane import Box, class_colors
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.plots.decision.choice import Choice, painted
from nnstudio.app.plots.decision.ground import feature_names, usual_columns
from nnstudio.app.plots.decision.inquiry import Found, Inquiry
from nnstudio.app.plots.decision.layout import DecisionLayout
from nnstudio.app.plots.decision.neuron_strip import MOST
from nnstudio.app.plots.decision.picture import (
    line_cover,
    plane_cover,
)
from nnstudio.app.plots.decision.readout import place_text, summary
from nnstudio.app.plots.decision.stage import Stage
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
from nnstudio.graph.data_plan import DataPlan

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
        self._inquiry = Inquiry(session, training, self)
        self._inquiry.live.arrived.connect(scheduler.news)
        self._inquiry.live.project_changed.connect(self._adopt_project)
        session.changed.connect(self._follow_drawing)
        session.selection_changed.connect(self._follow_selection)
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._say_what_is_missing)
        self._data: PreparedData | None = None
        self._choice = Choice()
        self._pointed: tuple[float, float] | None = None
        self.parts = DecisionLayout(session, self.ICON, self)
        self._stage = Stage(self.parts, self._choice)
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
        ground, aim = self._stage.ground, self._choice.shown()
        if ground is None or aim is None or not self._inquiry.take(ground, aim):
            return
        found = self._inquiry.found
        assert found is not None
        self._show_strip(found)
        theme, raster = current_theme(), found.raster
        if raster.flat:
            if aim.kind == "neuron":
                self._stage.fit_heights(found.answered.cells)
            x = raster.places()[:, 0]
            self.parts.field.set_cover(line_cover(found.answered, ground, x, theme))
        else:
            bounds = self._stage.bounds(aim)
            self.parts.color_bar.set_bounds(bounds)
            cover = plane_cover(found.answered, ground, raster.box, bounds, theme)
            self.parts.field.set_cover(cover)
        self._read_out()

    def redraw(self) -> None:
        self._inquiry.take_again()
        self.parts.paint_bar.recolor()
        self.parts.strip.repaint_all()
        if self._stage.ground is not None:
            self._stage.follow_choice()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.parts.retranslate()
        self._adopt_project()

    def table(self) -> Table | None:
        found, ground = self._inquiry.found, self._stage.ground
        if found is None or ground is None:
            return None
        aim, names = found.answered.aim, feature_names(ground.data)
        across = tuple(names[column] for column in ground.columns)
        rows = np.hstack([found.raster.places(), found.answered.cells])
        return (*across, *(aim.classes or (aim.name,))), rows.tolist()

    # ---- what is shown ----

    def answer(self) -> Array | None:
        """Return what every cell says, top row first: ``(cells, cells, classes or 1)``.

        Over a single input it is ``(1, places, classes or 1)``.
        """
        found = self._inquiry.found
        return None if found is None else found.raster.shaped(found.answered.cells)

    def field(self) -> PointField:
        """Return the plane."""
        return self.parts.field

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._inquiry.found.step if self._inquiry.found else None

    def readout(self) -> str:
        """Return what is written about the point under the mouse, or about the network."""
        return self.parts.readout.text()

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._inquiry.live.set_shown(shown)
        if shown:
            self._adopt_project()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.share_room(self.width(), self.height(), self._stage.flat)

    # ---- the project ----

    def _plan(self) -> DataPlan:
        """Return whose points are shown: those of the drawing, as soon as they are painted."""
        running, drawn = self._inquiry.live.project.data, self._session.project.data
        alike = drawn.signature.input_shape == running.signature.input_shape
        return drawn if alike and drawn.source.dataset == "painted" else running

    def _follow_drawing(self) -> None:
        if self.isVisible() and self._data is not None and self._plan() != self._data.plan:
            self._adopt_project()

    def _adopt_project(self) -> None:
        """Show the project that is looked at, and load its data."""
        if not self.isVisible():
            return
        analysis, plan = self._inquiry.live.analysis, self._plan()
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
            self._inquiry.live.stop_asking()
            return
        self.parts.offer(self._choice)
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

    # ---- where is looked ----

    def _stand(self, keep: bool = False) -> None:
        """Show the samples between axes through the chosen features."""
        assert self._data is not None
        self._inquiry.forget()
        self._stage.set_data(self._data, keep=keep)
        self.parts.share_room(self.width(), self.height(), self._stage.flat)

    def _look_at(self, box: Box | None) -> None:
        """Show another part of the plane."""
        if self._stage.look_at(box):
            self._ask_network()

    def _go_home(self) -> None:
        self._look_at(None)

    def _ask_network(self) -> None:
        if self._stage.ground is not None:
            self._inquiry.ask(self._stage.ground, self._choice, self.parts.field.box())

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
        self.parts.offer(self._choice)
        self._inquiry.take_again()
        if self._stage.ground is not None:
            self._stage.follow_choice()
        self.refresh()

    # ---- what is drawn ----

    def _show_strip(self, found: Found) -> None:
        layer = self._choice.layer
        output = None if layer is None else found.outputs.get(layer.node)
        if layer is not None and output is not None:
            seen = output[: found.raster.count, :MOST]
            self.parts.strip.set_maps(found.raster.shaped(seen), layer.units)

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
        if not self._inquiry.live.analysis.ready:
            text = self.tr("The drawing has problems: solve them to see what it says.")
            self.parts.readout.setText(text)
            return
        found, ground = self._inquiry.found, self._stage.ground
        if found is None or ground is None:
            return
        if self._pointed is None:
            self.parts.readout.setText(summary(found.answered, ground, found.step))
            return
        cell = found.raster.cell_at(*self._pointed)
        text = place_text(ground, self._pointed, cell, self._choice.told(), found.outputs)
        self.parts.readout.setText(text)

    def _on_refused(self, reason: object) -> None:
        self.parts.readout.setText(tr_text(reason))  # type: ignore[arg-type]

    def _say_what_is_missing(self, text: str) -> None:
        self.parts.say(self.tr("No decision map"), text)
