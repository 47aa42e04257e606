"""What the words after ``nnstudio`` mean, and what the process ends with.

Exit codes: 0 fine, 1 problems, 2 bad input or usage.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from nnstudio.cli.exit_codes import BAD_INPUT, FINE
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.core.version import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # "×" on a console that cannot show it
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except UserError as error:
        return _refuse(str(error))
    except MemoryError:
        return _refuse("There is not enough memory. Use smaller layers or a smaller batch size.")
    except BrokenPipeError:
        # Whoever reads the output has seen enough; what is left must not be flushed at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return _refuse("Interrupted.")


def _run(arguments: list[str]) -> int:
    if not arguments:
        return _open_window(None)
    first = arguments[0]
    if first == "bench":
        from nnstudio.bench import main as measure

        canvas = _bench_canvas, "how fast large drawings follow the hand"
        views = _bench_views, "whether the window stays alive while it trains and shows everything"
        return measure(arguments[1:], {"canvas": canvas, "views": views})
    if first == "data":
        from nnstudio.cli.data_commands import main as data

        return data(arguments[1:])
    parser, known = _parser()
    if first not in known and not first.startswith("-"):
        if len(arguments) > 1 or not Path(first).exists():
            text = N_("There is no file and no command {got}; the commands are {known}.")
            raise UserError(Text(text, got=repr(first), known=", ".join(known)))
        return _open_window(Path(first))
    try:
        chosen = parser.parse_args(arguments)
    except SystemExit as end:  # argparse has said what is wrong, or given its help
        return int(end.code or 0)
    if chosen.self_check:
        from nnstudio.cli.self_check import self_check

        return self_check()
    if chosen.command is None:
        return _open_window(None)
    # Only now, for the window must not wait for what it does not need.
    from nnstudio.cli.commands import COMMANDS

    return COMMANDS[chosen.command](chosen)


def _bench_canvas(arguments: Sequence[str]) -> int:
    from nnstudio.cli.app_modules import load_app

    run: Callable[[Sequence[str]], int] = load_app("bench.canvas_bench").run_canvas_bench
    return run(arguments)


def _bench_views(arguments: Sequence[str]) -> int:
    from nnstudio.cli.app_modules import load_app

    run: Callable[[Sequence[str]], int] = load_app("bench.views_bench").run_views_bench
    return run(arguments)


def _refuse(text: str) -> int:
    # One line, whatever a file's name has in it.
    print(f"nnstudio: {' '.join(text.splitlines())}", file=sys.stderr)
    return BAD_INPUT


def _open_window(path: Path | None) -> int:
    from nnstudio.core.display import missing_display

    reason = missing_display(os.environ, sys.platform)
    if reason is not None:
        raise UserError(reason)
    try:
        # By name, for nothing but the app itself may depend on Qt.
        start: Callable[[Path | None], int] = importlib.import_module("nnstudio.app.main").run_app
    except ImportError as error:
        if (error.name or "").startswith("nnstudio"):
            raise
        text = N_(
            "The window cannot be opened because Qt cannot be loaded: {error}. Install NNStudio "
            "again; `nnstudio --help` shows what works without a window."
        )
        raise UserError(Text(text, error=str(error))) from error
    return start(path)


# ---- words ----


def _parser() -> tuple[argparse.ArgumentParser, list[str]]:
    parser = argparse.ArgumentParser(
        prog="nnstudio",
        usage="nnstudio [FILE] | nnstudio COMMAND ... | nnstudio --self-check | --version | --help",
        description="A desktop laboratory for neural networks. Without a command it opens its "
        "window, with FILE if one is given.",
        epilog="`nnstudio COMMAND --help` says more. "
        "Exit codes: 0 fine, 1 problems, 2 bad input or usage.",
    )
    parser.add_argument("--version", action="version", version=f"NNStudio {__version__}")
    parser.add_argument(
        "--self-check", action="store_true", help="list what there is, train XOR, print OK"
    )
    parser.set_defaults(command=None)
    words = parser.add_subparsers(title="commands", metavar="COMMAND", prog="nnstudio")

    def add(name: str, help_text: str, file: bool = True) -> argparse.ArgumentParser:
        word = words.add_parser(name, help=help_text, description=help_text)
        word.set_defaults(command=name)
        if file:
            word.add_argument("file", type=Path, metavar="FILE", help="a project file")
        return word

    def output(word: argparse.ArgumentParser, shown: str) -> None:
        word.add_argument(
            "-o", "--output", required=True, type=Path, metavar=shown, help="the file to write"
        )

    def as_json(word: argparse.ArgumentParser, shown: str) -> None:
        word.add_argument("--json", action="store_true", help=shown)

    add("templates", "List the projects to start from.", file=False)
    word = add("new", "Make a project file from a template.", file=False)
    word.add_argument("template", metavar="TEMPLATE", help="a name that `templates` lists")
    output(word, "FILE.nnstudio")
    word = add("check", "Show shapes, costs and problems of a project.")
    word.add_argument(
        "--csv", action="store_true", help="print the table as CSV, with dimensions and memory"
    )
    word = add("train", "Train a project, on from where its last run ended.")
    output(word, "OUT.nnstudio")
    word.add_argument(
        "--epochs",
        type=int,
        metavar="N",
        help="how many epochs to add; those of the project unless told",
    )
    word.add_argument("--seed", type=int, metavar="S", help="begin anew with this seed")
    word.add_argument(
        "--data",
        metavar="DATASET",
        help="learn from this instead: what `data import` wrote, a file of yours, or a name that "
        "`data list` lists",
    )
    as_json(word, "print one object per epoch")
    word.add_argument(
        "--no-twins", action="store_true", help="compute by the plain definitions of the layers"
    )
    word.add_argument(
        "--no-fast", action="store_true", help="do without numba's kernels where it is installed"
    )
    as_json(
        add("evaluate", "Measure a trained network on the test samples."),
        "print one object",
    )
    word = add("export", "Write the trained weights for other programs, or a picture.")
    word.add_argument(
        "--to",
        required=True,
        metavar="TARGET",
        help="what to write: npz, the weights; diagram, a picture of the drawing (.svg, .pdf, .png)",
    )
    output(word, "PATH")
    picture = word.add_argument_group("of a diagram")
    picture.add_argument("--title", action="store_true", help="write the project's name above it")
    picture.add_argument("--legend", action="store_true", help="explain colours, give the totals")
    picture.add_argument("--background", choices=("white", "transparent", "dark"), default="white")
    picture.add_argument(
        "--scale",
        type=int,
        choices=range(1, 9),
        default=2,
        metavar="N",
        help="of .png; 2 unless told",
    )
    word = add(
        "predict",
        "Compute the outputs of a trained network, numbers in the data's own units. "
        "Several outputs become an archive with an array each. Where the output ends in .csv it is "
        "a table: the columns of the samples, and behind them the answers.",
    )
    word.add_argument(
        "--input",
        required=True,
        type=Path,
        metavar="X",
        help="samples in the data set's own units and shape (.npy), or a file of the kind that the "
        "network learned from, without its targets: a table, pictures, a text",
    )
    output(word, "Y.npy")
    words.add_parser(
        "data", help="List, describe and import data; `nnstudio data --help` says more."
    )
    words.add_parser("bench", help="Measure speed; `nnstudio bench --help` says more.")
    return parser, list(words.choices)
