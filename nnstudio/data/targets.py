"""What a network should have answered, as the numbers that its outputs are compared with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.core.text import N_, Text
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.output_point import Wanted
from nnstudio.graph.signature import Signature, Target

IGNORED = -1
"""The class number of a position that does not count, where classes come as numbers."""


def target_values(y: Array, signature: Signature, number: int) -> Array:
    """Return what the data says of one target, in its own units: ``(n, *shape)``.

    Parameters
    ----------
    y
        ``(n,)``, or ``(n, numbers)`` with the numbers of each target one after the other; a class
        is one number.
    number
        The number of the target in `Signature.all_targets`.
    """
    target = signature.all_targets[number]
    start = sum(size_of(t.shape) for t in signature.all_targets[:number])
    columns = y[:, np.newaxis] if y.ndim == 1 else y
    values = columns[:, start : start + size_of(target.shape)].reshape(len(y), *target.shape)
    return values.astype(np.int64) if target.task == "classification" else values


def class_target(signature: Signature) -> int | None:
    """Return the number of the first target that gives each sample one class; None: there is none."""
    for number, target in enumerate(signature.all_targets):
        if target.task == "classification" and target.shape == ():
            return number
    return None


def weighted_target(signature: Signature) -> int | None:
    """Return the number of the target whose classes `DataPlan.weights` are for; None: there is none.

    It is the first that gives each sample one class, else the first of classes.
    """
    number = class_target(signature)
    if number is None:
        tasks = [target.task for target in signature.all_targets]
        number = tasks.index("classification") if "classification" in tasks else None
    return number


def relabelled(y: Array, places: Array, plan: DataPlan) -> Array:
    """Return what the data says of some samples, with the classes that the user says instead.

    Parameters
    ----------
    y
        As for `target_values`.
    places
        The numbers of the samples ``(n,)``.
    """
    number = class_target(plan.signature)
    if not plan.relabelled or number is None:
        return y
    changed, classes = (np.array(column, np.int64) for column in zip(*plan.relabelled, strict=True))
    here = np.isin(places, changed)
    y = y.copy()
    columns = y[:, np.newaxis] if y.ndim == 1 else y
    column = sum(size_of(target.shape) for target in plan.signature.all_targets[:number])
    columns[here, column] = classes[np.searchsorted(changed, places[here])]
    return y


def usual_outputs(signature: Signature) -> tuple[Wanted, ...]:
    """Return an output for each target: classes one-hot, numbers as they are."""
    return tuple(
        Wanted((number,), (*t.shape, len(t.classes)) if t.task == "classification" else t.shape)
        for number, t in enumerate(signature.all_targets)
    )


def encode_targets(y: Array, plan: DataPlan, outputs: Sequence[Wanted]) -> Array:
    """Return what the outputs are compared with, one after the other: float32 ``(n, numbers)``.

    Classes become one column a class (one-hot), a column of 0 and 1 for one unit and two classes,
    or stay numbers where the output wants those; numbers are scaled as the plan says.

    Parameters
    ----------
    y
        As for `target_values`.

    Raises
    ------
    UserError
        An output does not suit its target, or a class does not exist.
    """
    parts = [_encoded(y, plan, wanted).reshape(len(y), size_of(wanted.shape)) for wanted in outputs]
    if len(parts) == 1:  # one-hot classes of many samples are large enough once
        return np.ascontiguousarray(parts[0], np.float32)
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _encoded(y: Array, plan: DataPlan, wanted: Wanted) -> Array:
    signature = plan.signature
    targets = [signature.all_targets[number] for number in wanted.numbers]
    values = [target_values(y, signature, number) for number in wanted.numbers]
    if targets[0].task == "classification":
        return _classes(values[0], targets[0], wanted)
    sizes = [size_of(target.shape) for target in targets]
    columns = [v.reshape(len(y), size) for v, size in zip(values, sizes, strict=True)]
    numbers = np.concatenate(columns, axis=1)
    if size_of(wanted.shape) != numbers.shape[1]:
        joined = targets[0].shape if len(targets) == 1 else (numbers.shape[1],)
        raise _shape_error(wanted.shape, joined)
    shift, scale = plan.target_scaling_of(wanted.numbers)
    return (numbers - np.array(shift)) * np.array(scale) if scale else numbers


def _classes(values: Array, target: Target, wanted: Wanted) -> Array:
    classes = len(target.classes)
    if target.shape and not wanted.indices and (values == IGNORED).any():
        text = N_(
            "Some steps are padding, which does not count, but the loss compares every step. Choose "
            "the loss {loss}."
        )
        raise UserError(Text(text, loss=Text(N_("Sparse categorical cross-entropy"))))
    _require_classes(values, classes, IGNORED if wanted.indices else 0)
    if wanted.indices:
        if wanted.shape != target.shape:
            raise _shape_error(wanted.shape, target.shape)
        return values
    if classes == 2 and wanted.shape == (*target.shape, 1):
        return values
    if wanted.shape != (*target.shape, classes):
        raise _shape_error(wanted.shape, (*target.shape, classes))
    one_hot = np.zeros((values.size, classes), np.float32)
    one_hot[np.arange(values.size), values.ravel()] = 1.0
    return one_hot


def _require_classes(values: Array, classes: int, lowest: int) -> None:
    if values.size and not (values.min() >= lowest and values.max() < classes):
        raise UserError(
            Text(
                N_(
                    "The labels go from {low} to {high}, but there are {count} classes. Labels "
                    "count the classes from 0."
                ),
                low=int(values.min()),
                high=int(values.max()),
                count=classes,
            )
        )


def _shape_error(got: Shape, expected: Shape) -> UserError:
    text = N_("The output gives {got}, but the target needs {expected}. Change its layers.")
    return UserError(Text(text, got=shape_text(got), expected=shape_text(expected)))
