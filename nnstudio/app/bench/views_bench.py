"""`nnstudio bench views`: whether the window stays alive while it shows everything, and trains."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from nnstudio.bench.table import UNKNOWN, aligned_text

CASES = ("digits-cnn", "spiral-mlp")
SHARE, REFRESHES, P99, WORST = 0.8, 4.0, 33.0, 100.0
"""The goals: share of the speed without a window, refreshes a second, ms between two turns."""
COLUMNS = ("refreshes", "refresh", "paint", "both", "p95", "worst", "painted")
HEADS = ("refreshes/s", "refresh ms", "paint ms", "both ms", "p95", "worst", "paint ms/s")
Row = dict[str, Any]


def run_views_bench(argv: Sequence[str]) -> int:
    """Measure the window with every dock open, and print tables; return the exit code."""
    options = _options(argv)
    if options.headless:
        from nnstudio.app.bench.headless_run import serve

        serve(options.headless)
        return 0
    if options.one:
        print(json.dumps(_measure_here(options.one, options.seconds)))
        return 0
    rows = {slug: _in_own_process(slug, options.seconds) for slug in options.cases}
    if options.json:
        print(json.dumps({"format": 1, "cases": rows}, indent=2))
        return 0
    for slug, row in rows.items():
        print(f"{slug}, {row['seconds']:.0f} s\n{_summary(row)}\n{_views(row)}\n")
    return 0


def missed(row: Row) -> list[str]:
    """Return the goals that a measurement did not reach."""
    share = row["samples"] / row["headless"]
    rare = [n for n, view in row["views"].items() if view.get("refreshes", REFRESHES) < REFRESHES]
    gaps = row["gaps"]
    found = {
        f"{share:.0%} of the samples/s": share < SHARE,
        f"refreshed too rarely: {', '.join(rare)}": bool(rare),
        f"gap p99 {gaps['p99']:.0f} ms": gaps["p99"] > P99,
        f"worst gap {gaps['worst']:.0f} ms": gaps["worst"] > WORST,
    }
    return [text for text, bad in found.items() if bad]


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "nnstudio bench views",
        description="Open the window with every dock, each in a window of its own, and train: how "
        "fast that is beside the same training without a window, which takes turns with it; how "
        "often each view is refreshed, and how long that and its painting take; and how long the "
        "event loop leaves a timer of 5 ms waiting. The times of refreshing and painting are taken "
        "apart from the others, which that would disturb. Each network has a process of its own.",
    )
    parser.add_argument(
        "--cases",
        nargs="+",
        metavar="TEMPLATE",
        default=CASES,
        help=f"what is trained, as `nnstudio templates` lists it; {' '.join(CASES)} unless told",
    )
    parser.add_argument(
        "--seconds", type=float, default=10.0, metavar="S", help="length of each; 10 unless told"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--headless", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _measure_here(slug: str, seconds: float) -> Row:
    from PySide6.QtWidgets import QApplication

    from nnstudio.app.bench.headless_run import HeadlessRun
    from nnstudio.app.bench.views_run import ViewsRun
    from nnstudio.app.collector import Collector
    from nnstudio.app.style.appearance import choose_theme

    headless = HeadlessRun([*_program(), "--headless", slug])
    app = QApplication(["nnstudio"])
    choose_theme(app, "light")
    collector = Collector(app)
    run = ViewsRun(app, slug, headless)
    collector.start()
    figures = run.measure(seconds)
    run.close()
    headless.end()
    return asdict(figures)


def _in_own_process(slug: str, seconds: float) -> Row:
    with tempfile.TemporaryDirectory() as settings:
        quiet = {"QT_LOGGING_RULES": "default.warning=false"}  # what offscreen windows cannot do
        environment = {"QT_QPA_PLATFORM": "offscreen", **quiet, **os.environ}
        environment["NNSTUDIO_SETTINGS"] = settings
        command = [*_program(), "--one", slug, "--seconds", str(seconds)]
        done = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, env=environment
        )
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def _program() -> list[str]:
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else ["-m", "nnstudio"]), "bench", "views"]


def _summary(row: Row) -> str:
    gaps, frames, bad = row["gaps"], row["frames"], missed(row)
    share = row["samples"] / row["headless"]
    lines = [
        f"samples/s   {row['samples']:,.0f}; without a window {row['headless']:,.0f}: {share:.0%}",
        f"event loop  gaps of {_spread(gaps)} ms; when a run begins {row['starting']:.0f}, ends "
        f"{row['ending']:.0f} ms",
        f"scheduler   frames of {_spread(frames)} ms",
        f"memory      {row['grown'] / (1 << 20):+,.1f} MB after the first part",
        "answers/s   " + ", ".join(f"{n} {each:.1f}" for n, each in row["answers"].items()),
        "goals       " + ("; ".join(bad) if bad else "all reached"),
    ]
    return "\n".join(lines)


def _spread(times: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in times.items())


def _views(row: Row) -> str:
    lines = [["dock", *HEADS]]
    for name, view in row["views"].items():
        cells = (f"{view[key]:,.1f}" if key in view else UNKNOWN for key in COLUMNS)
        lines.append([name, *cells])
    return aligned_text(lines)
