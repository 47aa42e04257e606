"""A program that is compiled, but neither holds anything nor runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

import numpy as np

from nnstudio.core.layer import Array, Step
from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import size_of
from nnstudio.core.starting_weights import StartingWeights
from nnstudio.data.augment import Variation
from nnstudio.engine.division import (
    chunk_sizes,
    fetches_ahead,
    is_separable,
    is_stepwise,
    lane_sizes,
    slot_count,
    takes_ones,
    threads_for,
)
from nnstudio.engine.lane import Lane
from nnstudio.engine.lowering import has_twin, lower
from nnstudio.engine.parameters import Parameters
from nnstudio.engine.plan import Plan, PlannedNode
from nnstudio.engine.prediction import Prediction
from nnstudio.engine.setup import PIECE, Setup
from nnstudio.engine.targets import loss_twins_of, prepared_targets
from nnstudio.optimizers.base import Optimizer
from nnstudio.optimizers.clipping import Clipping

NUMBER = np.dtype(np.float32).itemsize
PROGRAM_BYTES = 150_000
"""What a program takes in any case."""
CALL_BYTES = 650
"""What one call of the compiled step takes, with its views of the arrays."""
UPDATE_CALLS = 5
"""With which weights are updated, for each array that the optimiser keeps."""
NODE_BYTES = 4000
"""What is kept of each node beside arrays and calls."""
STEP_BYTES = 2500
"""What is kept of each step of a sequence, and of a layer that reads it, beside arrays."""


class DryRun:
    """A program without threads, samples and weights, whose arrays are only counted."""

    def __init__(
        self,
        plan: Plan,
        batch: int,
        optimizer: Optimizer,
        allowed: int,
        samples: int,
        clipping: Clipping,
        twins: bool,
        vary: Variation | None = None,
    ) -> None:
        numbers, parameters = size_of(plan.input_shape), Parameters(plan)
        no_targets = np.empty((0, plan.targets), np.float32)
        loss_twins = loss_twins_of(plan, no_targets) if twins else frozenset()
        ones = twins and takes_ones(plan, max(samples, batch))
        self._plan, self._optimizer, self._samples = plan, optimizer, samples
        self._setup = setup = Setup(
            plan,
            parameters,
            parameters.vector(),
            np.empty((0, numbers + ones), np.float32),
            prepared_targets(plan, no_targets, loss_twins),
            twins=twins,
            ones=ones,
            loss_twins=loss_twins,
            seed=0,
            vary=vary,
            clipping=clipping,
        )
        setup.separable = is_separable(setup)
        threads = threads_for(plan, batch, allowed, setup.separable, is_stepwise(setup))
        lanes = threads.lanes if batch > 1 else 1
        self._sizes = [
            (size, index % lanes) for index, size in enumerate(lane_sizes(setup, batch, lanes))
        ]
        self._slots = slot_count(setup, batch)
        self._ahead = fetches_ahead(setup, batch, self._slots)
        self._chunks = chunk_sizes(setup, threads.lanes)
        self._by_node: Counter[str] = Counter()

    def prediction(self) -> Prediction:
        """Return how much all of it takes."""
        plan, setup, kept = self._plan, self._setup, len(self._optimizer.slots)
        numbers = size_of(plan.input_shape)
        one_copy = setup.parameters.size * NUMBER
        held = one_copy * (3 + kept + len(self._sizes)) + self._extra_weights()
        activations, calls = self._training()
        each = numbers + plan.targets + setup.t.shape[1] + (numbers + 1 if setup.ones else 0)
        parts = {
            "weights": held,
            "activations": activations,
            "validation": sum(self._predicting(*lanes) for lanes in Counter(self._chunks).items()),
            "samples": self._samples * each * NUMBER,
            "calls": calls,
            # Of the last good step and the one that replaces it, and the weights of the best.
            "copies": one_copy * (2 * (1 + kept) + 1),
        }
        copies = (held + parts["copies"]) // max(1, one_copy)
        for node in plan.nodes:
            own = sum(size_of(weight.shape) for _, weight in node.weights)
            self._by_node[node.id] += own * NUMBER * copies
        return Prediction(parts, {node.id: self._by_node[node.id] for node in plan.nodes})

    def _training(self) -> tuple[int, int]:
        """Return what the arrays and the calls of all lanes take that train."""
        setup, slots = self._setup, self._slots
        update = 2 + UPDATE_CALLS * len(self._optimizer.slots)
        calls, arrays, read = slots * len(set(self._sizes)) * update, 0, 0
        lanes: dict[int, Lane] = {}
        seen: set[tuple[int, int]] = set()
        for size, thread in self._sizes:
            if size not in lanes:
                lanes[size] = Lane(setup, size, lanes=len(self._sizes), ahead=self._ahead)
                lanes[size].compile(lower)
            lane = lanes[size]
            if (size, thread) not in seen:  # those that one thread computes share their arrays
                seen.add((size, thread))
                arrays += self._counted(lane.buffers) + self._defined(size)
            each_slot = [lane.targets, lane.order, *lane.outputs.values(), *lane.penalties.values()]
            arrays += slots * sum(array.nbytes for array in each_slot)
            arrays += lane.samples.nbytes * (slots if self._ahead else 1)
            calls += slots * len(lane.ops[0])
            read += slots * sum(
                node.input_shapes[0][0]
                for node in self._plan.nodes
                if isinstance(node.layer, Recurrent) and has_twin(setup, node)
            )
        arrays += sum(array.nbytes for array in lanes[self._sizes[0][0]].shared.values())
        nodes = len(self._plan.nodes)
        return arrays, calls * CALL_BYTES + read * STEP_BYTES + nodes * NODE_BYTES + PROGRAM_BYTES

    def _predicting(self, size: int, lanes: int) -> int:
        """Return what lanes of a size take that only predict."""
        lane = Lane(self._setup, size, training=False)
        lane.compile(lower)
        arrays = [lane.samples, *lane.outputs.values(), *lane.penalties.values()]
        own = sum(array.nbytes for array in arrays) + len(lane.ops[0]) * CALL_BYTES
        return self._counted(lane.buffers, lanes) + lanes * own

    def _counted(self, buffers: Mapping[str, Array], lanes: int = 1) -> int:
        """Return what the buffers of some equal lanes take, which are named after their nodes."""
        for name, array in buffers.items():
            self._by_node[name.split(".")[0]] += lanes * array.nbytes
        return lanes * sum(array.nbytes for array in buffers.values())

    def _extra_weights(self) -> int:
        """Return what clipping, penalties and max-norm take beside weights and gradients."""
        clip = self._setup.clipping.mode == "norm"
        total = self._setup.parameters.size * clip
        for node in self._plan.nodes:
            layer = node.layer
            if isinstance(layer, StartingWeights):
                works = bool(layer.l1 or layer.l2) + bool(layer.max_norm)
                total += works * sum(size_of(w.shape) for _, w in node.weights if w.decays)
        return total * NUMBER

    def _defined(self, batch: int) -> int:
        """Return what those layers take that are computed by their definitions."""
        kept, most = 0, 0
        for node in self._plan.nodes:
            layer = node.layer
            drops = isinstance(layer, Recurrent) and bool(layer.dropout or layer.recurrent_dropout)
            if drops or not has_twin(self._setup, node):
                own, passing = _definition_bytes(node, self._plan.node(node.holder), batch)
                self._by_node[node.id] += own
                kept, most = kept + own, max(most, passing)
        return kept + most


def _definition_bytes(node: PlannedNode, holder: PlannedNode, batch: int) -> tuple[int, int]:
    """Return what a definition keeps, and what it takes for a moment; two samples tell.

    What it kept of the step before goes when it has made anew what it keeps, which it often puts
    together from parts.
    """
    step = Step(True, np.random.default_rng(0))
    w = {name: np.zeros(weight.shape, np.float32) for name, weight in holder.weights}
    xs = [np.zeros((2, *shape), np.float32) for shape in node.input_shapes]
    with np.errstate(all="ignore"):
        y, saved = node.layer.forward(w, step, *xs)
        dxs, dws = node.layer.backward(w, step, saved, np.zeros_like(y))
    known = {id(array) for array in chain(w.values(), xs)}
    made = {id(_owner(a)): _owner(a) for a in saved.values()}
    kept = sum(a.nbytes for key, a in made.items() if key not in known) * batch // 2
    passing = (y.nbytes + sum(dx.nbytes for dx in dxs)) * batch // 2
    return kept, 2 * kept + passing + sum(dw.nbytes for dw in dws.values())


def _owner(array: Array) -> Array:
    """Return the array whose memory a view looks at."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def rough_prediction(plan: Plan, batch: int, optimizer: Optimizer, threads: int) -> Prediction:
    """Return about what training takes at least, from shapes alone."""
    pictures = any(len(node.shape) == 3 for node in plan.nodes[1:])
    at_once = min(batch, threads * PIECE) if pictures else batch
    copies = 3 * (2 + len(optimizer.slots)) + 1
    by_node, weights, activations = {}, 0, 0
    for node in plan.nodes:
        own = sum(size_of(weight.shape) for _, weight in node.weights) * copies * NUMBER
        made = 2 * size_of(node.shape) * at_once * NUMBER
        by_node[node.id] = own + made
        weights, activations = weights + own, activations + made
    return Prediction({"weights": weights, "activations": activations}, by_node)
