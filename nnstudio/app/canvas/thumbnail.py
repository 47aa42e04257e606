"""What a node gives, cut down to what a small picture can show."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nnstudio.app.live.pictures import value_range
from nnstudio.app.live.plane import shares
from nnstudio.core.layer import Array

PLANE_CELLS = 24
"""A unit's answer over the plane has so many cells each way."""
MOST_TILES = 8
MOST_BARS = 32
MOST_CURVES = 8
_MOST_ACROSS, _MOST_DOWN = 160, 64
_SHAPE_OF_CELLS = 4.0
_PARTS = 32
_MOST_COUNTED = 16_384
_ROUND = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """The numbers of a small picture.

    Parameters
    ----------
    kind
        ``"maps"`` and ``"planes"``: tiles side by side, values ``(height, width, tiles)``, the latter
        of a smooth function. ``"picture"``: a sample
        as a person sees it, ``(height, width, 1 or 3)``. ``"field"``: the share of each class
        over the plane, ``(height, width, classes)``. ``"cells"``: one area of numbers,
        ``(rows, columns)``. ``"bars"`` and ``"classes"``: one bar each, ``(units,)``.
        ``"histogram"``: which share of the numbers lies in each part of the bounds, ``(parts,)``.
        ``"curves"``: lines over the steps, ``(steps, lines)``. ``"tokens"``: ``(steps,)``.
        ``"number"``: ``(1,)``.
    values
        What is drawn.
    bounds
        What the colours or bars span.
    units
        How many maps, bars or lines there are in all; more than are drawn where they are many.
    caption
        What the numbers say in a word, such as the likeliest class.
    samples
        Over how many samples the numbers were taken.
    """

    kind: str
    values: Array
    bounds: tuple[float, float]
    units: int
    caption: str = ""
    samples: int = 1

    def same_as(self, other: Thumbnail | None) -> bool:
        """Return whether the other one looks the same."""
        return (
            other is not None
            and (self.kind, self.units, self.caption) == (other.kind, other.units, other.caption)
            and self.samples == other.samples
            and self.bounds == other.bounds
            and self.values.shape == other.values.shape
            and self.values.tobytes() == other.values.tobytes()
        )


@dataclass(frozen=True)
class Role:
    """What a node is to the data, as far as that decides its picture.

    Parameters
    ----------
    classes
        The classes that its output tells apart; none for all but the output that speaks of them.
    sample
        Whether it gives a sample as it is: an Input, or an output that is compared with it.
    tokens
        Whether its numbers are those of tokens.
    """

    classes: tuple[str, ...] = ()
    sample: bool = False
    tokens: bool = False


def over_plane(output: Array, role: Role) -> Thumbnail:
    """Return the picture of outputs ``(cells², ...)`` for all places of the plane."""
    units = output.reshape(len(output), -1)
    count, side = units.shape[1], PLANE_CELLS
    if role.classes:
        share = shares(units, len(role.classes))
        return Thumbnail("field", share.reshape(side, side, -1), (0.0, 1.0), len(role.classes))
    kept = np.ascontiguousarray(units[:, :MOST_TILES]).reshape(side, side, -1)
    return Thumbnail("planes", kept, value_range(kept), count)


def over_line(output: Array) -> Thumbnail:
    """Return the picture of outputs ``(points, ...)`` for a single input that grows."""
    return _curves(output.reshape(len(output), -1))


def of_sample(output: Array, role: Role) -> Thumbnail:
    """Return the picture of a node's output for one sample, without the batch axis."""
    if output.ndim == 3:
        return _maps(output, role)
    if output.ndim == 2 and output.shape[1] <= 2:
        return _curves(output)
    if output.ndim == 2:
        cells = _thinned(output.T, _MOST_DOWN, _MOST_ACROSS)
        return Thumbnail("cells", cells, value_range(cells), output.shape[1])
    vector = output.reshape(-1)
    if role.tokens:
        return Thumbnail("tokens", vector[:_MOST_ACROSS].copy(), (0.0, 1.0), len(vector))
    if len(vector) == 1:
        return Thumbnail("number", vector.copy(), value_range(vector), 1)
    if role.classes and len(vector) == len(role.classes):
        return _shares_of_classes(vector, role.classes)
    if len(vector) <= MOST_BARS:
        return Thumbnail("bars", vector.copy(), value_range(vector), len(vector))
    cells = _folded(vector)
    return Thumbnail("cells", cells, value_range(vector), len(vector))


def of_wide_layer(outputs: Array) -> Thumbnail:
    """Return how the numbers ``(samples, units)`` of a layer of many neurons are spread.

    Exact zeros, which ReLU and dropout make, are told of but not drawn: they would hide the others.
    """
    samples, units = outputs.shape
    numbers = outputs.reshape(-1)[:: -(-outputs.size // _MOST_COUNTED)]
    finite = numbers[np.isfinite(numbers)]
    drawn = finite[finite != 0.0]
    low = -_rounded_up(-float(drawn.min())) if drawn.size else 0.0
    high = _rounded_up(float(drawn.max())) if drawn.size else 0.0
    if high <= low:
        low, high = 0.0, 1.0
    counts, _ = np.histogram(drawn, _PARTS, (low, high))
    caption = ""
    if finite.size < numbers.size:
        caption = f"NaN {_percent(1.0 - finite.size / numbers.size)}"
    elif drawn.size < finite.size:
        caption = f"0: {_percent(1.0 - drawn.size / finite.size)}"
    shares = (counts / numbers.size).astype(np.float32)
    return Thumbnail("histogram", shares, (low, high), units, caption, samples)


def _rounded_up(value: float) -> float:
    """Return a round number that is not smaller, so that a scale stays while numbers grow a little."""
    if value <= 0.0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((r * power for r in _ROUND if r * power >= value), 10.0 * power)


def _percent(share: float) -> str:
    return "< 1 %" if 0.0 < share < 0.01 else f"{100 * share:.0f} %"


def _shares_of_classes(vector: Array, classes: tuple[str, ...]) -> Thumbnail:
    caption = ""
    if np.isfinite(vector).all():
        best = int(vector.argmax())
        caption = f"{classes[best]}  {100 * float(vector[best]):.0f} %"
    return Thumbnail("classes", vector.copy(), (0.0, 1.0), len(vector), caption)


def _maps(output: Array, role: Role) -> Thumbnail:
    channels = output.shape[2]
    if role.sample and channels in (1, 3):
        picture = _thinned(output, _MOST_ACROSS, _MOST_ACROSS)
        low, high = float(np.nanmin(picture)), float(np.nanmax(picture))
        return Thumbnail("picture", picture, (low, high), channels)
    kept = _thinned(output[:, :, :MOST_TILES], _MOST_DOWN, _MOST_DOWN)
    return Thumbnail("maps", kept, value_range(kept), channels)


def _curves(lines: Array) -> Thumbnail:
    kept = _thinned(lines[:, :MOST_CURVES], _MOST_ACROSS, MOST_CURVES)
    finite = kept[np.isfinite(kept)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    if high <= low:
        low, high = low - 0.5, high + 0.5
    return Thumbnail("curves", kept, (low, high), lines.shape[1])


def _thinned(values: Array, rows: int, columns: int) -> Array:
    """Return every so many values of the first two axes, so that no more are left."""
    down, across = -(-values.shape[0] // rows), -(-values.shape[1] // columns)
    return np.ascontiguousarray(values[::down, ::across])


def _folded(vector: Array) -> Array:
    """Return a long vector as an area about four times as wide as high, row by row."""
    vector = vector[:: -(-len(vector) // (_MOST_DOWN * _MOST_ACROSS))]
    rows = max(int(math.sqrt(len(vector) / _SHAPE_OF_CELLS)), 1)
    while len(vector) % rows:
        rows -= 1  # whole rows: a rest would look like zeros
    if len(vector) // rows > 2 * _MOST_ACROSS:
        rows = max(int(math.sqrt(len(vector) / _SHAPE_OF_CELLS)), 1)
        vector = vector[: len(vector) // rows * rows]
    return vector.reshape(rows, -1).copy()
