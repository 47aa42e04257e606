"""What lives at a card: a drawer with the picture of its output and the bar of its gradient."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.item_scene import ItemScene
from nnstudio.app.canvas.living_places import INSET, PADDING, RIBBON, Place, drawer_height
from nnstudio.app.canvas.node_item import NodeItem
from nnstudio.app.canvas.ribbon_painter import paint_ribbon
from nnstudio.app.canvas.thumbnail import Thumbnail
from nnstudio.app.canvas.thumbnail_painter import paint_thumbnail
from nnstudio.explain.gradient_ribbon import Ribbon

_CORNER = 8.0
_TUCKED = 12.0
"""How much of the drawer lies behind the card."""
_FAINT = 0.35
_MOST_SCALE = 8.0
_COARSEST = 1.3
"""By how much a picture may be blown up before it is made anew."""


class LivingItem(QGraphicsItem):
    """Hangs at a card, behind it, and moves with it; the card itself stays as it is."""

    def __init__(self, node_id: str, card: NodeItem) -> None:
        super().__init__(card)
        self.node_id, self.card = node_id, card
        self.layer = node_id
        self.thumbnail: Thumbnail | None = None
        self.ribbon: Ribbon | None = None
        self._place = Place(0.0)
        self._old = (False, False)
        self._bounds, self._card_rect = QRectF(), card.rect()
        self._picture: QPixmap | None = None
        self._painted_for = (0.0, "")
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def set_place(self, place: Place) -> None:
        """Take the room that there is."""
        if (place, self.card.rect()) != (self._place, self._card_rect):
            self._place, self._card_rect = place, self.card.rect()
            self._picture = None
            self._fit()

    def show_life(
        self,
        thumbnail: Thumbnail | None,
        ribbon: Ribbon | None,
        *,
        old_picture: bool = False,
        old_ribbon: bool = False,
    ) -> bool:
        """Show a picture and a bar, each where there is one; return whether it looks different.

        What is old, that is of another network than the one that is drawn, is faint.
        """
        if self._place.height == 0.0:
            thumbnail = None
        shaped = (thumbnail is None, ribbon is None) != (
            self.thumbnail is None,
            self.ribbon is None,
        )
        old = (old_picture, old_ribbon)
        new = thumbnail is not self.thumbnail and not (
            thumbnail is not None and thumbnail.same_as(self.thumbnail)
        )
        if new:
            self._picture = None
        other = shaped or new or old != self._old
        bar = not _look_alike(ribbon, self.ribbon)
        if other:
            self.update()
        elif bar:
            self.update(self.ribbon_rect())
        self.thumbnail, self.ribbon, self._old = thumbnail, ribbon, old
        if shaped:
            self._fit()
        return other or bar

    def ribbon_rect(self) -> QRectF:
        """Return where the bar is, in the card's coordinates; empty where there is none."""
        if self.ribbon is None:
            return QRectF()
        inside = self._bounds.adjusted(1, 1, -1, -1)
        top = inside.top() if self._place.above else inside.bottom() - RIBBON
        return QRectF(inside.left() + 5, top, inside.width() - 10, RIBBON)

    def picture_rect(self) -> QRectF:
        """Return where the picture is, in the card's coordinates; empty where there is none."""
        if self.thumbnail is None:
            return QRectF()
        rect = self.card.rect()
        height = self._place.height
        top = rect.top() - PADDING - height if self._place.above else rect.bottom() + PADDING
        return QRectF(rect.left() + INSET + 4, top, rect.width() - 2 * INSET - 8, height)

    def sharpen(self, scale: float) -> None:
        """Make the picture anew, as finely as the view shows it now."""
        if self._picture is not None and self._painted_for[0] != scale:
            self.restyle()

    def restyle(self) -> None:
        """Paint anew in the colours of another theme."""
        self._picture = None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        ink = current_ink()
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setPen(QPen(ink.border, 1))
        painter.setBrush(ink.drawer)
        painter.drawRoundedRect(self._bounds.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        if self.thumbnail is not None:
            painter.setOpacity(_FAINT if self._old[0] else 1.0)
            self._paint_picture(painter, zoom)
        if self.ribbon is not None:
            painter.setOpacity(_FAINT if self._old[1] else 1.0)
            paint_ribbon(painter, self.ribbon_rect(), self.ribbon, ink, zoom)
        painter.setOpacity(1.0)

    def _fit(self) -> None:
        """Be as high as what is shown."""
        self.prepareGeometryChange()
        picture = self._place.height if self.thumbnail is not None else 0.0
        height = drawer_height(picture, self.ribbon is not None)
        rect = self.card.rect()
        left, width = rect.left() + INSET, rect.width() - 2 * INSET
        if self._place.above:
            self._bounds = QRectF(left, rect.top() - height, width, height + _TUCKED)
        else:
            self._bounds = QRectF(left, rect.bottom() - _TUCKED, width, height + _TUCKED)
        self.setVisible(height > 0.0)
        self.update()
        scene = self.scene()
        if isinstance(scene, ItemScene):
            scene.blocks.surround()

    def _paint_picture(self, painter: QPainter, zoom: float) -> None:
        """Paint a copy: on whole pixels where it is as large as it was made, else scaled."""
        place, ratio = self.picture_rect(), painter.device().devicePixelRatioF()
        picture = self._rendered(min(zoom * ratio, _MOST_SCALE))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if abs(self._painted_for[0] - zoom * ratio) < 1e-6:
            world = painter.worldTransform()
            corner = world.map(place.topLeft()) * ratio
            picture.setDevicePixelRatio(ratio)
            painter.setWorldTransform(QTransform())
            painter.drawPixmap(QPointF(round(corner.x()), round(corner.y())) / ratio, picture)
            painter.setWorldTransform(world)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _rendered(self, scale: float) -> QPixmap:
        """Return the picture, large enough for a scale; it is made anew when there is a new one."""
        assert self.thumbnail is not None
        ink = current_ink()
        made_for, theme = self._painted_for
        if self._picture is None or theme != ink.theme.name or scale > _COARSEST * made_for:
            room = self.picture_rect()
            found = QPixmap(round(room.width() * scale) or 1, round(room.height() * scale) or 1)
            found.fill(ink.drawer)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(scale, scale)
            paint_thumbnail(painter, QRectF(QPointF(0, 0), room.size()), self.thumbnail, ink.theme)
            painter.end()
            self._picture, self._painted_for = found, (scale, ink.theme.name)
        return self._picture


def _look_alike(one: Ribbon | None, other: Ribbon | None) -> bool:
    """Return whether nobody could tell two bars apart."""
    if one is None or other is None:
        return one is other
    return (one.text, one.factor_text, one.state) == (
        other.text,
        other.factor_text,
        other.state,
    ) and round(100 * one.share) == round(100 * other.share)
