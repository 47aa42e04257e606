"""Tiny networks whose training steps run as one compiled loop; see `train_chain`."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels import losses, optimizers
from nnstudio.core.kernels.calls import aligned
from nnstudio.engine.finish import Finish
from nnstudio.engine.lane import Lane
from nnstudio.engine.lowering_dense import function_name
from nnstudio.engine.plan import PlannedNode
from nnstudio.engine.setup import Setup
from nnstudio.engine.update import OptimizerState, Update
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input

MOST_WORK = 40_000
"""Multiply-adds of a step up to which the loop is faster than a call for each operation."""


def chain_of(setup: Setup, state: OptimizerState, batch: int) -> list[PlannedNode]:
    """Return the Dense layers of a network that `DenseChain` can train; else nothing."""
    if not setup.fast:
        return []
    from nnstudio.core.kernels.fast import dense_chain

    plan, (first, *layers) = setup.plan, setup.plan.nodes
    output = plan.outputs[0]
    if type(first.layer) is not Input or first.columns is not None or len(first.shape) != 1:
        return []
    in_a_row = all(node.sources == (setup.plan.nodes[i].id,) for i, node in enumerate(layers))
    if not layers or not in_a_row or len(plan.outputs) > 1 or output.node != layers[-1].id:
        return []
    # Rows of biases that belong to no weight, and frozen weights, would be changed by the optimiser.
    plain = not setup.weight_columns and all(
        type(node.layer) is Dense
        and node.layer.use_bias
        and len(node.shape) == 1
        and not node.shares
        and not node.frozen
        and not setup.layers[node.id].values()["max_norm"]
        for node in layers
    )
    small = plan.multiply_adds * batch <= MOST_WORK
    if not plain or not small or Finish.needs_gradients(setup):
        return []
    known = output.name in setup.loss_twins and output.loss.name in dense_chain.LOSSES
    known &= state.kernel is not None
    names = [setup.layers[node.id].values()["activation"] for node in layers]
    names[-1] = "linear" if output.fused else names[-1]
    return layers if known and set(names) <= set(dense_chain.ACTIVATIONS) else []


class DenseChain:
    """Trains the layers of `chain_of` in the place of a lane, whose buffers it reads and writes."""

    def __init__(
        self,
        layers: list[PlannedNode],
        setup: Setup,
        state: OptimizerState,
        lane: Lane,
        update: Update,
    ) -> None:
        from nnstudio.core.kernels.fast.dense_chain import ACTIVATIONS, LOSSES, PART

        self._setup, self._lane, self._output = setup, lane, setup.plan.outputs[0]
        sizes = [layers[0].input_shapes[0][0], *(node.shape[0] for node in layers)]
        parts = [-(-size // PART) for size in sizes]
        room = (len(layers), max(sizes[:-1]) + 1, max(parts[1:]), PART)
        places = np.full((*room[:2], room[2] * PART), -1, np.int64)
        numbers = np.arange(setup.parameters.size)
        for i, node in enumerate(layers):
            views = setup.parameters.views(numbers, node.id)
            inputs, units = sizes[i], sizes[i + 1]
            places[i, :inputs, :units] = views["weight"]
            places[i, inputs, :units] = views["bias"]
        functions = [ACTIVATIONS.index(function_name(lane, node)) for node in layers]
        table = [*zip(sizes[:-1], parts[1:], functions, strict=True), (sizes[-1], 0, 0)]
        method = optimizers.NAMES.index(state.optimizer.name)
        nothing = np.zeros(0, np.float32)
        m, v = {
            0: (nothing, nothing),
            1: (*state.slots.values(), nothing),
            2: tuple(state.slots.values()),
        }[len(state.slots)]
        if state.optimizer.name in ("adagrad", "rmsprop"):
            m, v = v, m
        self._rest = (
            lane.samples,
            lane.targets,
            lane.outputs[self._output.node].transpose(0, 2, 1),
            update.constants,
            setup.w,
            lane.g,
            m,
            v,
            places.reshape(-1),
            np.array(table, np.int64),
            LOSSES.index(self._output.loss.name),
            method,
        )
        self._room = (
            aligned((4, *room)),
            aligned((2, len(layers) + 1, lane.batch, max(parts), PART)),
        )
        self.run(0)

    def run(self, count: int) -> None:
        """Do the steps whose samples, targets and constants are in the lane and the update."""
        from nnstudio.core.kernels.fast.dense_chain import train_chain

        setup, output = self._setup, self._output
        factor = 1.0
        if not setup.factor_in_rate:
            factor = losses.factor(output.loss.name, self._lane.batch, output.shape[-1])
            factor *= setup.loss_weights[output.name]
        for room in self._room:
            room.fill(0)  # what fills up the vectors must not keep a NaN of steps gone wrong
        train_chain.bind(count, *self._rest, np.float32(factor), *self._room)()
