"""A recurrent layer unrolled over one sample: what it remembers, and what it can still learn from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.live.chosen_sample import ChosenSample
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.pictures import value_range
from nnstudio.app.plots.recurrent.step_strip import StepStrip, Unrolled
from nnstudio.app.plots.recurrent.strip_paint import Band
from nnstudio.app.plots.sample_choice import SampleChoice
from nnstudio.app.plots.verdict_bar import VerdictBar
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.layer import Array
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.studies.recurrence import Reading, Recurrence, RecurrenceStudy
from nnstudio.explain.time_verdict import TIME_RULE, judge_time, memory_span
from nnstudio.graph.analysis import Analysis

MOST_WINDOW = 1000
WIDEST = 138
"""No box for a layer is wider: there is one row for all boxes."""
SIGNED = ("g", "n")
"""Gates that are candidates between -1 and 1; the others are shares between 0 and 1."""
FEW = 32
"""So many features of a sample have a row of colours of their own."""


class UnrolledPage(QWidget):
    """Chooses layer, sample and window, and shows the answer.

    The states come at once; the norms of the Jacobians, which take longer, when they are there.
    """

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        samples: ChosenSample,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._samples = samples
        self._quick: LiveStudy[Recurrence] = LiveStudy("recurrent states", session, training, self)
        self._norms: LiveStudy[Recurrence] = LiveStudy("recurrent norms", session, training, self)
        for study in (self._quick, self._norms):
            study.arrived.connect(scheduler.news)
        self._drawn: tuple[Answer[Recurrence] | None, Answer[Recurrence] | None] = (None, None)
        self._layers: dict[str, Recurrent] = {}
        self.layer_box, self.cell_box = ChoiceBox(), ChoiceBox()
        for box in (self.layer_box, self.cell_box):
            box.hug(WIDEST)
        self.layer_box.currentIndexChanged.connect(self._on_layer)
        self.cell_box.currentIndexChanged.connect(self.redraw)
        self.choice = SampleChoice(samples)
        self._window_name = QLabel()
        self.window_box = QSpinBox()
        self.window_box.setRange(0, MOST_WINDOW)
        self.window_box.setKeyboardTracking(False)
        self.window_box.lineEdit().setTextMargins(7, 0, 0, 0)  # a style sheet cannot pad this side
        self.window_box.valueChanged.connect(self._ask)
        self._window_name.setBuddy(self.window_box)
        self.verdict_bar = VerdictBar(TIME_RULE)
        self.strip = StepStrip()
        self.strip.pointed.connect(self._tell)
        self.strip.clicked.connect(self._select)
        self.note = ElidedLabel()
        self.note.setProperty("role", "muted")
        self._about = ""
        self._lay_out()
        samples.changed.connect(self._ask)
        session.selection_changed.connect(self._follow_selection)
        self.retranslate()

    # ---- what the view asks for ----

    def adopt(self, analysis: Analysis) -> bool:
        """Take over the layers of a network; say whether it has any that read step by step."""
        found = {
            node_id: analysis.reports[node_id].node
            for node_id in analysis.order
            if isinstance(analysis.reports[node_id].node.layer, Recurrent)
        }
        self._layers = {
            node_id: node.layer
            for node_id, node in found.items()
            if isinstance(node.layer, Recurrent)
        }
        with QSignalBlocker(self.layer_box):
            fill_box(self.layer_box, [(node.title or key, key) for key, node in found.items()])
        self._follow_selection()
        self._ask()
        return bool(found)

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._quick.set_shown(shown)
        self._norms.set_shown(shown)

    def refresh(self) -> None:
        """Show what is new."""
        quick, norms = self._quick.latest, self._norms.latest
        if (quick, norms) == self._drawn or quick is None:
            return
        self._drawn = quick, norms
        layer = self._layers.get(quick.result.node)
        chosen = self._samples.chosen
        if layer is None or chosen is None or quick.study is not self._asked:
            return
        number = min(max(self.cell_box.currentIndex(), 0), len(quick.result.readings) - 1)
        reading = quick.result.readings[number]
        known = norms.result.readings[number] if norms and self._same(norms) else None
        steps = len(reading.h)
        names = chosen.step_names()
        if len(names) != steps:  # a layer in between has made fewer steps of them
            names = tuple(str(step + 1) for step in range(steps))
        empty = np.full(steps, np.nan)
        self.strip.set_unrolled(
            Unrolled(
                names,
                _bands(quick.result.x, reading),
                reading.on,
                reading.pull,
                reading.kept,
                known.factors if known else empty,
                known.products if known else empty,
                reading.turned,
            )
        )
        self._say(quick, reading, known, layer)

    def redraw(self) -> None:
        """Show everything anew."""
        self._drawn = (None, None)
        self.strip.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.choice.retranslate()
        self.verdict_bar.retranslate()
        self.layer_box.setAccessibleName(self.tr("Recurrent layer"))
        self.cell_box.setAccessibleName(self.tr("Direction of reading"))
        cells = [(self.tr("reads forward"), ""), (self.tr("reads backward"), "backward_")]
        fill_box(self.cell_box, cells)
        self._window_name.setText(self.tr("Window"))
        self.window_box.setSpecialValueText(self.tr("as trained"))
        tip = self.tr(
            "Truncate the way back after so many steps: what would be cut is only outlined"
        )
        self.window_box.setToolTip(tip)
        self.window_box.setAccessibleName(self.tr("Window of the way back, in steps"))
        self.strip.setAccessibleName(self.tr("The layer unrolled over the steps of the sample"))

    def table(self) -> Table | None:
        """Return a row for each step."""
        shown = self.strip.unrolled()
        if shown is None:
            return None
        heading = ["step", "input", "counts", "dL_dh", "dL_dh_window", "factor", "product"]
        heading += [
            f"{band.name}_{unit}" for band in shown.bands for unit in range(len(band.values))
        ]
        figures = (shown.pull, shown.kept, shown.factors, shown.products)
        rows = (
            (
                step + 1,
                name,
                int(shown.on[step]),
                *(float(values[step]) for values in figures),
                *(float(v) for band in shown.bands for v in band.values[:, step]),
            )
            for step, name in enumerate(shown.names)
        )
        return heading, rows

    def step(self) -> int | None:
        """Return after how many steps of training the network gave what is shown."""
        return self._drawn[0].step if self._drawn[0] else None

    # ---- within ----

    _asked: RecurrenceStudy | None = None

    def _same(self, norms: Answer[Recurrence]) -> bool:
        """Return whether the norms are those of the sample and layer that are shown."""
        known, asked = norms.study, self._asked
        assert isinstance(known, RecurrenceStudy)
        return asked is not None and known.node == asked.node and known.x is asked.x

    def _ask(self) -> None:
        chosen, node = self._samples.chosen, self.layer_box.currentData()
        layer = self._layers.get(node)
        if chosen is None or layer is None:
            self._asked = None
            self._quick.stop_asking()
            self._norms.stop_asking()
            return
        self.cell_box.setVisible(layer.direction == "both")
        window = self.window_box.value()
        self._asked = RecurrenceStudy(node, chosen.x, chosen.t, window, jacobians=False)
        self._quick.ask(self._asked)
        if not (self._norms.latest and self._same(self._norms.latest)):
            self._norms.ask(RecurrenceStudy(node, chosen.x, chosen.t))

    def _say(
        self, quick: Answer[Recurrence], reading: Reading, known: Reading | None, layer: Recurrent
    ) -> None:
        """Judge what is shown, and tell what the reader's memory and window come to."""
        self.verdict_bar.setVisible(known is not None)
        parts = [self.tr("after {step} steps").format(step=f"{quick.step:,}")]
        if not quick.step:
            parts = [self.tr("not trained yet")]
        parts.append(self.tr("loss {loss}").format(loss=f"{quick.result.loss:.4g}"))
        if known is not None:
            order = known.order
            products, on = known.products[order], known.on[order]
            self.verdict_bar.set_verdict(judge_time(products, on, layer))
            span = memory_span(products, on)
            if span is not None:
                text = self.tr("less than 1 % of the effect is left after {span} steps")
                parts.append(text.format(span=span))
        window, whole = quick.result.window, float(np.sum(reading.pull))
        if window and whole > 0 and np.isfinite(whole):
            cut = 100 * (1 - float(np.sum(reading.kept)) / whole)
            if layer.truncate and not self.window_box.value():
                text = self.tr("the layer truncates after {window} steps")
            else:
                text = self.tr("a window of {window} steps cuts {share} % of the bars")
            parts.append(text.format(window=window, share=f"{cut:.3g}"))
        self._about = " · ".join(parts)
        self._tell("")

    def _tell(self, text: str) -> None:
        self.note.setText(text or self._about)

    def _on_layer(self) -> None:
        node = self.layer_box.currentData()
        if node:
            self._session.select((node,))
        self._ask()

    def _select(self) -> None:
        if self.layer_box.currentData():
            self._session.select((self.layer_box.currentData(),))

    def _follow_selection(self) -> None:
        for node in self._session.selection:
            place = self.layer_box.findData(node)
            if place >= 0 and place != self.layer_box.currentIndex():
                with QSignalBlocker(self.layer_box):
                    self.layer_box.setCurrentIndex(place)
                self._ask()

    def _lay_out(self) -> None:
        self.cell_box.hide()
        self.verdict_bar.hide()
        scroll = QScrollArea()
        scroll.setWidget(self.strip)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        window = QWidget()
        pair = QHBoxLayout(window)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._window_name)
        pair.addWidget(self.window_box)
        head = QWidget()
        flow = FlowLayout(head, spacing=6)
        for part in (self.layer_box, self.cell_box, self.choice, window):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(self.verdict_bar)
        column.addWidget(scroll, 1)
        column.addWidget(self.note)


def _bands(x: Array, reading: Reading) -> tuple[Band, ...]:
    """Return the rows of colours: state, cell and gates, and what arrives where it is not much."""
    bands = [Band("h", "h", reading.h.T, _around_zero(reading.h))]
    parts = dict(reading.parts)
    cell = parts.pop("c", None)
    if cell is not None:
        bands.append(Band("c", "c", cell.T, _around_zero(cell)))
    for name, values in parts.items():
        bounds = (-1.0, 1.0) if name in SIGNED else (0.0, 1.0)
        bands.append(Band(name, name, values.T, bounds))
    if 1 < x.shape[1] <= FEW:
        bands.append(Band("x", "x", x.T, value_range(x)))
    return tuple(bands)


def _around_zero(values: Array) -> tuple[float, float]:
    finite = np.abs(values[np.isfinite(values)])
    reach = float(finite.max()) if finite.size else 1.0
    return -(reach or 1.0), reach or 1.0
