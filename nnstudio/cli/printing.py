"""How results are printed: JSON, tables, and what a project file could not give."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nnstudio import api


def json_line(found: Mapping[str, object]) -> str:
    """Return what was found as a JSON object on one line; a figure that is no number is null."""
    known = {
        k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in found.items()
    }
    return json.dumps(known, ensure_ascii=False)


def open_project(path: Path) -> api.SavedProject:
    """Return the project in a file; what had to be left out is told."""
    project = api.open(path)
    for warning in project.warnings:
        print(f"nnstudio: {warning}", file=sys.stderr)
    return project


def print_table(rows: Sequence[tuple[str, ...]], figures: int) -> None:
    """Write rows below one another; the last ``figures`` columns are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = len(widths) - figures
    for row in rows:
        cells = [
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells))
