"""A small map of the whole drawing in the corner of the canvas, to see where one is and to go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from nnstudio.app.canvas.zoom_view import ZoomView
from nnstudio.app.style.appearance import current_theme, theme_signals

_WIDTH, _LOWEST, _HIGHEST = 208, 48, 136
_MARGIN = 9
_CORNER = 8.0
_REST_MS = 80
"""The picture is painted anew this long after a change, not for each step of a gesture."""


class Minimap(QWidget):
    """Shows where the view is within the drawing; a click or drag there moves the view.

    It is there only while something lies outside of the view.
    """

    def __init__(self, view: ZoomView) -> None:
        super().__init__(view)
        self._view, self._scene = view, view.canvas
        self._wanted = False
        self._picture = QPixmap()
        self._world = QRectF()
        self._grip: QPointF | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._refresh)
        self._stale = True
        self._content: QRectF | None = None
        self.setFixedSize(_WIDTH, _HIGHEST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._scene.redrawn.connect(self._on_redrawn)
        self._scene.session.opened.connect(self._refresh)
        view.scrolled.connect(self.follow)
        view.zoom_changed.connect(self.follow)
        theme_signals.changed.connect(self._on_redrawn)
        self._name()
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether the user wants to see the map."""
        return self._wanted

    def want(self, wanted: bool) -> None:
        """Show the map whenever it can be of use, or never."""
        self._wanted = wanted
        self.follow()

    def useful(self) -> bool:
        """Return whether something of the drawing cannot be seen now."""
        if self._content is None:
            self._content = self._scene.content_rect()
        seen = self._view.visible_rect()
        return not self._content.isEmpty() and not seen.contains(self._content)

    # ---- the mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        frame = self._to_map(self._view.visible_rect())
        held = frame.contains(at)
        self._grip = at - frame.center() if held else QPointF()
        self._go(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.follow()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._view.zoom_fit()

    def _go(self, at: QPointF) -> None:
        assert self._grip is not None
        scale = self._scale()
        place = (at - self._grip - QPointF(_MARGIN, _MARGIN)) / scale + self._world.topLeft()
        step = (place - self._view.visible_rect().center()) * self._view.zoom
        self._view.scroll_by(step.toPoint())

    # ---- painting ----

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QPainterPath()
        body.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.fillPath(body, QColor(theme.surface))
        painter.setClipPath(body)
        painter.drawPixmap(0, 0, self._picture)
        inner = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        frame = self._to_map(self._view.visible_rect()).intersected(inner)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        seen = QPainterPath()
        seen.addRoundedRect(frame, 3, 3)
        veil = QColor(theme.canvas)
        veil.setAlpha(150)
        painter.fillPath(outside.subtracted(seen), veil)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawPath(seen)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawPath(body)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Map of the drawing"))
        self.setToolTip(self.tr("Click or drag to go there; double-click to see all"))

    # ---- keeping up ----

    def follow(self) -> None:
        """Show where the view is now, if that is of use."""
        # Held by the mouse it stays, even where all can be seen.
        shown = self._wanted and (self._grip is not None or self.useful())
        if shown and self._stale:
            self._paint_drawing()
        self.setVisible(shown)
        self.update()

    def _on_redrawn(self) -> None:
        self._stale, self._content = True, None
        if self.isVisible() and not self._rest.isActive():
            self._rest.start()

    def _refresh(self) -> None:
        self._stale, self._content = True, None
        self.follow()

    def _paint_drawing(self) -> None:
        """Paint the picture of the drawing anew, as tall as its shape wants it."""
        self._stale = False
        self._rest.stop()
        rect = self._scene.content_rect()
        room = self.width() - 2 * _MARGIN
        height = round(room * rect.height() / max(rect.width(), 1.0)) + 2 * _MARGIN
        bottom = self.geometry().bottom()
        self.setFixedHeight(min(max(height, _LOWEST), _HIGHEST))
        self.move(self.x(), bottom - self.height() + 1)
        self._world = _shaped_like(rect, room, self.height() - 2 * _MARGIN)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        scale = self._scale()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_MARGIN, _MARGIN)
        painter.scale(scale, scale)
        painter.translate(-self._world.topLeft())
        self._scene.paint_overview(painter, scale)
        painter.end()
        self._picture = picture

    def _scale(self) -> float:
        return (self.width() - 2 * _MARGIN) / max(self._world.width(), 1.0)

    def _to_map(self, rect: QRectF) -> QRectF:
        scale = self._scale()
        corner = (rect.topLeft() - self._world.topLeft()) * scale + QPointF(_MARGIN, _MARGIN)
        return QRectF(corner, rect.size() * scale)


def _shaped_like(rect: QRectF, width: float, height: float) -> QRectF:
    """Return a rectangle of such a shape around another one."""
    scale = max(rect.width() / width, rect.height() / height, 0.1)
    shaped = QRectF(0, 0, width * scale, height * scale)
    shaped.moveCenter(rect.center())
    return shaped
