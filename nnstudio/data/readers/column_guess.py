"""What the columns of a table seem to be: their types, and what is to be learned from what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import listed
from nnstudio.data.readers.column_cells import ColumnCells
from nnstudio.graph.data_plan import Column

PARTS = {
    "train": 0,
    "training": 0,
    "训练": 0,
    "训练集": 0,
    "val": 1,
    "valid": 1,
    "validation": 1,
    "dev": 1,
    "验证": 1,
    "验证集": 1,
    "test": 2,
    "testing": 2,
    "测试": 2,
    "测试集": 2,
}
"""The words that say to which part a sample belongs."""

NUMBER_SHARE = 0.9  # of the filled cells: a few slips of the pen do not make a text of a column
MOST_GUESSED_CATEGORIES = 200
FEW_CATEGORIES = 8  # are categories as soon as one of them comes twice
MOST_NUMBERED_CLASSES = 10

_TARGETS = (
    "target|targets|label|labels|class|classes|species|variety|cultivar|diagnosis|outcome|survived|"
    "类别|标签|目标|品种|分类|结果",
    "price|sale price|saleprice|median house value|medv|mpg|quality|output|response|价格|房价",
    "y",
)
_SEVERAL = re.compile(r"(target|label|output|y|目标|标签)[ _.]?\d+")
_IDS = re.compile(
    r"(row ?)?(id|index|idx|no|nr|uuid|guid|key)|.+ id|unnamed: \d+|编号|序号|rownames|row ?names"
)
_CLASS_WORDS = re.compile(r".*(class|label|species|category|type|类|标签).*")


def guess_columns(
    columns: Sequence[ColumnCells], decided: Sequence[Column] = (), *, whole: bool = True
) -> tuple[tuple[Column, ...], tuple[Text, ...]]:
    """Return what each column is and its use, and warnings of what is passed over.

    Parameters
    ----------
    columns
        The columns of the table.
    decided
        What the user has decided of some of them.
    whole
        Whether these are all rows: else no category is named, for there may be more.
    """
    known = {column.name: column for column in decided}
    kinds = {c.name: known[c.name].type if c.name in known else guess_type(c) for c in columns}
    fixed = [column for column in decided if column.role == "target"]
    roles: dict[str, str] = {}
    for column in columns:
        if column.name in known:
            roles[column.name] = known[column.name].role
        elif _is_split(column) and not any(each.role == "split" for each in decided):
            roles[column.name] = "split"
            kinds[column.name] = "category"
    free = [c for c in columns if c.name not in roles]
    targets = [] if fixed else _guess_targets(free, kinds)
    roles |= dict.fromkeys((c.name for c in targets), "target")
    for column in targets:
        kinds[column.name] = _target_type(column, kinds[column.name])
    free = [c for c in free if c.name not in roles]
    useless, warnings = _useless(free, kinds, columns, whole)
    for column in free:
        roles[column.name] = "ignored" if column.name in useless else "feature"
    found = []
    for column in columns:
        guess = known.get(column.name)
        if guess is None:
            missing = _missing(column) if roles[column.name] == "feature" else "drop"
            guess = Column(column.name, kinds[column.name], roles[column.name], missing=missing)
        if guess.role in ("feature", "target") and guess.type == "text":
            guess = replace(guess, type="category")
        named = guess.type == "category" and guess.role in ("feature", "target")
        if named and not guess.categories and whole:
            guess = replace(guess, categories=tuple(column.labels))
        found.append(guess)
    return tuple(found), warnings


def guess_type(column: ColumnCells) -> str:
    """Return ``"number"``, ``"date"``, ``"category"`` or ``"text"``; of an empty column a number."""
    filled = sum(column.filled.values())
    if int((~np.isnan(column.numbers)).sum()) >= NUMBER_SHARE * filled:
        return "number"
    first = next(iter(column.filled))
    dated = any(map(str.isdigit, first)) and int((~np.isnan(column.dates)).sum())
    if dated >= max(1, NUMBER_SHARE * filled):
        return "date"
    few = min(MOST_GUESSED_CATEGORIES, max(2, filled // 2, min(FEW_CATEGORIES, filled - 1)))
    return "category" if len(column.filled) <= few else "text"


def _guess_targets(columns: Sequence[ColumnCells], kinds: dict[str, str]) -> list[ColumnCells]:
    """Return the columns that others are probably to be learned for: by name, else the last one."""
    several = [c for c in columns if _SEVERAL.fullmatch(_plain(c.name)) and kinds[c.name] != "text"]
    if len(several) > 1 and len(several) < len(columns):
        return several
    names = {_plain(c.name) for c in columns}
    for words in _TARGETS:
        for column in reversed(columns):
            name = _plain(column.name)
            # With a column x, y is as often the other coordinate of a point.
            coordinate = name == "y" and "x" in names and column is not columns[-1]
            if re.fullmatch(words, name) and kinds[column.name] != "date" and not coordinate:
                return [column]
    usable = [c for c in columns if kinds[c.name] not in ("text", "date") and c.filled]
    varied = [c for c in usable if kinds[c.name] == "category" or len(c.filled) > 1]
    usable = [c for c in varied if not _is_id(c, c is columns[0])] or usable
    return usable[-1:]


def _target_type(column: ColumnCells, kind: str) -> str:
    """Return whether a target is classes (``"category"``) or a number."""
    if kind != "number":
        return "category"
    values = column.numbers[~np.isnan(column.numbers)]
    distinct = len(np.unique(values))
    if not values.size or (values != np.round(values)).any():
        return "number"
    named = bool(_CLASS_WORDS.fullmatch(_plain(column.name))) and distinct <= 100
    return "category" if named or distinct <= min(MOST_NUMBERED_CLASSES, len(values) // 2) else kind


def _useless(
    free: Sequence[ColumnCells], kinds: dict[str, str], columns: Sequence[ColumnCells], whole: bool
) -> tuple[set[str], tuple[Text, ...]]:
    """Return the columns that nothing can be learned from, and why."""
    empty = [c.name for c in free if not c.filled]
    # What is the same in the first rows may change further below.
    constant = [c.name for c in free if len(c.filled) == 1 and whole]
    texts = [c.name for c in free if kinds[c.name] == "text"]
    passed = {*empty, *constant, *texts}
    left = [c for c in free if c.name not in passed]
    ids = [c.name for c in left if _is_id(c, c is columns[0])]
    if len(ids) == len(left):
        ids = []
    reasons = (
        (empty, N_("Left out because they are empty: {names}.")),
        (constant, N_("Left out because they are the same in every row: {names}.")),
        (texts, N_("Left out because they are texts: {names}.")),
        (ids, N_("Left out because they only number the rows: {names}.")),
    )
    warnings = tuple(Text(why, names=listed(names)) for names, why in reasons if names)
    return {*passed, *ids}, warnings


def _is_id(column: ColumnCells, first: bool) -> bool:
    """Return whether a column, such as the first one, only numbers the rows."""
    if any(count > 1 for count in column.filled.values()) or column.missing.any():
        return False
    if _IDS.fullmatch(_plain(column.name)):
        return True
    numbers = column.numbers
    steps = np.diff(numbers)
    counted = len(numbers) > 2 and bool((steps == 1.0).all()) and numbers[0] in (0.0, 1.0)
    return counted and first


def _is_split(column: ColumnCells) -> bool:
    if len(column.filled) > 2 * len(PARTS):
        return False
    words = {label.strip().casefold() for label in column.filled}
    return len({PARTS.get(word) for word in words}) > 1 and words <= PARTS.keys()


def _missing(column: ColumnCells) -> str:
    # To leave rows out is for the user to decide: it may cost more of them than he knows.
    return "fill" if column.missing.any() else "drop"


def _plain(name: str) -> str:
    return re.sub(r"[_\-. ]+", " ", name).strip().casefold()
