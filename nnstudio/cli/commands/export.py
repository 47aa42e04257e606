"""`nnstudio export`: a trained network for other programs, or a picture of the drawing."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable
from pathlib import Path

from nnstudio import api
from nnstudio.cli.app_modules import load_app
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.option_words import add_options, chosen_options, foreign_option, given_options
from nnstudio.cli.printing import json_line, open_project
from nnstudio.cli.words import WIDTH, add_json, add_output, add_project, describe, whole_number
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.export import all_exporters, exporter

TEXT = """
Write a trained network in the form of another program; or a picture of the drawing, for which it
need not be trained. The files that were written are printed, one a line: the file that was asked
for, then what belongs to it and lies beside it.
"""
EXAMPLES = (
    ("nnstudio export net.nnstudio --to onnx -o net.onnx", "For ONNX Runtime and many others."),
    ("nnstudio export net.nnstudio --to numpy -o net.py", "As a script that needs NumPy alone."),
    (
        "nnstudio export net.nnstudio --to diagram -o net.svg --legend",
        "A picture of the drawing, with what its colours mean.",
    ),
    ("nnstudio export net.nnstudio --to report -o net.pdf", "A report of the run, to print."),
    ("nnstudio export net.nnstudio --to plots -o plots", "Every plot, in the folder plots."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes, the options of all targets among it."""
    about = {name: str(cls.summary) for name, cls in all_exporters().items()}
    about |= {name: summary for name, (summary, _) in RENDERED.items()}
    shown = [
        textwrap.fill(
            f"{name:<12} {summary}", WIDTH, initial_indent="  ", subsequent_indent=" " * 15
        )
        for name, summary in about.items()
    ]
    describe(parser, TEXT, EXAMPLES)
    parser.description = "\n".join([parser.description or "", "", "targets:", *shown])
    add_project(parser)
    parser.add_argument(
        "--to", required=True, metavar="TARGET", help=f"one of: {', '.join(targets())}"
    )
    add_output(parser, "PATH", "the file to write; of plots the folder")
    add_json(parser, "print one object with the target and the files")
    picture = parser.add_argument_group("options of diagram")
    picture.add_argument(
        "--title", action="store_true", default=None, help="write the project's name above it"
    )
    picture.add_argument(
        "--legend", action="store_true", default=None, help="explain colours, give the totals"
    )
    picture.add_argument(
        "--background",
        choices=("white", "transparent", "dark"),
        help="white unless told",
    )
    picture.add_argument(
        "--scale",
        type=whole_number,
        choices=range(1, 9),
        metavar="N",
        help="of .png; 2 unless told",
    )
    taken = {word for action in parser._actions for word in action.option_strings}
    add_options(parser, all_exporters(), {word.lstrip("-") for word in taken})
    parser.set_defaults(run=run)


def targets() -> tuple[str, ...]:
    """Return the names of all targets."""
    return (*all_exporters(), *RENDERED)


def run(chosen: argparse.Namespace) -> int:
    """Write the trained network for another program, or a picture of the drawing."""
    if chosen.to in RENDERED:
        _refuse_others(chosen, PICTURE if chosen.to == "diagram" else ())
        _, write = RENDERED[chosen.to]
        files = write(chosen)
    elif chosen.to in all_exporters():
        options = chosen_options(chosen, exporter(chosen.to))
        _refuse_others(chosen, tuple(options.params()))
        project = open_project(chosen.file)
        files = api.export_network(project, chosen.to, chosen.output, options)
    else:
        text = N_("There is no export to {got}; there are: {known}.")
        raise UserError(Text(text, got=repr(chosen.to), known=", ".join(targets())))
    if chosen.json:
        print(json_line({"target": chosen.to, "files": [str(path) for path in files]}))
    else:
        for path in files:
            print(path)
    return FINE


def _refuse_others(chosen: argparse.Namespace, own: tuple[str, ...]) -> None:
    """Refuse the options of other targets."""
    given = [key for key in PICTURE if getattr(chosen, key) is not None]
    for key in (*given, *given_options(chosen)):
        if key not in own:
            raise foreign_option(key, chosen.to, own)


def _diagram(chosen: argparse.Namespace) -> tuple[Path, ...]:
    load_app("rendering.command_line").export_diagram(
        open_project(chosen.file).project,
        chosen.output,
        background=chosen.background or "white",
        scale=chosen.scale or 2,
        title=bool(chosen.title),
        legend=bool(chosen.legend),
    )
    return (chosen.output,)


def _report(chosen: argparse.Namespace) -> tuple[Path, ...]:
    load_app("rendering.command_line").export_report(open_project(chosen.file), chosen.output)
    return (chosen.output,)


def _plots(chosen: argparse.Namespace) -> tuple[Path, ...]:
    written: tuple[Path, ...] = load_app("rendering.command_line").export_plots(
        open_project(chosen.file), chosen.output
    )
    return written


PICTURE = ("title", "legend", "background", "scale")
"""The options of a diagram."""

RENDERED: dict[str, tuple[str, Callable[[argparse.Namespace], tuple[Path, ...]]]] = {
    "diagram": ("A picture of the drawing (.svg, .pdf, .png).", _diagram),
    "report": ("A report of the network and its run (.html, .pdf).", _report),
    "plots": ("A folder with each plot of the run (.png, .svg, .csv).", _plots),
}
"""What the app paints, without its window: what it is, and what writes it and returns the files."""
