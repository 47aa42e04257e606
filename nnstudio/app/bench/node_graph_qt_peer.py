"""How fast NodeGraphQt shows and moves a drawing with so many nodes.

A program of its own, run by its path and by whatever Python has NodeGraphQt.

Usage: node_graph_qt_peer.py NODES
"""

from __future__ import annotations

import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from NodeGraphQt import BaseNode, NodeGraph
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

FRAMES = 60
LEFT = Qt.MouseButton.LeftButton


class Layer(BaseNode):  # type: ignore[misc]
    """A node with two inputs and one output."""

    __identifier__ = "bench"
    NODE_NAME = "layer"

    def __init__(self) -> None:
        super().__init__()
        self.add_input("a")
        self.add_input("b")
        self.add_output("out", multi_output=True)


def main(count: int) -> dict[str, float]:
    """Return milliseconds by what was done."""
    app = QApplication([])
    graph = NodeGraph()
    graph.set_acyclic(False)  # its own check takes minutes
    graph.register_node(Layer)
    view = graph.viewer()
    graph.widget.resize(1920, 1080)
    graph.widget.show()
    app.processEvents()
    columns = round(math.sqrt(count * 16 / 9 * 150 / 240))
    wires = 0
    start = time.perf_counter()
    nodes = []
    for index in range(count):
        place = (240.0 * (index % columns), 150.0 * (index // columns))
        nodes.append(graph.create_node("bench.Layer", pos=place, push_undo=False))
    for index in range(1, count):
        nodes[index - 1].output(0).connect_to(nodes[index].input(0), push_undo=False)
        wires += 1
        if index % 2 == 0 and index >= 2:
            nodes[index - 2].output(0).connect_to(nodes[index].input(1), push_undo=False)
            wires += 1
    found = {"nodes": float(count), "wires": float(wires)}
    found["open"] = (time.perf_counter() - start) * 1e3

    def frame(act: Callable[[], object]) -> float:
        begin = time.perf_counter()
        act()
        app.processEvents()
        return (time.perf_counter() - begin) * 1e3

    def note(name: str, acts: list[Callable[[], object]]) -> None:
        times = [frame(act) for act in acts]
        found[name] = statistics.median(times)
        found[f"{name}, p95"] = statistics.quantiles(times, n=20)[-1]

    viewport = view.viewport()

    def wheel(turned: int) -> None:
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

    def move(at: QPoint, button: Qt.MouseButton) -> None:
        place = QPointF(at)
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            place,
            QPointF(viewport.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)

    def whole() -> None:
        view.zoom_to_nodes([node.view for node in nodes])

    found["first paint"] = frame(viewport.update)
    for name, show in (("100 %", view.reset_zoom), ("all", whole)):
        show()
        middle = nodes[count // 2]
        if name == "100 %":
            view.center_selection([middle.view])
        app.processEvents()
        at = QPoint(900, 500)
        button = Qt.MouseButton.MiddleButton
        QTest.mousePress(viewport, button, pos=at)
        note(
            f"pan, {name}",
            [partial(move, at + QPoint(9 * i, 5 * i), button) for i in range(1, FRAMES // 2)],
        )
        QTest.mouseRelease(viewport, button, pos=at)
        show()
        if name == "100 %":
            view.center_selection([middle.view])
        app.processEvents()
        item = middle.view
        place = view.mapFromScene(item.mapToScene(item.boundingRect().center()))
        QTest.mousePress(viewport, LEFT, pos=place)
        note(
            f"drag, {name}",
            [
                partial(move, place + QPoint(20 * (i % 25), 20 * (i % 15)), LEFT)
                for i in range(1, FRAMES)
            ],
        )
        QTest.mouseRelease(viewport, LEFT, pos=place)
        note(f"zoom, {name}", [partial(wheel, 30 if i % 12 < 6 else -30) for i in range(FRAMES)])
        show()
        found[f"select all, {name}"] = frame(graph.select_all)
        graph.clear_selection()
    return found


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
