"""Where the backward pass of a lane begins: the gradient of each output's loss."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from nnstudio.core.kernels import losses
from nnstudio.core.kernels.calls import scalar
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.value import Value

if TYPE_CHECKING:
    from nnstudio.engine.lane import Lane


def start_backward(lane: Lane, output: PlannedOutput, out: Value) -> None:
    """Begin the backward pass of one output; several begin one after the other."""
    if not out.wanted:
        return
    dz = lane.receive(out)
    t = lane.targets[lane.slot][:, output.columns]
    if output.name in lane.setup.loss_twins:
        _start_twin(lane, output, out, t, dz)
    else:
        _start_definition(lane, output, out, t, dz)
    lane.settle(out, dz)


def _start_twin(lane: Lane, output: PlannedOutput, out: Value, t: Array, dz: Array) -> None:
    name, loss, setup = output.name, output.loss, lane.setup
    across, axis = t.reshape(lane.batch, *output.target_shape), -1
    if out.layout == "columns":
        across, axis = (t.T if loss.targets == "values" else t[:, 0]), 0
    scratch = lane.scratch(f"{name}.loss")
    calls = losses.start(loss.name, out.data, across, dz, axis, scratch)
    lane.emit(output.node, "loss", *calls)
    if name in setup.weight_columns:
        weights = lane.targets[lane.slot][:, setup.weight_columns[name]]
        places = weights[:, 0] if axis == 0 else weights.reshape(*dz.shape[:-1], 1)
        lane.emit(output.node, "loss", partial(np.multiply, dz, places, dz))
    if not setup.factor_in_rate:
        lane.emit(output.node, "loss", partial(np.multiply, dz, _factor(lane, output), dz))


def _start_definition(lane: Lane, output: PlannedOutput, out: Value, t: Array, dz: Array) -> None:
    t = t.reshape(lane.batch, *output.target_shape)
    name, slot = output.name, lane.slot
    shares, weights = lane.shares[name], lane.setup.loss_weights
    rows, target = (out.data, dz) if out.layout == "rows" else (out.data.T, dz.T)

    def start() -> None:
        share = np.float32(shares[slot] * weights[name])
        np.multiply(output.gradient(rows, t), share, out=target)

    lane.emit(output.node, "loss", start)


def _factor(lane: Lane, output: PlannedOutput) -> Array:
    """Return what the gradients of a loss's twin are multiplied by; it follows its weight."""
    setup = lane.setup
    positions = lane.total * size_of(output.shape[:-1])
    mean = losses.factor(output.loss.name, positions, output.shape[-1])
    factor = scalar(mean * setup.loss_weights[output.name])

    def hear() -> None:
        factor[...] = mean * setup.loss_weights[output.name]

    setup.weighed.append(hear)
    return factor
