"""What the network says everywhere in the plane, for data with two inputs."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnstudio.app.live.class_output import ClassOutput, class_output
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.pictures import blend, image
from nnstudio.app.live.plane import box_around, class_colors, grid, shares
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.plots.legend import Entry, Legend
from nnstudio.app.plots.live_view import LiveView, Table
from nnstudio.app.plots.point_field import PointField, Points
from nnstudio.app.plots.ticks import figure
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.theme import Theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.data.prepare import apply_scaling
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.targets import relabelled, target_values
from nnstudio.engine.study import LayerOutputs, OutputsStudy

CELLS = 50
"""The field has so many cells each way: 2,500 samples, a millisecond for a small network."""
MOST_POINTS = 2000
"""More points than this would hide the field; evenly chosen ones stand for all."""


class DecisionMap(LiveView):
    """Draws the network's answer as a field of colour, with the samples as points on it.

    Training samples are filled, validation samples hollow. The axes are in the data's own units.
    """

    NAME = "decision_map"
    TITLE = N_("Decision map")
    EXPLANATION = N_(
        "Which class the network gives to every point of the plane: the stronger the colour, the "
        "surer it is. Filled points are training samples, hollow ones validation samples."
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
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._say_what_is_missing)
        self._data: PreparedData | None = None
        self._told: ClassOutput | None = None
        self._drawn: Answer[LayerOutputs] | None = None
        self._answer: Array | None = None
        self._pointed: tuple[float, float] | None = None
        self._legend = Legend()
        self._readout = ElidedLabel()
        self._readout.setFont(number_font(0.9))
        self._readout.setProperty("role", "muted")
        self._readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._field = PointField()
        self._field.pointed.connect(self._point_at)
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        row = QHBoxLayout()
        row.addWidget(self._legend)
        row.addWidget(self._readout, 1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._field, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 2)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)
        self._say_what_is_missing("")
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        latest = self._outputs.latest
        told = self._told
        if latest is None or latest is self._drawn or self._data is None or told is None:
            return
        output = latest.result.by_node.get(told.node)
        if output is None or len(output) != CELLS * CELLS:
            return
        self._drawn = latest
        self._answer = shares(output, len(told.classes))
        self._field.set_field(self._picture(self._answer, current_theme()))
        self._read_out()

    def redraw(self) -> None:
        self._drawn = None
        if self._data is not None:
            self._show_points()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._adopt_project()

    def table(self) -> Table | None:
        if self._answer is None or self._data is None or self._told is None:
            return None
        names = self._data.plan.signature.features or ("x1", "x2")
        rows = np.hstack([grid(self._field.box(), CELLS), self._answer])
        return (*names, *self._told.classes), rows.tolist()

    # ---- what is shown ----

    def answer(self) -> Array | None:
        """Return the share of each class at every cell, ``(cells, cells, classes)``, top row first."""
        return None if self._answer is None else self._answer.reshape(CELLS, CELLS, -1)

    def field(self) -> PointField:
        """Return the plane."""
        return self._field

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._drawn.step if self._drawn else None

    def readout(self) -> str:
        """Return what is written about the point under the mouse, or about the network."""
        return self._readout.text()

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._outputs.set_shown(True)
        self._adopt_project()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._outputs.set_shown(False)

    # ---- within ----

    def _adopt_project(self) -> None:
        """Show the project that is looked at, and load its data."""
        if not self.isVisible():
            return
        analysis = self._outputs.analysis
        signature = analysis.project.data.signature
        missing = ""
        told = class_output(analysis) if analysis.ready else None
        if signature.input_shape != (2,):
            missing = self.tr("This view is for data with two inputs, such as the spiral.")
        elif not analysis.ready:
            missing = self.tr(
                "The drawing has problems. Once they are solved its map is shown here."
            )
        elif told is None:
            missing = self.tr("No output of this network gives a class.")
        self._say_what_is_missing(missing)
        if missing:
            self._outputs.stop_asking()
            return
        plan = analysis.project.data
        anew, self._told = told != self._told, told
        if self._data is not None and self._data.plan == plan:
            if anew:
                self._show_points()
            self._ask()
        else:
            self._loader.load(plan)

    def _on_loaded(self, data: PreparedData) -> None:
        if data.plan == self._outputs.project.data:
            self._data = data
            self._field.set_field(QImage())
            self._show_points()
            self._ask()

    def _ask(self) -> None:
        assert self._data is not None
        if self._told is None:
            return
        x = apply_scaling(self._data.plan, grid(self._field.box(), CELLS).astype(np.float32))
        self._outputs.ask(OutputsStudy(np.ascontiguousarray(x, np.float32), (self._told.node,)))

    def _show_points(self) -> None:
        data, told = self._data, self._told
        assert data is not None
        if told is None:
            return
        info = data.dataset.info
        raw, theme = data.dataset.x_train, current_theme()
        y = relabelled(data.dataset.y_train, np.arange(len(raw)), data.plan)
        labels = target_values(y, info.signature, told.number)
        tints = class_colors(theme, len(told.classes))
        points = []
        for indices, hollow in ((data.train_indices, False), (data.val_indices, True)):
            chosen = indices[:: -(-len(indices) // MOST_POINTS) or 1]
            points += [
                Points(raw[chosen[labels[chosen] == label]], tints[label], hollow)
                for label in range(len(told.classes))
            ]
        names = [
            f"{name} ({info.unit(name)})" if info.unit(name) else name
            for name in info.signature.features or ("x1", "x2")
        ]
        # Columns of a table are measured each in its own unit, so each fills its axis.
        box = box_around(raw, square=info.kind == "points")
        self._field.set_plane(box, (names[0], names[1]), tuple(points))
        entries = zip(told.classes, tints, strict=True)
        self._legend.set_entries(tuple(Entry(name, tint, True) for name, tint in entries))

    def _picture(self, answer: Array, theme: Theme) -> QImage:
        tints = class_colors(theme, answer.shape[1])
        return image(blend(answer, tints, theme).reshape(CELLS, CELLS))

    def _point_at(self, place: tuple[float, float] | None) -> None:
        self._pointed = place
        self._read_out()

    def _read_out(self) -> None:
        """Write the answer below the mouse, or which network answers."""
        told = self._told
        if self._drawn is None or self._answer is None or self._data is None or told is None:
            return
        if self._pointed is None:
            trained = self.tr("After {step} steps").format(step=f"{self._drawn.step:,}")
            untrained = self.tr("Not trained yet")
            self._readout.setText(trained if self._drawn.step else untrained)
            return
        left, right, bottom, top = self._field.box()
        x, y = self._pointed
        column = min(int((x - left) / (right - left) * CELLS), CELLS - 1)
        row = min(int((top - y) / (top - bottom) * CELLS), CELLS - 1)
        answer = self._answer.reshape(CELLS, CELLS, -1)[row, column]
        names = self._data.plan.signature.features or ("x1", "x2")
        parts = [f"{names[0]} {figure(x)}", f"{names[1]} {figure(y)}"]
        parts += [
            f"{name}: {100 * share:.1f} %"
            for name, share in zip(told.classes, answer.tolist(), strict=True)
        ]
        self._readout.setText("   ".join(parts))

    def _say_what_is_missing(self, text: str) -> None:
        self._empty.set_texts(self.tr("No decision map"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)
