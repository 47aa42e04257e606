"""A recurrent layer unrolled over the steps of a sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.plots.kept_picture import KeptPicture
from nnstudio.app.plots.recurrent.strip_paint import (
    Band,
    log_bounds,
    paint_bars,
    paint_heat,
    paint_line,
    paint_names,
    paint_scale,
    paint_skipped,
)
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.core.layer import Array

LEFT, RIGHT = 74, 10
_NAMES, _CAPTION, _GAP = 18, 15, 5
_FIRST, _BAND, _CHART = 54, 26, 58
"""The least heights of the first band, of another, and of a chart."""


@dataclass(frozen=True, eq=False)
class Unrolled:
    """What is shown of one cell, in the order of the sequence.

    Parameters
    ----------
    names
        What the sample shows at each step.
    bands
        Rows of colours; the state comes first.
    on
        Whether a step counts ``(steps,)``.
    pull, kept
        ‖dL/dh_t‖, whole and as far as a window lets it come ``(steps,)``.
    factors, products
        Norms of Jacobians (`engine.studies.recurrence.Reading`) ``(steps,)``.
    turned
        Whether the cell reads from the end.
    """

    names: tuple[str, ...]
    bands: tuple[Band, ...]
    on: Array
    pull: Array
    kept: Array
    factors: Array
    products: Array
    turned: bool


class StepStrip(QWidget):
    """Draws inputs, states, gates, and what comes back of the loss, all over the same steps."""

    pointed = Signal(str)
    """What is under the mouse, in words; empty: nothing."""
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Unrolled | None = None
        self._picture = KeptPicture(self, self._paint_all)
        self._at: tuple[int, str, int] | None = None
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_unrolled(self, shown: Unrolled) -> None:
        """Show another sample, another layer, or later weights."""
        if self._shown is None or len(self._shown.bands) != len(shown.bands):
            self._shown = shown
            self.setMinimumHeight(self._least())
        self._shown = shown
        self.repaint_all()
        self._tell()

    def unrolled(self) -> Unrolled | None:
        """Return what is shown."""
        return self._shown

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._picture.forget()
        self.update()

    def areas(self) -> dict[str, QRectF]:
        """Return where each band lies by its name; the charts are ``"pull"`` and ``"product"``."""
        if self._shown is None:
            return {}
        bands = self._shown.bands
        spare = max(self.height() - self._least(), 0)
        unit = spare / (2.0 + len(bands) * 0.5 + 2.0)
        width = max(self.width() - LEFT - RIGHT, 1)
        top = float(_NAMES)
        found = {}
        heights = [_FIRST + 2 * unit, *(_BAND + 0.5 * unit for _ in bands[1:])]
        for band, height in zip(bands, heights, strict=True):
            found[band.name] = QRectF(LEFT, top, width, height)
            top += height + _GAP
        for name in ("pull", "product"):
            top += _CAPTION
            found[name] = QRectF(LEFT, top, width, _CHART + unit)
            top += _CHART + unit + _GAP
        return found

    def place_of(self, name: str, step: int, unit: int = 0) -> QPointF:
        """Return the middle of a cell of a band, or of a step of a chart."""
        assert self._shown is not None
        area = self.areas()[name]
        rows = next((len(b.values) for b in self._shown.bands if b.name == name), 1)
        across = area.width() / len(self._shown.names)
        return QPointF(
            area.left() + (step + 0.5) * across, area.top() + (unit + 0.5) * area.height() / rows
        )

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(420, self._least())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._picture.draw(painter)
        if self._at is not None and self._shown is not None:
            self._paint_pointer(painter, self._shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = self._found(event.position())
        self.update()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None or self._shown is None or not self._shown.names:
            super().keyPressEvent(event)
            return
        step, name, unit = self._at or (-1 if way > 0 else len(self._shown.names), "pull", 0)
        self._at = min(max(step + way, 0), len(self._shown.names) - 1), name, unit
        self.update()
        self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._at = None
        self.update()
        self._tell()

    # ---- within ----

    def _least(self) -> int:
        more = len(self._shown.bands) - 1 if self._shown is not None else 0
        heights = _FIRST + more * _BAND + 2 * (_CHART + _CAPTION)
        return _NAMES + heights + (more + 3) * _GAP + 2

    def _paint_all(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(current_theme().surface))
        if self._shown is not None and self._shown.names:
            self._paint(painter, self._shown)

    def _paint(self, painter: QPainter, shown: Unrolled) -> None:
        theme, areas = current_theme(), self.areas()
        first = areas[shown.bands[0].name]
        painter.setFont(number_font(0.88))
        names = QRectF(first.left(), 0, first.width(), _NAMES)
        paint_names(painter, names, shown.names, shown.on, theme)
        self._caption(painter, QRectF(0, 0, LEFT - 26, _NAMES), self.tr("input"))
        for band in shown.bands:
            area = areas[band.name]
            paint_heat(painter, area, band, theme)
            self._paint_band_name(painter, area, band)
        painter.setFont(number_font(0.8))
        for name, values in (("pull", (shown.pull,)), ("product", (shown.products, shown.factors))):
            area, bounds = areas[name], log_bounds(*values)
            paint_scale(painter, area, bounds, theme)
            if name == "pull":
                paint_bars(painter, area, shown.pull, shown.kept, bounds, theme)
            else:
                paint_line(painter, area, shown.factors, bounds, theme.muted, theme)
                paint_line(painter, area, shown.products, bounds, theme.validation, theme)
        for area in areas.values():
            paint_skipped(painter, area, shown.on, theme)
        arrow = "→" if shown.turned else "←"
        self._chart_caption(
            painter,
            areas["pull"],
            ((f"‖∂L/∂h_t‖  {arrow} {self.tr('back through time')}", theme.accent),),
        )
        found = np.isfinite(shown.products).any()
        texts = (
            (self.tr("product of Jacobians ‖∂s_T/∂s_t‖"), theme.validation),
            (self.tr("factor per step ‖∂s_t/∂s_t−1‖"), theme.muted),
        )
        waiting = ((self.tr("norms of Jacobians are being computed"), theme.muted),)
        self._chart_caption(painter, areas["product"], texts if found else waiting)

    def _paint_band_name(self, painter: QPainter, area: QRectF, band: Band) -> None:
        theme, right = current_theme(), Qt.AlignmentFlag.AlignRight
        low, high = band.bounds
        reach = f"± {high:.2g}" if low == -high else f"{low:.2g} … {high:.2g}".replace("-", "−")
        middle = area.center().y()
        for text, font, color, top in (
            (band.caption, ui_font(0.95), theme.text, middle - 15),
            (reach, number_font(0.76), theme.muted, middle),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(
                QRectF(0, top, LEFT - 6, 15), right | Qt.AlignmentFlag.AlignVCenter, text
            )

    def _caption(self, painter: QPainter, place: QRectF, text: str) -> None:
        painter.setPen(QColor(current_theme().muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _chart_caption(
        self, painter: QPainter, area: QRectF, texts: tuple[tuple[str, str], ...]
    ) -> None:
        painter.setFont(ui_font(0.86))
        x = area.left()
        for text, color in texts:
            painter.setPen(QColor(color))
            painter.drawText(QPointF(x, area.top() - 4), text)
            x += painter.fontMetrics().horizontalAdvance(text) + 16

    def _paint_pointer(self, painter: QPainter, shown: Unrolled) -> None:
        assert self._at is not None
        step, name, unit = self._at
        theme, areas = current_theme(), self.areas()
        area = areas[name]
        wide = area.width() / len(shown.names)
        column = QRectF(
            area.left() + step * wide, _NAMES - 1, wide, areas["product"].bottom() - _NAMES + 1
        )
        painter.setPen(QPen(QColor(theme.text), 1))
        painter.drawRect(column)
        band = next((b for b in shown.bands if b.name == name), None)
        if band is not None:
            high = area.height() / len(band.values)
            cell = QRectF(column.left(), area.top() + unit * high, wide, max(high, 2))
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawRect(cell)

    def _found(self, place: QPointF) -> tuple[int, str, int] | None:
        shown = self._shown
        for name, area in self.areas().items():
            if shown is not None and shown.names and area.contains(place):
                step = int((place.x() - area.left()) / area.width() * len(shown.names))
                step = min(step, len(shown.names) - 1)
                band = next((b for b in shown.bands if b.name == name), None)
                rows = len(band.values) if band is not None else 1
                unit = int((place.y() - area.top()) / area.height() * rows)
                return step, name, min(unit, rows - 1)
        return None

    def _tell(self) -> None:
        shown = self._shown
        if self._at is None or shown is None or self._at[0] >= len(shown.names):
            self.pointed.emit("")
            return
        step, name, unit = self._at
        band = next((b for b in shown.bands if b.name == name), None)
        where = self.tr("step {step} “{name}”").format(step=step + 1, name=shown.names[step])
        if not shown.on[step]:
            where = self.tr("{step}, skipped as padding").format(step=where)
        if band is not None and unit < len(band.values):
            value = figure(float(band.values[unit, step]))
            text = self.tr("{where}: {name}, unit {unit} = {value}")
            self.pointed.emit(text.format(where=where, name=band.caption, unit=unit, value=value))
            return
        text = self.tr(
            "{where}: ‖∂L/∂h‖ = {pull}, × {factor} in this step, ‖∂s_T/∂s_t‖ = {product}"
        )
        numbers = {
            "pull": figure(float(shown.pull[step])),
            "factor": figure(float(shown.factors[step])),
            "product": figure(float(shown.products[step])),
        }
        self.pointed.emit(text.format(where=where, **numbers))
