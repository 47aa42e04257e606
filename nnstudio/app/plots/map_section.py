"""One layer among the feature maps: its name, its colours, its maps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nnstudio.app.plots.color_bar import ColorBar
from nnstudio.app.plots.map_tiles import Cell, MapTiles
from nnstudio.app.plots.ticks import figure
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text

NARROW = 340
HAIR_SPACE = "\u200a"


class MapSection(QWidget):
    """Shows all maps of a layer, or one of them enlarged."""

    clicked = Signal(str, int)
    """The node's id and the number of the map that was clicked."""

    def __init__(self, node_id: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node_id = node_id
        self.only: int | None = None
        self.title = title
        self._maps: Array | None = None
        self._name = QLabel()
        self._name.setProperty("role", "heading")
        self._about = ElidedLabel()
        self._about.setProperty("role", "muted")
        self._about.setFont(number_font(0.9))
        self._bar = ColorBar()
        self._tiles = MapTiles()
        self._tiles.pointed.connect(self._describe)
        self._tiles.clicked.connect(self._on_clicked)
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
        self._describe(None)

    def set_maps(self, maps: Array) -> None:
        """Show the layer's output for one sample, ``(height, width, channels)``."""
        self._maps = maps
        channel = self.only
        if channel is not None and channel < maps.shape[2]:
            maps = maps[:, :, channel : channel + 1]
        self._tiles.set_maps(maps)
        self._bar.set_bounds(self._tiles.bounds())
        self._describe(self._tiles.pointed_cell())

    def show_only(self, channel: int | None) -> None:
        """Show one map alone; None shows all."""
        self.only = channel
        if self._maps is not None:
            self.set_maps(self._maps)

    def maps(self) -> Array | None:
        """Return the layer's output as it is displayed, ``(height, width, channels)``."""
        return self._maps

    def tiles(self) -> MapTiles:
        """Return the tiles."""
        return self._tiles

    def about(self) -> str:
        """Return what is written beside the name: the value under the mouse, or the shape."""
        return self._about.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.set_short(self.width() <= NARROW)
        self._describe(self._tiles.pointed_cell())

    def _describe(self, cell: Cell | None) -> None:
        name = self.title
        if self.only is not None:
            name = self.tr("{layer}, map {number}").format(layer=name, number=self.only)
        self._name.setText(name)
        # Where there is little width the figure takes the room of the colours.
        self._bar.setVisible(cell is None or self.width() > NARROW)
        if self._maps is None:
            self._about.setText("")
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

    def _on_clicked(self, channel: int) -> None:
        self.clicked.emit(self.node_id, channel if self.only is None else self.only)
