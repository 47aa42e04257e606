"""A data set of arrays that were read: what IDX files and those of NumPy have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings, RawSamples
from nnstudio.data.readers.array_columns import ArraySamples, Columns
from nnstudio.data.readers.array_samples import SampleForm
from nnstudio.graph.signature import Signature

FEW_ENDED = 0.05
"""Where more of the sequences than this end in zeros, these are padding."""

CardOf = Callable[[Signature, tuple[int, int]], DatasetInfo]


def array_dataset(
    parts: Sequence[ArraySamples | None],
    form: SampleForm,
    columns: Columns,
    card_of: CardOf,
    warnings: Sequence[Text],
) -> Dataset:
    """Return the data set of the arrays for training, validation and test.

    Parameters
    ----------
    parts
        The samples of the three parts, arranged by `samples_of`; None where there is none.
    card_of
        Makes its card of the signature and how many samples there are.

    Raises
    ------
    UserError
        Nothing is left of the samples to learn from.
    """
    first = parts[0]
    assert first is not None, "there are samples to learn from"
    xs: list[Array] = []
    ys: list[Array] = []
    rows: list[Array] = []
    numbers: list[int] = []
    lacking = np.zeros(len(columns.columns), np.int64)
    start = lost = 0
    for number, part in enumerate(parts):
        if part is None:
            continue
        x, y, kept, missing = columns.samples(part)
        xs.append(x)
        ys.append(y)
        rows.append(kept + start)
        numbers += [number] * len(x)
        lacking += np.array(missing, np.int64)
        start += len(part.x)
        lost += len(part.x) - len(x)
    labels = np.array(numbers, np.int8)
    border = int((labels != 2).sum())
    if border == 0:
        text = N_(
            "None of the {count} samples can be used: each lacks a number or a label. Fill what is "
            "missing, or choose other targets."
        )
        raise UserError(Text(text, count=start))
    learned = [n for n, part in enumerate(p for p, s in enumerate(parts) if s) if part != 2]
    train = _joined([xs[n] for n in learned]), _joined([ys[n] for n in learned])
    last = len(xs) - 1
    test = (xs[last], ys[last]) if parts[2] is not None else (train[0][:0], train[1][:0])

    def read(split: str) -> RawSamples:
        return train if split == "train" else test

    told = list(warnings)
    if lost:
        text = N_(
            "{count} of {all} samples are left out: a number or a label is missing or infinite."
        )
        told.append(Text(text, count=lost, all=start))
    if columns.forms[0].task == "classification" and len(columns.forms[0].classes) == 1:
        text = N_("There is only one class, {name}: nothing to tell apart. Add another one.")
        told.append(Text(text, name=columns.forms[0].classes[0]))
    raw = train[0].shape[1:]
    signature = columns.signature(Signature(_input_shape(raw, form), raw_shape=raw))
    if _is_padded(train[0]):
        signature = replace(signature, padded=True)
        text = N_("Steps of zeros at the end of sequences are taken for padding, and stay zero.")
        told.append(Text(text))
    info = card_of(signature, (border, len(labels) - border))
    findings = Findings(
        columns.columns,
        missing=tuple(lacking.tolist()),
        parts=labels if parts[1] is not None else None,
        rows=np.concatenate(rows) if lost else None,
        warnings=tuple(told),
    )
    return Dataset(info, read, findings)


def _is_padded(x: Array) -> bool:
    """Return whether samples are sequences of several features of which some end in zeros."""
    if x.ndim != 3 or x.shape[-1] < 2 or x.dtype.kind != "f":
        return False
    ended = ~x[:, -1].any(axis=-1) & x[:, 0].any(axis=-1)
    return float(ended.mean()) > FEW_ENDED


def kind_of(form: SampleForm, signature: Signature) -> str:
    """Return the kind of data set that arrays make."""
    targets = signature.all_targets
    alone = len(targets) == 1 and targets[0].task == "classification"
    if form.kind == "table" and signature.raw_shape == (2,) and alone:
        return "points"
    return form.kind


def require_counts(samples: int, targets: int, names: tuple[str, str]) -> None:
    """Refuse targets that are not as many as the samples; ``names`` are those of both."""
    if samples != targets:
        text = N_(
            "{samples} has {expected} samples, but {targets} has {got} targets. There must be one "
            "for each sample."
        )
        told = {"samples": names[0], "targets": names[1]}
        raise UserError(Text(text, expected=samples, got=targets, **told))


def require_shape(x: Array, shape: Shape, name: str) -> None:
    """Refuse samples of another shape than those to learn from."""
    if x.shape[1:] != shape:
        text = N_("{name} has samples of {got}, but those to learn from have {expected}.")
        got, expected = shape_text(x.shape[1:]) or "1", shape_text(shape) or "1"
        raise UserError(Text(text, name=name, got=got, expected=expected))


def feature_names(count: int, given: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a name for each feature: x1, x2, ... where there are none, or not as many."""
    if len(given) == count and len(set(given)) == count:
        return tuple(given)
    return tuple([f"x{n + 1}" for n in range(count)])


def _input_shape(raw: Shape, form: SampleForm) -> Shape:
    return (*raw, 1) if form.kind == "image" and len(raw) == 2 else raw


def _joined(arrays: list[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
