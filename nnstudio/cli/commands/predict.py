"""`nnstudio predict`: what a trained network says of new cases."""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

import numpy as np

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.printing import json_line, open_project
from nnstudio.cli.progress_bar import ProgressBar
from nnstudio.cli.words import add_json, add_output, add_project, describe, require_other
from nnstudio.core.atomic_file import require_writable, write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.npz import npz_bytes
from nnstudio.core.text import N_, Text

TEXT = """
Let a trained network answer new cases. They are read and prepared as the data that it has learned
from: columns are found by their names, categories and words get the same numbers, pictures the same
size, and everything is scaled alike. Numbers are answered in the units of the data, classes with
their probabilities.

Without --output the answers are printed as a table (CSV): the columns of the file or the names of
the pictures, and behind them the answers. So is an output that ends in .csv. One that ends in .npy
gets an array (n, units); where the network has several outputs, or it ends in .npz, it is an archive
with an array each.
"""
EXAMPLES = (
    ("nnstudio predict digits.nnstudio --input seven.png", "What is on this picture?"),
    (
        "nnstudio predict digits.nnstudio --input scans/ -o answers.csv",
        "A table with a row for each picture in a folder.",
    ),
    (
        "nnstudio predict iris.nnstudio --input new.csv --json",
        "One object for each row of a table.",
    ),
    (
        "nnstudio predict net.nnstudio --input x.npy -o y.npy",
        "Arrays in, arrays out, in the units of the data.",
    ),
)


_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    add_project(parser)
    parser.add_argument(
        "--input",
        required=True,
        type=Path,
        metavar="X",
        help="samples in the data set's own units and shape (.npy), or a file of the kind that the "
        "network learned from, without its targets: a table, a picture or a folder of pictures, a "
        "text",
    )
    form = parser.add_mutually_exclusive_group()
    add_output(
        form, "Y", "the file to write, .csv, .npy or .npz; printed unless told", required=False
    )
    add_json(form, "print one object for each sample")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write or print the answers."""
    if chosen.output is not None:
        _require_table_or_arrays(chosen.output)
        require_other(chosen.output, chosen.input)
        require_writable(chosen.output)
    project = open_project(chosen.file)
    if chosen.output is None:
        _print(_table(project, chosen.input), chosen.json)
    elif chosen.output.suffix.lower() == ".csv":
        _answer(project, chosen.input, chosen.output)
    else:
        _write_arrays(api.predict(project, chosen.input), chosen.output)
    return FINE


def _require_table_or_arrays(path: Path) -> None:
    if path.suffix.lower() not in (".csv", ".npy", ".npz"):
        text = N_("Answers cannot be written as {name}. Let its name end in .csv, .npy or .npz.")
        raise UserError(Text(text, name=path.name))


def _table(project: api.SavedProject, samples: Path) -> str:
    """Return the answers as a table."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "answers.csv"
        _answer(project, samples, table)
        return table.read_text("utf-8")


def _answer(project: api.SavedProject, samples: Path, table: Path) -> None:
    bar = ProgressBar()

    def show(done: int, count: int) -> None:
        bar.show("predicting", done / max(count, 1))

    try:
        api.predict_table(project, samples, table, on_progress=show)
    finally:
        bar.clear()


def _print(table: str, as_json: bool) -> None:
    if not as_json:
        # The line ends of a table are not those of a terminal.
        sys.stdout.write("".join(line + "\n" for line in table.splitlines()))
        return
    heading, *rows = csv.reader(io.StringIO(table, newline=""))
    for row in rows:
        print(json_line(dict(zip(heading, map(_value, row), strict=True))))


def _value(cell: str) -> object:
    """Return a cell of the table as the number that it is, or as it is: 007 is no number."""
    if cell.lower() in ("nan", "inf", "-inf"):
        return None
    if not _NUMBER.fullmatch(cell):
        return cell
    return int(cell) if cell.lstrip("-").isdigit() else float(cell)


def _write_arrays(outputs: api.Outputs, path: Path) -> None:
    def write(stream: BinaryIO) -> None:
        if isinstance(outputs, dict):
            stream.write(npz_bytes(outputs))
        elif path.suffix.lower() == ".npz":
            stream.write(npz_bytes({"output": outputs}))
        else:
            np.save(stream, outputs, allow_pickle=False)

    write_atomically(path, write)
