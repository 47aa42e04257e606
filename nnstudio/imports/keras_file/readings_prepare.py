"""Layers that prepare samples: scaling, cutting off borders, and augmentation."""

from __future__ import annotations

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.imports.cutting import Border, cut_places, cut_steps
from nnstudio.imports.keras_file.composed import affine
from nnstudio.imports.keras_file.config import Config, NotTakenError
from nnstudio.imports.keras_file.taken import Found, Piece, Taken, reads
from nnstudio.layers.batch_norm import BatchNorm

SMALLEST = 1e-12
"""What may be added to variances without any change to float32."""


@reads("Rescaling")
def _rescaling(found: Found) -> Taken:
    return Taken((affine(_numbers(found.config, "scale"), _numbers(found.config, "offset")),))


def _numbers(config: Config, key: str) -> Array:
    value = config.raw(key)
    if isinstance(value, list | tuple):
        several = (Config({key: number}) for number in value)
        return np.array([each.number(key) for each in several])
    return np.array(config.number(key, 0.0))


@reads("Normalization")
def _normalization(found: Found) -> Taken:
    """Take it as a BatchNorm with these averages, which does not learn."""
    found.require("invert", False)
    last = len(found.shape or ())
    found.require("axis", -1, last, [-1], [last], [])
    mean, variance = _given(found.config, "mean"), _given(found.config, "variance")
    if mean is None or variance is None:
        arrays = found.arrays(("vars",))
        if len(arrays) < 2:
            raise NotTakenError(Text(N_("it was saved before it was adapted to data")))
        mean, variance = arrays[0].reshape(-1), arrays[1].reshape(-1)
    weights = {
        "gamma": np.array(1.0),
        "beta": np.array(0.0),
        "running_mean": mean,
        "running_variance": variance,
    }
    return Taken((Piece(BatchNorm(epsilon=SMALLEST), weights, frozen=True),))


def _given(config: Config, key: str) -> Array | None:
    """Return numbers that were given when the layer was made, in lists of any depth."""
    value = config.raw(key)
    if value is None:
        return None
    try:
        numbers = np.asarray(value, np.float64)
    except (TypeError, ValueError, OverflowError):
        return None
    if not numbers.size or not np.isfinite(numbers).all():
        return None
    return numbers.reshape(-1) if numbers.size > 1 else numbers.reshape(())


@reads("Cropping1D")
def _cropping1d(found: Found) -> Taken:
    before, behind = found.config.wholes("cropping", 2, 1)
    if min(before, behind) < 0:
        raise NotTakenError(Text(N_("its border is not known")))
    layer, kernel = cut_steps(_channels(found), (before, behind))
    return Taken((Piece(layer, {"weight": kernel}, frozen=True),), (_of_ones(),))


@reads("Cropping2D")
def _cropping2d(found: Found) -> Taken:
    found.require("data_format", "channels_last")
    match found.config.raw("cropping"):
        case [[int(above), int(below)], [int(left), int(right)]]:
            return _cropped(found, (above, below), (left, right))
        case [int(rows), int(columns)]:
            return _cropped(found, (rows, rows), (columns, columns))
        case int(border):
            return _cropped(found, (border, border), (border, border))
    raise NotTakenError(Text(N_("its border is not known")))


@reads("CenterCrop")
def _center_crop(found: Found) -> Taken:
    found.require("data_format", "channels_last")
    if found.shape is None or len(found.shape) != 3:
        raise NotTakenError(Text(N_("its border is not known")))
    sides = []
    for size, kept in zip(
        found.shape, (found.config.whole("height"), found.config.whole("width")), strict=False
    ):
        start = (size - kept) // 2
        sides.append((start, size - kept - start))
    return _cropped(found, sides[0], sides[1])


def _cropped(found: Found, rows: Border, columns: Border) -> Taken:
    if min(*rows, *columns) < 0:
        raise NotTakenError(Text(N_("its border is not known")))
    layer, kernel = cut_places(_channels(found), rows, columns)
    return Taken((Piece(layer, {"weight": kernel}, frozen=True),), (_of_ones(),))


def _channels(found: Found) -> int:
    if not found.shape:
        raise NotTakenError(Text(N_("its number of channels is not known")))
    return found.shape[-1]


def _of_ones() -> Text:
    return Text(N_("a frozen layer of ones and zeros cuts off the border here"))


@reads(
    "RandomBrightness",
    "RandomColorDegeneration",
    "RandomColorJitter",
    "RandomContrast",
    "RandomErasing",
    "RandomFlip",
    "RandomGaussianBlur",
    "RandomGrayscale",
    "RandomHue",
    "RandomInvert",
    "RandomPerspective",
    "RandomPosterization",
    "RandomRotation",
    "RandomSaturation",
    "RandomSharpness",
    "RandomShear",
    "RandomTranslation",
    "RandomZoom",
)
def _augmentation(found: Found) -> Taken:
    note = N_("it acts in training alone; here the data is augmented, in the panel Data")
    return Taken(notes=(Text(note),))
