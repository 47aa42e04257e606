"""What arrays of labels or numbers say of samples: classes or quantities to predict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.folder_search import natural
from nnstudio.data.readers.usable import usable
from nnstudio.data.targets import IGNORED
from nnstudio.graph.data_codec import MOST_CLASSES

FEW = 20
"""So many different whole numbers, written as decimal ones, still count as classes."""
MANY = 1000
"""More different whole numbers than this are a quantity."""


@dataclass(frozen=True)
class TargetForm:
    """How labels or numbers are understood.

    Parameters
    ----------
    classes
        The names of the classes, in the order of their numbers; empty for regression.
    shape
        The shape of one sample's values, as `nnstudio.graph.signature.Target` has it.
    names
        What the numbers of classes stand for, where the data says so; empty: they are the names.
    first
        Which number the first of ``names`` has.
    one_hot
        Whether classes come as rows of 0 and a single 1.
    """

    task: str
    classes: tuple[str, ...]
    shape: Shape
    names: tuple[str, ...] = ()
    first: int = 0
    one_hot: bool = False


def target_form(
    arrays: Sequence[Array],
    task: str = "automatic",
    names: Sequence[str] = (),
    wanted: Sequence[str] = (),
    steps: int = 0,
) -> TargetForm:
    """Return how the labels of all parts of the data are understood.

    Parameters
    ----------
    arrays
        For each part ``(n,)`` or ``(n, ...)``.
    names
        What classes are called, where the data says so.
    wanted
        The classes and their order, where that is decided.
    steps
        How many steps a sample has that is a sequence; whole numbers for each of them are classes.

    Raises
    ------
    UserError
        They cannot be understood so.
    """
    flat = [squeezed(each) for each in arrays]
    shape = flat[0].shape[1:]
    if any(each.shape[1:] != shape for each in flat):
        shapes = ", ".join(shape_text(each.shape) for each in arrays)
        text = N_("The targets of the parts have different shapes: {shapes}. Make them alike.")
        raise UserError(Text(text, shapes=shapes))
    kind = flat[0].dtype.kind
    if any(each.dtype.kind not in "iufbUS" for each in flat):
        text = N_("Targets of the type {got} cannot be used; expected are numbers or words.")
        raise UserError(Text(text, got=str(flat[0].dtype)))
    one_hot = task != "regression" and _is_one_hot(flat)
    if one_hot:
        flat = [each.argmax(axis=1) for each in flat]
    at_steps = bool(steps) and shape == (steps,) and kind in "iub" and not one_hot
    if task == "automatic":
        fitting = one_hot or at_steps or shape == ()
        task = "classification" if fitting and _few_values(flat) else "regression"
    if task == "regression":
        if kind not in "iufb":
            text = N_("Words cannot be predicted as numbers. Choose classification.")
            raise UserError(Text(text))
        return TargetForm(task, (), shape or (1,))
    if shape != () and not one_hot and not at_steps:
        text = N_(
            "Classes must be one number or word for each sample; here each sample has {got}. Choose "
            "regression, or give one class for each."
        )
        raise UserError(Text(text, got=shape_text(shape)))
    values = _values(flat)
    named, first = tuple(names), 0
    if named and (one_hot or all(isinstance(value, int) for value in values)):
        numbers = [int(value) for value in values if value != IGNORED or not at_steps]
        first = int(bool(numbers) and max(numbers) == len(named) and min(numbers) > 0)
        inside = all(0 <= number - first < len(named) for number in numbers)
        known = named if inside and len(set(named)) == len(named) else ()
        named, first = (known, first) if known else ((), 0)
    else:
        named = ()
    used = named or tuple(map(str, values))
    if at_steps and not named:
        used = tuple(label for label in used if label != str(IGNORED))
    if len(used) > MOST_CLASSES:
        text = N_("There are {count} different labels; there can be at most {most} classes.")
        raise UserError(Text(text, count=len(used), most=MOST_CLASSES))
    return TargetForm(task, tuple(wanted) or used, shape if at_steps else (), named, first, one_hot)


def coded(y: Array, form: TargetForm) -> tuple[Array, Array]:
    """Return labels or numbers as a data set has them, and which samples can be used ``(n,)``.

    Classes become int64 ``(n,)`` or ``(n, steps)``, numbers float64 ``(n, numbers)``. Samples
    of other classes, and those whose numbers are missing or infinite, cannot be used.
    """
    y = squeezed(y)
    if form.task == "regression":
        with np.errstate(invalid="ignore", over="ignore"):
            numbers = y.reshape(len(y), -1).astype(np.float64)
        return numbers, np.asarray(usable(numbers).all(axis=1))
    if form.one_hot:
        y = y.argmax(axis=1)
    numbers_of = {label: number for number, label in enumerate(form.classes)}
    values, inverse = np.unique(y, return_inverse=True)
    codes = np.array(
        [_number_of(value, form, numbers_of) for value in plain_labels(values)], np.int64
    )
    found: Array = codes[inverse].reshape(y.shape)
    kept: Array = found >= IGNORED if form.shape else found >= 0
    return found, kept if kept.ndim == 1 else np.asarray(kept.all(axis=1))


def squeezed(y: Array) -> Array:
    """Return an array without a last axis of one number."""
    return y[..., 0] if y.ndim > 1 and y.shape[-1] == 1 else y


def _number_of(value: int | str, form: TargetForm, numbers: dict[str, int]) -> int:
    if form.shape and value == IGNORED:
        return IGNORED
    if form.names and isinstance(value, int):
        place = value - form.first
        value = form.names[place] if 0 <= place < len(form.names) else ""
    return numbers.get(str(value), IGNORED - 1)


def _is_one_hot(arrays: Sequence[Array]) -> bool:
    for y in arrays:
        if y.ndim != 2 or y.shape[1] < 2 or y.dtype.kind not in "iufb" or not y.size:
            return False
        if not (((y == 0) | (y == 1)).all() and (y.sum(axis=1) == 1).all()):
            return False
    return True


def _few_values(arrays: Sequence[Array]) -> bool:
    """Return whether there are so few values that they must be classes."""
    kind = arrays[0].dtype.kind
    if kind not in "iufb":
        return True
    values = np.unique(np.concatenate([np.unique(each) for each in arrays]))
    count = sum(each.size for each in arrays)
    if kind == "f":
        values = values[~np.isnan(values)]
        return bool((values == np.floor(values)).all()) and len(values) <= min(FEW, count // 2)
    return len(values) <= FEW or len(values) <= min(MANY, count // 2)


def _values(arrays: Sequence[Array]) -> list[int | str]:
    values = {value for each in arrays for value in plain_labels(np.unique(each)) if value != ""}
    numbers = sorted(value for value in values if isinstance(value, int))
    return [*numbers, *sorted((v for v in values if isinstance(v, str)), key=natural)]


def plain_labels(values: Array) -> list[int | str]:
    """Return labels as whole numbers or words; a missing one is an empty word."""
    found: list[int | str] = []
    for value in values.tolist():
        if isinstance(value, bytes):
            found.append(value.decode("utf-8", "replace").strip())
        elif isinstance(value, str):
            found.append(value.encode("utf-8", "replace").decode("utf-8").strip())
        elif isinstance(value, float) and not value.is_integer():  # also where it is no number
            found.append(repr(value) if math.isfinite(value) else "")
        else:
            found.append(int(value))
    return found
