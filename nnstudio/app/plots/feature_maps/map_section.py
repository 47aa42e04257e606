"""One layer among the feature maps: its name, its colours, its maps, its filters."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.plots.feature_maps.filter_tiles import FilterTiles
from nnstudio.app.plots.feature_maps.map_tiles import Cell, MapTiles
from nnstudio.app.plots.feature_maps.sample_bar import GRADIENT, SUM
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.engine.studies.layer_passes import LayerPass
from nnstudio.explain.worked_pixel import as_map
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D

NARROW = 340
HAIR_SPACE = "\u200a"


class MapSection(QWidget):
    """Shows all maps of a layer, or one of them enlarged, and the filters that made them."""

    clicked = Signal(str, int)
    """The node's id and the number of the map that was clicked."""
    pointed = Signal(str, object)
    """The node's id and the `Cell` that is pointed at (map counted among all), or None."""

    def __init__(
        self, node_id: str, title: str, colour: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.node_id = node_id
        self.only: int | None = None
        self.title = title
        self.colour = colour
        """Whether its input is a colour picture."""
        self.done: LayerPass | None = None
        self._maps: Array | None = None
        self._values = "y"
        self._weight = ""
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self._about = ElidedLabel()
        self._about.setProperty("role", "muted")
        self._about.setFont(number_font(0.9))
        self._bar = ColorBar()
        self._tiles = MapTiles()
        self._tiles.setAccessibleName(title)
        self._tiles.pointed.connect(self._on_pointed)
        self._tiles.clicked.connect(self._on_clicked)
        self._filters = FilterTiles()
        self._filters.pointed.connect(self._on_weight)
        self._filters.clicked.connect(self._on_filter)
        self._filters.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 10)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(1, 0)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._about, 0, 1)
        grid.addWidget(self._bar, 0, 2)
        grid.addWidget(self._tiles, 1, 0, 1, 3)
        grid.addWidget(self._filters, 2, 0, 1, 3)
        self._describe(None)

    def set_pass(self, done: LayerPass, values: str) -> None:
        """Show what the layer did for one sample: its ``"y"``, ``"z"`` or ``"dy"``."""
        self.done, self._values = done, values
        wanted = {SUM: done.z, GRADIENT: done.dz if done.dy is None else done.dy}.get(
            values, done.y
        )
        self._maps = as_map(done.y if wanted is None else wanted)
        self._show()

    def show_only(self, channel: int | None) -> None:
        """Show one map alone; None shows all."""
        self.only = channel
        self._show()
        self._describe(None)

    def set_marked(self, cell: Cell | None) -> None:
        """Mark the number that is worked out, and the filter that made it."""
        if cell is not None and self.only is not None:
            cell = (cell[0], cell[1], 0) if cell[2] == self.only else None
        self._tiles.set_marked(cell)
        self._pick(cell)

    def maps(self) -> Array | None:
        """Return the layer's values as they are displayed, ``(height, width, channels)``."""
        return self._maps

    def tiles(self) -> MapTiles:
        """Return the tiles."""
        return self._tiles

    def filters(self) -> FilterTiles:
        """Return the filters; they are hidden where the layer has none."""
        return self._filters

    def about(self) -> str:
        """Return what is written beside the name: the value under the mouse, or the shape."""
        return self._about.text()

    def kernels(self) -> Array | None:
        """Return the kernels ``(rows, columns, channels, filters)``, None where there are none."""
        weight = None if self.done is None else self.done.weights.get("weight")
        if self.done is None or weight is None:
            return None
        if isinstance(self.done.layer, DepthwiseConv2D):
            return weight.reshape(*weight.shape[:2], 1, -1)
        return weight if weight.ndim == 4 else weight[np.newaxis]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.set_short(self.width() <= NARROW)
        self._describe(self._tiles.pointed_cell())

    def _show(self) -> None:
        maps, channel = self._maps, self.only
        if maps is None:
            return
        if channel is not None and channel < maps.shape[2]:
            maps = maps[:, :, channel : channel + 1]
        self._tiles.set_maps(maps)
        self._bar.set_bounds(self._tiles.bounds())
        kernels = self.kernels()
        self._filters.setVisible(kernels is not None)
        if kernels is not None:
            if channel is not None and channel < kernels.shape[3]:
                kernels = kernels[..., channel : channel + 1]
            self._filters.set_kernels(kernels, self.colour)
        self._describe(self._tiles.pointed_cell())

    def _describe(self, cell: Cell | None) -> None:
        name = self.title
        if self.only is not None:
            name = self.tr("{layer}, map {number}").format(layer=name, number=self.only)
        if self._name.text() != name:
            self._name.setText(name)
        # Where there is little width the figure takes the room of the colours.
        plain = cell is None and not self._weight
        self._bar.setVisible(plain or self.width() > NARROW)
        if self._maps is None:
            self._about.setText("")
        elif self._weight:
            self._about.setText(self._weight)
        elif cell is None:
            hint = self.tr("Esc or a click: all maps")
            shape = shape_text(self._maps.shape)
            if self.width() <= NARROW:
                shape = shape.replace(" ", HAIR_SPACE)
            self._about.setText(shape if self.only is None else hint)
        else:
            row, column, channel = cell
            number = channel if self.only is None else self.only
            value = float(self._maps[row, column, number])
            text = self.tr("map {number} [{row}, {column}] = {value}")
            self._about.setText(
                text.format(number=number, row=row, column=column, value=figure(value))
            )

    def _pick(self, cell: Cell | None) -> None:
        self._filters.set_picked(None if cell is None else cell[2])

    def _on_pointed(self, cell: Cell | None) -> None:
        self._describe(cell)
        if cell is None:
            self.pointed.emit(self.node_id, None)
        else:
            self._pick(cell)
            number = cell[2] if self.only is None else self.only
            self.pointed.emit(self.node_id, (cell[0], cell[1], number))

    def _on_weight(self, text: str) -> None:
        if text != self._weight:
            self._weight = text
            self._describe(None)

    def _on_filter(self, number: int) -> None:
        self._on_clicked(number)

    def _on_clicked(self, channel: int) -> None:
        self.clicked.emit(self.node_id, channel if self.only is None else self.only)
