"""How far each step moves the weights, layer by layer, and how widely the layers' outputs are spread."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.gradients.layer_colors import layer_colors
from nnstudio.app.plots.gradients.layer_side import LayerSide
from nnstudio.app.plots.layer_strip import LayerRow, LayerStrip
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.ticks import (
    ceiling,
    log_ticks,
    step_ticks,
)
from nnstudio.app.plots.updates.band_chart import BandChart
from nnstudio.app.plots.updates.spread_bars import SpreadBars
from nnstudio.app.plots.updates.spread_part import SpreadPart
from nnstudio.app.plots.updates.update_lines import update_lines
from nnstudio.app.plots.verdict_bar import LOOKS, VerdictBar
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.explain.update_verdict import BAND, UPDATE_RULE, judge_updates, recent_levels
from nnstudio.explain.verdicts import Verdict

HIGH = 440
"""From this height on both parts are seen, one below the other."""
NARROW = 380


class UpdatePlot(LiveView):
    """Draws log10(‖update‖ / ‖weights‖) of each layer, and mean ± 2 sigma of what layers give."""

    NAME = "updates"
    TITLE = N_("Updates")
    EXPLANATION = N_(
        "How far single steps move each layer's weights, as a share of their size: between 10⁻⁴ and "
        "10⁻² is healthy. Below, how widely each layer's outputs are spread: mean ± 2 standard "
        "deviations."
    )
    ICON = "scale"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._drawn: tuple[object, ...] = ()
        self._pointed: float | None = None
        self._steps: Array = np.empty(0)
        self._sizes: Array = np.empty((0, 0))
        self._y: Bounds = (-5.0, -1.0)
        self._verdict = judge_updates(np.empty((0, 0)), ())
        self._lower = SpreadPart(session, training)
        self._lower.arrived.connect(self._hear)
        training.moments.moved.connect(self._hear)
        session.run_changed.connect(self._hear)
        session.selection_changed.connect(self._show_selection)
        self._bar = VerdictBar(UPDATE_RULE)
        self._chart = BandChart(step_ticks, log_ticks, BAND)
        self._chart.pointed.connect(self._point_at)
        self._chart.zoomed.connect(self._chart.set_zoom)
        self._side = LayerSide()
        self._strip, self._spread = self._side.strip, self._lower.bars
        self._strip.chosen.connect(self._select)
        self._spread.chosen.connect(self._select)
        self.parts = QToolButton(), QToolButton()
        self._group = QButtonGroup(self)
        self._empty = EmptyState(self.ICON, "", "")
        self._run, self._upper, self._choice = QWidget(), QWidget(), QWidget()
        self._lay_out()
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        log, moment = self._session.run_log, self._training.moments.shown
        spreads = self._lower.spreads
        stamp = (log, len(log.updates), self._training.active, moment, spreads)
        if stamp == self._drawn:
            return
        self._drawn = stamp
        self._steps, self._sizes = log.updates.steps, log.updates.sizes
        count = len(self._steps)
        if moment is not None:
            count = int(np.searchsorted(self._steps, moment.step, side="right"))
        over = moment is None and not self._training.active
        self._verdict = judge_updates(self._sizes[:count], log.layers, over=over)
        there = len(self._steps) > 0 or bool(spreads)
        self._run.setVisible(there)
        self._empty.setVisible(not there)
        self._bar.set_verdict(self._verdict)
        self._draw_chart()
        self._show_rows()
        self._lower.draw()

    def redraw(self) -> None:
        self._drawn = ()
        self._chart.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("No updates yet"),
            self.tr(
                "Press Train: how far each step moves the weights of every layer is measured at "
                "some steps and drawn here."
            ),
        )
        self._bar.retranslate()
        self._chart.set_title(self.tr("|update| / |weights| of single steps"))
        self._chart.set_band_name(self.tr("healthy"))
        self._lower.retranslate()
        texts = (self.tr("Updates"), self.tr("Activations"))
        for button, text in zip(self.parts, texts, strict=True):
            button.setText(text)
        self._strip.setAccessibleName(self._chart.accessibleName())

    def table(self) -> Table | None:
        log = self._session.run_log
        if not len(log.updates):
            return None
        rows = np.column_stack([log.updates.steps, log.updates.sizes]).tolist()
        return ("step", *log.layers), rows

    # ---- what is shown ----

    def verdict(self) -> Verdict:
        """Return the verdict that is shown."""
        return self._verdict

    def verdict_bar(self) -> VerdictBar:
        """Return the bar with the verdict."""
        return self._bar

    def chart(self) -> BandChart:
        """Return the chart."""
        return self._chart

    def strip(self) -> LayerStrip:
        """Return the bars of the layers."""
        return self._strip

    def spread(self) -> SpreadBars:
        """Return the bars of the layers' outputs."""
        return self._spread

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._lower.set_asking(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    # ---- drawing ----

    def _draw_chart(self) -> None:
        log = self._session.run_log
        if not len(self._steps):
            self._chart.set_lines((), (0.0, 1.0), self._y)
            return
        lines, self._y = update_lines(self._steps, self._sizes, log.layers)
        last = float(self._steps[-1])
        last = ceiling(last * 1.05) if self._training.active else last
        self._chart.set_lines(lines, (0.0, max(last, 1.0)), self._y)
        self._chart.set_cross(self._cross())

    def _show_rows(self) -> None:
        """Write each layer's share: at the crosshair, at the shown moment, or at present."""
        log, at = self._session.run_log, self._cross()
        if not len(self._steps):
            self._strip.set_rows((), *self._y)
            return
        values = 10.0 ** recent_levels(self._sizes)
        when = self.tr("Recent median")
        if at is not None:
            row = int(np.abs(self._steps - at).argmin())
            values = self._sizes[row]
            when = self.tr("At step {step}").format(step=f"{int(self._steps[row]):,}")
        self._side.when.setText(when)
        shades = layer_colors(len(log.layers), current_theme())
        rows = tuple(
            LayerRow(
                name, self._name_of(name), shades[i], float(values[i]), name in self._verdict.layers
            )
            for i, name in enumerate(log.layers)
        )
        self._strip.set_rows(rows, *self._y, LOOKS[self._verdict.kind][0])

    def _name_of(self, node_id: str) -> str:
        node = self._session.project.graph.by_id.get(node_id)
        return (node.title if node is not None else "") or node_id

    def _cross(self) -> float | None:
        moment = self._training.moments.shown
        if self._pointed is None and moment is not None:
            return float(moment.step)
        return self._pointed

    # ---- what happens ----

    def _hear(self) -> None:
        self._drawn = ()
        self._scheduler.news()

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        self._chart.set_cross(self._cross())
        self._show_rows()

    def _select(self, node_id: str) -> None:
        self._session.select((node_id,))

    def _show_selection(self) -> None:
        self._strip.set_selected(self._session.selection)
        self._spread.set_selected(self._session.selection)

    def _share_room(self) -> None:
        """Show both parts where there is room for them, else the chosen one."""
        both = self.height() >= HIGH
        self._choice.setVisible(not both)
        self._upper.setVisible(both or self.parts[0].isChecked())
        self._lower.setVisible(both or self.parts[1].isChecked())
        self._side.setVisible(self.width() >= NARROW)

    def _lay_out(self) -> None:
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        for number, button in enumerate(self.parts):
            button.setCheckable(True)
            self._group.addButton(button, number)
            choice.addWidget(button)
        choice.addStretch(1)
        self.parts[0].setChecked(True)
        self._group.idToggled.connect(self._share_room)
        upper = QHBoxLayout(self._upper)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(4)
        upper.addWidget(self._chart, 5)
        upper.addWidget(self._side, 3)
        column = QVBoxLayout(self._run)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar)
        column.addWidget(self._choice)
        column.addWidget(self._upper, 3)
        column.addWidget(self._lower, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 2)
        whole.addWidget(self._run)
        whole.addWidget(self._empty)
        self._run.hide()
