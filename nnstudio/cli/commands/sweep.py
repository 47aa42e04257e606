"""`nnstudio sweep`: train a project with many settings, and see which are best."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from nnstudio import api
from nnstudio.cli.exit_codes import FINE, PROBLEMS
from nnstudio.cli.live_table import FIGURES, LiveTable
from nnstudio.cli.printing import json_line, open_project
from nnstudio.cli.words import add_json, add_output, add_project, describe
from nnstudio.core.atomic_file import require_writable
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.experiments.dask_cluster import DaskCluster
from nnstudio.experiments.events import Begun, Ended, Event, Lost, Workers
from nnstudio.experiments.experiment import Experiment, make_experiment
from nnstudio.experiments.local_processes import LocalProcesses
from nnstudio.experiments.means import combinations, mean_cells, mean_text
from nnstudio.experiments.places import places, present_value, value_text
from nnstudio.experiments.results import Results, experiment_in, usual_folder, write_csv
from nnstudio.experiments.sweep import Sweep
from nnstudio.experiments.sweep_table import Row, SweepTable

TEXT = """
Train a project with every combination of some settings, several networks at once, and see which
are best.

What is finished is kept in a folder, FILE.sweep unless -o names another: each trained network as a
project file in runs/, the table in results.csv. It is never trained again, not even where values
are added later or the computer has failed. Ctrl-C stops; the same command, or one without --vary,
goes on.
"""
EXAMPLES = (
    ("nnstudio sweep digits.nnstudio --list", "What can be varied?"),
    (
        "nnstudio sweep digits.nnstudio --vary learning_rate=0.1,0.01,0.001 --repeat 3",
        "Three learning rates, each with three seeds.",
    ),
    (
        "nnstudio sweep digits.nnstudio --vary data.share=0.1,0.3,1 --repeat 3 --means",
        "Does more data help? On average over three seeds.",
    ),
    (
        "nnstudio sweep digits.nnstudio --vary optimizer=sgd,adam --vary dense_1.activation=tanh,relu",
        "Four combinations.",
    ),
    (
        "nnstudio sweep digits.nnstudio --vary conv2d_1.kernel_size=3x3,5x5 --csv table.csv",
        "Two sizes of a filter, the results as a table.",
    ),
    ("nnstudio sweep digits.nnstudio", "Go on with what was interrupted."),
    (
        "nnstudio sweep digits.nnstudio --vary batch_size=16,64 --scheduler tcp://10.0.0.5:8786",
        "On the computers of a Dask cluster.",
    ),
)
CODES = "0 all is trained, 1 some could not be or it was stopped, 2 bad input or usage."


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES, CODES)
    add_project(parser)
    parser.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="NAME=VALUE,VALUE",
        help="a setting and its values, such as learning_rate=0.1,0.01 or dense_1.units=8,16; "
        "may be given several times",
    )
    parser.add_argument("--list", action="store_true", help="list what can be varied, and end")
    parser.add_argument(
        "--repeat",
        type=_count,
        metavar="N",
        help="train each combination so often, with seeds one after the other; 1 unless told",
    )
    parser.add_argument(
        "--epochs",
        type=_count,
        metavar="N",
        help="how long to train; as the project says unless told",
    )
    add_output(parser, "FOLDER", "where the results lie; FILE.sweep unless told", required=False)
    parser.add_argument("--csv", type=Path, metavar="TABLE.csv", help="write the table here, too")
    parser.add_argument(
        "--means",
        action="store_true",
        help="show and write each combination on average over its repetitions, with the standard "
        "deviation",
    )
    where = parser.add_argument_group("where").add_mutually_exclusive_group()
    where.add_argument(
        "--processes",
        type=_count,
        metavar="N",
        help="how many networks are trained at once; as many as there are processors unless told",
    )
    where.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="train on a Dask cluster, such as tcp://10.0.0.5:8786; its computers need the same "
        "NNStudio; a file of yours is sent along where one has it not (install nnstudio[cluster])",
    )
    add_json(parser, "print one object for each event and one at the end")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Train what is not finished yet, and tell how it goes."""
    project = open_project(chosen.file).project
    if chosen.list:
        return _list(project)
    folder = chosen.output or usual_folder(chosen.file)
    sweep = Sweep(_experiment(project, chosen, folder), Results(folder))
    if chosen.csv is not None:
        require_writable(chosen.csv)
    workers: Workers
    if chosen.scheduler:
        workers = DaskCluster(chosen.scheduler)
    else:
        workers = LocalProcesses(chosen.processes)
    known = sweep.table.count("done", "failed")
    if known and not chosen.json:
        print(f"{known} of {len(sweep.table.rows)} are finished already.", file=sys.stderr)
    table = LiveTable(sweep.table, chosen.json)

    def hear(event: Event, row: Row) -> None:
        if chosen.json:
            _tell(sweep, event, row)
        table.show(event, row)

    with _cancelled_by_interrupt() as cancelled:
        try:
            sweep.run(workers, hear, cancelled.is_set)
        finally:
            table.close()
    if chosen.csv is not None:
        cells = mean_cells(sweep.table) if chosen.means else sweep.table.cells()
        write_csv(chosen.csv, cells)
    if chosen.json:
        print(json_line(_summary(sweep, folder)), flush=True)
    else:
        table.print_all()
        if chosen.means:
            _print_means(sweep.table)
        _conclude(sweep, folder)
    return FINE if sweep.table.count("done") == len(sweep.table.rows) else PROBLEMS


def _count(word: str) -> int:
    count = int(word) if word.isascii() and word.isdigit() else 0
    if count < 1:
        raise argparse.ArgumentTypeError(f"got {word}; it expects a whole number of at least 1")
    return count


def _experiment(project: api.Project, chosen: argparse.Namespace, folder: Path) -> Experiment:
    """Return what is to be done: as told, or what lies in the folder."""
    if chosen.vary:
        repeat = 1 if chosen.repeat is None else chosen.repeat
        return make_experiment(project, chosen.vary, repeat=repeat, epochs=chosen.epochs)
    if not folder.exists():
        if chosen.repeat is not None:
            return make_experiment(project, (), repeat=chosen.repeat, epochs=chosen.epochs)
        text = N_(
            "There is nothing to vary. Say what, such as --vary learning_rate=0.1,0.01; "
            "--list tells what there is."
        )
        raise UserError(Text(text))
    before = experiment_in(folder)
    return make_experiment(
        before.project,
        [str(variation) for variation in before.variations],
        repeat=before.repeat if chosen.repeat is None else chosen.repeat,
        epochs=before.epochs if chosen.epochs is None else chosen.epochs,
    )


def _list(project: api.Project) -> int:
    """List what can be varied: name, present value and choices between tabs."""
    for place in places(project):
        value = value_text(present_value(project, place))
        print(place.name, value, ", ".join(place.choices), sep="\t")
    return FINE


def _tell(sweep: Sweep, event: Event, row: Row) -> None:
    """Write an event as an object."""
    kind = type(event).__name__.lower()
    found: dict[str, object] = {"event": kind, **_identity(sweep, row)}
    match event:
        case Begun():
            found["where"] = event.where
        case Ended():
            found |= {"state": row.state, "reason": str(row.reason), **row.figures}
        case Lost():
            pass
        case _:
            found |= {"epoch": row.epoch, "epochs": row.epochs, **row.figures}
    print(json_line(found), flush=True)


def _summary(sweep: Sweep, folder: Path) -> dict[str, object]:
    table, best = sweep.table, sweep.table.best()
    counts = {state: table.count(state) for state in ("done", "failed", "refused", "waiting")}
    found: dict[str, object] = {"event": "end", "folder": str(folder), **counts}
    if best is not None:
        file = str(sweep.results.run_file(best.trial.key))
        figure = best.figures[table.measure]
        return found | {"best": {**_identity(sweep, best), table.measure: figure, "file": file}}
    return found


def _print_means(table: SweepTable) -> None:
    """Write what came of each combination on average."""
    names, figures = table.experiment.names, table.figures[:FIGURES]
    for one in combinations(table):
        pairs = zip(names, one.values, strict=True)
        told = [f"{name}={value_text(value)}" for name, value in pairs]
        means = ((figure, one.mean(figure)) for figure in figures)
        told += [f"{figure} {mean_text(mean)}" for figure, mean in means if mean is not None]
        print("  ".join([*told, f"({len(one.done)} of {len(one.rows)} done)"]))


def _identity(sweep: Sweep, row: Row) -> dict[str, object]:
    trial = row.trial
    values = dict(zip(sweep.table.experiment.names, map(value_text, trial.values), strict=True))
    return {"number": trial.number, "values": values, "repeat": trial.repeat, "key": trial.key}


def _conclude(sweep: Sweep, folder: Path) -> None:
    table = sweep.table
    for row in table.rows:
        if str(row.reason) and row.state != "done":
            print(f"nnstudio: number {row.trial.number}: {row.reason}", file=sys.stderr)
    left = table.count("waiting")
    if left:
        print(f"{left} of {len(table.rows)} are left; the same command goes on.", file=sys.stderr)
    best = table.best()
    if best is not None:
        figure = best.figures[table.measure]
        print(f"best: number {best.trial.number}, {table.measure} {figure:.4g}")
        print(f"its network: {sweep.results.run_file(best.trial.key)}")
    print(f"all results: {folder}")


@contextmanager
def _cancelled_by_interrupt() -> Iterator[threading.Event]:
    """Let Ctrl-C end the sweep in good order; a second one ends the program."""
    cancelled = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield cancelled  # only the main thread hears signals
        return

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        cancelled.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancelled
    finally:
        signal.signal(signal.SIGINT, before)
