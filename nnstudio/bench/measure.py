"""Measure one case in this process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.bench.cases import Case, made_up_samples, step_flops
from nnstudio.core.memory import resident_memory
from nnstudio.engine import blas_threads
from nnstudio.engine.memory import predict_memory
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights

BLOCK_SECONDS = 0.02
"""About how long one timed call lasts: long for the clock, short for the noise of a machine."""
PEAK_SIZE = 1024


@dataclass(frozen=True)
class Measured:
    """How fast one case trained, and what the machine could have done at most.

    ``memory`` is by how many bytes the process grew to train (0: the system does not say), beside
    samples and starting weights; ``predicted_memory`` what was foreseen.
    """

    case: str
    batch: int
    threads: int
    step_us: float
    samples_per_second: float
    gflops: float
    peak_gflops: float
    memory: int
    predicted_memory: int

    @property
    def share_of_peak(self) -> float:
        """The share of the machine's fastest matrix product."""
        return self.gflops / self.peak_gflops


def measure(
    case: Case, seconds: float, twins: bool, threads: int | None, fast: bool = True
) -> Measured:
    """Train for about so many seconds and return the median over blocks of steps."""
    plan = case.plan()
    x, t = made_up_samples(plan, case.samples)
    weights, vary = initial_weights(plan, 0), case.vary
    np.dot(*np.ones((2, 256, 256), np.float32))  # so that BLAS has its working memory
    grown = resident_memory()
    program = Program(
        plan,
        case.optimizer,
        x,
        t,
        case.batch,
        weights=weights,
        twins=twins,
        fast=fast,
        threads=threads,
        vary=vary,
    )
    try:
        step = _step_seconds(program, case, seconds)
        grown = resident_memory() - grown
    finally:
        program.close()
    predicted = predict_memory(
        plan, case.batch, case.optimizer, threads, samples=case.samples, twins=twins, vary=vary
    )
    # Only now: a program that computes on two threads of its own holds BLAS to one.
    peak = _peak_gflops(threads)
    flops = step_flops(plan, case.batch)
    return Measured(
        case.name,
        case.batch,
        program.threads,
        step * 1e6,
        case.batch / step,
        flops / step * 1e-9,
        peak,
        max(0, grown),
        predicted.step - x.nbytes - t.nbytes,
    )


def _step_seconds(program: Program, case: Case, seconds: float) -> float:
    rng = np.random.default_rng(1)

    def block(steps: int) -> Callable[[], None]:
        order = rng.integers(0, case.samples, (steps, case.batch))
        loss, correct = np.zeros(steps), np.zeros(steps, np.int64)
        return lambda: program.run(order, loss, correct)

    warm_up = block(4)
    warm_up()
    steps = max(4, round(4 * BLOCK_SECONDS / _timed(warm_up)))
    run = block(steps)
    run()
    return _median_seconds(run, seconds) / steps


def _peak_gflops(threads: int | None) -> float:
    """Return the speed of a large matrix product on so many threads; None: on all there are."""
    a = np.random.default_rng(2).random((PEAK_SIZE, PEAK_SIZE), np.float32)
    b, c = a.T.copy(), np.empty_like(a)
    if threads is not None:
        blas_threads.hold(threads)
    try:
        best = min(_timed(lambda: a.dot(b, c)) for _ in range(30))
    finally:
        if threads is not None:
            blas_threads.release(threads)
    return 2 * PEAK_SIZE**3 / best * 1e-9


def _median_seconds(run: Callable[[], object], seconds: float) -> float:
    times: list[float] = []
    while sum(times) < seconds or len(times) < 3:
        times.append(_timed(run))
    return statistics.median(times)


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
