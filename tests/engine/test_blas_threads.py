"""Matrix products: whoever computes says how many threads they use, from whichever thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_info  # type: ignore[import-untyped]

from nnstudio.engine import blas_threads


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    np.ones((2, 2)) @ np.ones((2, 2))  # the library is loaded
    blas_threads.hold(2)
    yield
    blas_threads.release(2)


def used() -> set[int]:
    """The threads of NumPy's own library; what other packages bring is not asked."""
    libraries = [library for library in threadpool_info() if library["user_api"] == "blas"]
    own = [library for library in libraries if "numpy" in library["filepath"]]
    return {library["num_threads"] for library in own or libraries}


def in_a_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_the_newest_holder_decides_as_long_as_it_holds() -> None:
    blas_threads.hold(1)
    assert used() == {1}
    blas_threads.release(1)
    assert used() == {2}


def test_every_thread_may_hold_and_release() -> None:
    seen: list[set[int]] = []

    def hold() -> None:
        blas_threads.hold(1)
        seen.append(used())

    in_a_thread(hold)
    assert seen == [{1}]
    in_a_thread(lambda: blas_threads.release(1))
    assert used() == {2}


def test_what_is_computed_beside_a_run_leaves_it_the_threads_it_counts_on() -> None:
    # Other threads give other last bits: a run must not differ because somebody looks at it.
    with blas_threads.held_beside(1):
        assert used() == {2}
    assert used() == {2}


def test_what_is_computed_beside_nothing_does_with_less() -> None:
    blas_threads.release(2)
    try:
        with blas_threads.held_beside(1):
            assert used() == {1}
            blas_threads.hold(2)  # a run begins
            assert used() == {2}
        assert used() == {2}
    finally:
        blas_threads.release(2)
        blas_threads.hold(2)  # which the fixture ends
