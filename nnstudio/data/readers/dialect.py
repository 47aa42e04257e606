"""How a delimited text is written: its delimiter, comment mark, decimal mark and line of names."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "space": " "}
COMMENT_MARKS = ("#", "%", "//")
SAMPLE_CHARACTERS = 1 << 18
SAMPLE_RECORDS = 200

_NUMBER = re.compile(r"\s*[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?\s*")
_GROUPED = re.compile(r"\s*[+-]?\d{1,3}(?:([., ' ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?\s*")
_DATE = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?\s*")
_MISSING = re.compile(r"\s*(?:NA|N/A|n/a|\?|null|NULL|nan|NaN|-|#N/A)\s*")


def sample_of(text: str) -> list[str]:
    """Return the first lines of a text, enough to guess from; a line that is cut off is left out."""
    start = text[:SAMPLE_CHARACTERS]
    lines = re.split(r"\r\n|\r|\n", start)
    if len(text) > len(start) and len(lines) > 1:
        lines.pop()
    return lines[: 2 * SAMPLE_RECORDS]


def guess_comment(lines: Sequence[str], delimiter: str = "") -> str:
    """Return the mark that lines of comment begin with; empty: there are none.

    One such line at the top that has a name for every column is not a comment, but the names.
    """
    filled = [line.strip() for line in lines if line.strip()]
    for mark in COMMENT_MARKS:
        marked = [line for line in filled if line.startswith(mark)]
        rest = [line for line in filled if not line.startswith(mark)]
        if not marked:
            continue
        if not rest:
            return mark
        found = delimiter or guess_delimiter(rest)
        counts = {len(split(line, found)) for line in (*marked, rest[0])}
        names = split(marked[0], found)
        if len(marked) == 1 and filled[0] == marked[0] and len(counts) == 1 and len(names) > 1:
            first = split(rest[0], found)
            if any(is_number(cell) for cell in first) and not any(map(is_number, names)):
                continue
        return mark
    return ""


def guess_delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter with which most lines have equally many, clean cells; ``"comma"`` if none.

    A cell is clean if it is a number or has no other delimiter in it.
    """
    best, best_score = "comma", 0.0
    for name in DELIMITERS:
        records = parsed(lines, name)[:SAMPLE_RECORDS]
        counts = Counter(len(record) for record in records)
        fields, common = counts.most_common(1)[0] if counts else (0, 0)
        if fields < 2:
            continue
        cells = [cell for record in records for cell in record]
        clean = sum(_is_clean(cell, DELIMITERS[name]) for cell in cells) / len(cells)
        score = common / len(records) * clean
        if name == "space":
            score *= 0.9  # spaces are in texts too
        if score > best_score:
            best, best_score = name, score
    return best


def has_space_behind(lines: Sequence[str], delimiter: str) -> bool:
    """Return whether nearly every delimiter has a space behind it that belongs to no cell."""
    mark = DELIMITERS[delimiter]
    if mark in " \t":
        return delimiter == "space"
    everywhere = sum(line.count(mark) for line in lines)
    return everywhere > 0 and sum(line.count(mark + " ") for line in lines) >= 0.9 * everywhere


def guess_header(records: Sequence[Sequence[str]]) -> bool:
    """Return whether the first record is the names of the columns."""
    if len(records) < 2:
        return bool(records) and not any(_is_value(cell) for cell in records[0])
    first, rest = records[0], records[1:]
    if any(map(_is_value, first)):
        return False
    columns = list(zip(*rest, strict=False))
    for column in columns:
        filled = [cell for cell in column if cell.strip() and not _MISSING.fullmatch(cell)]
        if filled and sum(map(_is_value, filled)) > 0.5 * len(filled):
            return True
    unique = len(set(first)) == len(first)
    return unique and not any(name in column for name, column in zip(first, columns, strict=False))


def guess_decimal(records: Sequence[Sequence[str]], delimiter: str) -> str:
    """Return ``"comma"`` where numbers are written as 3,14, else ``"point"``."""
    cells = [cell.strip() for record in records for cell in record]
    commas = [cell for cell in cells if "," in cell and is_number(cell)]
    points = [cell for cell in cells if "." in cell and is_number(cell)]
    if any(_is_last(cell, ",", ".") for cell in commas):
        return "comma"
    if any(_is_last(cell, ".", ",") for cell in points) or not commas:
        return "point"
    thousands = [cell for cell in commas if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+", cell)]
    if len(thousands) == len(commas) and (delimiter == "comma" or points):
        return "point"
    return "comma" if len(commas) > len(points) else "point"


def is_number(cell: str) -> bool:
    """Return whether a cell is a number, with either decimal mark."""
    return bool(_NUMBER.fullmatch(cell) or _GROUPED.fullmatch(cell))


def split(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line."""
    found = parsed([line], delimiter)
    return found[0] if found else []


def parsed(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Return the records of some lines, whatever is wrong with them."""
    mark = DELIMITERS[delimiter]
    if delimiter == "space":
        lines = [line.strip().replace("\t", " ") for line in lines]
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=mark == " ")
    try:
        return [record for record in reader if record]
    except csv.Error:
        return []


def _is_value(cell: str) -> bool:
    """Return whether a cell is certainly no name."""
    return bool(is_number(cell) or _DATE.fullmatch(cell) or _MISSING.fullmatch(cell))


def _is_clean(cell: str, delimiter: str) -> bool:
    if is_number(cell):
        return True
    others = [mark for mark in DELIMITERS.values() if mark not in (delimiter, " ")]
    # A comma before a space is one of a sentence.
    return not any(mark in cell.replace(", ", " ") for mark in others)


def _is_last(cell: str, mark: str, other: str) -> bool:
    return 0 <= cell.find(other) < cell.find(mark)
