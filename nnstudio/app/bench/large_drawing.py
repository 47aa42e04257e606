"""Drawings with any number of nodes and one and a half times as many wires."""

from __future__ import annotations

import math

from nnstudio.app.canvas.geometry import COLUMN
from nnstudio.bench.drawing import Drawing
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy

WIDTH = 32
ROW = 150.0


def large_drawing(count: int) -> Project:
    """Return pairs of a fully connected layer and a sum around it, in rows like lines of a text."""
    signature = Signature((WIDTH,), classes=("a", "b", "c"), raw_shape=(WIDTH,))
    drawing = Drawing(signature, CategoricalCrossentropy())
    for _ in range((count - 2) // 2):
        drawing.around([Dense(units=WIDTH, activation="relu")])
    drawing.add(Dense(units=3, activation="softmax"))
    project = drawing.project()
    columns = round(math.sqrt(count * 16 / 9 * ROW / COLUMN))
    places = {
        node.id: (COLUMN * (index % columns), ROW * (index // columns))
        for index, node in enumerate(project.graph.nodes)
    }
    return edits.move(project, places)
