"""`nnstudio completion`: what lets a shell complete the words of all commands."""

from __future__ import annotations

import argparse
from pathlib import Path

from nnstudio import api
from nnstudio.cli.command_table import COMMANDS
from nnstudio.cli.commands.export import targets
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.words import describe

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")

TEXT = """
Print what lets a shell complete commands, options, templates, targets and files after `nnstudio`.
Put it where the shell looks for such things; it takes effect in the next shell.
"""
EXAMPLES = (
    (
        "nnstudio completion bash > ~/.local/share/bash-completion/completions/nnstudio",
        "For bash; the folder may have to be made.",
    ),
    (
        "nnstudio completion zsh > ~/.zfunc/_nnstudio",
        "For zsh, with `fpath+=~/.zfunc` before compinit in ~/.zshrc.",
    ),
    ("nnstudio completion fish > ~/.config/fish/completions/nnstudio.fish", "For fish."),
)


def words(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    describe(parser, TEXT, EXAMPLES)
    parser.add_argument("shell", choices=SHELLS, help="the shell to write it for")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the completion for a shell."""
    import shtab

    print(shtab.complete(_whole_parser(), shell=chosen.shell))
    return FINE


def _whole_parser() -> argparse.ArgumentParser:
    """Return a parser that knows the words of all commands."""
    from nnstudio.cli.command_line import top_parser

    parser = top_parser()
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in COMMANDS.values():
        word = commands.add_parser(command.name, help=command.summary)
        command.load().words(word)
        _complete(word)
    help_word = commands.add_parser("help", help="Say what a command takes.")
    help_word.add_argument("command", choices=list(COMMANDS))
    _complete(parser)
    return parser


def _complete(parser: argparse.ArgumentParser) -> None:
    """Let places for files be completed with files, and names with those there are."""
    import shtab

    names = {
        "TEMPLATE": [template.slug for template in api.templates()],
        "DATASET": [info.name for info in api.data_sets()],
        "TARGET": list(targets()),
    }
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _complete(inner)
        elif action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif isinstance(action.metavar, str) and action.metavar in names:
            action.choices = names[action.metavar]
