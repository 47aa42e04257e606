"""Benchmarks: how fast the standard networks train here. Only measuring, no tests and no Qt."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from nnstudio.bench.graphs import run_graphs_bench
from nnstudio.bench.train import run_train_bench

__all__ = ["Benchmark", "main", "run_graphs_bench", "run_train_bench"]

Benchmark = tuple[Callable[[Sequence[str]], int], str]
"""What runs it, with the words that follow its name, and what it measures."""

_BENCHMARKS: dict[str, Benchmark] = {
    "train": (run_train_bench, "how fast the standard networks train"),
    "graphs": (run_graphs_bench, "how fast large drawings are understood and compiled"),
}


def main(argv: Sequence[str], further: Mapping[str, Benchmark] | None = None) -> int:
    """Run the benchmark named first, with the arguments that follow; return the exit code.

    Parameters
    ----------
    further
        Benchmarks of other rooms, by name.
    """
    known = {**_BENCHMARKS, **(further or {})}
    parser = argparse.ArgumentParser(
        "nnstudio bench",
        usage="nnstudio bench BENCHMARK ...",
        description="Measure speed on this machine.",
        epilog="`nnstudio bench BENCHMARK --help` says more.",
    )
    words = parser.add_subparsers(title="benchmarks", dest="chosen", metavar="BENCHMARK")
    words.required = True
    for name, (_, what) in known.items():
        words.add_parser(name, help=what)
    try:
        # What follows the name is the benchmark's own business.
        run, _ = known[parser.parse_args(argv[:1]).chosen]
        return run(argv[1:])
    except SystemExit as end:  # argparse has said what is wrong, or given its help
        return int(end.code or 0)
