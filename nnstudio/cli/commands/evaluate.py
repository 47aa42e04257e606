"""`nnstudio evaluate`: losses and metrics on the test samples."""

from __future__ import annotations

import argparse
import math

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.printing import json_line, open_project
from nnstudio.cli.words import add_json, add_project, describe
from nnstudio.data.units import unit_of
from nnstudio.metrics import all_metrics

TEXT = """
Measure a trained network on the test samples, which nothing else ever touches: losses and metrics,
output by output, in the units of the data.
"""
EXAMPLES = (
    ("nnstudio evaluate trained.nnstudio", "How good is it?"),
    ("nnstudio evaluate trained.nnstudio --json", "The same for another program."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    add_project(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write losses and metrics on the test samples, output by output."""
    project = open_project(chosen.file)
    figures = api.evaluate(project)
    if chosen.json:
        print(json_line(figures))
        return FINE
    outputs = {point.name: point for point in api.check(project).outputs}
    heading = ""
    for name, value in figures.items():
        if math.isnan(value):
            continue
        output, _, figure = name.rpartition("/")
        point = outputs[output] if output else next(iter(outputs.values()))
        if output != heading:
            print(f"{output} ({', '.join(target.name for target in point.targets)})")
            heading = output
        metric = all_metrics().get(figure)
        names = [target.name for target in point.targets]
        unit = unit_of(project.project.data, names) if metric and metric.in_target_units else ""
        print(f"{'  ' if output else ''}{figure} {value:.4f} {unit}".rstrip())
    return FINE
