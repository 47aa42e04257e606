"""`nnstudio data ...`: what data there is, what a file is, and bringing it in."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from nnstudio import api
from nnstudio.cli.exit_codes import FINE
from nnstudio.cli.printing import json_line
from nnstudio.cli.progress_bar import ProgressBar
from nnstudio.cli.words import add_json, add_output
from nnstudio.cli.words import describe as introduce
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.importing import ImportChoices
from nnstudio.data.readers import reader, reader_for, reader_kinds
from nnstudio.graph.data_codec import ENCODINGS, MISSING
from nnstudio.graph.data_plan import Option

SHOWN_CLASSES = 12


def list_sets(chosen: argparse.Namespace) -> int:
    """List the data sets that come along: name, title and what it is, between tabs."""
    for info in api.data_sets():
        shape = list(info.signature.raw_shape or info.signature.input_shape)
        if chosen.json:
            card = {
                "name": info.name,
                "title": info.title,
                "summary": info.summary,
                "kind": info.kind,
                "train": info.train_count,
                "test": info.test_count,
                "shape": shape,
                "classes": list(info.signature.classes),
                "licence": info.licence,
                "attribution": info.attribution,
                "origin": info.origin,
            }
            print(json_line(card))
        else:
            print(info.name, info.title, info.summary, sep="\t")
    return FINE


def describe(chosen: argparse.Namespace) -> int:
    """Write what a file is: one object, or lines for people."""
    found = api.describe_data(chosen.path, _choices(chosen))
    if chosen.json:
        print(json_line(found))
    else:
        _tell(found)
    return FINE


def import_data(chosen: argparse.Namespace) -> int:
    """Read a file and write it as a data set that `nnstudio train --data` takes."""
    bar = ProgressBar(not chosen.json)
    try:
        found = api.import_data(
            chosen.path, chosen.output, _choices(chosen), on_progress=partial(bar.show, "reading")
        )
    finally:
        bar.clear()
    if chosen.json:
        print(json_line(found))
    else:
        _tell(found)
    return FINE


def _tell(found: dict[str, object]) -> None:
    shape = found["shape"]
    assert isinstance(shape, list), "a description has a shape"
    print(
        f"{found['file']}: {found['kind']}, {found['rows']} samples of {shape_text(tuple(shape)) or '1'}"
    )
    for name in ("splits", "features", "targets" if "targets" in found else "target", "ignored"):
        if found[name]:
            print(f"  {name}: {_brief(found[name])}")
    for name in ("characters", "vocabulary"):
        if name in found:
            print(f"  {name}: {found[name]}")
    for heading in ("skipped", "warnings"):
        told = found[heading]
        assert isinstance(told, list), "a description lists them"
        for one in told:
            line = one if isinstance(one, str) else f"{one['file']}: {one['reason']}"
            print(f"nnstudio: {'skipped ' if heading == 'skipped' else ''}{line}", file=sys.stderr)


def _brief(value: object) -> str:
    """Return a value of a description in a line for people."""
    if isinstance(value, dict):
        shown = [f"{key} {_brief(each)}" for key, each in list(value.items())[:SHOWN_CLASSES]]
        more = len(value) - SHOWN_CLASSES
        return ", ".join(shown) + (f", … {more} more" if more > 0 else "")
    if isinstance(value, list):
        shown = [_feature(each) if isinstance(each, dict) else str(each) for each in value]
        more = len(shown) - SHOWN_CLASSES
        return "; ".join(shown[:SHOWN_CLASSES]) + (f"; … {more} more" if more > 0 else "") or "–"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _feature(each: dict[str, object]) -> str:
    if "missing" not in each:
        return _brief(each)
    lacking = f", {each['missing']} missing" if each["missing"] else ""
    return f"{each['name']} ({each['type']}{lacking})"


# ---- words ----


def _choices(chosen: argparse.Namespace) -> ImportChoices:
    kind = chosen.kind or reader_for(chosen.path).name
    declared = reader(kind).options()
    given = {key: getattr(chosen, f"option_{key}", None) for key in _all_options()}
    options: dict[str, Option] = {}
    for key, word in given.items():
        if word is None:
            continue
        if key not in type(declared).params():
            text = N_("--{option} is not for {kind}; leave it out, or choose another --kind.")
            raise UserError(Text(text, option=key.replace("_", "-"), kind=kind))
        options[key] = _value(key, word, declared)
    types = {}
    for pair in chosen.type:
        column, sign, word = pair.rpartition("=")
        if not sign:
            text = N_("--type got {got}; it expects COLUMN=TYPE, such as year=category.")
            raise UserError(Text(text, got=repr(pair)))
        types[column] = word
    return ImportChoices(
        kind,
        options,
        tuple(chosen.target),
        tuple(chosen.features),
        tuple(chosen.ignore),
        types,
        chosen.missing,
        chosen.categories,
    )


def _value(key: str, word: str, declared: Settings) -> Option:
    """Return what a word on the command line means for an option."""
    default = type(declared).default_of(key)
    if isinstance(default, bool):
        known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
        if word.lower() not in known:
            text = N_("--{option} got {got}; it expects yes or no.")
            raise UserError(Text(text, option=key.replace("_", "-"), got=repr(word)))
        return known[word.lower()]
    try:
        if isinstance(default, int):
            return int(word)
        return float(word) if isinstance(default, float) else word
    except ValueError:
        text = N_("--{option} got {got}; it expects a number.")
        raise UserError(Text(text, option=key.replace("_", "-"), got=repr(word))) from None


def _all_options() -> dict[str, list[str]]:
    """Return the kinds that have each option, by its name."""
    found: dict[str, list[str]] = {}
    for kind in reader_kinds():
        for key in reader(kind).options.params():
            found.setdefault(key, []).append(kind)
    return found


def words(parser: argparse.ArgumentParser) -> None:
    """Add the commands that follow `nnstudio data`."""
    parser.usage = "nnstudio data list|describe|import ..."
    introduce(
        parser,
        "Look at data, and bring in your own. `nnstudio data COMMAND --help` says more.",
        (
            ("nnstudio data list", "What comes along?"),
            ("nnstudio data describe flowers.csv", "What would be made of this file?"),
        ),
    )
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="nnstudio data"
    )
    text = "List the data sets that come along: name, title and what it is, between tabs."
    word = commands.add_parser("list", help=text)
    introduce(word, text, (("nnstudio data list --json", "Their cards, for another program."),))
    add_json(word, "print one object per data set")
    word.set_defaults(run=list_sets)
    text = "Say what a file or folder is, and what would be made of it."
    word = commands.add_parser("describe", help=text)
    introduce(
        word,
        text,
        (
            ("nnstudio data describe flowers.csv --target kind", "With another column to predict."),
            ("nnstudio data describe photos/ --json", "Of a folder of pictures, as an object."),
        ),
    )
    add_json(word)
    word.set_defaults(run=describe)
    _add_choices(word)
    text = "Bring in a file or folder as a data set that `nnstudio train --data` takes."
    word = commands.add_parser("import", help=text)
    introduce(
        word,
        text,
        (
            ("nnstudio data import flowers.csv -o flowers", "A table, as a folder of arrays."),
            ("nnstudio data import photos/ -o photos.npz", "Pictures, as one file."),
        ),
    )
    add_output(word, "DATASET", "the folder to make, or an .npz file")
    add_json(word)
    word.set_defaults(run=import_data)
    _add_choices(word)


def _add_choices(word: argparse.ArgumentParser) -> None:
    word.add_argument("path", type=Path, metavar="PATH", help="a file, or a folder of files")
    word.add_argument(
        "--kind", choices=reader_kinds(), default="", help="what it is; found out unless told"
    )
    columns = word.add_argument_group("columns")
    for name, meaning in (
        ("target", "what to predict; guessed unless told"),
        ("features", "the only columns to predict from"),
        ("ignore", "columns to leave aside"),
    ):
        columns.add_argument(
            f"--{name}", nargs="+", action="extend", default=[], metavar="COLUMN", help=meaning
        )
    columns.add_argument(
        "--type",
        action="append",
        default=[],
        metavar="COLUMN=TYPE",
        help="number, category, date or text",
    )
    columns.add_argument(
        "--missing", choices=MISSING, default="", help="what is done where a value is missing"
    )
    columns.add_argument(
        "--categories", choices=ENCODINGS, default="", help="how categories are read"
    )
    options = word.add_argument_group("options of the readers")
    for key, kinds in sorted(_all_options().items()):
        info = reader(kinds[0]).options.params()[key]
        # A percent sign would be a place for a value.
        shown = f"{info.help or info.label} ({', '.join(kinds)})".replace("%", "%%")
        options.add_argument(
            f"--{key.replace('_', '-')}",
            dest=f"option_{key}",
            metavar="|".join(info.choices) if 0 < len(info.choices) < 5 else "VALUE",
            help=shown,
        )
