"""Where the parts of the view stand, wide or narrow, with all maps or with one that is enlarged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnstudio.app.plots.feature_maps.map_column import MapColumn
from nnstudio.app.plots.feature_maps.peak_row import PeakRow
from nnstudio.app.plots.feature_maps.sample_bar import SampleBar
from nnstudio.app.plots.feature_maps.sample_card import NARROW_WIDTH, WIDTH, SampleCard
from nnstudio.app.plots.feature_maps.working_panel import WorkingPanel

SIDES = (28, 84, 320)
"""The smallest, usual and largest size of a map."""
NARROW = 700
"""In less width than this there is room for maps or for the working of a number, not for both."""
SMALL, SMALL_SIDE = 420, 56
PANEL = (210, 340, 560)
PANEL_SHARE = 0.36


@dataclass(frozen=True)
class Places:
    """The parts of the view."""

    bar: SampleBar
    card: SampleCard
    column: MapColumn
    panel: WorkingPanel
    peaks: PeakRow


def lay_out(view: QWidget, places: Places, body: QWidget, empty: QWidget) -> None:
    """Put everything into the view."""
    view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(places.card)
    row.addWidget(places.column, 1)
    row.addWidget(places.panel)
    within = QVBoxLayout(body)
    within.setContentsMargins(0, 0, 0, 0)
    within.setSpacing(4)
    within.addWidget(places.bar)
    within.addLayout(row, 1)
    whole = QVBoxLayout(view)
    whole.setContentsMargins(10, 6, 4, 4)
    whole.addWidget(body, 1)
    whole.addWidget(empty, 1)


def arrange(places: Places, size: QSize, side: int) -> None:
    """Give all parts the room that they need now; ``side`` is the usual size of a map."""
    enlarged = places.column.enlarged
    narrow = size.width() < NARROW
    card = NARROW_WIDTH if narrow else WIDTH
    places.card.setFixedWidth(card)
    places.panel.setVisible(not narrow or enlarged is not None)
    places.card.setVisible(not narrow or enlarged is None)
    share = 0.6 if narrow else PANEL_SHARE
    panel = min(max(round(share * size.width()), PANEL[0]), PANEL[2])
    places.panel.setFixedWidth(panel)
    left = size.width() - 14 - 12 - 18
    left -= 0 if places.panel.isHidden() else panel + 12
    left -= 0 if places.card.isHidden() else card
    high = size.height() - 44 - 48
    if not narrow:
        high -= places.peaks.height() + 40
    largest = max(min(left - 4, high), SIDES[0])
    if side == SIDES[1] and left < SMALL - WIDTH:  # as long as nobody chose another size
        side = SMALL_SIDE
    places.column.set_sides(side, largest)
