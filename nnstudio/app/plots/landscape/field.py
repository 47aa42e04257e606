"""The picture of the ground, which the mouse asks for numbers and turns."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from nnstudio.app.plots.landscape.picture import (
    Scene,
    Surface,
    map_image,
    paint_line,
    paint_map,
    paint_surface,
)
from nnstudio.app.plots.view_file import draws_lines
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import number_font

_EDGE = 6
_FLATTEST = 2.4
_TURN_STEP = math.radians(10)


class LandscapeField(QWidget):
    """Shows a `Scene` as ``"map"``, ``"surface"`` or ``"line"``.

    The mouse points at a place; dragging turns a surface, and so do the arrow keys.
    """

    pointed = Signal(object)
    """The place of the plane that the mouse is over, ``(a, b)``; None: nowhere."""
    zoomed = Signal(float)
    """The user wants to see a part that is so many times as fine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._mode = "map"
        self._turn = math.radians(35)
        self._dragged: QPointF | None = None
        self._picture = QPixmap()
        self._at: tuple[float, float] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 80)

    def show_scene(self, scene: Scene | None) -> None:
        """Show another ground."""
        self._scene, self._at = scene, None
        self._picture = QPixmap()
        self.update()

    def set_mode(self, mode: str) -> None:
        """Show it in another way."""
        self._mode = mode
        self.repaint_all()

    @property
    def mode(self) -> str:
        """In which way it is shown."""
        return self._mode

    @property
    def turn(self) -> float:
        """By which angle in radians a surface is turned."""
        return self._turn

    def area(self) -> QRectF:
        """Return where the ground is painted; a map is not much wider than high."""
        whole = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self._mode != "map":
            return whole
        side = min(whole.width(), whole.height())
        area = QRectF(0, 0, min(whole.width(), _FLATTEST * side), side)
        area.moveCenter(whole.center())
        return area

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if draws_lines(painter):
            self._paint(painter)
        else:
            scale = self.devicePixelRatioF()
            if self._picture.isNull() or self._picture.size() != self.size() * scale:
                self._picture = QPixmap(self.size() * scale)
                self._picture.setDevicePixelRatio(scale)
                self._picture.fill(Qt.GlobalColor.transparent)
                kept = QPainter(self._picture)
                self._paint(kept)
                kept.end()
            painter.drawPixmap(0, 0, self._picture)
        if self._at is not None and self._scene is not None and self._stands(self._scene):
            surface = Surface(self._turned(self._scene), self.area())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current_theme().text), 1.5))
            painter.drawEllipse(QPointF(*surface.place(*self._at)), 4.0, 4.0)

    def _paint(self, painter: QPainter) -> None:
        if self._scene is None:
            return
        area, scene = self.area(), self._turned(self._scene)
        painter.setFont(number_font(0.82))
        if self._stands(scene):
            paint_surface(painter, area, scene)
        elif self._mode == "line" or len(scene.ground.up) == 1:
            paint_line(painter, area, scene)
        else:
            paint_map(painter, area, scene, map_image(scene))

    def repaint_all(self) -> None:
        """Paint anew, as in the colours of another theme."""
        self._picture = QPixmap()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._mode == "surface":
            self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._turn += (event.position().x() - self._dragged.x()) / 120
            self._dragged = event.position()
            self.repaint_all()
        elif self._scene is not None:
            self._point(self._found(self._scene, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def leaveEvent(self, event: object) -> None:
        self._point(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoomed.emit(1.25 ** (event.angleDelta().y() / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_Left: -_TURN_STEP, Qt.Key.Key_Right: _TURN_STEP}
        zooms = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Minus: 0.8}
        if event.key() in turns and self._mode == "surface":
            self._turn += turns[Qt.Key(event.key())]
            self.repaint_all()
        elif event.key() in zooms:
            self.zoomed.emit(zooms[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _stands(self, scene: Scene) -> bool:
        """Return whether the ground is seen as a surface."""
        return self._mode == "surface" and len(scene.ground.up) > 1

    def _turned(self, scene: Scene) -> Scene:
        return Scene(scene.ground, scene.heights, current_theme(), self._turn)

    def _found(self, scene: Scene, point: QPointF) -> tuple[float, float] | None:
        area = self.area()
        if self._stands(scene):
            return Surface(self._turned(scene), area).at(point)
        return scene.at(point, area) if area.contains(point) else None

    def _point(self, place: tuple[float, float] | None) -> None:
        self._at = place
        if self._mode == "surface":
            self.update()
        self.pointed.emit(place)
