"""`nnstudio check`: shapes, costs and problems of a drawing."""

from __future__ import annotations

import argparse
import sys
from typing import TextIO

from nnstudio import api
from nnstudio.cli.exit_codes import FINE, PROBLEMS
from nnstudio.cli.printing import json_line, open_project, print_table
from nnstudio.cli.words import add_project, describe
from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text
from nnstudio.core.shapes import shape_text
from nnstudio.engine.layer_table import layer_rows, rows_as_csv
from nnstudio.engine.memory import memory_of, require_memory
from nnstudio.graph.analysis import Analysis

TEXT = """
Show every layer of a drawing with its output shape, its parameters and its multiply-adds, the
memory that training takes, and below them the problems with what mends them.
"""
EXAMPLES = (
    ("nnstudio check net.nnstudio", "What is wrong with it?"),
    ("nnstudio check net.nnstudio --csv > layers.csv", "The layers as a table."),
    ("nnstudio check net.nnstudio --json", "Everything as one object."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    codes = "0 it can be trained, 1 it has problems, 2 bad input or usage."
    describe(parser, TEXT, EXAMPLES, codes)
    add_project(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--csv", action="store_true", help="print the table as CSV, with dimensions and memory"
    )
    form.add_argument("--json", action="store_true", help="print one object, in JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write a table of the drawing, then its problems with their fixes."""
    analysis = api.check(open_project(chosen.file))
    if chosen.json:
        return _json(analysis)
    if chosen.csv:
        print(rows_as_csv(layer_rows(analysis)), end="")
        # What is no row goes past the table, so that it can be read by other programs.
        return FINE if analysis.ready and _fits(analysis, sys.stderr) else PROBLEMS
    rows: list[tuple[str, ...]] = [("Node", "Layer", "Output shape", "Parameters", "Multiply-adds")]
    for node_id in analysis.order:
        report = analysis.reports[node_id]
        cells = ("–", "–", "–")
        if report.shape is not None:
            figures = f"{report.parameters:,}", f"{report.multiply_adds:,}"
            cells = (shape_text(report.shape), *figures)
        kind = report.node.layer.name + (" (frozen)" if report.node.frozen else "")
        rows.append((node_id, kind, *cells))
    if analysis.ready:  # a sum of a part would only mislead
        rows.append(("Total", "", "", f"{analysis.parameters:,}", f"{analysis.multiply_adds:,}"))
    print_table(rows, figures=2)
    fits = analysis.ready and _fits(analysis, sys.stdout)
    for problem in analysis.problems:
        kind = "Problem" if problem.blocking else "Warning"
        print(f"{kind}: {problem.text}")
        for fix in problem.fixes:
            print(f"  Fix: {fix.label}")
    return FINE if fits else PROBLEMS


def _fits(analysis: Analysis, out: TextIO) -> bool:
    """Tell what memory training takes; return whether there is so much."""
    try:
        need = memory_of(analysis)
        print(f"Memory for training: {memory_text(need.total)}", file=out)
        require_memory(need)
    except UserError as error:
        print(f"Problem: {error}", file=out)
        return False
    return True


def _json(analysis: Analysis) -> int:
    layers = []
    for node_id in analysis.order:
        report = analysis.reports[node_id]
        known = report.shape is not None
        layers.append(
            {
                "id": node_id,
                "layer": report.node.layer.name,
                "frozen": report.node.frozen,
                "output_shape": list(report.shape) if report.shape is not None else None,
                "parameters": report.parameters if known else None,
                "multiply_adds": report.multiply_adds if known else None,
            }
        )
    problems: list[dict[str, object]] = [
        {
            "node": problem.node_id,
            "blocking": problem.blocking,
            "text": str(problem.text),
            "fixes": [str(fix.label) for fix in problem.fixes],
        }
        for problem in analysis.problems
    ]
    memory, fits = None, False
    if analysis.ready:
        try:
            need = memory_of(analysis)
            memory = need.total
            require_memory(need)
            fits = True
        except UserError as error:
            problems.append({"node": None, "blocking": True, "text": str(error), "fixes": []})
    found = {
        "ready": analysis.ready and fits,
        "parameters": analysis.parameters if analysis.ready else None,
        "multiply_adds": analysis.multiply_adds if analysis.ready else None,
        "training_bytes": memory,
        "layers": layers,
        "problems": problems,
    }
    print(json_line(found))
    return FINE if fits else PROBLEMS
