"""From layers to bound calls: which twin computes a node, else its definition."""

from __future__ import annotations

from nnstudio.core.kernels.calls import copy
from nnstudio.core.layer import Layer
from nnstudio.core.recurrent import Recurrent
from nnstudio.engine.definition_op import lower_definition
from nnstudio.engine.lane import Lane, Lowering
from nnstudio.engine.layouts import as_rows
from nnstudio.engine.lowering_activation import ACTIVATIONS
from nnstudio.engine.lowering_attention import ATTENTION
from nnstudio.engine.lowering_chance import CHANCE
from nnstudio.engine.lowering_convolution import CONVOLUTIONS, fused_pool, lower_convolution
from nnstudio.engine.lowering_dense import lower_dense
from nnstudio.engine.lowering_merge import MERGES
from nnstudio.engine.lowering_normalization import NORMALIZATION
from nnstudio.engine.lowering_pooling import POOLINGS, counts_all
from nnstudio.engine.lowering_recurrent import SEQUENCES, reads_everything
from nnstudio.engine.lowering_resize import RESIZING
from nnstudio.engine.lowering_shape import SHAPES
from nnstudio.engine.lowering_steps import STEPS
from nnstudio.engine.lowering_transposed import TRANSPOSED
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.setup import Setup
from nnstudio.engine.value import Value
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input


def lower(lane: Lane, values: dict[str, Value], node: PlannedNode) -> Value:
    """Add a node to the lane and return its value; a pooling it takes along enters ``values``."""
    plan = lane.setup.plan
    xs = [values[source] for source in node.sources]
    pool = fused_pool(plan, node)
    if type(node.layer) is Input:
        value = lane.input(node)
    elif not has_twin(lane.setup, node):
        value = lower_definition(lane, node, xs)
    elif pool is not None:
        value = values[pool.id] = lower_convolution(lane, node, xs[0], pool)
    else:
        value = TWINS[type(node.layer)](lane, node, xs)
    if any(node.id == output.node for output in plan.outputs) and not value.kept:
        value = _into_outputs(lane, node, value)
    return value


def has_twin(setup: Setup, node: PlannedNode) -> bool:
    """Return whether a twin computes the node."""
    if not setup.twins or type(node.layer) not in TWINS or node.holder in setup.shared:
        return type(node.layer) is Input
    if isinstance(node.layer, Recurrent):
        return reads_everything(node.layer)
    return counts_all(node.layer)


def _into_outputs(lane: Lane, node: PlannedNode, value: Value) -> Value:
    value = as_rows(lane, value, f"{node.id}.rows")
    out = lane.new(node, "rows")
    lane.emit(node.id, "forward", copy(value.data, out.data))
    if value.wanted:

        def back() -> None:
            target = lane.receive(value)
            lane.emit(node.id, "backward", copy(lane.gradient(out), target))
            lane.settle(value, target)

        lane.on_backward(back)
    return out


TWINS: dict[type[Layer], Lowering] = {
    Dense: lower_dense,
    **ACTIVATIONS,
    **ATTENTION,
    **CHANCE,
    **CONVOLUTIONS,
    **MERGES,
    **NORMALIZATION,
    **POOLINGS,
    **SEQUENCES,
    **RESIZING,
    **SHAPES,
    **STEPS,
    **TRANSPOSED,
}
