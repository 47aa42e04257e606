"""The records of a delimited text, one after the other, each with the line that it begins in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NoReturn

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.data.readers.dialect import DELIMITERS

MOST_LINE = 16 * 2**20
MOST_CELL = 2**20
"""Characters of one line and of one cell."""


class RecordLines:
    """The lines of a text, without comments and empty ones, for a csv reader to ask for.

    Lines inside of quotation marks are handed on as they are: ``fresh`` says that a new record
    begins.
    """

    def __init__(self, text: str, options: DelimitedOptions, first_line: int, name: str) -> None:
        # Ends are told apart and kept: a line break inside of quotation marks belongs to the cell.
        self._source = io.StringIO(text, newline="")
        self._size = len(text)
        self._read = 0
        self._comment = "" if options.comment == "none" else options.comment
        self._blanks = options.delimiter == "space"
        self._next = first_line
        self.name = name
        self.fresh = True
        self.start = first_line
        self.left_out = 0

    @property
    def share(self) -> float:
        """How much of the text has been read."""
        return self._read / max(1, self._size)

    @property
    def line(self) -> int:
        """The line that was read last."""
        return self._next - 1

    def __iter__(self) -> RecordLines:
        return self

    def __next__(self) -> str:
        for line in self._source:
            self._read += len(line)
            self._next += 1
            if len(line) > MOST_LINE:
                template = N_(
                    "{name}, line {line}: the line is longer than {most} million characters. Check "
                    "whether this is a table."
                )
                place = {"name": self.name, "line": self.line}
                raise UserError(Text(template, **place, most=MOST_LINE // 2**20))
            if self.fresh:
                if line.isspace():
                    continue
                if self._comment and line.lstrip().startswith(self._comment):
                    self.left_out += 1
                    continue
                self.start = self.line
                self.fresh = False
            if self._blanks:
                return line.strip().replace("\t", " ") + "\n"
            return line
        raise StopIteration


def records_of(
    lines: RecordLines, delimiter: str, spaced: bool, whole: bool
) -> Iterator[list[str]]:
    """Yield the records; ``lines.start`` is the line that the last one began in."""
    csv.field_size_limit(MOST_CELL)  # of the whole process; the usual one is smaller
    mark = DELIMITERS[delimiter]
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=spaced, strict=True)
    while True:
        lines.fresh = True
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not whole and lines.share >= 1.0:
                return  # a record that the end of what is looked at cuts through
            _refuse(lines, error)
        # Spreadsheets write rows of nothing but delimiters below a table.
        if len(record) == 1 or "".join(record).strip():
            yield record


def _refuse(lines: RecordLines, error: csv.Error) -> NoReturn:
    if "expected after" in str(error):
        template = N_(
            "{name}, line {line}: text follows a closing quotation mark in the record that begins "
            "here. Double the quotation marks inside of a cell, or check the delimiter."
        )
    elif "field larger" in str(error) and lines.line == lines.start:
        template = N_("{name}, line {line}: a cell is too long. Check whether this is a table.")
    else:
        template = N_(
            "{name}, line {line}: the record that begins here opens a quotation mark that is never "
            "closed. Close it, or double it if it belongs to the text."
        )
    raise UserError(Text(template, name=lines.name, line=lines.start)) from None
