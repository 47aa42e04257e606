"""`nnstudio bench train`: how fast the standard networks train on this machine."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from nnstudio.bench.cases import CASES
from nnstudio.bench.measure import measure
from nnstudio.bench.rivals import PACKAGES, find_rivals
from nnstudio.bench.table import table
from nnstudio.core.text import N_, Text
from nnstudio.engine.division import available_threads

Row = dict[str, Any]


def run_train_bench(argv: Sequence[str]) -> int:
    """Measure the standard networks and print a table, or JSON; return the exit code.

    Each measurement has a process of its own, as threads of one would disturb the next; the
    rounds take turns through all cases and peers, and medians are reported.
    """
    options = _options(argv)
    if options is None:
        return 2
    if options.one:
        case = CASES[options.cases[0]]
        result = measure(
            case,
            options.seconds,
            not options.no_twins,
            options.threads,
            fast=not options.no_fast,
        )
        print(json.dumps(asdict(result)))
        return 0
    before = _read(options.compare) if options.compare else {}
    if before is None:
        return 2
    rivals = find_rivals(options.against, options.peer_python)
    threads = options.threads or available_threads()
    measured: dict[str, list[Row]] = {name: [] for name in options.cases}
    theirs: dict[tuple[str, str], list[Row]] = {}
    for _ in range(options.rounds):
        for name, rows in measured.items():
            rows.append(_in_own_process(name, options))
            for rival in rivals:
                if rival.knows(CASES[name]):
                    found = rival.measure(CASES[name], options.seconds, threads)
                    theirs.setdefault((name, rival.package), []).append(found)
    results = []
    for name, rows in measured.items():
        row = _median(rows)
        peers = {peer: _compared(row, found) for (n, peer), found in theirs.items() if n == name}
        results.append({**row, "peers": peers})
    if options.json:
        print(json.dumps({"format": 1, "machine": _machine(), "cases": results}, indent=2))
    else:
        print(table(results, before, [rival.package for rival in rivals], options.gates))
    return 0


def _options(argv: Sequence[str]) -> argparse.Namespace | None:
    parser = argparse.ArgumentParser(
        "nnstudio bench train",
        description="Measure how fast the standard networks train, and which share of the "
        "machine's fastest matrix product that is. Each measurement has a process of its own; "
        "the rounds take turns through all networks, and medians are shown.",
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for --compare")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="an earlier JSON result")
    parser.add_argument("--no-twins", action="store_true", help="compute by the definitions")
    parser.add_argument("--no-fast", action="store_true", help="do without numba's kernels")
    parser.add_argument(
        "--cases",
        nargs="+",
        metavar="CASE",
        choices=CASES,
        default=list(CASES),
        help=f"the networks to measure, of {', '.join(CASES)}; all unless told",
    )
    parser.add_argument(
        "--rounds", type=int, metavar="N", default=5, help="measurements of each; 5 unless told"
    )
    parser.add_argument(
        "--seconds", type=float, metavar="S", default=1.0, help="length of each; 1 unless told"
    )
    parser.add_argument(
        "--threads", type=int, metavar="N", help="processor cores to use; all unless told"
    )
    parser.add_argument(
        "--against",
        type=_packages,
        metavar="NAMES",
        default=(),
        help=f"also measure these, of {','.join(PACKAGES)}, and show how many times as fast we are",
    )
    parser.add_argument(
        "--peer-python",
        action="append",
        metavar="PATH",
        default=[],
        help="a Python that has what --against names; it may be given twice",
    )
    parser.add_argument(
        "--gates", action="store_true", help="say which of its goals each figure reaches"
    )
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    try:
        options = parser.parse_args(argv)
    except SystemExit as end:
        if end.code:
            return None
        raise
    if options.rounds < 1 or (options.threads is not None and options.threads < 1):
        print(Text(N_("--rounds and --threads expect a whole number of at least 1.")))
        return None
    return options


def _packages(names: str) -> tuple[str, ...]:
    chosen = tuple(names.split(","))
    for name in chosen:
        if name not in PACKAGES:
            raise argparse.ArgumentTypeError(f"got {name!r}; expected some of {','.join(PACKAGES)}")
    return chosen


def _in_own_process(name: str, options: argparse.Namespace) -> Row:
    # A frozen program is its own command line; otherwise this room can be run by itself.
    frozen = getattr(sys, "frozen", False)
    start = [sys.executable, *(["bench"] if frozen else ["-m", "nnstudio.bench"])]
    command = [*start, "train", "--one", "--cases", name, "--seconds", str(options.seconds)]
    if options.no_twins:
        command.append("--no-twins")
    if options.no_fast:
        command.append("--no-fast")
    if options.threads:
        command += ["--threads", str(options.threads)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    row: Row = json.loads(output)
    return row


def _median(rows: list[Row]) -> Row:
    middle = {
        key: statistics.median(row[key] for row in rows)
        for key in ("step_us", "samples_per_second", "gflops", "peak_gflops", "memory")
    }
    return {**rows[0], **middle, "share_of_peak": middle["gflops"] / middle["peak_gflops"]}


def _compared(row: Row, found: list[Row]) -> Row:
    step = statistics.median(each["step_us"] for each in found)
    return {"step_us": step, "ratio": step / row["step_us"], "version": found[0]["version"]}


def _machine() -> dict[str, str]:
    return {
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def _read(path: Path) -> dict[str, Row] | None:
    try:
        saved = json.loads(path.read_text("utf-8"))
        return {row["case"]: row for row in saved["cases"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(
            Text(
                N_(
                    "{file} cannot be compared with: {reason}. "
                    "Make one with: nnstudio bench train --json > FILE"
                ),
                file=str(path),
                reason=str(error),
            )
        )
        return None
