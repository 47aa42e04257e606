"""Benchmarks: how fast the standard networks train here. Only measuring, no tests and no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from nnstudio.bench.train import run_train_bench
from nnstudio.core.text import N_, Text

__all__ = ["main", "run_train_bench"]

_BENCHMARKS = {"train": run_train_bench}


def main(argv: Sequence[str]) -> int:
    """Run the benchmark named first, with the arguments that follow; return the exit code."""
    if argv and argv[0] in _BENCHMARKS:
        return _BENCHMARKS[argv[0]](argv[1:])
    print(
        Text(
            N_("Got {got}; nnstudio bench expects the name of a benchmark: {names}."),
            got=repr(argv[0]) if argv else "–",
            names=", ".join(_BENCHMARKS),
        )
    )
    return 2
