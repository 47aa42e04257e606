"""`nnstudio bench ...`: hands its words on to the benchmarks, those of the app among them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from nnstudio.cli.app_modules import load_app

BENCHMARKS = ("train", "graphs", "canvas", "views")


def words(parser: argparse.ArgumentParser) -> None:
    """Say what there is to measure, for the completion of a shell."""
    parser.add_argument("benchmark", choices=BENCHMARKS, help="what to measure")


def hand_on(arguments: Sequence[str]) -> int:
    """Measure what the words say."""
    from nnstudio.bench import main as measure

    further = {
        "canvas": (_canvas, "how fast large drawings follow the hand"),
        "views": (_views, "whether the window stays alive while it trains and shows everything"),
    }
    return measure(arguments, further)


def _canvas(arguments: Sequence[str]) -> int:
    run: Callable[[Sequence[str]], int] = load_app("bench.canvas_bench").run_canvas_bench
    return run(arguments)


def _views(arguments: Sequence[str]) -> int:
    run: Callable[[Sequence[str]], int] = load_app("bench.views_bench").run_views_bench
    return run(arguments)
