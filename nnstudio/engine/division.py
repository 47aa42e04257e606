"""How a training step is divided: over threads, into lanes, and how many are compiled in a row.

All of it is decided from shapes and settings, never by the clock, so that the same machine,
versions and threads give the same bits.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from nnstudio.core.recurrent import Recurrent
from nnstudio.core.shapes import size_of
from nnstudio.engine.lowering import has_twin
from nnstudio.engine.plan import Plan
from nnstudio.engine.setup import PIECE, Setup

LANE_WORK = 16_000_000
"""Multiply-adds of a batch from which on two threads are worth their hand-over."""
GATHER_BYTES = 1 << 19
"""Samples of several steps are fetched at once while they fit into this, well within a cache."""
OUTPUT_NUMBERS = 1 << 14
"""So many outputs are kept until losses are computed for a block of steps."""
MOST_CHAIN_SLOTS = 1024
"""Most steps that one compiled loop does in a row."""
MOST_SLOTS, MOST_HEAVY_SLOTS, FEWEST_SLOTS = 64, 8, 2
"""Most steps that are compiled one after the other: each takes time to compile."""
HEAVY, HEAVIEST = 1_000_000, 50_000_000
"""Multiply-adds of a step beside which what is done once for a block of steps weighs little, and
nothing."""
CHUNK_WORK = 100_000_000
"""Multiply-adds that take about ten milliseconds or less on one core."""
MOST_SAMPLES = 512
"""That are computed at a time where a network only predicts."""
NUMBER_COST = 8
"""What moving one number costs, in multiply-adds."""
ONES_BYTES = 1 << 22
"""Samples up to this size are copied with a column of ones, which saves two calls per step."""
SLOT_NODES = 512
"""Layers in all slots together, as each takes time to compile."""


@dataclass(frozen=True)
class Threads:
    """How many processor cores a program uses, and what for.

    Parameters
    ----------
    all
        The cores that are used.
    split
        Whether two threads compute a part of each batch; otherwise one does, and matrix products
        use all cores.
    assists
        Whether one thread computes and a second one assists it where a layer has work for it.
    """

    all: int
    split: bool
    assists: bool = False

    @property
    def lanes(self) -> int:
        """Among how many threads a batch is split."""
        return 2 if self.split else 1

    @property
    def blas(self) -> int:
        """How many threads a matrix product may use."""
        return 1 if self.split or self.assists else self.all


def threads_for(plan: Plan, batch: int, allowed: int, separable: bool, stepwise: bool) -> Threads:
    """Return the threads of a program for batches of this size, of those that are allowed."""
    if plan.multiply_adds * batch < LANE_WORK:
        return Threads(1, False)
    if allowed > 1 and stepwise:
        return Threads(2, False, assists=True)
    split = allowed > 1 and separable
    return Threads(min(allowed, 2) if split else allowed, split)


def is_separable(setup: Setup) -> bool:
    """Return whether a batch may be split: the definition of a layer that looks at all of it may not."""
    return all(not node.across_batch or has_twin(setup, node) for node in setup.plan.nodes)


def is_stepwise(setup: Setup) -> bool:
    """Return whether most of the work is done step by step.

    Such a step is so short that two threads that both compute them mostly wait for one another.
    """
    nodes = setup.plan.nodes
    read = [n for n in nodes if isinstance(n.layer, Recurrent) and has_twin(setup, n)]
    work = sum(n.layer.multiply_adds(*n.input_shapes) for n in read)
    return 2 * work > setup.plan.multiply_adds


def lane_sizes(setup: Setup, batch: int, threads: int) -> list[int]:
    """Return the samples of each lane; thread i computes lanes i, i + threads, ..."""
    rounds = 1
    if setup.pictures and setup.separable and not setup.across_batch:
        rounds = -(-batch // (threads * PIECE))
    count = min(batch, threads * rounds)
    return [batch // count + (i < batch % count) for i in range(count)]


def slot_count(setup: Setup, batch: int) -> int:
    """Return how many steps are compiled one after the other."""
    plan = setup.plan
    work = plan.multiply_adds * batch
    most = MOST_SLOTS if work < HEAVY else MOST_HEAVY_SLOTS if work < HEAVIEST else FEWEST_SLOTS
    numbers = max(1, sum(size_of(output.shape) for output in plan.outputs))
    return max(1, min(most, OUTPUT_NUMBERS // (batch * numbers), SLOT_NODES // len(plan.nodes)))


def chain_slot_count(setup: Setup, batch: int) -> int:
    """Return how many steps one compiled loop does in a row; their samples are fetched ahead."""
    numbers = sum(size_of(output.shape) for output in setup.plan.outputs)
    bytes_of_step = batch * setup.x.shape[1] * setup.x.itemsize
    fitting = min(OUTPUT_NUMBERS // (batch * numbers), GATHER_BYTES // bytes_of_step)
    return max(1, min(MOST_CHAIN_SLOTS, fitting))


def fetches_ahead(setup: Setup, batch: int, slots: int) -> bool:
    """Return whether the samples of all slots are fetched at once; varied ones never are."""
    return (
        setup.vary is None and slots * batch * setup.x.shape[1] * setup.x.itemsize <= GATHER_BYTES
    )


def takes_ones(plan: Plan, samples: int) -> bool:
    """Return whether so many samples are copied with a column of ones."""
    return len(plan.input_shape) == 1 and samples * size_of(plan.input_shape) * 4 <= ONES_BYTES


def chunk_sizes(setup: Setup, threads: int) -> list[int]:
    """Return how many samples each thread computes at a time where the network only predicts."""
    plan = setup.plan
    numbers = sum(size_of(node.shape) for node in plan.nodes)
    budget = CHUNK_WORK if setup.twins else CHUNK_WORK // 4
    fitting = budget // (plan.multiply_adds + NUMBER_COST * numbers)
    # Pictures go in pieces that stay in the cache, one for each thread.
    most = PIECE * threads if setup.pictures else MOST_SAMPLES
    chunk = max(1, min(most, fitting))
    return [chunk - chunk // 2, chunk // 2] if threads > 1 and chunk > 1 else [chunk]


def available_threads() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
