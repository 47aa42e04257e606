"""What each command does, and how its result is written."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, TextIO

import numpy as np

from nnstudio import api
from nnstudio.cli.app_modules import load_app
from nnstudio.cli.exit_codes import FINE, PROBLEMS
from nnstudio.cli.training_report import TrainingReport, json_line, stopped_by_interrupt
from nnstudio.core.atomic_file import require_writable, write_atomically
from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text
from nnstudio.core.shapes import shape_text
from nnstudio.data.units import unit_of
from nnstudio.engine.layer_table import layer_rows, rows_as_csv
from nnstudio.engine.memory import memory_of, require_memory
from nnstudio.engine.plan import make_plan
from nnstudio.engine.scores import metric_names
from nnstudio.engine.trainer import Inbox
from nnstudio.graph.analysis import Analysis
from nnstudio.metrics import all_metrics

DIAGRAM = "diagram"
"""The target that is a picture of the drawing."""


def templates(chosen: argparse.Namespace) -> int:
    """List the templates: slug, title and description between tabs."""
    for template in api.templates():
        print(template.slug, template.title, template.description, sep="\t")
    return FINE


def new(chosen: argparse.Namespace) -> int:
    """Write a project made from a template."""
    api.save(chosen.output, api.new(chosen.template))
    return FINE


def check(chosen: argparse.Namespace) -> int:
    """Write a table of the drawing, then its problems with their fixes."""
    analysis = api.check(_open(chosen.file))
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
    _print_table(rows, figures=2)
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


def train(chosen: argparse.Namespace) -> int:
    """Train a project and save it, also where it is interrupted or fails."""
    project = _open(chosen.file)
    if chosen.data is not None:
        project = api.use_data(project, chosen.data)
    require_writable(chosen.output)
    inbox: Inbox = SimpleQueue()
    report = TrainingReport(chosen.json, metric_names(make_plan(api.check(project))))
    code = FINE
    with stopped_by_interrupt(inbox):
        try:
            result = api.train(
                project,
                epochs=chosen.epochs,
                seed=chosen.seed,
                on_epoch=report.epoch,
                on_progress=report.progress,
                inbox=inbox,
                twins=not chosen.no_twins,
                fast=not chosen.no_fast,
            )
        except api.TrainingError as error:
            print(f"nnstudio: {error}", file=sys.stderr)
            result, code = error.result, PROBLEMS
        finally:
            report.close()
        api.save(chosen.output, result)
    return code


def evaluate(chosen: argparse.Namespace) -> int:
    """Write losses and metrics on the test samples, output by output."""
    project = _open(chosen.file)
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


def export(chosen: argparse.Namespace) -> int:
    """Write the trained network for another program, or a picture of the drawing."""
    if chosen.to == DIAGRAM:
        return _picture(chosen)
    api.export_network(_open(chosen.file), chosen.to, chosen.output)
    return FINE


def _picture(chosen: argparse.Namespace) -> int:
    room = load_app("rendering.command_line")
    room.export_diagram(
        _open(chosen.file).project,
        chosen.output,
        background=chosen.background,
        scale=chosen.scale,
        title=chosen.title,
        legend=chosen.legend,
    )
    return FINE


def predict(chosen: argparse.Namespace) -> int:
    """Write the outputs for samples: an array, of several outputs an archive; or a table (.csv)."""
    if chosen.output.suffix.lower() == ".csv":
        api.predict_table(_open(chosen.file), chosen.input, chosen.output)
        return FINE
    outputs = api.predict(_open(chosen.file), chosen.input)

    def write(stream: BinaryIO) -> None:
        if isinstance(outputs, dict):
            np.savez(stream, allow_pickle=False, **outputs)
        else:
            np.save(stream, outputs, allow_pickle=False)

    write_atomically(chosen.output, write)
    return FINE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "templates": templates,
    "new": new,
    "check": check,
    "train": train,
    "evaluate": evaluate,
    "export": export,
    "predict": predict,
}


def _open(path: Path) -> api.SavedProject:
    project = api.open(path)
    for warning in project.warnings:
        print(f"nnstudio: {warning}", file=sys.stderr)
    return project


def _print_table(rows: list[tuple[str, ...]], figures: int) -> None:
    """Write rows below one another; the last ``figures`` columns are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    words = len(widths) - figures
    for row in rows:
        cells = [
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells))
