"""How a command says what it takes, and how its help is laid out."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from nnstudio.cli.command_table import Command
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text

WIDTH = 80
EXIT_CODES = "0 fine, 1 problems, 2 bad input or usage."


def command_parser(command: Command) -> argparse.ArgumentParser:
    """Return what reads the words that follow a command."""
    parser = argparse.ArgumentParser(f"nnstudio {command.name}", description=command.summary)
    add: Callable[[argparse.ArgumentParser], None] = command.load().words
    add(parser)
    return parser


def describe(
    parser: argparse.ArgumentParser,
    text: str,
    examples: Sequence[tuple[str, str]],
    exit_codes: str = EXIT_CODES,
) -> None:
    """Write what stands above and below the words of a command's help.

    Parameters
    ----------
    text
        What the command does; paragraphs are divided by an empty line.
    examples
        Pairs of a line to type and what it does.
    """
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = "\n\n".join(
        textwrap.fill(" ".join(paragraph.split()), WIDTH) for paragraph in text.split("\n\n")
    )
    shown = [
        f"{textwrap.fill(meaning, WIDTH, initial_indent='  ', subsequent_indent='  ')}\n    {line}"
        for line, meaning in examples
    ]
    codes = textwrap.fill(f"exit codes: {exit_codes}", WIDTH)
    parser.epilog = "\n".join(["examples:", *shown, "", codes]) if shown else codes


def add_project(parser: argparse.ArgumentParser) -> None:
    """Let a command take a project file."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a project file (.nnstudio)")


def add_output(
    parser: argparse._ActionsContainer, shown: str, meaning: str, required: bool = True
) -> None:
    """Let a command take the file that it writes."""
    parser.add_argument("-o", "--output", required=required, type=Path, metavar=shown, help=meaning)


def require_other(output: Path, given: Path) -> None:
    """Refuse to write over a file that is only read.

    Raises
    ------
    UserError
        Both are the same file.
    """
    try:
        same = output.samefile(given)
    except OSError:  # one of them is not there
        return
    if same:
        text = N_("{path} is read: what is written would take its place. Choose another name.")
        raise UserError(Text(text, path=str(output)))


def require_project_name(output: Path) -> None:
    """Refuse to write a project that no file dialog would show.

    Raises
    ------
    UserError
        The file's name ends otherwise.
    """
    from nnstudio.files.project_file import SUFFIX  # only now: help needs no arrays

    if output.suffix.lower() != SUFFIX and not output.is_dir():
        text = N_("{path} is no name of a project: those end in {suffix}. Write to {better}.")
        better = str(output.with_name(f"{output.stem}{SUFFIX}"))
        raise UserError(Text(text, path=str(output), suffix=SUFFIX, better=better))


def whole_number(word: str) -> int:
    """Return the number that a word says, for argparse."""
    try:
        return int(word)
    except ValueError:
        text = f"got {word!r}, expected a whole number such as 20"
        raise argparse.ArgumentTypeError(text) from None


def add_json(parser: argparse._ActionsContainer, meaning: str = "print one object") -> None:
    """Let a command print JSON for other programs."""
    parser.add_argument("--json", action="store_true", help=f"{meaning}, in JSON")
