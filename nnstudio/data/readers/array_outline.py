"""What is said of arrays before and after they are read: the first look, and the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import Text
from nnstudio.data.dataset import DatasetInfo
from nnstudio.data.readers.array_columns import ArraySamples, Columns
from nnstudio.data.readers.array_dataset import kind_of
from nnstudio.data.readers.array_samples import SampleForm, as_pixels
from nnstudio.data.readers.array_targets import TargetForm, coded
from nnstudio.data.readers.file_card import card_of_files
from nnstudio.data.readers.reader import Outline
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.signature import Signature

MOST_SHOWN = 48
MOST_ROWS = 20
MOST_CELLS = 50


def array_outline(
    options: Settings,
    form: SampleForm,
    columns: Columns,
    head: ArraySamples,
    count: int,
    whole: bool,
    warnings: Sequence[Text],
) -> Outline:
    """Return the first look at arrays, of which the first samples are known.

    Parameters
    ----------
    head
        The first samples, and the labels of at least these.
    count
        How many samples there are in all parts.
    whole
        Whether the first samples are all there are.
    """
    known = columns.columns
    if not whole:
        # What else a column of the samples may hold tells only reading it whole.
        own = len(known) - int(columns.own_target)
        known = (*(replace(c, categories=()) for c in known[:own]), *known[own:])
    y = None if head.y is None else head.y[: len(head.x)]
    if form.kind == "image":
        chosen = _spread(y, len(head.x))
        return Outline(
            options,
            known,
            pictures=tuple(as_pixels(head.x[chosen], form)),
            captions=_captions(y, columns.forms, chosen),
            samples=count,
            warnings=tuple(warnings),
        )
    return Outline(options, known, head=_rows(head, form), samples=count, warnings=tuple(warnings))


def card_of_arrays(
    source: DataSource,
    options: Settings,
    signature: Signature,
    counts: tuple[int, int],
    form: SampleForm,
    summary: str,
    divided: bool,
) -> DatasetInfo:
    """Return the card of arrays.

    Parameters
    ----------
    divided
        Whether the data itself says which samples validate.
    """
    image = form.kind == "image"
    flagged = [c.name for c in source.columns if (c.role, c.missing) == ("feature", "flag")]
    return card_of_files(
        source,
        options,
        signature,
        counts,
        kind=kind_of(form, signature),
        summary=summary,
        scaling="unit" if image else "standard",
        value_range=(form.low, form.high) if image else None,
        parts=divided,
        unscaled=tuple([f"{name} (missing)" for name in flagged]),
    )


def _spread(y: Array | None, count: int) -> Array:
    """Return the places of some samples of every class."""
    if y is None or y.ndim != 1:
        return np.arange(min(count, MOST_SHOWN))
    _, classes = np.unique(y, return_inverse=True)
    order = np.argsort(classes, kind="stable")
    # The place of each sample within its class: the first of each class come first.
    starts = np.searchsorted(classes[order], classes[order])
    within = np.empty(count, np.int64)
    within[order] = np.arange(count) - starts
    chosen = np.sort(np.argsort(within, kind="stable")[:MOST_SHOWN])
    return chosen[np.argsort(classes[chosen], kind="stable")]


def _captions(y: Array | None, forms: Sequence[TargetForm], chosen: Array) -> tuple[str, ...]:
    form = forms[-1]
    if y is None or form.task == "regression" or form.shape:
        return ("",) * len(chosen)
    codes, usable = coded(y[chosen], form)
    return tuple(
        form.classes[code] if used else "" for code, used in zip(codes, usable, strict=True)
    )


def _rows(head: ArraySamples, form: SampleForm) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a table as they are written; sequences have none."""
    if form.form != "table":
        return ()
    rows = [[_cell(v) for v in row] for row in head.x[:MOST_ROWS].tolist()]
    if head.y is not None:
        for row, value in zip(rows, head.y[: len(rows)].tolist(), strict=True):
            row.append(_cell(value))
    return tuple(map(tuple, rows))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if not isinstance(value, list) else ", ".join(map(_cell, value[:MOST_CELLS]))
