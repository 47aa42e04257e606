"""`nnstudio new`: a project file from a template."""

from __future__ import annotations

import argparse

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.words import add_output, describe, require_project_name

TEXT = """
Make a project file from a template, untrained. A file of that name is replaced.
"""
EXAMPLES = (
    ("nnstudio new xor -o xor.nnstudio", "The smallest network that needs a hidden layer."),
    ("nnstudio new digits-cnn -o digits.nnstudio", "A convolutional network for digits."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    parser.add_argument("template", metavar="TEMPLATE", help="a slug that `templates` lists")
    add_output(parser, "FILE.nnstudio", "the project file to write")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write a project made from a template."""
    require_project_name(chosen.output)
    api.save(chosen.output, api.new(chosen.template))
    return FINE
