"""The layers with maps below one another, or one map that is enlarged."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nnstudio.app.plots.feature_maps.map_section import MapSection
from nnstudio.engine.studies.layer_passes import LayerPasses

Shown = list[tuple[str, str, bool]]
"""For each layer its id, its title, and whether it reads a colour picture."""


class MapColumn(QScrollArea):
    """Owns a `MapSection` for each layer, and below them what belongs to the enlarged map."""

    pointed = Signal(str, object)
    """The node's id and the cell that is pointed at, or None."""
    enlarged_changed = Signal(str, int)
    """The node and the map that was clicked: one map is enlarged now, or none any more."""

    def __init__(self, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections: tuple[MapSection, ...] = ()
        self.enlarged: MapSection | None = None
        self._shown: Shown = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(0)
        self._column.addWidget(below)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, the rows, and whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def set_layers(self, shown: Shown) -> bool:
        """Show these layers; say whether they are others than before."""
        if shown == self._shown:
            return False
        self._shown, self.enlarged = shown, None
        for section in self.sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self.sections = tuple(MapSection(*row) for row in shown)
        for place, section in enumerate(self.sections):
            section.clicked.connect(self.toggle)
            section.pointed.connect(self.pointed)
            self._column.insertWidget(place, section)
        return True

    def set_passes(self, passes: LayerPasses, values: str) -> None:
        """Show what the layers did for a sample (`MapSection.set_pass`)."""
        for section in self.sections:
            done = passes.by_node.get(section.node_id)
            if done is not None:
                section.set_pass(done, values)

    def section(self, node_id: str) -> MapSection | None:
        """Return what is shown of a layer."""
        return next((s for s in self.sections if s.node_id == node_id), None)

    def toggle(self, node_id: str, channel: int) -> None:
        """Show one map alone and large, or all again."""
        section = self.section(node_id)
        assert section is not None
        self.enlarged = None if self.enlarged is not None else section
        for each in self.sections:
            each.setVisible(self.enlarged in (None, each))
            each.show_only(channel if each is self.enlarged else None)
        self.enlarged_changed.emit(node_id, channel)
        section.tiles().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sides(self, side: int, largest: int) -> None:
        """Give maps a size, and the enlarged one as much room as there is."""
        for section in self.sections:
            section.tiles().set_side(largest if section is self.enlarged else side)

    def scroll_to(self, node_ids: Collection[str]) -> None:
        """Bring the first of some layers into view, from its top on where it is too high."""
        for section in self.sections if self.enlarged is None else ():
            if section.node_id in node_ids:
                bar, seen = self.verticalScrollBar(), self.viewport().height()
                top = section.mapTo(self.viewport(), QPoint()).y() + bar.value()
                bottom = top + section.height()
                if top < bar.value() or bottom > bar.value() + seen:
                    bar.setValue(min(top, bottom - seen) if bottom - top <= seen else top)
                return

    def repaint_all(self) -> None:
        """Draw anew, as after a change of theme."""
        for section in self.sections:
            section.tiles().repaint_all()
            section.filters().repaint_all()

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give layer, row, column, map and value of all numbers that are shown."""
        for section in self.sections:
            maps = section.maps()
            if maps is not None:
                for place, value in np.ndenumerate(maps):
                    yield section.node_id, *place, float(value)
