"""`nnstudio bench canvas`: how fast large drawings open, and follow the hand."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nnstudio.bench.rivals import has_package
from nnstudio.bench.table import aligned_text

NODES = (200, 1000, 5000)
GOALS = {"open": 300.0, "pan": 16.0, "zoom": 16.0, "drag": 16.0, "edit": 10.0}
"""Milliseconds of a drawing of 1,000 nodes."""
PEER = Path(__file__).parent / "node_graph_qt_peer.py"
Row = dict[str, float]


def run_canvas_bench(argv: Sequence[str]) -> int:
    """Measure drawings of several sizes, and print a table; return the exit code."""
    options = _options(argv)
    if options.one:
        print(json.dumps(_measure_here(options.nodes[0])))
        return 0
    columns: list[tuple[str, Row]] = []
    for count in options.nodes:
        rows = [_in_own_process(count) for _ in range(options.rounds)]
        columns.append((f"{count:,}", _median(rows)))
        peer = _peer(count, options.peer_python) if options.against else None
        if peer is not None:
            columns.append((f"NodeGraphQt {count:,}", peer))
    if options.json:
        print(json.dumps({"format": 1, "columns": columns}, indent=2))
        return 0
    names = list(dict.fromkeys(name for _, row in columns for name in row))
    lines = [["ms", *(title for title, _ in columns)]]
    lines += [[name, *(_cell(name, row) for _, row in columns)] for name in names]
    print(aligned_text(lines))
    goal = dict(columns).get("1,000")
    if goal is not None:
        slow = ", ".join(_missed(goal))
        print("1,000 nodes: " + (f"over the goal: {slow}" if slow else "all goals reached"))
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "nnstudio bench canvas",
        description="Measure how long drawings of several sizes take to open, and each frame while "
        "they are panned, zoomed, dragged and edited with the mouse, at 100 % and seen as a whole, "
        "1920 × 1080. Each drawing has a process of its own.",
    )
    parser.add_argument("--nodes", nargs="+", type=int, metavar="N", default=NODES)
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="processes of each; 1")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--against", action="store_true", help="also measure NodeGraphQt")
    parser.add_argument(
        "--peer-python", default=sys.executable, metavar="PATH", help="a Python that has it"
    )
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _measure_here(count: int) -> Row:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from nnstudio.app.bench.canvas_run import CanvasRun
    from nnstudio.app.canvas.view import CanvasView
    from nnstudio.app.collector import Collector
    from nnstudio.app.main import make_app
    from nnstudio.app.session import Session
    from nnstudio.app.style.appearance import choose_theme

    app = make_app(["nnstudio"])
    choose_theme(app, "light")
    view = CanvasView(Session())
    Collector(app).start()
    return CanvasRun(app, view).measure(count)


def _in_own_process(count: int) -> Row:
    frozen = getattr(sys, "frozen", False)
    start = [sys.executable, *([] if frozen else ["-m", "nnstudio"])]
    return _run([*start, "bench", "canvas", "--one", "--nodes", str(count)])


def _peer(count: int, python: str) -> Row | None:
    if not has_package(python, "NodeGraphQt"):
        print("NodeGraphQt is not installed, so nothing is compared with it.", file=sys.stderr)
        return None
    return _run([python, str(PEER), str(count)])


def _run(command: list[str]) -> Row:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    row: Row = json.loads(done.stdout.splitlines()[-1])
    return row


def _median(rows: list[Row]) -> Row:
    return {name: statistics.median(row[name] for row in rows) for name in rows[0]}


def _cell(name: str, row: Row) -> str:
    value = row.get(name)
    if value is None:
        return "–"
    if name == "memory":
        return f"{value / (1 << 20):,.0f} MB"
    return f"{value:,.0f}" if name in ("nodes", "wires") or value >= 100 else f"{value:.1f}"


def _missed(row: Row) -> list[str]:
    """Return what takes longer than its goal."""
    return [
        f"{name} {value:.1f}"
        for name, value in row.items()
        if value > GOALS.get(name.split(",")[0], float("inf")) and not name.endswith("p95")
    ]
