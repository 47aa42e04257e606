"""`nnstudio templates`: the projects to start from."""

from __future__ import annotations

import argparse

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.printing import json_line
from nnstudio.cli.words import add_json, describe

TEXT = """
List the projects to start from: slug, title and description, with tabs between them. `nnstudio new`
takes a slug.
"""
EXAMPLES = (
    ("nnstudio templates", "What is there to begin with?"),
    ("nnstudio templates --json | head -1", "The first one, for another program."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    add_json(parser, "print one object per template")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """List the templates."""
    for one in api.templates():
        card = {"slug": one.slug, "title": str(one.title), "description": str(one.description)}
        print(json_line(card) if chosen.json else "\t".join(card.values()))
    return FINE
