"""How many threads training may use."""

from __future__ import annotations

from nnstudio.engine.division import available_threads


def automatic_threads() -> int:
    """Return as many threads as leave the window alive.

    From three cores on one is left to the window. On two, training may use both: the window was
    measured to react within 15 ms then, for products in NumPy do not hold Python's lock.
    """
    cores = available_threads()
    return max(min(2, cores), cores - 1)


def thread_choices() -> tuple[int, ...]:
    """Return what a user can choose from: 0 for automatic, then numbers up to all cores."""
    cores = available_threads()
    counts = [count for count in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32) if count < cores]
    return (0, *counts, cores)
