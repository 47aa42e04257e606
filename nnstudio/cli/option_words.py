"""The options of export targets as words of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.export import Exporter, ExportOptions


def add_options(
    parser: argparse.ArgumentParser, targets: dict[str, type[Exporter]], taken: set[str]
) -> None:
    """Add a word for each option that some target has; one that several have is added once.

    Parameters
    ----------
    taken
        Words that the command has already, without their dashes.
    """
    holders: dict[str, dict[str, type[ExportOptions]]] = {}
    for name, target in targets.items():
        for key in target.Options.params():
            holders.setdefault(key, {})[name] = target.Options
    groups: dict[str, argparse._ArgumentGroup] = {}
    for key, declared in holders.items():
        names = ", ".join(declared)
        assert _word(key) not in taken, f"the option {key} of {names} is a word of the command"
        if names not in groups:
            groups[names] = parser.add_argument_group(f"options of {names}")
        _add(groups[names], key, declared)


def chosen_options(chosen: argparse.Namespace, target: Exporter) -> ExportOptions:
    """Return the options of a target as the words say.

    Raises
    ------
    UserError
        A word belongs to another target, or a value is out of its range.
    """
    declared = target.Options.params()
    given = given_options(chosen)
    for key in given:
        if key not in declared:
            raise foreign_option(key, target.name, declared)
    defaults = {key: target.Options.default_of(key) for key in given}
    values = {key: _value(key, word, defaults[key]) for key, word in given.items()}
    return target.Options(**values)


def given_options(chosen: argparse.Namespace) -> dict[str, str | bool]:
    """Return the options of targets that were given, whichever target has them."""
    return {
        key.removeprefix(_FRONT): value
        for key, value in vars(chosen).items()
        if key.startswith(_FRONT) and value is not None
    }


def foreign_option(key: str, target: str, known: Iterable[str]) -> UserError:
    """Return what is said where a target has no such option."""
    text = N_("--{option} is no option of {target}; it has: {known}.")
    words = ", ".join(f"--{_word(each)}" for each in known) or Text(N_("none"))
    return UserError(Text(text, option=_word(key), target=target, known=words))


_FRONT = "option_"


def _word(key: str) -> str:
    return key.replace("_", "-")


def _add(
    group: argparse._ArgumentGroup, key: str, declared: Mapping[str, type[ExportOptions]]
) -> None:
    """Add the word for an option, as the targets declare it."""
    options = next(iter(declared.values()))
    info, default = options.params()[key], options.default_of(key)
    told = {name: _meaning(each, key) for name, each in declared.items()}
    alike = len(set(told.values())) == 1
    meaning = told.popitem()[1] if alike else " ".join(f"{n}: {text}" for n, text in told.items())
    if isinstance(default, bool):
        group.add_argument(
            f"--{_word(key)}",
            dest=f"{_FRONT}{key}",
            action=argparse.BooleanOptionalAction,
            default=None,
            help=meaning,
        )
        return
    group.add_argument(
        f"--{_word(key)}",
        dest=f"{_FRONT}{key}",
        metavar="|".join(info.choices) if info.choices else "VALUE",
        help=meaning,
    )


def _meaning(options: type[ExportOptions], key: str) -> str:
    """Return what an option does for a target, and what holds unless one says otherwise."""
    info, default = options.params()[key], options.default_of(key)
    # A percent sign would be a place for a value.
    meaning = str(Text(info.help or info.label)).replace("%", "%%")
    usual = ("no", "yes")[default] if isinstance(default, bool) else str(default)
    return f"{meaning} ({usual} unless told)" if usual else meaning


def _value(key: str, word: str | bool, default: Any) -> Any:
    """Return what a word means for an option; the option itself checks its range."""
    if isinstance(word, bool) or isinstance(default, str):
        return word
    try:
        return type(default)(word)
    except ValueError:
        text = N_("--{option} got {got}; it expects a number.")
        raise UserError(Text(text, option=_word(key), got=repr(word))) from None
