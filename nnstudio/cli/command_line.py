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

from nnstudio.cli.command_table import COMMANDS, Command
from nnstudio.cli.exit_codes import BAD_INPUT, FINE
from nnstudio.cli.words import EXIT_CODES, command_parser
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
    first, *rest = arguments
    if first == "help":  # as other programs have it
        return _run([*rest[:1], "--help"])
    if first in COMMANDS:
        return _command(COMMANDS[first], rest)
    if not first.startswith("-"):
        if rest and Path(first).exists():
            text = N_("The window opens one file at first; got {got} besides. Open it from there.")
            raise UserError(Text(text, got=" ".join(map(repr, rest))))
        if rest or not Path(first).exists():
            text = N_("There is no file and no command {got}; the commands are {known}.")
            raise UserError(Text(text, got=repr(first), known=", ".join(COMMANDS)))
        return _open_window(Path(first))
    chosen = _read(top_parser(), arguments)
    if isinstance(chosen, int):
        return chosen
    from nnstudio.cli.self_check import self_check

    return self_check() if chosen.self_check else _open_window(None)


def _command(command: Command, arguments: list[str]) -> int:
    if command.hands_on:
        hand_on: Callable[[Sequence[str]], int] = command.load().hand_on
        return hand_on(arguments)
    chosen = _read(command_parser(command), arguments)
    if isinstance(chosen, int):
        return chosen
    run: Callable[[argparse.Namespace], int] = chosen.run
    return run(chosen)


def _read(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace | int:
    """Return what the words say; where they only asked, or are wrong, the exit code."""
    try:
        return parser.parse_args(arguments)
    except SystemExit as end:  # argparse has said what is wrong, or given its help
        return int(end.code or 0)


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


def top_parser() -> argparse.ArgumentParser:
    """Return what reads the words that are no command."""
    listed = "\n".join(f"  {name:<12} {command.summary}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="nnstudio",
        usage="nnstudio [FILE] | nnstudio COMMAND ... | nnstudio --self-check | --version | --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="A desktop laboratory for neural networks. Without a command it opens its "
        f"window, with FILE\nif one is given.\n\ncommands:\n{listed}",
        epilog=f"`nnstudio COMMAND --help` says more and gives examples.\nExit codes: {EXIT_CODES}",
    )
    parser.add_argument("--version", action="version", version=f"NNStudio {__version__}")
    parser.add_argument(
        "--self-check", action="store_true", help="list what there is, train XOR, print OK"
    )
    return parser
