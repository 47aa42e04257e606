"""One drawing, opened and handled with real events, in this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnstudio.app.bench.large_drawing import large_drawing
from nnstudio.app.canvas.view import CanvasView
from nnstudio.core.memory import resident_memory
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.layers.dense import Dense

SIZE = (1920, 1080)
FRAMES = 60
EDITS = 15


class CanvasRun:
    """Measures a canvas of 1920 × 1080; a frame is an event and all the painting it leads to.

    Parameters
    ----------
    app
        The application, with a theme.
    view
        The canvas, shown.
    """

    def __init__(self, app: QApplication, view: CanvasView) -> None:
        self._app, self._view, self._session = app, view, view.session
        self._painted = _Painted()
        view.viewport().installEventFilter(self._painted)
        view.resize(*SIZE)
        view.show()
        self._settle()

    def measure(self, count: int) -> dict[str, float]:
        """Return milliseconds by what was done, of a drawing with so many nodes."""
        project, before = large_drawing(count), resident_memory()
        found = {"nodes": float(len(project.graph.nodes)), "wires": float(len(project.graph.wires))}
        start = time.perf_counter()
        self._session.open(project)
        found["open"] = (time.perf_counter() - start) * 1e3
        found["first paint"] = self._frame(self._view.viewport().update)
        for name, zoom in (("100 %", self._view.zoom_reset), ("all", self._view.zoom_fit)):
            zoom()
            half = project.graph.nodes[len(project.graph.nodes) // 2 :]
            middle = next(node for node in half if isinstance(node.layer, Dense))
            if name == "100 %":
                self._view.centerOn(middle.x, middle.y)
            self._settle()
            self._note(found, f"pan, {name}", self._pan())
            self._note(found, f"drag, {name}", self._drag(middle.id))
            self._note(found, f"zoom, {name}", self._turn())
            zoom()
            if name == "100 %":
                self._view.centerOn(middle.x, middle.y)
            self._settle()
            self._note(found, f"edit, {name}", self._edit(middle.id))
            select = self._frame(self._view.select_all)
            self._frame(self._view.escape)
            found[f"select all, {name}"] = select
        found["memory"] = float(resident_memory() - before)
        return found

    def _pan(self) -> Iterator[Callable[[], object]]:
        """Pan to and fro with the middle button."""
        viewport, at = self._view.viewport(), QPoint(900, 500)
        button = Qt.MouseButton.MiddleButton
        QTest.mousePress(viewport, button, pos=at)
        QTest.mouseMove(viewport, at + QPoint(8, 0))
        self._settle()
        for frame in range(FRAMES):
            step = frame if frame < FRAMES // 2 else FRAMES - frame
            place = at + QPoint(8 + 9 * step, 5 * step)
            yield partial(QTest.mouseMove, viewport, place)
        QTest.mouseRelease(viewport, button, pos=at)

    def _drag(self, node_id: str) -> Iterator[Callable[[], object]]:
        """Drag a node about, and back."""
        viewport, item = self._view.viewport(), self._view.canvas.nodes[node_id]
        at = self._view.mapFromScene(item.pos() + item.rect().center())
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(viewport, at + QPoint(8, 0))
        self._settle()
        for frame in range(FRAMES):
            place = at + QPoint(20 + 20 * (frame % 25), 20 * (frame % 15))
            yield partial(QTest.mouseMove, viewport, place)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at)
        self._session.undo()

    def _turn(self) -> Iterator[Callable[[], object]]:
        """Turn the wheel, nearer and farther by turns in small steps."""
        for frame in range(FRAMES):
            turned = 30 if frame % 12 < 6 else -30
            yield partial(self._wheel, turned)

    def _edit(self, node_id: str) -> Iterator[Callable[[], object]]:
        """Change a layer's settings so that shapes stay, and undo it."""
        for step in range(EDITS):
            kind = ("tanh", "relu")[step % 2]
            yield partial(self._change, node_id, kind)

    def _change(self, node_id: str, kind: str) -> None:
        project = edits.set_values(self._session.project, node_id, activation=kind)
        self._session.edit(Text("Bench"), project)

    def _wheel(self, turned: int) -> None:
        viewport = self._view.viewport()
        at = QPointF(960, 540)
        event = QWheelEvent(
            at,
            QPointF(viewport.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    def _note(
        self, found: dict[str, float], name: str, acts: Iterator[Callable[[], object]]
    ) -> None:
        before = self._painted.count
        times = [self._frame(act) for act in acts]
        assert self._painted.count - before >= len(times) // 2, (
            f"{name}: hardly anything is painted"
        )
        found[name] = statistics.median(times)
        found[f"{name}, p95"] = statistics.quantiles(times, n=20)[-1]
        self._settle()

    def _frame(self, act: Callable[[], object]) -> float:
        """Return how many milliseconds an event takes with all that is painted for it."""
        start = time.perf_counter()
        act()
        self._app.processEvents()
        return (time.perf_counter() - start) * 1e3

    def _settle(self) -> None:
        for _ in range(3):
            self._app.processEvents()


class _Painted(QObject):
    """Counts paintings."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False
