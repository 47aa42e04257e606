"""Tables in JSON: a list of records, a record on each line, or an object of lists."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import MOST_CELLS, Cells, require_size, unique_names
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.data.readers.text_file import TextFile, read_text

MOST_CHARACTERS = 32 * 2**20
"""Of JSON that has to be read at once; records on lines may be as long as any text."""


def read_json(path: Path, options: DelimitedOptions, most_bytes: int | None = None) -> Cells:
    """Return the table of a JSON file, which may be packed with gzip.

    Parameters
    ----------
    most_bytes
        How much is looked at where each line is a record; None: all of it.

    Raises
    ------
    UserError
        It is no JSON, or JSON of another shape.
    """
    file = read_text(path, options.encoding, most_bytes)
    first_line, _, rest = file.text.strip().partition("\n")
    on_lines = first_line.rstrip().endswith("}") and rest.lstrip().startswith("{")
    if on_lines or path.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        records, lines = _records_on_lines(path.name, file)
        return _table(path.name, records, lines, "line", file, options)
    if not file.whole:
        file = read_text(path, options.encoding)
    if len(file.text) > MOST_CHARACTERS:
        template = N_(
            "{name} is longer than {most} million characters. Save it as CSV, or with a record on "
            "each line."
        )
        raise UserError(Text(template, name=path.name, most=MOST_CHARACTERS >> 20))
    value = _parsed(path.name, file.text, 1)
    if isinstance(value, dict) and value and all(isinstance(v, list) for v in value.values()):
        records = _turned(path.name, value)
    elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        records = value
    elif isinstance(value, dict) and value and not _nested(value):
        records = [value]
    elif value in ([], {}):
        raise UserError(Text(N_("{name} has no records. Choose another file."), name=path.name))
    else:
        _refuse_shape(path.name)
    if most_bytes is not None and len(file.text) > most_bytes:  # the cells take most of the time
        records = records[: max(1, len(records) * most_bytes // len(file.text))]
        file = replace(file, whole=False)
    return _table(path.name, records, range(1, len(records) + 1), "record", file, options)


def _records_on_lines(name: str, file: TextFile) -> tuple[list[dict[str, object]], list[int]]:
    records, lines = [], []
    cells = 0
    for number, line in enumerate(file.text.split("\n"), 1):
        if not line.strip():
            continue
        value = _parsed(name, line, number)
        if not isinstance(value, dict):
            _refuse_shape(name)
        cells += len(value)
        if cells > MOST_CELLS:
            require_size(name, cells, 1)
        records.append(value)
        lines.append(number)
    return records, lines


def _parsed(name: str, text: str, line: int) -> object:
    """Return a JSON value, numbers as they are written."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        template = N_("{name}, line {line}: this is not valid JSON ({reason}). Save it again.")
        at = line + error.lineno - 1
        raise UserError(Text(template, name=name, line=at, reason=error.msg)) from None
    except RecursionError:
        _refuse_shape(name)


def _turned(name: str, columns: dict[str, list[object]]) -> list[dict[str, object]]:
    """Return the records of an object of lists."""
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        template = N_(
            "{name} holds lists of different lengths: {least} to {most} values. All columns must "
            "have equally many."
        )
        raise UserError(Text(template, name=name, least=min(lengths), most=max(lengths)))
    require_size(name, lengths.pop(), len(columns))
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _table(
    name: str,
    records: Sequence[dict[str, object]],
    lines: Sequence[int],
    counted: str,
    file: TextFile,
    options: DelimitedOptions,
) -> Cells:
    keys = list(dict.fromkeys(key for record in records for key in record))
    require_size(name, len(records), len(keys))
    if not keys:
        raise UserError(Text(N_("{name} has no records. Choose another file."), name=name))
    for number, record in zip(lines, records, strict=True):
        if _nested(record):
            template = N_(
                "{name}, {place}: a value is a list or an object. Only texts, numbers, true, false "
                "and null can stand in a table."
            )
            place = Text(
                N_("line {number}") if counted == "line" else N_("record {number}"), number=number
            )
            raise UserError(Text(template, name=name, place=place))
    columns = tuple(tuple(_cell(record.get(key)) for record in records) for key in keys)
    names, warnings = unique_names([_whole(key) for key in keys])
    found = options.with_values(encoding=file.encoding, decimal="point")
    return Cells(
        name, names, columns, np.array(lines, np.int64), found, file.whole, warnings, counted
    )


def _nested(record: dict[str, object]) -> bool:
    return any(isinstance(value, list | dict) for value in record.values())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _whole(str(value))


def _whole(text: str) -> str:
    """Return a text without halves of letters, which JSON can hold but no file."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _refuse_shape(name: str) -> NoReturn:
    template = N_(
        "{name} is JSON, but no table: it must be a list of records, a record on each line, or an "
        "object of equally long lists."
    )
    raise UserError(Text(template, name=name)) from None
