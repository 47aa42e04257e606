"""Arrays as samples: pictures, sequences or rows of a table, whatever the order of their axes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.usable import usable

FORMS = ("automatic", "pictures", "sequences", "table")
LAYOUTS = ("automatic", "channels last", "channels first", "steps first", "samples last")
CHANNELS = (1, 3)
SMALLEST_PICTURE = 8
FULL_SCALES = (1.0, 16.0, 255.0, 4095.0, 65535.0)
"""What white may be, the first that is not exceeded."""


@dataclass(frozen=True)
class SampleForm:
    """How an array holds samples.

    Parameters
    ----------
    form, layout
        One of `FORMS` and of `LAYOUTS`, but not ``"automatic"``.
    low, high
        What is black and white in pictures; both 0 for others.
    """

    form: str
    layout: str
    low: float = 0.0
    high: float = 0.0

    @property
    def kind(self) -> str:
        """The kind of data set that this makes."""
        return {"pictures": "image", "sequences": "series"}.get(self.form, "table")


def sample_form(
    shape: Shape,
    head: Array,
    count: int | None,
    form: str,
    layout: str,
    limits: tuple[float, float],
) -> SampleForm:
    """Return how an array holds samples, as far as that is not decided.

    Parameters
    ----------
    shape
        The whole array's.
    head
        Its first part, to see which numbers there are.
    count
        How many labels there are; None: not known.
    limits
        What is black and white; both 0: to be found out.

    Raises
    ------
    UserError
        No samples can be made of an array of this shape.
    """
    dimensions = len(shape)
    if not 1 <= dimensions <= 4 or math.prod(shape) == 0:
        text = N_(
            "An array of the shape {got} holds no samples that can be used; expected are samples × "
            "features, samples × steps × features, or samples × height × width (× channels)."
        )
        raise UserError(Text(text, got=shape_text(shape) or "()"))
    if form == "automatic":
        form = _form(dimensions, shape, head)
    lowest = {"pictures": 3, "sequences": 2, "table": 1}[form]
    highest = {"pictures": 4, "sequences": 3, "table": 4}[form]
    if not lowest <= dimensions <= highest:
        text = N_(
            "An array of the shape {got} cannot be read as {form}. Choose another form, or another "
            "array."
        )
        raise UserError(Text(text, got=shape_text(shape), form=form))
    if layout == "automatic":
        layout = _layout(shape, form, count)
    if form == "pictures":
        low, high = limits if limits[0] < limits[1] else _limits(head)
        return SampleForm(form, layout, low, high)
    return SampleForm(form, layout)


def samples_of(x: Array, form: SampleForm) -> Array:
    """Return an array with its samples along the first axis and its channels along the last.

    Pictures become ``(n, height, width)`` or ``(n, height, width, 3)``, sequences
    ``(n, steps, features)``, a table ``(n, features)``; numbers stay as they are.

    Raises
    ------
    UserError
        Pictures have a number of channels that no picture has.
    """
    if form.layout == "samples last" and x.ndim > 1:
        x = np.moveaxis(x, -1, 0)
    elif form.layout == "steps first" and x.ndim > 2:
        x = np.swapaxes(x, 0, 1)
    elif (
        form.layout == "channels first" and x.ndim > 2 and (x.ndim == 4 or form.form != "pictures")
    ):
        x = np.moveaxis(x, 1, -1)
    if form.form == "table":
        return x.reshape(len(x), -1)
    if form.form == "sequences":
        return x[..., np.newaxis] if x.ndim == 2 else x
    if x.ndim == 3:
        return x
    if x.shape[-1] not in CHANNELS:
        text = N_(
            "Pictures of the shape {got} have {channels} channels; expected is 1 (grey) or 3 (red, "
            "green, blue). Choose another layout, or leave out what is not colour."
        )
        raise UserError(Text(text, got=shape_text(x.shape[1:]), channels=x.shape[-1]))
    return x[..., 0] if x.shape[-1] == 1 else x


def count_of(shape: Shape, form: SampleForm) -> int:
    """Return how many samples an array of this shape holds."""
    if form.layout == "samples last":
        return shape[-1]
    return shape[1] if form.layout == "steps first" and len(shape) > 2 else shape[0]


def as_pixels(samples: Array, form: SampleForm) -> Array:
    """Return pictures as uint8, to look at."""
    wide = form.high - form.low or 1.0
    with np.errstate(invalid="ignore", over="ignore"):  # what is no number is black
        share = (np.nan_to_num(samples.astype(np.float64)) - form.low) / wide
    return np.rint(np.clip(share, 0.0, 1.0) * 255).astype(np.uint8)


def plain_numbers(x: Array, name: str) -> Array:
    """Return an array of numbers in the byte order and in a type that is used here.

    Raises
    ------
    UserError
        It holds no numbers.
    """
    kind, size = x.dtype.kind, x.dtype.itemsize
    if kind == "b":
        return x.view(np.uint8)
    with np.errstate(invalid="ignore", over="ignore"):
        if kind == "f" and size not in (4, 8):
            return x.astype(np.float32 if size < 4 else np.float64)
        if kind in "iuf":
            return x.astype(x.dtype.newbyteorder("="), copy=False)
    text = N_("The array {name} is of the type {got}; samples must be whole or decimal numbers.")
    raise UserError(Text(text, name=name, got=str(x.dtype)))


def finite(x: Array) -> Array:
    """Return which samples have only numbers that are there and finite ``(n,)``."""
    if x.dtype.kind != "f":
        return np.ones(len(x), bool)
    kept = np.empty(len(x), bool)
    step = max(1, (1 << 22) // max(1, x[:1].size))
    for start in range(0, len(x), step):  # without a mask as large as all samples
        part = x[start : start + step]
        kept[start : start + step] = usable(part).reshape(len(part), -1).all(axis=1)
    return kept


def _form(dimensions: int, shape: Shape, head: Array) -> str:
    if dimensions < 3:
        return "table"
    if dimensions == 4 or head.dtype.kind == "b" or head.dtype == np.uint8:
        return "pictures"
    large = min(shape[1:]) >= SMALLEST_PICTURE
    bytes_only = head.dtype.kind in "iu" and head.size and head.min() >= 0 and head.max() <= 255
    return "pictures" if large and bytes_only else "sequences"


def _layout(shape: Shape, form: str, count: int | None) -> str:
    if len(shape) > 1 and count is not None and shape[0] != count:
        if len(shape) == 3 and form == "sequences" and shape[1] == count:
            return "steps first"
        if shape[-1] == count:
            return "samples last"
    if len(shape) == 4 and shape[1] in CHANNELS and shape[-1] not in CHANNELS:
        return "channels first"
    return "channels last"


def _limits(head: Array) -> tuple[float, float]:
    """Return what is black and white by the first samples."""
    values = head[usable(head)]
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    if low < 0:
        return (-1.0, 1.0) if low >= -1 and high <= 1 else (low, max(high, low + 1.0))
    return 0.0, next((white for white in FULL_SCALES if high <= white), high)
