"""Benchmarks: how fast the standard networks train here. Only measuring, no tests and no Qt."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from nnstudio.bench.graphs import run_graphs_bench
from nnstudio.bench.train import run_train_bench

__all__ = ["main", "run_graphs_bench", "run_train_bench"]

_BENCHMARKS = {
    "train": (run_train_bench, "how fast the standard networks train"),
    "graphs": (run_graphs_bench, "how fast large drawings are understood and compiled"),
}


def main(argv: Sequence[str]) -> int:
    """Run the benchmark named first, with the arguments that follow; return the exit code."""
    parser = argparse.ArgumentParser(
        "nnstudio bench",
        usage="nnstudio bench BENCHMARK ...",
        description="Measure speed on this machine.",
        epilog="`nnstudio bench BENCHMARK --help` says more.",
    )
    words = parser.add_subparsers(title="benchmarks", dest="chosen", metavar="BENCHMARK")
    words.required = True
    for name, (_, what) in _BENCHMARKS.items():
        words.add_parser(name, help=what)
    try:
        # What follows the name is the benchmark's own business.
        run, _ = _BENCHMARKS[parser.parse_args(argv[:1]).chosen]
        return run(argv[1:])
    except SystemExit as end:  # argparse has said what is wrong, or given its help
        return int(end.code or 0)
