"""How one number of a feature map came about: elastic convolution, with real numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import value_range
from nnstudio.app.plots.feature_maps.channel_bars import BAR, ChannelRow, channel_rows, paint_bars
from nnstudio.app.plots.feature_maps.equation import Line, backward_lines, figure, forward_lines
from nnstudio.app.plots.feature_maps.input_context import paint_context
from nnstudio.app.plots.feature_maps.painter_fonts import BOLD, digits, letters
from nnstudio.app.plots.feature_maps.working_grids import (
    Rows,
    backward_grids,
    contributions,
    forward_grids,
)
from nnstudio.app.plots.feature_maps.working_painter import (
    LINE,
    TITLE,
    arranged,
    paint_lines,
    paint_row,
)
from nnstudio.app.style.appearance import current_theme
from nnstudio.engine.studies.layer_passes import LayerPass
from nnstudio.explain.window_places import BETWEEN, INSIDE
from nnstudio.explain.worked_pixel import WorkedPixel, as_map

CONTEXT, LEAST_CONTEXT = 190, 56


@dataclass(frozen=True, eq=False)
class Working:
    """What is shown: the layer at work, one of its numbers, and how both are called."""

    title: str
    source: str
    done: LayerPass
    worked: WorkedPixel
    backward: bool
    colour: bool = False


class WorkingPanel(QWidget):
    """Shows patch times kernel for one number of a map, channel by channel, and the sum.

    The mouse or the arrow keys go over the places of the kernel; a click on a bar, or Page Up and
    Page Down, choose the input channel.
    """

    channel_chosen = Signal()
    """Another input channel is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._working: Working | None = None
        self._hint = ""
        self._channel: int | None = None
        self._chosen: tuple[int, int] | None = None
        self._cells: list[tuple[QRectF, float]] = []
        self._bars: list[tuple[QRectF, int]] = []
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 80)

    def set_working(self, working: Working | None, hint: str = "") -> None:
        """Show how a number came about, or a sentence where there is none."""
        before = self._working
        self._working, self._hint = working, hint
        if working is None:
            self._chosen = None
        elif (
            before is None
            or before.worked.kernel is None
            or working.worked.kernel is None
            or before.worked.kernel.shape != working.worked.kernel.shape
        ):
            self._chosen = self._channel = None
        self.setAccessibleDescription(self.read_out())
        self.update()

    def working(self) -> Working | None:
        """Return what is shown."""
        return self._working

    def hint(self) -> str:
        """Return what is said where nothing is shown."""
        return self._hint

    def channel(self) -> int:
        """Return which of the channels that are read is looked at: chosen, or the strongest."""
        if self._working is None:
            return 0
        parts = np.abs(np.nan_to_num(self._parts()))
        if self._channel is None or self._channel >= len(parts):
            return int(parts.argmax()) if len(parts) else 0
        return self._channel

    def grids(self) -> Rows:
        """Return the tables that are shown, row by row."""
        working = self._working
        if working is None:
            return ()
        make = backward_grids if working.backward else forward_grids
        return make(working.worked, self.channel(), value_range(working.done.x))

    def lines(self) -> tuple[Line, ...]:
        """Return the lines below the tables."""
        if self._working is None:
            return ()
        make = backward_lines if self._working.backward else forward_lines
        return make(self._working.done.layer, self._working.worked)

    def bars(self) -> tuple[ChannelRow, ...]:
        """Return what the channels add, the strongest first, as many as there is room for."""
        working = self._working
        if working is None or len(working.worked.channels) < 2:
            return ()
        return channel_rows(working.worked.channels, self._parts(), 6, working.colour)

    def read_out(self) -> str:
        """Return the sum in words, or the product under the mouse."""
        working = self._working
        if working is None:
            return self._hint
        place = self._chosen
        if place is None:
            return "  ".join(f"{line.label} {line.figure}" for line in self.lines())
        worked, channel = working.worked, self.channel()
        where = f"[{worked.rows[place]}, {worked.columns[place]}]"
        if worked.reach[place] == BETWEEN:
            return self.tr("between two inputs: the stride leaves a gap here")
        value = figure(float(worked.patch[(*place, channel)]))
        if worked.reach[place] != INSIDE:
            value = self.tr("0 (border)")
        if worked.kernel is None:
            return f"x{where} = {value}"
        weight = worked.kernel[(*place, channel)]
        if working.backward and worked.dz is not None:
            share = float(worked.patch[(*place, channel)] * worked.dz)
            return f"x{where} {value} × dL/dz {figure(worked.dz)} = {figure(share)}"
        product = float(worked.products[(*place, channel)])
        return f"x{where} {value} × w {figure(float(weight))} = {figure(product)}"

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(330, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        self._cells, self._bars = [], []
        working = self._working
        if working is None:
            painter.setFont(letters(0.95))
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(18, 8, -18, -8), flags, self._hint)
            return
        width, height = float(self.width() - 4), float(self.height())
        rows, lines = self.grids(), self.lines()
        painter.setFont(letters(0.95, BOLD))
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(0, 0, width, LINE), working.title)
        y = float(LINE)
        rows, cell = arranged(rows, width, height - y - (len(lines) + 1) * LINE)
        need = sum(cell * row[0].values.shape[0] + TITLE + 4 for row in rows)
        room = height - y - need - (len(lines) + 1) * LINE - 8
        if room >= LEAST_CONTEXT:
            y = self._paint_input(painter, working, y, min(room, CONTEXT), width)
        for row in rows:
            areas = paint_row(painter, row, y, cell, self._chosen)
            self._cells += [(area, cell) for area in areas]
            y += TITLE + row[0].values.shape[0] * cell + 4
        y = paint_lines(painter, lines, y, width)
        painter.setFont(digits(0.82))
        painter.setPen(QColor(theme.accent if self._chosen else theme.muted))
        note = self.read_out() if self._chosen else self._note()
        painter.drawText(QRectF(0, y, width, LINE), Qt.AlignmentFlag.AlignVCenter, note)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(self._place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._choose(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for area, channel in self._bars:
            if area.contains(event.position()):
                self.choose_channel(channel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key, working = Qt.Key(event.key()), self._working
        if working is None:
            super().keyPressEvent(event)
        elif key in ways:
            rows, columns = working.worked.reach.shape
            row, column = self._chosen or (0, 0)
            down, across = ways[key] if self._chosen else (0, 0)
            self._choose(
                (min(max(row + down, 0), rows - 1), min(max(column + across, 0), columns - 1))
            )
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            step = 1 if key == Qt.Key.Key_PageDown else -1
            self.choose_channel((self.channel() + step) % len(working.worked.channels))
        else:
            super().keyPressEvent(event)

    def choose_channel(self, channel: int) -> None:
        """Look at another of the channels that are read."""
        self._channel = channel
        self.update()
        self.channel_chosen.emit()

    # ---- within ----

    def _parts(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        assert self._working is not None
        return contributions(self._working.worked, self._working.backward)

    def _note(self) -> str:
        """Return which channel the tables are of, and what lies beyond the edge."""
        working = self._working
        assert working is not None
        worked = working.worked
        parts = []
        if len(worked.channels) > 1:
            text = self.tr("channel {number} of {source}")
            number = int(worked.channels[self.channel()])
            parts.append(text.format(number=number, source=working.source))
        if (worked.reach == BETWEEN).any():
            parts.append(self.tr("dotted: gaps of the stride"))
        elif (worked.reach != INSIDE).any():
            parts.append(
                self.tr("hatched: zeros beyond the edge")
                if worked.kernel is not None
                else self.tr("hatched: beyond the edge, does not count")
            )
        return " · ".join(parts)

    def _paint_input(
        self, painter: QPainter, working: Working, y: float, side: float, width: float
    ) -> float:
        """Paint where in its input the patch lies, and what each channel adds."""
        number = int(working.worked.channels[self.channel()])
        x = as_map(working.done.x)
        shown = x if working.colour else x[:, :, number : number + 1]
        side = min(side, 0.45 * width)
        area = QRectF(0, y, side, side - 6)
        if x.shape[0] == 1:
            area = QRectF(0, y, width, min(side - 6, 34))
        paint_context(painter, area, shown, value_range(working.done.x), working, self._chosen)
        bars = self.bars()
        if bars and x.shape[0] > 1:
            room = QRectF(area.right() + 12, y, width - area.right() - 12, side - 6)
            fit = max(int(room.height() // BAR) - 1, 1)
            bars = channel_rows(working.worked.channels, self._parts(), fit, working.colour)
            self._bars = paint_bars(painter, room, bars, self.channel(), working.backward)
        return y + (area.height() + 6 if x.shape[0] == 1 else side)

    def _place_at(self, place: QPointF) -> tuple[int, int] | None:
        for area, cell in self._cells:
            if area.contains(place):
                row, column = (place.y() - area.y()) // cell, (place.x() - area.x()) // cell
                rows, columns = round(area.height() / cell), round(area.width() / cell)
                return min(int(row), rows - 1), min(int(column), columns - 1)
        return None

    def _choose(self, place: tuple[int, int] | None) -> None:
        if place != self._chosen:
            self._chosen = place
            self.setAccessibleDescription(self.read_out())
            self.update()
