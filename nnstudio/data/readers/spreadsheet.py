"""Tables in Excel workbooks, read by calamine where the extra ``excel`` is installed.

python-calamine (MIT) is kept up, weighs 3 MB and needs nothing else.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers import dialect
from nnstudio.data.readers.cells import Cells, listed, require_size, unique_names
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.data.readers.text_file import AUTOMATIC

MOST_UNPACKED = 128 * 2**20
"""Bytes of a workbook, which is a packed folder."""
MOST_CELLS = 10_000_000
"""Of a sheet, empty ones as well."""

_PLACE = re.compile(rb"""\br=["']([A-Za-z]{0,4})(\d{1,9})["']""")


def read_spreadsheet(path: Path, options: DelimitedOptions, sheet: str = "") -> tuple[Cells, str]:
    """Return the table of one sheet, and the name of the sheet.

    Parameters
    ----------
    sheet
        Its name; empty: the first one that is not empty.

    Raises
    ------
    UserError
        The extra is not installed, the file is damaged or too large, or there is no such sheet.
    """
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        template = N_(
            "Excel files can be read once the extra excel is installed: pip install "
            "nnstudio[excel]. Or save {name} as CSV."
        )
        raise UserError(Text(template, name=path.name)) from None
    _require_bounds(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = book.sheet_names
            if sheet and sheet not in names:
                template = N_("{name} has no sheet {got}; it has {known}.")
                known = listed(names)
                raise UserError(Text(template, name=path.name, got=repr(sheet), known=known))
            if not names:
                raise ValueError("a workbook without sheets")
            for each in [sheet] if sheet else names:
                found = book.get_sheet_by_name(each)
                if found.start is not None:
                    rows = [[_cell(value) for value in row] for row in found.to_python()]
                    return _table(path.name, rows, found.start[0] + 1, options), each
    except UserError:
        raise
    except BaseException as error:
        # What goes wrong inside of the library comes as errors of many kinds, and as panics, which
        # are no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        template = N_("{name} is no Excel workbook, or it is damaged. Save it again, or as CSV.")
        raise UserError(Text(template, name=path.name)) from None
    raise UserError(Text(N_("{name} is empty. Choose another file."), name=path.name))


def _require_bounds(path: Path) -> None:
    """Refuse a workbook that would fill the memory: the library makes room for every cell."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            too_large = sum(member.file_size for member in members) > MOST_UNPACKED
            for member in members:
                if too_large:
                    break
                data = archive.read(member)  # its size and checksum are what they are said to be
                if not member.filename.startswith("xl/worksheets/"):
                    continue
                places = _PLACE.findall(data)
                rows = max((int(row) for _, row in places), default=0)
                columns = max((_column_number(letters) for letters, _ in places), default=0)
                too_large = rows * columns > MOST_CELLS
    except Exception:  # of many kinds, from the archive and from what unpacks it
        template = N_("{name} is no Excel workbook, or it is damaged. Save it again, or as CSV.")
        raise UserError(Text(template, name=path.name)) from None
    if too_large:
        template = N_("{name} is too large for a workbook. Save the sheet as CSV.")
        raise UserError(Text(template, name=path.name))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return max(1, number)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _table(
    name: str, rows: Sequence[Sequence[str]], first: int, options: DelimitedOptions
) -> Cells:
    """Return rows of a sheet as columns with names."""
    require_size(name, len(rows), len(rows[0]) if rows else 0)
    numbered = [(first + n, row) for n, row in enumerate(rows) if any(map(str.strip, row))]
    most = max((sum(map(bool, row)) for _, row in numbered), default=0)
    while most > 1 and sum(map(bool, numbered[0][1])) == 1:
        numbered = numbered[1:]  # a title above the table
    lines = [line for line, _ in numbered]
    filled = [row for _, row in numbered]
    header = options.header
    if header == AUTOMATIC:
        guessed = dialect.guess_header(filled[: dialect.SAMPLE_RECORDS])
        header = "yes" if guessed else "no"
    head: Sequence[str] = filled.pop(0) if header == "yes" else [""] * len(filled[0])
    if header == "yes":
        lines.pop(0)
    if not filled:
        text = N_("{name} has a row of names, but no rows below it. Choose another file.")
        raise UserError(Text(text, name=name))
    used = [n for n, title in enumerate(head) if title.strip() or any(row[n] for row in filled)]
    names, warnings = unique_names([head[n] for n in used])
    columns = tuple(tuple(row[n] for row in filled) for n in used)
    found: DelimitedOptions = options.with_values(header=header, decimal="point")
    return Cells(
        name, names, columns, np.array(lines, np.int64), found, True, warnings, counted="row"
    )
