"""Which samples are listed, and in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from nnstudio.app.browser.contents import Contents, Field
from nnstudio.app.browser.judgement import Judgement
from nnstudio.core.layer import Array

BY_NUMBER, BY_PART = -2, -1
_COMPARISON = re.compile(r"\s*(.*?)\s*(<=|>=|<|>|=|≤|≥)\s*([-−+]?[\d.]+(?:e[-+]?\d+)?)\s*$", re.I)
_NUMBER = re.compile(r"[-−+]?\d+(\.\d*)?(e[-+]?\d+)?$", re.I)


@dataclass(frozen=True)
class Wanted:
    """What the user wants to see.

    Parameters
    ----------
    label, part
        Samples of this class and part only; None: all.
    right
        Only those that the network takes for what they are, or for something else; None: all.
    text
        What a sample must hold: the name of a class, a token or a file, a number as it is written,
        or a comparison such as ``length > 5``.
    hardest
        Those first that the network is most wrong about.
    field
        The column they are sorted by, or `BY_NUMBER`, `BY_PART`.
    falling
        Whether the largest comes first.
    """

    label: int | None = None
    part: int | None = None
    right: bool | None = None
    text: str = ""
    hardest: bool = False
    field: int = BY_NUMBER
    falling: bool = False


def chosen(
    contents: Contents, fields: tuple[Field, ...], judgement: Judgement | None, wanted: Wanted
) -> Array:
    """Return the numbers of the samples that are wanted, in the order that is wanted."""
    keep = np.ones(contents.count, bool)
    if wanted.label is not None and contents.labels is not None:
        keep &= contents.labels == wanted.label
    if wanted.part is not None:
        keep &= contents.part == wanted.part
    if wanted.right is not None and judgement is not None and judgement.right is not None:
        keep &= judgement.right == wanted.right
    if wanted.text.strip():
        keep &= _holding(contents, fields, wanted.text.strip())
    places = np.flatnonzero(keep)
    if wanted.hardest and judgement is not None:
        return places[np.argsort(-judgement.loss[places], kind="stable")]
    if wanted.field == BY_NUMBER:
        return places[::-1] if wanted.falling else places
    by = contents.part if wanted.field == BY_PART else fields[wanted.field].values
    return places[_order(by[places], wanted.falling)]


def _order(values: Array, falling: bool) -> Array:
    """Return the order of values; what is missing comes last either way."""
    values = values.astype(np.float64)
    return np.argsort(-values if falling else values, kind="stable")  # NaN is sorted to the end


def _holding(contents: Contents, fields: tuple[Field, ...], text: str) -> Array:
    """Return which samples hold a text."""
    compared = _COMPARISON.match(text)
    if compared is not None:
        found = _compared(fields, *compared.groups())
        if found is not None:
            return found
    lower = text.lower()
    held = np.zeros(contents.count, bool)
    number = text.replace("−", "-")
    for field in fields:
        if field.classes:
            named = [n for n, name in enumerate(field.classes) if lower in name.lower()]
            held |= np.isin(field.values, named)
        elif _NUMBER.match(number):
            held |= _rounds_to(field.values, number)
    names = contents.dataset.findings.names
    if names:
        found = np.char.find(np.char.lower(np.array(names)), lower) >= 0
        held[: len(names)] |= found  # what was drawn comes from no file
    if contents.signature.tokens:
        held |= _with_tokens(contents, lower)
    return held


def _compared(fields: tuple[Field, ...], name: str, sign: str, value: str) -> Array | None:
    """Return which samples fulfil a comparison; None where no column is called so."""
    names = [field.name.lower() for field in fields]
    try:
        border = float(value.replace("−", "-"))
        values = fields[names.index(name.lower())].values
    except ValueError:
        return None
    with np.errstate(invalid="ignore"):
        match sign:
            case "<":
                return values < border
            case ">":
                return values > border
            case "<=" | "≤":
                return values <= border
            case ">=" | "≥":
                return values >= border
    return _rounds_to(values, value.replace("−", "-"))


def _rounds_to(values: Array, number: str) -> Array:
    """Return which values are a number as far as it is written: 5.1 is found by 5.1 and by 5."""
    mantissa, _, power = number.lower().partition("e")
    digits = len(mantissa.partition(".")[2])
    half = 0.5 * 10.0 ** (int(power or 0) - digits)
    slack = half * 1e-6 + 1e-6 * abs(float(number))
    with np.errstate(invalid="ignore"):
        return np.abs(values - float(number)) <= half + slack


def _with_tokens(contents: Contents, text: str) -> Array:
    """Return which samples hold a token with this text in it."""
    words = vocabulary(contents)
    named = [n for n, word in enumerate(words) if text in word.lower()]
    found = [np.isin(x.reshape(len(x), -1), named).any(axis=1) for x in (contents.dataset.x_train,)]
    if contents.dataset.info.test_count:
        x = contents.dataset.x_test
        found.append(np.isin(x.reshape(len(x), -1), named).any(axis=1))
    return np.concatenate(found)


def vocabulary(contents: Contents) -> tuple[str, ...]:
    """Return the tokens in the order of their numbers; padding and unknown come first."""
    columns = (*contents.dataset.findings.columns, *contents.plan.source.columns)
    words = next((c.categories for c in columns if c.categories and c.type == "text"), ())
    known = ("", "?", *words)
    return known + tuple(f"#{n}" for n in range(len(known), contents.signature.tokens))
