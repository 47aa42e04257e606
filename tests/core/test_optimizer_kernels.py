"""The passes over the flat vector do what the optimisers' definitions say, step after step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from nnstudio.core.kernels import optimizers
from nnstudio.core.kernels.calls import aligned, scalar
from nnstudio.core.kernels.optimizers import Kernel
from nnstudio.core.layer import Array
from nnstudio.engine.update import KERNELS
from nnstudio.optimizers import Optimizer, all_optimizers
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.adamw import AdamW
from nnstudio.optimizers.nesterov import Nesterov

CASES = [
    *(cls() for cls in all_optimizers().values()),
    Adam(beta1=0.0, beta2=0.5, epsilon=1e-4),
    AdamW(learning_rate=0.1, weight_decay=0.5),
    Nesterov(momentum=0.0),
]


def test_every_optimizer_has_a_kernel() -> None:
    assert set(KERNELS) == set(all_optimizers().values())


def trained(
    kernel: Kernel, optimizer: Optimizer, w: Array, gradients: list[Array]
) -> tuple[Array, list[Array]]:
    """Return weights and kept arrays after the kernel's steps."""
    ours, g, work = aligned(w.shape), aligned(w.shape), aligned(w.shape)
    ours[...] = w
    kept = [aligned(w.shape) for _ in optimizer.slots]
    constants = [scalar(0) for _ in optimizer.constants(0.1, 1)]
    calls = optimizers.by_pieces(kernel, ours, g, kept, constants, work)
    for step, gradient in enumerate(gradients, start=1):
        g[...] = gradient
        for place, value in zip(
            constants, optimizer.constants(optimizer.learning_rate, step), strict=True
        ):
            place[...] = value
        for call in calls:
            call()
    return ours, kept


def some_gradients(count: int, steps: int) -> Iterator[Array]:
    rng = np.random.default_rng(1)
    for _ in range(steps):
        g = rng.normal(0, 1, count).astype(np.float32)
        g[::7] = 0  # a weight that nothing pulls
        yield g


@pytest.mark.parametrize("optimizer", CASES, ids=repr)
@pytest.mark.parametrize("count", [5, 2 * optimizers.PIECE + 3], ids=["one piece", "pieces"])
def test_twenty_steps_are_those_of_the_definition(optimizer: Optimizer, count: int) -> None:
    w = np.random.default_rng(0).normal(0, 1, count).astype(np.float32)
    gradients = list(some_gradients(count, 20 if count < 10 else 3))
    ours, kept = trained(KERNELS[type(optimizer)], optimizer, w, gradients)

    expected = w.copy()
    slots = {name: np.zeros_like(w) for name in optimizer.slots}
    for step, g in enumerate(gradients, start=1):
        optimizer.update(expected, g, slots, step)
    # The same operations in the same order: the kept arrays are equal to the last bit.
    for array, slot in zip(kept, slots.values(), strict=True):
        np.testing.assert_array_equal(array, slot)
    np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-6)


def test_a_kernel_takes_no_memory_while_it_runs() -> None:
    import tracemalloc

    w, g, m, v, work = (aligned((1000,)) for _ in range(5))
    constants = [scalar(0.1) for _ in range(4)]
    calls = optimizers.by_pieces(optimizers.adam, w, g, [m, v], constants, work)
    g[...] = 1
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for call in calls:
        call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak - before < 500  # an array would have 4000 bytes
