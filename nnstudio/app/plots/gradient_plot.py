"""The gradient of every layer, now and over time, with a verdict in words, its cause and cures."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds
from nnstudio.app.plots.gradients.gradient_pages import WIDTH_BESIDE, GradientPages
from nnstudio.app.plots.gradients.gradient_rows import (
    factor_rows,
    factor_table,
    layer_rows,
    sizes_at,
)
from nnstudio.app.plots.gradients.gradient_source import Course, GradientSource
from nnstudio.app.plots.gradients.gradient_tools import GradientTools
from nnstudio.app.plots.gradients.layer_course import LayerCourse
from nnstudio.app.plots.gradients.layer_side import LayerSide
from nnstudio.app.plots.layer_strip import LayerStrip
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.verdict_bar import LOOKS, VerdictBar
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.training import Training
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.text import N_, Text
from nnstudio.explain.gradient_causes import CAUSES
from nnstudio.explain.gradient_cures import cure_label, cured
from nnstudio.explain.verdicts import RULE, Verdict, judge

LOW = 420
"""In less height than this there is no room for both the rule and the chart."""


class GradientPlot(LiveView):
    """Draws the size of each layer's gradient, and says whether it is healthy, and why not.

    The bars beside the chart are its legend: a click on a layer selects it everywhere. While the
    mouse is over the chart they show the step below it, else the present.
    """

    NAME = "gradient_plot"
    TITLE = N_("Gradient flow")
    EXPLANATION = N_(
        "How strongly each layer is told to change: the size of its gradient, and what each layer "
        "multiplies it by on its way back. Layers whose gradient is far smaller than the others' "
        "hardly learn."
    )
    ICON = "activity"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._source = GradientSource(session, training, self)
        self._drawn: tuple[object, ...] = ()
        self._course = LayerCourse()
        self._pointed: float | None = None
        self._y: Bounds = (-4.0, 0.0)
        self._verdict = judge(np.empty((0, 0)), ())
        self._bar = VerdictBar(Text("{first}\n{second}", first=RULE, second=CAUSES))
        self._bar.cure_chosen.connect(self._cure)
        self._tools = GradientTools()
        self._tools.changed.connect(self._choose)
        self.recent_button = self._tools.recent
        self._pages = GradientPages()
        self._pages.pointed.connect(self._point_at)
        self._pages.chosen.connect(self._select)
        self._side = LayerSide()
        self._strip = self._side.strip
        self._strip.chosen.connect(self._select)
        self._empty = EmptyState(self.ICON, "", "")
        self._run, self._body = QWidget(), QWidget()
        self._lay_out()
        self._source.changed.connect(self._hear)
        session.run_changed.connect(self._forget)
        session.selection_changed.connect(self._show_selection)
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        log, source = self._session.run_log, self._source
        probes = source.probes()
        broken = bool(log.steps) and not np.isfinite(log.loss[-1])
        stamp = (log, len(log.probe_steps), probes, self._training.active, broken, source.flow)
        if stamp == self._drawn:
            return
        there = probes > 0 or broken or source.flow is not None
        self._run.setVisible(there)
        self._empty.setVisible(not there)
        self._verdict = source.verdict()
        self._bar.set_verdict(self._verdict)
        self._bar.set_cures(tuple((name, cure_label(name)) for name in self._verdict.cures))
        if self._draw():
            self._drawn = stamp
        else:
            self._scheduler.news()

    def redraw(self) -> None:
        self._drawn = ()
        self._pages.repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("No gradients yet"),
            self.tr(
                "Draw a network from the input to an output and press Train: the gradient of every "
                "layer is drawn here, with a verdict."
            ),
        )
        self._tools.retranslate()
        self._bar.retranslate()
        self._name_parts()

    def table(self) -> Table | None:
        flow = self._source.flow
        course = self._source.course()
        if self._tools.page == "factors" or not len(course.steps):
            return None if flow is None else factor_table(flow)
        rows = np.column_stack([course.steps, course.values]).tolist()
        return ("step", *course.layers), rows

    # ---- what is shown ----

    def verdict(self) -> Verdict:
        """Return the verdict that is shown."""
        return self._verdict

    def verdict_bar(self) -> VerdictBar:
        """Return the bar with the verdict."""
        return self._bar

    def tools(self) -> GradientTools:
        """Return what chooses the quantity and the way it is shown."""
        return self._tools

    def chart(self) -> Chart:
        """Return the chart."""
        return self._pages.chart

    def pages(self) -> GradientPages:
        """Return what shows the gradients in one of several ways."""
        return self._pages

    def strip(self) -> LayerStrip:
        """Return the bars of the layers."""
        return self._strip

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        self._source.set_shown(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    # ---- drawing ----

    def _forget(self) -> None:
        """Read the record from its start: a run may go on from an earlier step."""
        self._course.clear()
        self._pointed = None
        self._hear()

    def _hear(self) -> None:
        self._drawn = ()
        self._scheduler.news()

    def _draw(self) -> bool:
        """Draw the page that is seen; return whether all of the record was taken in."""
        course = self._source.course()
        recorded = len(self._session.run_log.probe_steps) > 0
        self._tools.offer_course(recorded or len(course.steps) > 0 or self._training.active)
        page = self._page(course)
        self._pages.show_page(page)
        self._show_side()
        self._show_factors()
        done = self._course.update(course)
        self._y = self._course.bounds()
        if page != "factors" and len(course.steps):
            names = tuple(self._name_of(node) for node in course.layers)
            recent, grows = self.recent_button.isChecked(), self._training.active
            self._pages.draw_course(self._course, names, recent=recent, grows=grows)
        else:
            self._pages.clear_course(self._y)
        self._pages.set_cross(self._cross())
        self._show_rows()
        return done

    def _page(self, course: Course) -> str:
        """Return the page that is chosen; before a run there are factors only."""
        untrained = not len(course.steps) and not self._training.active
        return "factors" if untrained and self._source.flow is not None else self._tools.page

    def _show_factors(self) -> None:
        flow = self._source.flow
        if flow is not None and self._pages.page == "factors":
            self._pages.factors.set_rows(factor_rows(flow, self._name_of, self._verdict))

    def _show_rows(self) -> None:
        """Write each layer's gradient: at the crosshair, or at present."""
        if not self._side.isVisibleTo(self):
            return
        layers, values, when = sizes_at(self._source, self._pointed)
        self._side.when.setText(when)
        rows = layer_rows(layers, values, self._name_of, self._verdict, current_theme())
        self._strip.set_rows(rows, *self._y, LOOKS[self._verdict.kind][0])

    def _name_of(self, node_id: str) -> str:
        node = self._session.project.graph.by_id.get(node_id)
        return (node.title if node is not None else "") or node_id

    # ---- what the user does ----

    def _choose(self) -> None:
        self._course.clear()
        self._name_parts()
        self._source.choose(self._tools.kind, self._tools.measure)
        self.redraw()

    def _cure(self, name: str) -> None:
        label, project = cure_label(name), self._session.project
        self._session.edit(label, cured(project, self._verdict, name))

    def _point_at(self, x: float | None) -> None:
        self._pointed = x
        self._pages.set_cross(self._cross())
        self._show_rows()

    def _cross(self) -> float | None:
        """Return the step at which the charts have their line."""
        return self._source.shown_step if self._pointed is None else self._pointed

    def _make_room(self, rule_shown: bool) -> None:
        """Where there is little height the rule takes the place of the chart."""
        self._body.setVisible(not rule_shown or self.height() > LOW)
        self._tools.setVisible(self._body.isVisibleTo(self))

    def _select(self, node_id: str) -> None:
        self._session.select((node_id,))

    def _show_selection(self) -> None:
        self._strip.set_selected(self._session.selection)
        self._pages.set_selected(self._session.selection)

    # ---- within ----

    def _name_parts(self) -> None:
        what = "dL/dw" if self._tools.kind == "weights" else "dL/dy"
        title = f"{self._tools.kinds.currentText()} {what}, {self._tools.measures.currentText()}"
        self._pages.set_title(title)
        self._pages.factors.setAccessibleName(self.tr("What each layer multiplies the gradient by"))
        self._strip.setAccessibleName(title)

    def _show_side(self) -> None:
        """Leave out the bars beside what names its layers itself, or needs the room."""
        shown = self.width() >= WIDTH_BESIDE[self._pages.page]
        if shown != self._side.isVisibleTo(self):
            self._side.setVisible(shown)
            self._hear()

    def _lay_out(self) -> None:
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addWidget(self._pages, 5)
        body.addWidget(self._side, 3)
        column = QVBoxLayout(self._run)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._bar, self._tools):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        column.addStretch(0)
        self._bar.rule_button().toggled.connect(self._make_room)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 8, 2)
        whole.addWidget(self._run)
        whole.addWidget(self._empty)
        self._run.hide()
