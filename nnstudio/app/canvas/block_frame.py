"""The frame around the nodes of an expanded block."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.card import FULL_DETAIL
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.lettering import Lettering, draw_icon
from nnstudio.graph.project import Group

MARGIN = 20.0
HEADER = 30.0
_BUTTON = 22.0
_CORNER = 12.0


class BlockFrame(QGraphicsItem):
    """Shows which nodes belong to a block; its title holds the block, its button folds it."""

    def __init__(self, block: Group) -> None:
        super().__init__()
        self.block = block
        self.selected = False
        self._tone = ""
        self._around = QRectF()
        self._bounds = QRectF()
        self._title = Lettering("", 13, 0.0)
        self.setZValue(-0.5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def follow(self, block: Group, tone: str) -> None:
        """Show another title, another number of repetitions, or a problem."""
        if (block, tone) != (self.block, self._tone):
            self.block, self._tone = block, tone
            self._write()
            self.update()

    def surround(self, rect: QRectF) -> None:
        """Lie around the block's nodes."""
        if rect != self._around:
            self.prepareGeometryChange()
            self._around = rect
            self._bounds = rect.adjusted(-MARGIN, -MARGIN - HEADER, MARGIN, MARGIN)
            self._write()
            self.update()

    def set_selected(self, selected: bool) -> None:
        """Show the block as selected or not."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    def retranslate(self) -> None:
        """Say everything again in the present language."""
        self._write()
        self.update()

    # ---- where its parts are ----

    def box(self) -> QRectF:
        """Return the outline in the scene."""
        return self._bounds

    def header(self) -> QRectF:
        """Return the strip with the title, which can be held, in the scene."""
        return QRectF(self._bounds.topLeft(), self._bounds.topRight() + QPointF(0, HEADER + 6))

    def button(self) -> QRectF:
        """Return where the fold button is, in the scene."""
        corner = self._bounds.topLeft() + QPointF(8, 8)
        return QRectF(corner.x(), corner.y(), _BUTTON, _BUTTON)

    def title_place(self) -> QRectF:
        """Return where the title stands, in the scene."""
        button = self.button()
        return QRectF(button.right() + 4, button.top() - 1, 140, 24)

    def boundingRect(self) -> QRectF:
        return self._bounds.adjusted(-3, -3, 3, 3)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.header())
        return path

    # ---- painting ----

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        ground = QColor(ink.accent)
        ground.setAlpha(20 if ink.theme.is_dark else 14)
        color, width = (ink.accent, 2.0) if self.selected else (ink.border, 1.0)
        if self._tone:
            color, width = ink.tone(self._tone), 1.5
        painter.setPen(QPen(color, width))
        painter.setBrush(ground)
        painter.drawRoundedRect(self._bounds, _CORNER, _CORNER)
        button = self.button()
        painter.setPen(QPen(ink.border, 1))
        painter.setBrush(ink.node)
        painter.drawRoundedRect(button, 6, 6)
        draw_icon(painter, "chevron-down", button.center(), 14, ink.muted, zoom)
        left = button.right() + 8
        if self._tone:
            name = "circle-alert" if self._tone == "bad" else "triangle-alert"
            center = QPointF(left + 8, button.center().y())
            draw_icon(painter, name, center, 16, ink.tone(self._tone), zoom)
            left += 22
        if zoom >= FULL_DETAIL / 2:
            top = button.center().y() - self._title.height / 2
            self._title.draw(painter, left, top, ink.text)

    def _write(self) -> None:
        times = len(self.block.repetitions)
        text = f"{self.block.title}  × {times}" if times > 1 else self.block.title
        room = max(self._bounds.width() - 70, 0.0)
        self._title = Lettering(text, 13, room, QFont.Weight.DemiBold)
