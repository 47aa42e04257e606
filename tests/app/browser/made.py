"""Small projects for the tests of the data browser."""

from __future__ import annotations

from nnstudio.app.session import Session
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.project import Project
from tests.app.panels.drawings import chain, make


def small_digits() -> Project:
    """Return a network for 1,797 digits of 8 x 8 pixels."""
    return chain(
        make_data_plan("digits8x8"),
        make("Input"),
        make("Flatten"),
        make("Dense", units=10, activation="softmax"),
    )


def flowers() -> Project:
    """Return a network for the 150 flowers of the iris table."""
    return chain(
        make_data_plan("iris"), make("Input"), make("Dense", units=3, activation="softmax")
    )


def moons(dataset: str = "moons") -> Project:
    """Return a network for 90 points in two classes."""
    return chain(
        make_data_plan(dataset, options={"samples": 60}),
        make("Input"),
        make("Dense", units=2, activation="softmax"),
    )


def of(dataset: str) -> Project:
    """Return a project with nothing but a data set and its input."""
    return chain(make_data_plan(dataset), make("Input"))


def train(session: Session) -> None:
    """Give the open project its starting weights, as if it had been trained for a step."""
    weights = initial_weights(make_plan(session.analysis), 0)
    session.open(session.project, Checkpoint(weights, step=1))
