"""Small projects and made-up runs for the tests of the live views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array, Layer
from nnstudio.data.prepare import make_plan
from nnstudio.engine.messages import EpochRow, StepBlock
from nnstudio.engine.run_log import RunLog
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from nnstudio.layers.max_pool2d import MaxPool2D

BATCHES = 50
"""Steps per epoch of the made-up runs."""

Parts = tuple[Session, Training, RefreshScheduler]
Drawn = Callable[[], None]


def digits() -> Project:
    """Return a small network with two convolutions for the digits."""
    return stack(
        "mnist",
        Conv2D(filters=4, kernel_size=(3, 3), padding="same", activation="relu"),
        MaxPool2D(),
        Conv2D(filters=6, kernel_size=(3, 3), padding="valid", activation="linear"),
        Flatten(),
        Dense(units=10, activation="softmax"),
    )


def spiral() -> Project:
    """Return a small network for points in the plane."""
    return stack("spiral", Dense(units=16, activation="tanh"), Dense(units=2, activation="softmax"))


def stack(dataset: str, *layers: Layer) -> Project:
    project = replace(Project(), data=make_plan(dataset))
    project, last = edits.add_node(project, Input(), 0.0, 0.0)
    for layer in layers:
        project, node_id = edits.add_node(project, layer, 0.0, 0.0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return project


def fill(log: RunLog, steps: int) -> None:
    start = log.steps
    numbers = np.arange(start + 1, start + steps + 1)
    loss: Array = (2.0 / numbers).astype(np.float32)
    accuracy: Array = (1.0 - 0.5 / numbers).astype(np.float32)
    ends = [int(n) for n in numbers if n % BATCHES == 0]
    rows = [EpochRow(n // BATCHES, n, 2.0 / n, 3.0 / n, 0.9, 0.8, 0.1) for n in ends]
    # The first layer gets a hundredth of the last one's gradient.
    sizes = np.logspace(-2.0, 0.0, max(len(log.layers), 1))
    norms = np.tile(sizes, (steps, 1))
    log.extend(StepBlock(start + 1, loss, accuracy, numbers, norms, (), tuple(rows)))


def hover(qtbot: QtBot, widget: QWidget, place: QPointF) -> None:
    """Move the mouse to a place and wait until the widget knows.

    The platform passes a move on when it likes, and none where the mouse is there already.
    """
    seen = _Moves()
    widget.installEventFilter(seen)
    qtbot.mouseMove(widget, place.toPoint() + QPoint(2, 2))
    qtbot.mouseMove(widget, place.toPoint())
    qtbot.waitUntil(lambda: seen.last == place.toPoint())
    widget.removeEventFilter(seen)


class _Moves(QObject):
    last: QPoint | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.last = event.position().toPoint()
        return super().eventFilter(watched, event)
