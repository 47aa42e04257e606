"""How far each step moves the weights, layer by layer, and how widely the layers' outputs are spread."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.gradients.gradient_pages import scrolled
from nnstudio.app.plots.gradients.layer_colors import layer_colors
from nnstudio.app.plots.layer_strip import LayerRow, LayerStrip
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.ticks import (
    Ticks,
    ceiling,
    linear_ticks,
    log_ticks,
    short_count,
)
from nnstudio.app.plots.updates.band_chart import BandChart
from nnstudio.app.plots.updates.spread_bars import SpreadBars, SpreadRow
from nnstudio.app.plots.updates.update_lines import update_lines
from nnstudio.app.plots.verdict_bar import LOOKS, VerdictBar
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.studies.activation_spread import ActivationSpreadStudy, Spread
from nnstudio.explain.update_verdict import BAND, UPDATE_RULE, judge_updates, recent_levels
from nnstudio.explain.verdicts import Verdict

SAMPLES = 64
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
        self._samples = ProbeSamples(SAMPLES, "train", self)
        self._samples.changed.connect(self._want)
        self._live: LiveStudy[tuple[Spread, ...]] = LiveStudy("updates", session, training, self)
        self._live.arrived.connect(self._hear)
        self._live.project_changed.connect(self._follow)
        training.moments.moved.connect(self._hear)
        session.run_changed.connect(self._hear)
        session.selection_changed.connect(self._show_selection)
        self._bar = VerdictBar(UPDATE_RULE)
        self._chart = BandChart(_write_x, log_ticks, BAND)
        self._chart.pointed.connect(self._point_at)
        self._chart.zoomed.connect(self._chart.set_zoom)
        self._strip, self._spread = LayerStrip(), SpreadBars()
        self._strip.chosen.connect(self._select)
        self._spread.chosen.connect(self._select)
        self._when, self._about = ElidedLabel(), ElidedLabel()
        self.parts = QToolButton(), QToolButton()
        self._group = QButtonGroup(self)
        self._empty = EmptyState(self.ICON, "", "")
        self._run, self._upper, self._lower = QWidget(), QWidget(), QWidget()
        self._side, self._choice = QWidget(), QWidget()
        self._lay_out()
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        log, moment = self._session.run_log, self._training.moments.shown
        spreads = self._live.latest
        stamp = (log, len(log.updates), self._training.active, moment, spreads)
        if stamp == self._drawn:
            return
        self._drawn = stamp
        self._steps, self._sizes = log.updates.steps, log.updates.sizes
        if moment is not None:
            count = int(np.searchsorted(self._steps, moment.step, side="right"))
            self._verdict = judge_updates(self._sizes[:count], log.layers)
        else:
            self._verdict = judge_updates(self._sizes, log.layers)
        there = len(self._steps) > 0 or spreads is not None
        self._run.setVisible(there)
        self._empty.setVisible(not there)
        self._bar.set_verdict(self._verdict)
        self._draw_chart()
        self._show_rows()
        self._show_spreads()

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
        self._about.setText(self.tr("Outputs of each layer: mean ± 2σ"))
        texts = (self.tr("Updates"), self.tr("Activations"))
        for button, text in zip(self.parts, texts, strict=True):
            button.setText(text)
        self._strip.setAccessibleName(self._chart.accessibleName())
        self._spread.setAccessibleName(self._about.text())

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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._live.set_shown(True)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._live.set_shown(False)

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
        self._when.setText(when)
        shades = layer_colors(len(log.layers), current_theme())
        rows = tuple(
            LayerRow(
                name, self._name_of(name), shades[i], float(values[i]), name in self._verdict.layers
            )
            for i, name in enumerate(log.layers)
        )
        self._strip.set_rows(rows, *self._y, LOOKS[self._verdict.kind][0])

    def _show_spreads(self) -> None:
        if self._live.latest is None:
            return
        spreads = self._live.latest.result
        theme, layers = current_theme(), self._session.run_log.layers
        shades = dict(zip(layers, layer_colors(len(layers), theme), strict=True))
        self._spread.set_rows(
            tuple(
                SpreadRow(
                    s.node, self._name_of(s.node), shades.get(s.node, theme.accent), s.mean, s.sigma
                )
                for s in spreads
            )
        )

    def _name_of(self, node_id: str) -> str:
        node = self._session.project.graph.by_id.get(node_id)
        return (node.title if node is not None else "") or node_id

    def _cross(self) -> float | None:
        moment = self._training.moments.shown
        if self._pointed is None and moment is not None:
            return float(moment.step)
        return self._pointed

    # ---- what happens ----

    def _follow(self) -> None:
        if self.isVisible():
            self._samples.follow(self._live.analysis)

    def _want(self) -> None:
        if self._samples.probe is not None:
            self._live.ask(ActivationSpreadStudy(self._samples.probe.x))

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
        for label in (self._when, self._about):
            label.setProperty("role", "section")
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        for number, button in enumerate(self.parts):
            button.setCheckable(True)
            self._group.addButton(button, number)
            choice.addWidget(button)
        choice.addStretch(1)
        self.parts[0].setChecked(True)
        self._group.idToggled.connect(self._share_room)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._when)
        scroll = scrolled(self._strip)
        scroll.setMinimumWidth(self._strip.minimumSizeHint().width() + 10)
        side.addWidget(scroll, 1)
        upper = QHBoxLayout(self._upper)
        lower = QVBoxLayout(self._lower)
        for box in (upper, lower):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(4)
        upper.addWidget(self._chart, 5)
        upper.addWidget(self._side, 3)
        lower.addWidget(self._about)
        lower.addWidget(scrolled(self._spread), 1)
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


def _write_x(low: float, high: float, most: int) -> Ticks:
    return linear_ticks(low, high, most, short_count)
