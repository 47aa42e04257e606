"""A view that zooms and pans over the scene, and paints it in a few strokes from afar."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsView,
    QPinchGesture,
    QStyleOptionGraphicsItem,
    QWidget,
)

from nnstudio.app.canvas.animation import Motion
from nnstudio.app.canvas.dots import draw_dots
from nnstudio.app.canvas.geometry import GRID
from nnstudio.app.canvas.ink import current_ink
from nnstudio.app.canvas.scene import CanvasScene
from nnstudio.app.canvas.wheel import panning_of
from nnstudio.app.style.appearance import theme_signals

SMALLEST_ZOOM = 0.04
_SMALLEST_FIT = 0.01
"""The whole of an enormous drawing is shown smaller than anybody would work at."""
LARGEST_ZOOM = 4.0
ZOOM_STEP = 1.2
OVERVIEW_ZOOM = 0.35
"""Below it hardly anything could be read, so many items are not painted one by one."""
_FEW_NODES = 120
_OVERVIEW_ZOOM_OF_FEW = 0.2
_MARGIN = 48.0
_SIDE, _TOP, _BOTTOM = 40.0, 24.0, 56.0
"""What stays free around the whole drawing: at the sides for wires that turn, below for the bars."""
_REST_MS = 250


class ZoomView(QGraphicsView):
    """Looks at a `CanvasScene`; how it looks is no part of the project.

    It shows the whole drawing after opening, and goes on doing so when its size changes, until the
    user zooms or pans.
    """

    zoom_changed = Signal(float)
    scrolled = Signal()
    """Another part of the scene is seen."""
    panning = Signal(bool)
    """Fingers or the wheel move the view, or have come to rest."""
    pinched = Signal()
    """Two fingers zoom or pan; what one of them had begun is meant no longer."""

    def __init__(self, scene: CanvasScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = scene
        self._fits = True
        self.setScene(scene)
        self._widen()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # All of it is painted, so that Qt may scroll the pixels instead of painting them again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._motion = Motion(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(partial(self.panning.emit, False))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.scrolled)
        scene.redrawn.connect(self._on_redrawn)
        for changes in (scene.session.changed, scene.session.opened):
            changes.connect(self._widen)
        scene.session.opened.connect(self.zoom_fit)
        theme_signals.changed.connect(self._on_theme)

    # ---- zoom and pan ----

    @property
    def zoom(self) -> float:
        """Pixels per scene unit: 1.0 is 100 %."""
        return self.transform().m11()

    @property
    def fits(self) -> bool:
        """Whether the whole drawing is shown, and will be when the size of the view changes."""
        return self._fits

    def zoom_in(self) -> None:
        """Look nearer, at the middle of the view."""
        self.zoom_to(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Look from farther away."""
        self.zoom_to(self.zoom / ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Show everything at its own size."""
        self.zoom_to(1.0)

    def zoom_fit(self) -> None:
        """Show the whole drawing, never larger than its own size."""
        self._fit(self.canvas.content_rect())
        self._fits = True

    def zoom_selection(self) -> None:
        """Show all that is selected, never larger than its own size; where nothing is, all."""
        rect = self.canvas.selected_rect()
        if rect.isEmpty():
            self.zoom_fit()
        else:
            self._fit(rect)

    def pan_to(self, rect: QRectF) -> None:
        """Move softly to where a part of the scene is seen, in the middle unless it is already."""
        self._motion.finish()
        edge = _MARGIN / self.zoom
        room = self.visible_rect().adjusted(edge, edge, -edge, -edge)
        if room.contains(rect):
            return
        start = self.visible_rect().center()
        way = rect.center() - start

        def show(share: float) -> None:
            self.centerOn(start + way * share)

        self._fits = False
        self._motion.start(show)

    def zoom_to(self, zoom: float, pivot: QPoint | None = None) -> None:
        """Zoom so that what lies under a point of the view (its middle) stays there."""
        pivot = self.viewport().rect().center() if pivot is None else pivot
        before = self.mapToScene(pivot)
        self.viewport().setUpdatesEnabled(False)  # scrolled pixels would be painted over anyway
        self._set_zoom(zoom)
        self.scroll_by(self.mapFromScene(before) - pivot)
        self.viewport().setUpdatesEnabled(True)

    def scroll_by(self, step: QPoint) -> None:
        """Move the view over the scene by so many pixels."""
        for bar, pixels in (
            (self.horizontalScrollBar(), step.x()),
            (self.verticalScrollBar(), step.y()),
        ):
            bar.setValue(bar.value() + pixels)
        self._fits = False

    def visible_rect(self) -> QRectF:
        """Return the part of the scene that can be seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    # ---- wheel, touch pad and touch screen ----

    def wheelEvent(self, event: QWheelEvent) -> None:
        way = panning_of(event)
        if way is not None:
            self._pan(way)
        else:
            turned = event.angleDelta().y() or event.angleDelta().x()
            self.zoom_to(self.zoom * math.pow(ZOOM_STEP, turned / 120), event.position().toPoint())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self._native_gesture(event)
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._pinch(pinch)
                event.accept(pinch)
                return True
        return super().viewportEvent(event)

    def _pan(self, step: QPoint) -> None:
        if not self._rest.isActive():
            self.panning.emit(True)
        self._rest.start()
        self.scroll_by(step)

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self.pinched.emit()
            self.zoom_to(self.zoom * (1 + event.value()), event.position().toPoint())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self.zoom_fit()
        else:
            return False
        return True

    def _pinch(self, pinch: QPinchGesture) -> None:
        if pinch.state() == Qt.GestureState.GestureFinished:
            return  # it only says the last step again
        if pinch.state() == Qt.GestureState.GestureStarted:
            self.pinched.emit()
        center = self.viewport().mapFromGlobal(pinch.centerPoint())
        before = self.viewport().mapFromGlobal(pinch.lastCenterPoint())
        self.zoom_to(self.zoom * pinch.scaleFactor(), center.toPoint())
        self.scroll_by((before - center).toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.zoom_fit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fits:
            self.zoom_fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.zoom_fit()

    # ---- painting ----

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        ink = current_ink()
        painter.fillRect(rect, ink.canvas)
        if self.zoom < OVERVIEW_ZOOM:
            return
        draw_dots(painter, QRectF(rect), GRID if self.zoom >= 0.8 else 5 * GRID, ink.grid)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.from_afar():
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setRenderHints(self.renderHints())
        to_view = self.viewportTransform()
        painter.setWorldTransform(to_view)
        self.canvas.paint_overview(painter, self.zoom)
        option = QStyleOptionGraphicsItem()
        for item in self.canvas.overlays:
            if item.isVisible():
                painter.setWorldTransform(item.deviceTransform(to_view))
                painter.setOpacity(item.opacity())
                item.paint(painter, option, self.viewport())
        painter.end()

    def _fit(self, rect: QRectF) -> None:
        """Show a part of the scene, in the middle unless the bars would cover its lower edge."""
        size = self.viewport().size()
        zoom = 1.0
        if not rect.isEmpty():
            across = (size.width() - 2 * _SIDE) / rect.width()
            zoom = min(across, (size.height() - _TOP - _BOTTOM) / rect.height(), 1.0)
        self._set_zoom(zoom, _SMALLEST_FIT)
        below = (size.height() - rect.height() * self.zoom) / 2
        self.centerOn(rect.center() + QPointF(0, max(_BOTTOM - below, 0.0) / self.zoom))

    def _widen(self) -> None:
        self.setSceneRect(self.canvas.reachable_rect())

    def _set_zoom(self, zoom: float, smallest: float = SMALLEST_ZOOM) -> None:
        zoom = min(max(zoom, min(smallest, self.zoom)), LARGEST_ZOOM)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self._fits = False
        self.zoom_changed.emit(zoom)

    def from_afar(self) -> bool:
        """Return whether the drawing is painted in a few strokes."""
        few = len(self.canvas.nodes) <= _FEW_NODES
        return self.zoom < (_OVERVIEW_ZOOM_OF_FEW if few else OVERVIEW_ZOOM)

    def _on_redrawn(self) -> None:
        # From afar Qt does not know what was painted where.
        if self.from_afar():
            self.viewport().update()

    def _on_theme(self, theme: object) -> None:
        self.viewport().update()
