"""The whole series with its parts, and the window that a sample is."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.browser.contents import LEFT_OUT, TEST, TRAINING, VALIDATION, Contents
from nnstudio.app.browser.ink import class_color
from nnstudio.app.browser.series import Series, bands, thinned
from nnstudio.app.browser.series_chart import SeriesChart
from nnstudio.app.plots.chart_frame import Bounds, Line
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.figures import figure_text

_POINTS = 2400
_MOST_BANDS = 400


class SeriesPage(QWidget):
    """Draws what the windows were cut from; a click or the arrow keys choose a window."""

    picked = Signal(int)
    """The user chose this sample."""
    asked = Signal(str)
    """A key asks for something, as in `ContactSheet`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: Contents | None = None
        self._series: Series | None = None
        self._parts: tuple[str, ...] = ()
        self._zoom: Bounds | None = None
        self._sample = 0
        self.chart, self._note = SeriesChart(), ElidedLabel()
        self._note.setProperty("role", "muted")
        self._note.setContentsMargins(10, 0, 10, 6)
        self.chart.zoomed.connect(self._show_part)
        self.chart.pointed.connect(self._point)
        self.chart.picked.connect(self._pick)
        self.chart.stepped.connect(self._step)
        self.chart.asked.connect(self.asked)
        theme_signals.changed.connect(self._on_theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 0)
        column.setSpacing(2)
        column.addWidget(self.chart, 1)
        column.addWidget(self._note)
        self._translate()

    def show_series(self, contents: Contents, series: Series, parts: tuple[str, ...]) -> None:
        """Show a series with the parts of its samples."""
        if self._contents is None or self._contents.dataset is not contents.dataset:
            self._zoom, self._sample = None, 0
            most = 40 * series.window
            if not series.joined and len(series.values) > most:
                self._zoom = (0.0, float(most))
        self._contents, self._series, self._parts = contents, series, parts
        self._draw()

    def sample(self) -> int:
        """Return the sample whose window is marked."""
        return self._sample

    def set_sample(self, sample: int) -> None:
        """Mark the window of a sample and bring it into view."""
        series = self._series
        self._sample = sample
        if series is None or sample >= len(series.starts):
            return
        start = float(series.starts[sample])
        end = start + series.window - 1
        if self._zoom is not None and not (self._zoom[0] <= start and end <= self._zoom[1]):
            width = self._zoom[1] - self._zoom[0]
            left = max(start - width / 4, 0.0)
            self._zoom = (left, left + width)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _draw(self) -> None:
        series, contents = self._series, self._contents
        if series is None or contents is None or not len(series.values):
            return
        last = float(len(series.values) - 1)
        first_seen, last_seen = self._zoom or (0.0, last)
        lines = []
        for k, name in enumerate(series.names):
            x, y = thinned(series.values[:, k], first_seen, last_seen, _POINTS)
            # A smoothed line of many points costs more than it shows.
            lines.append(Line(name, x, y, class_color(k), smooth=len(x) <= 1200))
        low, high = series.bounds
        margin = (high - low) * 0.06 or 1.0
        self.chart.set_zoom(self._zoom)
        self.chart.set_lines(tuple(lines), (0.0, last), (low - margin, high + margin))
        self.chart.set_bands(self._bands(series, contents))
        start = float(series.starts[self._sample])
        self.chart.set_window((start, start + series.window - 1))
        self._point(None)

    def _bands(
        self, series: Series, contents: Contents
    ) -> tuple[tuple[float, float, str, str], ...]:
        theme = current_theme()
        shades = {
            TRAINING: theme.train,
            VALIDATION: theme.validation,
            TEST: theme.good,
            LEFT_OUT: theme.bad,
        }
        found = bands(contents.part, series.starts, len(series.values) - 1)
        if self._zoom is not None:
            found = tuple(b for b in found if b[1] >= self._zoom[0] and b[0] <= self._zoom[1])
        return tuple(
            (first, end, shades.get(part, theme.muted), self._parts[part])
            for first, end, part in found[:_MOST_BANDS]
        )

    def _show_part(self, zoom: Bounds | None) -> None:
        self._zoom = zoom
        self._draw()

    def _point(self, x: float | None) -> None:
        series, contents = self._series, self._contents
        if series is None or contents is None:
            return
        self.chart.set_cross(x)
        values = []
        step = None if x is None else int(min(max(round(x), 0), len(series.values) - 1))
        for k, name in enumerate(series.names):
            text = name if step is None else f"{name} {figure_text(float(series.values[step, k]))}"
            values.append((text, class_color(k)))
        self.chart.set_values(tuple(values))
        sample, start = self._sample, int(series.starts[self._sample])
        text = self.tr("Sample {number}: steps {first} to {last}, {part}.").format(
            number=sample,
            first=f"{start + 1:,}",
            last=f"{start + series.window:,}",
            part=self._parts[contents.part[sample]],
        )
        if not series.joined:
            text += " " + self.tr("The samples are sequences of their own, side by side.")
        self._note.setText(text)

    def _pick(self, x: float) -> None:
        series = self._series
        if series is None:
            return
        middle = x - (series.window - 1) / 2 if series.joined else x
        sample = int(np.searchsorted(series.starts, middle, side="right")) - 1
        self.picked.emit(min(max(sample, 0), len(series.starts) - 1))

    def _step(self, way: int) -> None:
        if self._series is not None:
            last = len(self._series.starts) - 1
            self.picked.emit(min(max(self._sample + way, 0), last))

    def _on_theme(self) -> None:
        self.chart.repaint_all()
        self._draw()

    def _translate(self) -> None:
        self.chart.set_title(self.tr("The series"))
        self.chart.setAccessibleDescription(
            self.tr("The arrow keys choose a window, the wheel zooms, a double click shows all.")
        )
        self._draw()
