"""What an answer looks like over a plane or a line of inputs: colours, lines, points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from nnstudio.app.live.pictures import blend, colors, image
from nnstudio.app.live.plane import Box, class_colors, shares
from nnstudio.app.plots.decision.aims import Aim
from nnstudio.app.plots.decision.contours import boundaries, contour
from nnstudio.app.plots.decision.ground import Ground
from nnstudio.app.plots.point_marks import Cover, Points, Strokes
from nnstudio.app.plots.ticks import linear_ticks
from nnstudio.app.style.colors import mix
from nnstudio.app.style.theme import Theme
from nnstudio.core.layer import Array

CONTOURS = 8
_SHADES = 24
_ROOM = 0.08


@dataclass(frozen=True, eq=False)
class Answered:
    """What the network says: of the cells ``(cells, units)`` and of the samples ``(n, units)``.

    For classes the units are the shares of the classes, else there is one, in own units.
    """

    aim: Aim
    cells: Array
    samples: Array

    @staticmethod
    def of(aim: Aim, output: Array, cells: int) -> Answered:
        """Return the answer from a layer's outputs for cells and samples, one after the other."""
        flat = output.reshape(len(output), -1)
        if aim.kind == "classes":
            values = shares(flat, len(aim.classes))
        else:
            values = aim.values(flat)[:, np.newaxis]
        return Answered(aim, values[:cells], values[cells:])

    def wrong(self, ground: Ground) -> Array:
        """Return which samples get another class than the data says ``(n,)``."""
        if self.aim.kind != "classes":
            return np.zeros(len(self.samples), bool)
        found: Array = self.samples.argmax(axis=1) != ground.labels(self.aim.number)
        return found


def number_bounds(ground: Ground, aim: Aim) -> tuple[float, float]:
    """Return between which numbers a target lies; around zero where some are negative."""
    values = target_numbers(ground, aim)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if low < 0.0:
        reach = max(-low, high)
        return -reach, reach
    return low, high if high > low else low + 1.0


def target_numbers(ground: Ground, aim: Aim) -> Array:
    """Return what the data says of each sample ``(n,)``, in own units."""
    values = ground.labels(aim.number)
    numbers: Array = values.reshape(len(values), -1)[:, aim.place].astype(np.float64)
    return numbers


def plane_cover(
    answered: Answered, ground: Ground, box: Box, bounds: tuple[float, float], theme: Theme
) -> Cover:
    """Return colours and lines over two inputs, and which samples are marked as wrong."""
    side = round(len(answered.cells) ** 0.5)
    if answered.aim.kind == "classes":
        tints = class_colors(theme, len(answered.aim.classes))
        picture = image(blend(answered.cells, tints, theme).reshape(side, side))
        lines = boundaries(answered.cells.reshape(side, side, -1), box)
        marked = ground.places[answered.wrong(ground)]
        return Cover(picture, box, (Strokes(lines, theme.text, 1.4),), marked)
    heights = answered.cells.reshape(side, side)
    picture = image(colors(heights, bounds, theme))
    zero = [0.0] if bounds[0] < 0.0 else []
    ticks = [value for value, _ in linear_ticks(*bounds, CONTOURS)]
    levels = ticks if answered.aim.kind == "number" else zero
    strokes = tuple(
        Strokes(contour(heights, level, box), theme.text, 1.4 if level == 0.0 else 0.7)
        for level in levels
    )
    return Cover(picture, box, strokes)


def line_cover(answered: Answered, ground: Ground, x: Array, theme: Theme) -> Cover:
    """Return curves over one input, and for a target how far the samples lie from it."""
    aim, strokes = answered.aim, []
    if aim.kind == "classes":
        tints = class_colors(theme, len(aim.classes))
        for number in range(1 if len(aim.classes) == 2 else 0, len(aim.classes)):
            curve = np.stack([x, answered.cells[:, number]], axis=1)
            strokes.append(Strokes(curve, tints[number], 2.0))
        places = class_places(ground, aim)
        return Cover(QImage(), strokes=tuple(strokes), marked=places[answered.wrong(ground)])
    if aim.kind == "number":
        here = ground.places[:, 0]
        ends = [target_numbers(ground, aim), answered.samples[:, 0]]
        pieces = np.stack([np.stack([here, end], axis=1) for end in ends], axis=1)
        pieces = pieces[np.isfinite(pieces).all(axis=(1, 2))]
        strokes.append(Strokes(pieces, mix(theme.entry, theme.bad, 0.55), 1.0))
    curve = np.stack([x, answered.cells[:, 0]], axis=1)
    strokes.append(Strokes(curve, theme.accent, 2.0))
    return Cover(strokes=tuple(strokes))


def class_places(ground: Ground, aim: Aim) -> Array:
    """Return where samples lie over one input: at the height that a right answer has."""
    labels = ground.labels(aim.number)
    heights = labels if len(aim.classes) == 2 else np.ones(len(labels))
    return np.stack([ground.places[:, 0], heights], axis=1)


def points_of(ground: Ground, aim: Aim, theme: Theme) -> tuple[Points, ...]:
    """Return the samples in the colours of their classes or numbers."""
    flat = ground.places.shape[1] == 1
    found: list[Points] = []
    if aim.kind == "classes":
        labels = ground.labels(aim.number)
        count = max(len(aim.classes), int(labels.max(initial=0)) + 1)
        places = class_places(ground, aim) if flat else ground.places
        groups = [(labels == label, tint) for label, tint in enumerate(class_colors(theme, count))]
    elif aim.kind == "number":
        values = target_numbers(ground, aim)
        places = np.stack([ground.places[:, 0], values], axis=1) if flat else ground.places
        groups = [(np.ones(len(values), bool), theme.train)]
        if not flat:
            low, high = number_bounds(ground, aim)
            level = np.nan_to_num((values - low) / (high - low) * (_SHADES - 1)).round()
            middles = np.linspace(low, high, _SHADES)[np.newaxis]
            tints = [
                f"#{c & 0xFFFFFF:06x}" for c in colors(middles, (low, high), theme)[0].tolist()
            ]
            groups = [(level == i, tint) for i, tint in enumerate(tints) if (level == i).any()]
    else:
        return ()
    for hollow in (False, True):
        for members, tint in groups:
            if flat and hollow and aim.kind == "number":
                tint = theme.validation
            found.append(Points(places[members & (ground.held_out == hollow)], tint, hollow))
    return tuple(found)


def heights(ground: Ground, aim: Aim) -> tuple[float, float]:
    """Return the lower and upper end of the axis over one input."""
    if aim.kind == "classes":
        return -_ROOM, 1.0 + _ROOM
    values = target_numbers(ground, aim)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    room = (high - low) * 2 * _ROOM or 1.0
    return low - room, high + room
