"""How the inputs of a layer lie and what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from nnstudio.core.shapes import Shape
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.health import Health
from nnstudio.engine.studies.unit import UnitReport
from nnstudio.explain.unit_health import STATES, unit_states
from nnstudio.explain.weight_axes import weight_axes
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.flatten import Flatten

HEADING = ("layer", "unit", "state", "mean", "std", "saturated", "twin", "correlation")


def picture_of(plan: Plan, node_id: str) -> Shape:
    """Return the shape of the picture that a layer reads number by number; empty: none."""
    node = plan.node(node_id)
    while len(node.sources) == 1:
        node = plan.node(node.sources[0])
        if isinstance(node.layer, Flatten):
            return node.input_shapes[0]
        if node.weights or node.input_shapes != (node.shape,):
            break
    return ()


def names_of(analysis: Analysis, plan: Plan, report: UnitReport) -> tuple[str, ...]:
    """Return the names of the inputs of a unit, where they have names."""
    if report.weights is None or report.weights.ndim != 1:
        return ()
    return weight_axes(analysis, plan.node(report.node).holder, "weight")[0].labels


def rows_of(health: Health) -> Iterator[tuple[object, ...]]:
    """Return a row of figures for each unit, below `HEADING`."""
    for x in health.layers:
        figures = (x.mean, x.std, x.saturated, x.twin, x.likeness)
        for unit, state in enumerate(unit_states(x).tolist()):
            yield x.node, unit, STATES[state], *(column[unit].item() for column in figures)
