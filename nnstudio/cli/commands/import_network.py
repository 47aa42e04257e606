"""`nnstudio import`: a project of a network from another program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.printing import json_line
from nnstudio.cli.words import add_json, add_output, describe, require_other, require_project_name
from nnstudio.core.atomic_file import require_writable
from nnstudio.imports import all_importers

TEXT = """
Make a project of a network from another program, with its weights, arranged on the canvas. What
NNStudio has no layer for is named and left out; nothing in the file is executed.
"""
EXAMPLES = (
    ("nnstudio import net.onnx -o net.nnstudio", "A network in the format of all."),
    ("nnstudio import net.keras -o net.nnstudio --json", "What came of it, for another program."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    suffixes = [suffix for importer in all_importers().values() for suffix in importer.suffixes]
    parser.add_argument(
        "network", type=Path, metavar="NETWORK", help=f"a file of a network: {', '.join(suffixes)}"
    )
    add_output(parser, "OUT.nnstudio", "the project file to write")
    add_json(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the network, save it as a project and tell what was left out."""
    require_project_name(chosen.output)
    require_other(chosen.output, chosen.network)
    require_writable(chosen.output)
    found = api.import_network(chosen.network)
    api.save(chosen.output, found)
    analysis = api.check(found)
    if chosen.json:
        told = {
            "file": str(chosen.output),
            "nodes": len(analysis.order),
            "weights": len(api.weights(found)),
            "parameters": analysis.parameters,
            "ready": analysis.ready,
            "notes": [str(note) for note in found.warnings],
        }
        print(json_line(told))
        return FINE
    for note in found.warnings:
        print(f"nnstudio: {note}", file=sys.stderr)
    print(f"{chosen.output}: {len(analysis.order)} nodes, {len(api.weights(found))} weights")
    return FINE
