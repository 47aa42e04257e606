"""The options of export targets as words of the command line."""

from __future__ import annotations

import argparse
from typing import Any

from nnstudio.core.errors import UserError
from nnstudio.core.settings import Param
from nnstudio.core.text import N_, Text
from nnstudio.export import Exporter, ExportOptions


def add_options(
    parser: argparse.ArgumentParser, targets: dict[str, type[Exporter]], taken: set[str]
) -> None:
    """Add a word for each option that some target has; one of several targets is added once.

    Parameters
    ----------
    taken
        Words that the command has already, without their dashes.
    """
    for name, keys in _by_targets(targets).items():
        group = parser.add_argument_group(f"options of {name}")
        for key, (info, default) in keys.items():
            assert _word(key) not in taken, f"the option {key} of {name} is a word of the command"
            _add(group, key, info, default)


def chosen_options(chosen: argparse.Namespace, target: Exporter) -> ExportOptions:
    """Return the options of a target as the words say.

    Raises
    ------
    UserError
        A word belongs to another target, or a value is out of its range.
    """
    declared = target.Options.params()
    given = {
        key.removeprefix(_FRONT): value
        for key, value in vars(chosen).items()
        if key.startswith(_FRONT) and value is not None
    }
    for key in given:
        if key not in declared:
            text = N_("--{option} is no option of {target}; it has: {known}.")
            known = ", ".join(f"--{_word(each)}" for each in declared) or Text(N_("none"))
            raise UserError(Text(text, option=_word(key), target=target.name, known=known))
    defaults = {key: target.Options.default_of(key) for key in given}
    values = {key: _value(key, word, defaults[key]) for key, word in given.items()}
    return target.Options(**values)


_FRONT = "option_"


def _word(key: str) -> str:
    return key.replace("_", "-")


def _by_targets(targets: dict[str, type[Exporter]]) -> dict[str, dict[str, tuple[Param, Any]]]:
    """Return the options by the names of the targets that share them."""
    holders: dict[str, list[str]] = {}
    for name, target in targets.items():
        for key in target.Options.params():
            holders.setdefault(key, []).append(name)
    found: dict[str, dict[str, tuple[Param, Any]]] = {}
    for key, names in holders.items():
        options = targets[names[0]].Options
        group = found.setdefault(", ".join(names), {})
        group[key] = options.params()[key], options.default_of(key)
    return found


def _add(group: argparse._ArgumentGroup, key: str, info: Param, default: Any) -> None:
    # A percent sign would be a place for a value.
    meaning = str(Text(info.help or info.label)).replace("%", "%%")
    dest = f"{_FRONT}{key}"
    if isinstance(default, bool):
        group.add_argument(
            f"--{_word(key)}",
            dest=dest,
            action=argparse.BooleanOptionalAction,
            default=None,
            help=f"{meaning} ({'yes' if default else 'no'} unless told)",
        )
        return
    group.add_argument(
        f"--{_word(key)}",
        dest=dest,
        metavar="|".join(info.choices) if info.choices else "VALUE",
        help=f"{meaning} ({default} unless told)" if str(default) else meaning,
    )


def _value(key: str, word: str | bool, default: Any) -> Any:
    """Return what a word means for an option; the option itself checks its range."""
    if isinstance(word, bool) or isinstance(default, str):
        return word
    try:
        return type(default)(word)
    except ValueError:
        text = N_("--{option} got {got}; it expects a number.")
        raise UserError(Text(text, option=_word(key), got=repr(word))) from None
