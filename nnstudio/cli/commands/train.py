"""`nnstudio train`: train a project and save it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from queue import SimpleQueue

from nnstudio import api
from nnstudio.cli.exit_codes import FINE, PROBLEMS
from nnstudio.cli.printing import open_project
from nnstudio.cli.training_report import TrainingReport, stopped_by_interrupt
from nnstudio.cli.words import (
    add_json,
    add_output,
    add_project,
    describe,
    require_other,
    require_project_name,
    whole_number,
)
from nnstudio.core.atomic_file import require_writable
from nnstudio.core.errors import UserError
from nnstudio.engine.plan import make_plan
from nnstudio.engine.scores import metric_names
from nnstudio.engine.trainer import Inbox

TEXT = """
Train a project, on from where its last run ended, and write it with its weights and the record of
its training. A line tells of each epoch; on a terminal a bar moves in between.

Ctrl-C ends the training in good order and saves what was learned; a second one ends the program.
The same project, seed and machine give the same numbers to the last bit.
"""
EXAMPLES = (
    ("nnstudio train xor.nnstudio -o trained.nnstudio --seed 0", "Begin anew, with seed 0."),
    (
        "nnstudio train trained.nnstudio -o trained.nnstudio --epochs 20",
        "Go on for 20 epochs, in the same file.",
    ),
    (
        "nnstudio train net.nnstudio -o mine.nnstudio --data flowers.csv",
        "Learn from a table of yours.",
    ),
    (
        "nnstudio train net.nnstudio -o out.nnstudio --json | tee log.jsonl",
        "Keep the figures of each epoch for another program.",
    ),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    codes = (
        "0 trained, also where Ctrl-C ended it; 1 the drawing cannot be trained, or a number became "
        "infinite (the last good weights are saved); 2 bad input or usage."
    )
    describe(parser, TEXT, EXAMPLES, codes)
    add_project(parser)
    add_output(parser, "OUT.nnstudio", "the project file to write; it may be FILE itself")
    parser.add_argument(
        "--epochs",
        type=whole_number,
        metavar="N",
        help="how many epochs to add; those of the project unless told",
    )
    parser.add_argument("--seed", type=whole_number, metavar="S", help="begin anew with this seed")
    parser.add_argument(
        "--data",
        metavar="DATASET",
        help="learn from this instead: what `data import` wrote, a file of yours, or a name that "
        "`data list` lists",
    )
    add_json(parser, "print one object per epoch")
    parser.add_argument(
        "--no-twins", action="store_true", help="compute by the plain definitions of the layers"
    )
    parser.add_argument(
        "--no-fast", action="store_true", help="do without numba's kernels where it is installed"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Train a project and save it, also where it is interrupted or fails."""
    require_project_name(chosen.output)
    project = open_project(chosen.file)
    if chosen.data is not None:
        project = api.use_data(project, chosen.data)
        require_other(chosen.output, Path(chosen.data))
    require_writable(chosen.output)
    inbox: Inbox = SimpleQueue()
    analysis = api.check(project)
    try:
        plan = make_plan(analysis)
    except UserError as error:
        if analysis.ready:  # it is too large for this machine
            raise
        print(f"nnstudio: {error}", file=sys.stderr)
        return PROBLEMS
    report = TrainingReport(chosen.json, metric_names(plan))
    code = FINE
    with stopped_by_interrupt(inbox) as interrupted:
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
        if interrupted.is_set():
            print(f"nnstudio: stopped, saved as {chosen.output}", file=sys.stderr)
    return code
