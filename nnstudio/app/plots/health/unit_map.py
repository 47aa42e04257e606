"""A cell for every unit of every layer: what it is by colour and sign."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.live.pictures import image
from nnstudio.app.plots.health.map_head import map_fonts, paint_head, paint_legend
from nnstudio.app.plots.health.stamps import (
    SHADES,
    stamps,
)
from nnstudio.app.style.appearance import current_theme
from nnstudio.core.layer import Array
from nnstudio.explain.unit_health import STATES

HEAD, LEGEND, GAP = 21, 22, 8
SIZES = (26, 22, 17, 13, 10)
"""How large cells can be: as large as lets all layers be seen at once, else the usual size."""
USUAL = 17
LARGEST = ((256, 26), (1024, 17), (10**9, 10))
"""Up to how many units a cell has at most which size."""

Unit = tuple[str, int]
"""The id of a layer and the number of a unit."""


@dataclass(frozen=True, eq=False)
class MapLayer:
    """One layer of the map.

    Parameters
    ----------
    title
        What stands above its cells.
    states
        The number of each unit's state in `STATES` ``(units,)``.
    shades
        How strong the colour of each healthy unit is, below `SHADES` ``(units,)``.
    """

    node: str
    title: str
    states: Array
    shades: Array

    def cell(self, size: int) -> int:
        """Return how large its cells are where those of small layers have a size."""
        return min(size, next(most for units, most in LARGEST if len(self.states) <= units))

    def counts(self) -> dict[str, int]:
        """Return how many units are in each state other than healthy."""
        found = np.bincount(self.states, minlength=len(STATES)).tolist()
        return {s: n for s, n in zip(STATES, found, strict=True) if n and s != "healthy"}


class UnitMap(QWidget):
    """Shows all layers below one another; a click or the arrow keys choose a unit."""

    chosen = Signal(object)
    """The `Unit` that was clicked."""
    pointed = Signal(object)
    """The `Unit` under the mouse, None when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[MapLayer, ...] = ()
        self._selected: Unit | None = None
        self._pointed: Unit | None = None
        self._pictures: dict[str, QImage] = {}
        self._room, self._size = 0, USUAL
        self._fonts = map_fonts()
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_layers(self, layers: tuple[MapLayer, ...]) -> None:
        """Show other layers."""
        before = {layer.node: layer for layer in self._layers}
        for layer in layers:
            old = before.get(layer.node)
            same = old is not None and np.array_equal(old.states, layer.states)
            if not same or old is None or not np.array_equal(old.shades, layer.shades):
                self._pictures.pop(layer.node, None)
        resized = [len(x.states) for x in layers] != [len(x.states) for x in self._layers]
        self._layers = layers
        if resized:
            self._fit()
        self.update()

    def set_selected(self, unit: Unit | None) -> None:
        """Mark a unit."""
        self._selected = unit
        self.update()

    def layers(self) -> tuple[MapLayer, ...]:
        """Return what is shown."""
        return self._layers

    def fit(self, room: int) -> None:
        """Show all layers at once where a viewport of this height has room for them."""
        self._room = room
        self._fit()

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        self._pictures.clear()
        self._fonts = map_fonts()
        self.update()

    def place_of(self, unit: Unit) -> QRectF:
        """Return where the cell of a unit lies."""
        number, top = next((layer, top) for layer, top in self._tops() if layer.node == unit[0])
        columns, cell = self._columns(number), number.cell(self._size)
        down, across = divmod(unit[1], columns)
        return QRectF(across * cell, top + HEAD + down * cell, cell, cell)

    # ---- Qt ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.surface))
        paint_legend(painter, self.width(), self._occurring(), self._fonts)
        for layer, top in self._tops():
            height = self._height(layer)
            if QRectF(0, top, self.width(), height).intersects(QRectF(event.rect())):
                self._paint_layer(painter, layer, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for unit, color in ((self._pointed, theme.muted), (self._selected, theme.accent)):
            if unit is not None and self.has(unit):
                wide = 2.4 if unit == self._selected and self.hasFocus() else 1.6
                painter.setPen(QPen(QColor(color), wide))
                painter.drawRect(self.place_of(unit).adjusted(-0.5, -0.5, -0.5, -0.5))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._unit_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        unit = self._unit_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and unit is not None:
            self.chosen.emit(unit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self._moved(Qt.Key(event.key())) if self._layers else None
        if found is None:
            super().keyPressEvent(event)
        else:
            self.chosen.emit(found)

    # ---- within ----

    def _moved(self, key: Qt.Key) -> Unit | None:
        """Return the unit that a key leads to, None for any other key."""
        nodes = [layer.node for layer in self._layers]
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 0, Qt.Key.Key_Down: 0}
        jumps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key not in ways and key not in jumps:
            return None
        if self._selected is None or not self.has(self._selected):
            return nodes[0], 0
        at, unit = nodes.index(self._selected[0]), self._selected[1]
        if key in jumps:
            return nodes[min(max(at + jumps[key], 0), len(nodes) - 1)], 0
        across = self._columns(self._layers[at])
        unit += {Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}.get(key, ways[key])
        if unit < 0 and at:
            return nodes[at - 1], len(self._layers[at - 1].states) - 1
        if unit >= len(self._layers[at].states) and at + 1 < len(nodes):
            return nodes[at + 1], 0
        return nodes[at], min(max(unit, 0), len(self._layers[at].states) - 1)

    def _paint_layer(self, painter: QPainter, layer: MapLayer, top: float) -> None:
        head = QRectF(0, top, self.width() - 4, HEAD)
        paint_head(painter, head, layer.title, layer.counts(), self._fonts)
        picture = self._pictures.get(layer.node)
        if picture is None:
            picture = self._pictures[layer.node] = self._draw(layer)
        size = picture.size() / self.devicePixelRatioF()
        painter.drawImage(QRectF(0, top + HEAD, size.width(), size.height()), picture)

    def _draw(self, layer: MapLayer) -> QImage:
        theme = current_theme()
        size = round(layer.cell(self._size) * self.devicePixelRatioF())
        columns = self._columns(layer)
        rows = -(-len(layer.states) // columns)
        cells = np.empty((rows * columns, size, size), np.uint32)
        cells[: len(layer.states)] = stamps(theme, size)[layer.states, layer.shades]
        cells[len(layer.states) :] = np.uint32(0xFF000000 | int(theme.surface[1:], 16))
        grid = cells.reshape(rows, columns, size, size).transpose(0, 2, 1, 3)
        return image(grid.reshape(rows * size, columns * size))

    def _columns(self, layer: MapLayer) -> int:
        return max(1, min(self.width() // layer.cell(self._size), len(layer.states)))

    def _height(self, layer: MapLayer) -> int:
        rows = -(-max(len(layer.states), 1) // self._columns(layer))
        return HEAD + rows * layer.cell(self._size) + GAP

    def _tops(self) -> list[tuple[MapLayer, float]]:
        found, top = [], float(LEGEND)
        for layer in self._layers:
            found.append((layer, top))
            top += self._height(layer)
        return found

    def _fit(self) -> None:
        """Choose the size of cells and be as high as they need."""
        heights = {}
        for size in SIZES:
            self._size = size
            heights[size] = LEGEND + sum(self._height(layer) for layer in self._layers)
            if heights[size] <= self._room:
                break
        else:
            self._size = USUAL
        self._pictures.clear()
        self.setFixedHeight(heights[self._size])
        self.update()

    def _occurring(self) -> tuple[str, ...]:
        """Return the states that units are in, and healthy."""
        found = {state for layer in self._layers for state in layer.counts()}
        return tuple(state for state in STATES if state == "healthy" or state in found)

    def has(self, unit: Unit) -> bool:
        """Return whether a unit is on the map."""
        return any(x.node == unit[0] and unit[1] < len(x.states) for x in self._layers)

    def _unit_at(self, place: QPointF) -> Unit | None:
        for layer, top in self._tops():
            down, across = (
                (place.y() - top - HEAD) // layer.cell(self._size),
                place.x() // layer.cell(self._size),
            )
            if 0 <= across < self._columns(layer) and down >= 0:
                unit = int(down) * self._columns(layer) + int(across)
                if unit < len(layer.states):
                    return layer.node, unit
        return None

    def _point_at(self, unit: Unit | None) -> None:
        if unit != self._pointed:
            self._pointed = unit
            shape = Qt.CursorShape.PointingHandCursor if unit else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.pointed.emit(unit)
            self.update()


def shades_of(std: Array) -> Array:
    """Return shades for units by how much their outputs vary beside the others of the layer."""
    most = float(np.nanmax(std, initial=0.0)) if np.isfinite(std).any() else 0.0
    shares = np.nan_to_num(std / most if most > 0 and np.isfinite(most) else 0.0 * std)
    return np.clip((shares * SHADES).astype(np.int64), 0, SHADES - 1)
