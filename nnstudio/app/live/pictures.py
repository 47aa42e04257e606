"""Numbers as pictures: feature maps side by side, samples, and fields of colour."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QImage

from nnstudio.app.style.color_maps import lookup_table
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

FIELD_STRENGTH = 0.62
"""How much of its colour a sure answer has: points of the same colour still stand out."""
GAP = 1
"""Pixels between two maps of a mosaic."""


@lru_cache(maxsize=16)
def _packed(stops: tuple[str, ...]) -> Array:
    """Return a colour table as 256 numbers 0xffRRGGBB."""
    red, green, blue = lookup_table(stops).astype(np.uint32).T
    return np.uint32(0xFF000000) | red << 16 | green << 8 | blue


def value_range(values: Array) -> tuple[float, float]:
    """Return what a colour map spans: from zero for values that are not negative, else around it."""
    finite = values[np.isfinite(values)] if not np.isfinite(values).all() else values
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    if low >= 0.0:
        return 0.0, high if high > 0.0 else 1.0
    reach = max(-low, high)
    return -reach, reach


def colors(values: Array, bounds: tuple[float, float], theme: Theme) -> Array:
    """Return a colour 0xffRRGGBB for each value; what is not finite gets the theme's "bad"."""
    low, high = bounds
    table = _packed(theme.diverging if low < 0.0 else theme.sequential)
    with np.errstate(invalid="ignore"):
        places = (values - low) * (255.0 / (high - low))
    finite = np.isfinite(places)
    places = np.clip(np.where(finite, places, 0.0), 0.0, 255.0)
    found = table[(places + 0.5).astype(np.uint8)]
    if not finite.all():
        found[~finite] = np.uint32(0xFF000000 | int(theme.bad[1:], 16))
    return found


def mosaic_shape(channels: int, columns: int) -> tuple[int, int]:
    """Return rows and columns of a mosaic of so many maps."""
    columns = max(1, min(columns, channels))
    return math.ceil(channels / columns), columns


def mosaic(maps: Array, columns: int, bounds: tuple[float, float], theme: Theme) -> QImage:
    """Return maps ``(height, width, channels)`` side by side as one picture.

    Between two maps lie `GAP` pixels of the theme's border.
    """
    height, width, channels = maps.shape
    rows, columns = mosaic_shape(channels, columns)
    line = np.uint32(0xFF000000 | int(theme.border[1:], 16))
    picture = np.full((rows, height + GAP, columns, width + GAP), line, np.uint32)
    shades = colors(maps, bounds, theme)
    full = channels // columns
    whole = shades[:, :, : full * columns].reshape(height, width, full, columns)
    picture[:full, :height, :, :width] = whole.transpose(2, 0, 3, 1)
    if full < rows:
        rest = shades[:, :, full * columns :]
        picture[full, :height, : rest.shape[2], :width] = rest.transpose(0, 2, 1)
        picture[full, :, rest.shape[2] :] = np.uint32(0xFF000000 | int(theme.surface[1:], 16))
    flat = picture.reshape(rows * (height + GAP), columns * (width + GAP))
    return image(flat[: flat.shape[0] - GAP, : flat.shape[1] - GAP])


def image(pixels: Array) -> QImage:
    """Return ``(height, width)`` colours 0xffRRGGBB as a picture of its own memory."""
    pixels = np.ascontiguousarray(pixels, np.uint32)
    height, width = pixels.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def sample_image(raw: Array, value_range: tuple[float, float] | None) -> QImage:
    """Return a sample in its own units, ``(h, w)`` or ``(h, w, 1 or 3)``, grey or in colour."""
    low, high = value_range or (float(raw.min()), float(raw.max()))
    shades = (np.asarray(raw, np.float32) - low) * (255.0 / ((high - low) or 1.0))
    levels = np.clip(shades, 0.0, 255.0).astype(np.uint32)
    if levels.ndim == 2:
        levels = levels[:, :, np.newaxis]
    red, green, blue = (levels[:, :, min(i, levels.shape[2] - 1)] for i in range(3))
    return image(np.uint32(0xFF000000) | red << 16 | green << 8 | blue)


def blend(shares: Array, tints: tuple[str, ...], theme: Theme) -> Array:
    """Return a colour 0xffRRGGBB for each row of class shares ``(n, classes)``.

    A sure answer has nearly the colour of its class; where all are equally likely it is the
    background's.
    """
    ground, *pure = (
        np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (theme.entry, *tints)
    )
    total = np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    likely = shares / total
    even = 1.0 / shares.shape[1] if shares.shape[1] > 1 else 0.0
    # How far the answer is from undecided, and towards which classes.
    excess = np.maximum(likely - even, 0.0)
    strength = excess / max(1.0 - even, 1e-9) * FIELD_STRENGTH
    mixed = ground + strength @ (np.stack(pure) - ground)
    red, green, blue = np.clip(mixed + 0.5, 0, 255).astype(np.uint32).T
    return np.uint32(0xFF000000) | red << 16 | green << 8 | blue
