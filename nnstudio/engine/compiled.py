"""The compiled step for one batch size: lanes, the update, and blocks of steps."""

from __future__ import annotations

from copy import deepcopy
from itertools import chain

import numpy as np

from nnstudio.core.kernels import losses
from nnstudio.core.kernels.calls import Call
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.dense_chain import DenseChain, chain_of
from nnstudio.engine.division import chain_slot_count, fetches_ahead, lane_sizes, slot_count
from nnstudio.engine.finish import Finish
from nnstudio.engine.lane import Lane, Op
from nnstudio.engine.lowering import lower
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.setup import Setup
from nnstudio.engine.update import OptimizerState, Update
from nnstudio.engine.worker import Worker
from nnstudio.metrics.accuracy import correct_count


class CompiledStep:
    """Whole training steps of a fixed batch size, split over one lane or more.

    Parameters
    ----------
    worker
        The second thread, if two are to compute.
    rare
        Whether so large a batch comes once in an epoch: then steps are computed one by one.
    """

    def __init__(
        self,
        setup: Setup,
        state: OptimizerState,
        batch: int,
        worker: Worker | None,
        *,
        rare: bool = False,
    ) -> None:
        self._setup = setup
        self._worker = worker if batch > 1 else None
        self._threads = 2 if self._worker else 1
        self._batch = batch
        layers = [] if self._worker else chain_of(setup, state, batch)
        slots = 1 if rare else (chain_slot_count if layers else slot_count)(setup, batch)
        ahead = fetches_ahead(setup, batch, slots)
        shared: dict[tuple[int, int], dict[str, Array]] = {}
        common: dict[str, Array] = {}
        self.lanes = []
        sizes = lane_sizes(setup, batch, self._threads)
        for i, size in enumerate(sizes):
            lane = Lane(
                setup,
                size,
                index=i,
                lanes=len(sizes),
                total=batch,
                slots=slots,
                ahead=ahead,
                buffers=shared.setdefault((i % self._threads, size), {}),
                common=common,
            )
            lane.compile(lower, 1 if layers else slots)
            self.lanes.append(lane)
        self.factor = 1.0
        if setup.factor_in_rate:
            *places, units = setup.plan.outputs[0].shape
            positions = batch * size_of(tuple(places))
            self.factor = losses.factor(setup.plan.loss.name, positions, units)
        self._update = Update(state, setup.w, slots, self.factor, fast=setup.fast)
        gradients = [lane.g for lane in self.lanes]
        self.finish = Finish(setup, self._update, gradients, slots, self._threads)
        self._slots = slots
        self._chain: DenseChain | None = None
        if layers:
            self._chain = DenseChain(layers, setup, state, self.lanes[0], self._update)
            return
        self._phases = [self._phases_of(k) for k in range(slots)]
        self._flat = list(chain.from_iterable(chain.from_iterable(p[0]) for p in self._phases))

    @property
    def ops(self) -> list[Op]:
        """One step of the first lane as a flat list."""
        updates = [Op("", "update", call) for phase in self.finish.phases(0) for call in phase[0]]
        return [*self.lanes[0].ops[0], *updates]

    def run(self, order: Array, loss: Array, correct: Array, step: int) -> None:
        """Do the steps of ``order`` and write their losses and counts."""
        for first in range(0, len(order), self._slots):
            last = min(first + self._slots, len(order))
            start = 0
            for lane in self.lanes:
                lane.gather(order[first:last, start : start + lane.batch])
                start += lane.batch
            self._share(last - first)
            self._update.prepare(step + first, last - first)
            self._compute(last - first)
            self._measure(loss[first:last], correct[first:last])

    def gradient(self) -> Array:
        """Return the flat gradient of the last step; times `factor` it is that of the mean loss."""
        return self.lanes[0].g

    def varied(self, x: Array) -> Array:
        """Return the samples of a step as it would vary them; nothing is drawn for it."""
        setup, parts, start = self._setup, [], 0
        if setup.vary is None:
            return x
        for lane in self.lanes:
            rng = deepcopy(setup.varying(lane.index))
            parts.append(setup.vary.varied(x[start : start + lane.batch], rng))
            start += lane.batch
        return np.concatenate(parts)

    def _compute(self, count: int) -> None:
        worker = self._worker
        if self._chain is not None:
            self._chain.run(count)
            return
        if worker is None:
            if count == self._slots:
                for call in self._flat:
                    call()
                return
            for phases in self._phases[:count]:
                for call in chain.from_iterable(phases[0]):
                    call()
            return
        for mine, theirs in self._phases[:count]:
            for ours, others in zip(mine, theirs, strict=True):
                worker.start(others)
                try:
                    for call in ours:
                        call()
                finally:
                    worker.wait()

    def _phases_of(self, slot: int) -> list[list[list[Call]]]:
        """Return for each thread its calls in parts; all threads wait after each part."""
        finish = self.finish.phases(slot)
        return [
            [
                *_parts([op for lane in self.lanes[i :: self._threads] for op in lane.ops[slot]]),
                *(phase[i] for phase in finish),
            ]
            for i in range(self._threads)
        ]

    def _share(self, count: int) -> None:
        """Tell each lane its share of losses whose mean goes over what differs from step to step."""
        for output in self._setup.plan.outputs:
            if output.loss.targets != "indices" or output.name in self._setup.loss_twins:
                continue
            for k in range(count):
                parts = [output.loss.counted(output.target(lane.targets[k])) for lane in self.lanes]
                for lane, part in zip(self.lanes, parts, strict=True):
                    lane.shares[output.name][k] = part / max(1, sum(parts))

    def _measure(self, loss: Array, correct: Array) -> None:
        """Write losses and counts of the slots that have just been computed."""
        total: Array = np.zeros(len(loss), np.float64)
        for output in self._setup.plan.outputs:
            value, right = self._measured(output, len(loss))
            total += value * self._setup.loss_weights[output.name]
            if output is self._setup.plan.outputs[0]:
                correct[...] = right
        for lane in self.lanes:
            for penalty in lane.penalties.values():
                total += penalty[: len(loss)].sum(axis=1, dtype=np.float64) / self._batch
        loss[...] = total + self.finish.penalties[: len(loss)]

    def _measured(self, output: PlannedOutput, count: int) -> tuple[Array, Array]:
        """Return one output's losses and correct samples (where positions count, their share)."""
        setup, loss = self._setup, output.loss
        total: Array = np.zeros(count, np.float64)
        right: Array = np.zeros(count, np.float64)
        positions = size_of(output.shape[:-1])
        for lane in self.lanes:
            z = lane.outputs[output.node][:count]
            t = lane.targets[:count, :, output.columns]
            t = t.reshape(count, lane.batch, *output.target_shape)
            if output.name in setup.loss_twins:
                weights = None
                if output.name in setup.weight_columns:
                    weights = lane.targets[:count, :, setup.weight_columns[output.name]]
                total += losses.sums(loss.name, z, t, weights) / (self._batch * positions)
                right += losses.correct(loss.name, z, t)
                continue
            for k in range(count):
                share = lane.shares[output.name][k]
                total[k] += output.training_value(z[k], t[k]) * share
                named = correct_count(setup.activated(output, z[k]), t[k], loss.border)
                if loss.targets == "indices":
                    # Positions that are ignored are neither right nor wrong: others stand for them.
                    named *= share * self._batch * positions / max(1, loss.counted(t[k]))
                right[k] += named
        return total, right / positions


def _parts(ops: list[Op]) -> list[list[Call]]:
    """Cut a list of Ops where lanes meet."""
    parts: list[list[Call]] = [[]]
    for op in ops:
        if op.phase == "meet":
            parts.append([])
        else:
            parts[-1].append(op.run)
    return parts
