"""The ways to show gradients: curves over time, a heat strip, and the factors of the layers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nnstudio.app.plots.chart import Chart
from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.plots.gradients.factor_bars import FactorBars
from nnstudio.app.plots.gradients.gradient_tools import PAGES
from nnstudio.app.plots.gradients.heat_strip import HeatStrip
from nnstudio.app.plots.gradients.layer_colors import layer_colors
from nnstudio.app.plots.gradients.layer_course import LayerCourse
from nnstudio.app.plots.gradients.layer_side import scrolled
from nnstudio.app.plots.ticks import ceiling, log_ticks, step_ticks
from nnstudio.app.style.appearance import current_theme

WIDTH_BESIDE = {"curves": 300, "heat": 560, "factors": 1 << 20}
"""From which width of the view on a page leaves room for bars beside it; heat strip and factors
name their layers themselves."""
FEW_LAYERS = 6
"""Up to this many lines are drawn thick."""


class GradientPages(QStackedWidget):
    """Shows one of `PAGES`."""

    pointed = Signal(object)
    """The step under the mouse, None when it left."""
    chosen = Signal(str)
    """The node of a row that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart(step_ticks, log_ticks)
        self.heat, self.factors = HeatStrip(), FactorBars()
        self.chart.zoomed.connect(self.chart.set_zoom)
        self.chart.pointed.connect(self.pointed)
        self.heat.pointed.connect(self.pointed)
        self.heat.chosen.connect(self.chosen)
        self.factors.chosen.connect(self.chosen)
        for page in (self.chart, self.heat, scrolled(self.factors)):
            self.addWidget(page)

    @property
    def page(self) -> str:
        """Which page is shown."""
        return PAGES[self.currentIndex()]

    def show_page(self, page: str) -> None:
        """Show one of `PAGES`."""
        self.setCurrentIndex(PAGES.index(page))

    def set_title(self, title: str) -> None:
        """Say what is shown over time."""
        self.chart.set_title(title)
        self.heat.set_title(title)

    def set_cross(self, step: float | None) -> None:
        """Show a line at a step."""
        self.chart.set_cross(step)
        self.heat.set_cross(step)

    def set_selected(self, nodes: tuple[str, ...]) -> None:
        """Mark what belongs to these nodes."""
        self.heat.set_selected(nodes)
        self.factors.set_selected(nodes)

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self.chart.repaint_all()
        self.heat.repaint_all()
        self.factors.update()

    def clear_course(self, bounds: Bounds) -> None:
        """Show nothing over time."""
        self.chart.set_lines((), (0.0, 1.0), bounds)

    def draw_course(
        self, course: LayerCourse, names: tuple[str, ...], *, recent: bool, grows: bool
    ) -> None:
        """Show sizes over time on the page that is seen.

        Parameters
        ----------
        names
            What the layers are called.
        recent
            Whether to show the newest part only.
        grows
            Whether more will come, so that the curves need room at their right.
        """
        layers, bounds = course.layers, course.bounds()
        x, logs = course.columns(recent=recent)
        if self.page == "heat":
            self.heat.set_course(layers, names, x, logs, bounds)
            return
        width = 2.0 if len(layers) <= FEW_LAYERS else 1.0
        shades = layer_colors(len(layers), current_theme())
        smooth = course.smooth(logs, recent=recent)
        lines = tuple(
            Line(name, x, smooth[:, i], shades[i], width) for i, name in enumerate(layers)
        )
        first, last = (float(x[0]) if recent else 0.0), course.last_step
        if not recent and grows and last > 0.0:
            last = ceiling(last * 1.05)
        self.chart.set_lines(lines, (first, max(last, first + 1.0)), bounds)
