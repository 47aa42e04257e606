"""Small projects for the tests of the panels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nnstudio.app.session import Session
from nnstudio.core.layer import Layer
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.layers import layer_class

Show = Callable[[QWidget], None]


def make(name: str, **settings: object) -> Layer:
    """Return a layer by name."""
    return layer_class(name)(**settings)


def chain(data: DataPlan, *layers: Layer) -> Project:
    """Return a project with layers in a row, wired one after the other."""
    project = Project("Chain", data=data)
    before = ""
    for column, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, 240.0 * column, 0.0)
        if before:
            project = edits.connect(project, before, node_id)
        before = node_id
    return project


def digits() -> Project:
    """Return a small network for digits: input_1, conv2d_1, flatten_1, dense_1."""
    return chain(
        make_data_plan("mnist"),
        make("Input"),
        make("Conv2D", filters=2, strides=(4, 4), activation="relu"),
        make("Flatten"),
        make("Dense", units=10, activation="softmax"),
    )


def moons() -> Project:
    """Return a small network for points: input_1, dense_1, dense_2."""
    return chain(
        make_data_plan("moons", options={"samples": 60}),
        make("Input"),
        make("Dense", units=4, activation="tanh"),
        make("Dense", units=2, activation="softmax"),
    )


def open_trained(session: Session, project: Project) -> None:
    """Open a project with its starting weights, as if it had been trained for a step."""
    session.open(project)
    weights = initial_weights(make_plan(session.analysis), 0)
    session.open(project, Checkpoint(weights, step=1))


def throws() -> Project:
    """Return a small network with an input for each feature and an output for each target."""
    project = Project("Throws", data=make_data_plan("projectile", options={"samples": 60}))
    layers = (
        make("Input", columns="speed"),
        make("Input", columns="angle"),
        make("Concatenate"),
        make("Dense", units=1),
        make("Dense", units=1),
        make("Dense", units=3, activation="softmax"),
        make("Output", target="range", loss="mean_squared_error"),
        make("Output", target="height", loss="huber"),
        make("Output", target="lands"),
    )
    for column, layer in enumerate(layers):
        project, _ = edits.add_node(project, layer, 240.0 * column, 0.0)
    for source, target, port in (
        ("input_1", "concatenate_1", 0),
        ("input_2", "concatenate_1", 1),
        *(("concatenate_1", f"dense_{n}", 0) for n in (1, 2, 3)),
        *((f"dense_{n}", f"output_{n}", 0) for n in (1, 2, 3)),
    ):
        project = edits.connect(project, source, target, port)
    return project
