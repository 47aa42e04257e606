"""The compiled forward pass: a network that only predicts."""

from __future__ import annotations

import numpy as np

from nnstudio.core.kernels.arithmetic import edge_numbers_at_speed
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.division import chunk_sizes
from nnstudio.engine.lane import Lane
from nnstudio.engine.lowering import lower
from nnstudio.engine.setup import Setup
from nnstudio.engine.worker import Worker


class CompiledForward:
    """Computes prepared samples in chunks of a fixed size; the last one is filled up."""

    def __init__(self, setup: Setup, worker: Worker | None) -> None:
        self._setup = setup
        sizes = chunk_sizes(setup, 2 if worker else 1)
        self.chunk = sum(sizes)
        self._worker = worker if len(sizes) > 1 else None
        self._lanes = [Lane(setup, size, index=i, training=False) for i, size in enumerate(sizes)]
        for lane in self._lanes:
            lane.compile(lower)
        self._calls = [[op.run for op in lane.ops[0]] for lane in self._lanes]

    def run(self, x: Array, penalties: Array | None = None) -> dict[str, Array]:
        """Return what the layers of the outputs compute, by layer: logits where they are fused.

        Parameters
        ----------
        penalties
            ``(n,)`` to which is added what layers add to the loss of each sample.
        """
        plan = self._setup.plan
        rows = np.asarray(x, np.float32).reshape(len(x), size_of(plan.input_shape))
        outs = {
            output.node: np.empty((len(rows), *output.shape), np.float32) for output in plan.outputs
        }
        with edge_numbers_at_speed():
            for first in range(0, len(rows), self.chunk):
                part = slice(first, first + self.chunk)
                self._run_chunk(rows[part], {node: out[part] for node, out in outs.items()})
                if penalties is not None:
                    self._add_penalties(penalties[part])
        return outs

    def _run_chunk(self, rows: Array, outs: dict[str, Array]) -> None:
        start = 0
        for lane in self._lanes:
            part = rows[start : start + lane.batch]
            lane.samples[0, : len(part), : part.shape[1]] = part
            start += lane.batch
        if self._worker is not None:
            self._worker.start(self._calls[1])
        try:
            for call in self._calls[0]:
                call()
        finally:
            if self._worker is not None:
                self._worker.wait()
        start = 0
        for lane in self._lanes:
            for node, out in outs.items():
                count = len(out[start : start + lane.batch])
                out[start : start + count] = lane.outputs[node][0, :count]
            start += lane.batch

    def _add_penalties(self, total: Array) -> None:
        start = 0
        for lane in self._lanes:
            part = total[start : start + lane.batch]
            for penalty in lane.penalties.values():
                part += penalty[0, : len(part)]
            start += lane.batch
