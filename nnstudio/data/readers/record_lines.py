"""The records of a delimited text, one after the other, each with the line that it begins in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import compress, islice
from typing import NoReturn

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.delimited_options import DelimitedOptions
from nnstudio.data.readers.dialect import DELIMITERS
from nnstudio.data.readers.turns import STEP

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
        self.source = io.StringIO(text, newline="")
        self._size = len(text)
        self._read = 0
        self._comment = "" if options.comment == "none" else options.comment
        self._blanks = options.delimiter == "space"
        self._next = first_line
        self.name = name
        self.fresh = True
        self.start = first_line
        self.left_out = 0
        self.plain = not (self._comment or self._blanks or _has_long_line(text))

    @property
    def share(self) -> float:
        """How much of the text has been read."""
        return self._read / max(1, self._size)

    @property
    def line(self) -> int:
        """The line that was read last."""
        return self._next - 1

    def passed(self, count: int) -> None:
        """Count lines that were taken from ``source`` by somebody else."""
        self._next += count
        self._read = self.source.tell()

    def __iter__(self) -> RecordLines:
        return self

    def __next__(self) -> str:
        for line in self.source:
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
) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Yield records, some thousand at a time, with the lines that they begin in."""
    csv.field_size_limit(MOST_CELL)  # of the whole process; the usual one is smaller
    mark = DELIMITERS[delimiter]
    if lines.plain:
        yield from _records_on_lines(lines, mark, spaced)
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=spaced, strict=True)
    starts: list[int] = []
    records: list[list[str]] = []
    while True:
        lines.fresh = True
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if not whole and lines.share >= 1.0:
                break  # a record that the end of what is looked at cuts through
            _refuse(lines, error)
        # Spreadsheets write rows of nothing but delimiters below a table.
        if _is_filled(record):
            starts.append(lines.start)
            records.append(record)
        if len(records) == STEP:
            yield starts, records
            starts, records = [], []
    if records:
        yield starts, records


def _records_on_lines(
    lines: RecordLines, mark: str, spaced: bool
) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Yield records as long as each is on a line of its own: that is read three times as fast."""
    reader = csv.reader(lines.source, delimiter=mark, skipinitialspace=spaced, strict=True)
    while True:
        place, before, first = lines.source.tell(), reader.line_num, lines.line + 1
        try:
            records = list(islice(reader, STEP))
        except csv.Error:
            records = []
        if not records or reader.line_num - before != len(records):
            lines.source.seek(place)
            return
        lines.passed(len(records))
        starts: Sequence[int] = range(first, first + len(records))
        filled = list(map(_is_filled, records))
        if not all(filled):
            starts = list(compress(starts, filled))
            records = list(compress(records, filled))
        if records:
            yield starts, records


def _is_filled(record: list[str]) -> bool:
    """Return whether there is anything in a record; an empty cell alone is a missing value."""
    if not record or record[0].strip():
        return bool(record)
    return record == [""] or bool("".join(record).strip())


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


def _has_long_line(text: str) -> bool:
    """Return whether a line is longer than can be; looks at next to nothing of a short text."""
    place = 0
    while len(text) - place > MOST_LINE:
        end = place + MOST_LINE
        place = max(text.rfind("\n", place, end), text.rfind("\r", place, end)) + 1
        if not place:
            return True
    return False
