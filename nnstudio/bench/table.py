"""Measurements as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nnstudio.bench.gates import reached

Row = Mapping[str, Any]
UNKNOWN = "–"


def table(
    rows: Sequence[Row], before: Mapping[str, Row], peers: Sequence[str], gates: bool = False
) -> str:
    """Return one line for each case.

    Parameters
    ----------
    before
        Earlier rows by case, to compare with; it may be empty.
    peers
        What the cases are compared with: how many times as fast we are.
    gates
        Whether to say which level each ratio reaches.
    """
    head = ["case", "threads", "µs/step", "samples/s", "GFLOP/s", "of peak", "memory", "predicted"]
    lines = [[*head, *peers, *(["before"] if before else [])]]
    for row in rows:
        name = row["case"]
        cells = [
            name,
            str(row["threads"]),
            f"{row['step_us']:,.1f}",
            f"{row['samples_per_second']:,.0f}",
            f"{row['gflops']:.1f}",
            f"{row['share_of_peak']:.1%}{_level(name, 'peak', row['share_of_peak'], gates)}",
            _megabytes(row["memory"]),
            _megabytes(row["predicted_memory"]),
        ]
        for peer in peers:
            found = row["peers"].get(peer)
            cells.append(
                f"{found['ratio']:.2f} x{_level(name, peer, found['ratio'], gates)}"
                if found
                else UNKNOWN
            )
        if before:
            old = before.get(name)
            ratio = row["samples_per_second"] / old["samples_per_second"] if old else 0.0
            cells.append(f"{ratio:.2f} x" if old else UNKNOWN)
        lines.append(cells)
    return aligned_text(lines)


def aligned_text(lines: Sequence[Sequence[str]]) -> str:
    """Return cells below one another; all columns but the first are figures."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _level(case: str, peer: str, ratio: float, gates: bool) -> str:
    level = reached(case, peer, ratio) if gates else ""
    return f" ({level})" if level else ""


def _megabytes(count: float) -> str:
    return f"{count / (1 << 20):,.1f} MB" if count else UNKNOWN
