"""`nnstudio pack`: a project with its data in one file."""

from __future__ import annotations

import argparse

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.printing import json_line, open_project
from nnstudio.cli.words import add_json, add_output, add_project, describe, require_project_name

TEXT = """
Put the file or folder that a project learns from into the project's own file, so that one file is
all there is to hand on. Where the original is not at hand, whoever opens it gets the copy.
Data sets that come along with NNStudio need not be packed.
"""
EXAMPLES = (
    ("nnstudio pack flowers.nnstudio -o all.nnstudio", "Hand on a project with its table."),
    ("nnstudio pack all.nnstudio -o small.nnstudio --unpack", "Leave the data out again."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    add_project(parser)
    add_output(parser, "OUT.nnstudio", "the project file to write; it may be FILE itself")
    parser.add_argument(
        "--unpack", action="store_true", help="leave the data out instead; the project names it"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the project with its data, or without."""
    require_project_name(chosen.output)
    project = api.keep_data(open_project(chosen.file), not chosen.unpack)
    api.save(chosen.output, project)
    size = chosen.output.stat().st_size
    if chosen.json:
        found = {"file": str(chosen.output), "bytes": size, "with_data": not chosen.unpack}
        print(json_line(found))
    else:
        print(f"{chosen.output}: {size:,} bytes")
    return FINE
