"""What stands below a picture of the drawing: colours, wires and totals in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from nnstudio.app.canvas.ink import Ink, round_pen
from nnstudio.app.canvas.lettering import Lettering, draw_icon
from nnstudio.app.layer_icons import category_icon_name
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import CATEGORIES
from nnstudio.core.text import Text
from nnstudio.graph.analysis import Analysis

translate = QCoreApplication.translate

_ROW = 30.0
_TILE = 22.0
_GAP = 22.0
_SAMPLE = 34.0
"""How long the piece of a wire is."""
_NARROWEST = 420.0


class Legend:
    """Explains the categories that are shown, the wires, and what the network costs.

    Parameters
    ----------
    analysis
        What the drawing means; its totals are given only where it has no errors.
    node_ids
        The nodes that are shown.
    room
        The width of the drawing above it.
    """

    def __init__(self, analysis: Analysis, node_ids: Iterable[str], room: float) -> None:
        reports = [analysis.reports[node_id] for node_id in node_ids]
        counts = Counter(report.node.layer.category for report in reports)
        categories = [*CATEGORIES, *(c for c in counts if c not in CATEGORIES)]
        self.width = max(room, _NARROWEST)
        self._entries: list[tuple[str, Lettering]] = []
        for category in categories:
            if counts[category]:
                name = tr_text(Text(CATEGORIES.get(category, category)))
                self._entries.append((category, Lettering(f"{name} × {counts[category]}", 12, 400)))
        wires = translate("Legend", "Output of one layer, input of the next")
        self._entries.append(("", Lettering(wires, 12, 400)))
        parts = [translate("Legend", "{count} layers").format(count=f"{len(reports):,}")]
        if analysis.ready:
            parameters = sum(report.parameters for report in reports)
            adds = sum(report.multiply_adds for report in reports)
            parts += [
                translate("Legend", "{count} parameters").format(count=f"{parameters:,}"),
                translate("Legend", "{count} multiply-adds per sample").format(count=f"{adds:,}"),
            ]
        self._totals = Lettering(" · ".join(parts), 12, self.width, QFont.Weight.DemiBold)
        self._places = self._lay_out()

    @property
    def height(self) -> float:
        """How tall it is."""
        return self._places[-1].y() + _ROW if self._places else 2 * _ROW

    def paint(self, painter: QPainter, ink: Ink) -> None:
        """Paint it with its upper left corner at the origin."""
        painter.setPen(QPen(ink.hairline, 1))
        painter.drawLine(QPointF(0, 0), QPointF(self.width, 0))
        self._totals.draw(painter, 0, 10, ink.text)
        for (category, words), place in zip(self._entries, self._places, strict=True):
            middle = place + QPointF(_TILE / 2, _ROW / 2)
            left = _TILE if category else _SAMPLE
            if category:
                tile = QRectF(place.x(), place.y() + (_ROW - _TILE) / 2, _TILE, _TILE)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.category_tint(category))
                painter.drawRoundedRect(tile, 5, 5)
                color = ink.category(category)
                draw_icon(painter, category_icon_name(category), middle, 14, color, 2.0)
            else:
                painter.setPen(round_pen(ink.wire, 2.0))
                end = QPointF(place.x() + _SAMPLE, middle.y())
                painter.drawLine(QPointF(place.x(), middle.y()), end)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.wire)
                for at in (QPointF(place.x(), middle.y()), end):
                    painter.drawEllipse(at, 4, 4)
            words.draw(painter, place.x() + left + 8, middle.y() - words.height / 2, ink.text)

    def _lay_out(self) -> list[QPointF]:
        """Return where each entry begins: side by side as far as there is room."""
        places, x, y = [], 0.0, 36.0
        for category, words in self._entries:
            width = (_TILE if category else _SAMPLE) + 8 + words.width
            if x and x + width > self.width:
                x, y = 0.0, y + _ROW
            places.append(QPointF(x, y))
            x += width + _GAP
        return places
