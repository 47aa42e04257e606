"""The map of units and the unit that is looked into: side by side where there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nnstudio.app.plots.health.unit_details import UnitDetails
from nnstudio.app.plots.health.unit_map import Unit, UnitMap
from nnstudio.app.plots.verdict_bar import VerdictBar
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.explain.unit_health import RULE

WIDE, SIDE = 600, 300
"""From which width on map and unit stand side by side, and how wide the unit is then."""
WIDEST = 16_777_215


class HealthBody(QWidget):
    """Lays out verdict, map and unit; in a narrow dock the unit takes the place of the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit: Unit | None = None
        self.verdict_bar = VerdictBar(RULE)
        self.map, self.details = UnitMap(), UnitDetails()
        self.readout = ElidedLabel()
        self.readout.setProperty("role", "muted")
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.map)
        self._scroll.setWidgetResizable(True)
        self._scroll.viewport().installEventFilter(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, the rows, and whether it is needed.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.details, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.verdict_bar)
        column.addLayout(row, 1)
        column.addWidget(self.readout)
        self._arrange()

    def look_into(self, unit: Unit | None) -> None:
        """Make room for what is said of a unit, and mark it on the map; None: of none."""
        self._unit = unit
        self.map.set_selected(unit)
        self._arrange()
        if unit is not None and self.map.has(unit):
            place = self.map.place_of(unit).center().toPoint()
            self._scroll.ensureVisible(place.x(), place.y(), 20, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            self.map.fit(self._scroll.viewport().height())
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        wide = self.width() >= WIDE
        self.details.setVisible(self._unit is not None)
        for part in (self._scroll, self.readout, self.verdict_bar):
            part.setVisible(wide or self._unit is None)
        self.details.setMinimumWidth(SIDE if wide else 0)
        self.details.setMaximumWidth(SIDE if wide else WIDEST)
