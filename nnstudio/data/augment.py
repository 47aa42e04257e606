"""Training samples varied at random, so that a network does not learn them by heart."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nnstudio.core.kernels.activation import Scratch
from nnstudio.core.kernels.calls import Call
from nnstudio.core.kernels.quick_noise import QuickNoise
from nnstudio.core.kernels.resampling import Resampling
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, size_of
from nnstudio.data.dataset import DatasetInfo
from nnstudio.graph.augmentation import PICTURE_SETTINGS, SERIES_SETTINGS, Augmentation
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.signature import Signature

PIECE_PIXELS = 1 << 15
"""So many pixels are varied at a time, so that what is made on the way stays in a cache."""
RUBBER = 7
"""How many bumps beside one another a picture can be bent into; Simard et al.: 29 pixels / 4."""
_CHANCES = 13


def variation(plan: DataPlan, info: DatasetInfo, samples: Array) -> Variation | None:
    """Return what varies the prepared samples of a plan; None where nothing does.

    Parameters
    ----------
    info
        The card of the data.
    samples
        Some prepared samples ``(n, *input_shape)``; looked at only where the card does not say
        between which values they lie.
    """
    shape, augmentation = plan.signature.input_shape, plan.augmentation
    known = {3: PICTURE_SETTINGS, 2: SERIES_SETTINGS}.get(len(shape), ())
    if not any(getattr(augmentation, name) for name in known):
        return None
    if len(shape) == 2:
        steps = samples.reshape(-1, shape[-1])
        steps = steps[steps.any(axis=1)]  # but for padding
        deviation = steps.std(axis=0, dtype=np.float64) if len(steps) else np.zeros(shape[-1])
        return Variation(augmentation, shape, np.zeros(1), deviation)
    if info.value_range is None:
        low, high = np.array([samples.min()]), np.array([samples.max()])
    else:
        shift, scale = np.array(plan.shift), np.array(plan.scale)
        low, high = ((value - shift) * scale for value in info.value_range)
    ground, span = (_for_each(a, plan.signature) for a in (low, high - low))
    return Variation(augmentation, shape, ground, span)


def _for_each(fitted: Array, signature: Signature) -> Array:
    """Return what holds for all numbers of a picture, for each column or for each number."""
    if len(fitted) == 1:
        return fitted
    raw = signature.raw_shape
    found = fitted.reshape(raw) if fitted.size == size_of(raw) else np.broadcast_to(fitted, raw)
    return found.reshape(signature.input_shape)


@dataclass(frozen=True, eq=False)
class Variation:
    """Varies prepared samples at random; the same draws give the same numbers.

    Pictures ``(n, height, width, channels)`` are mirrored, zoomed, slanted, turned, shifted and
    bent in a single resampling, bilinear between the four nearest pixels; what that uncovers gets
    the value of the nearest edge. Contrast is raised about the mean of a picture. Then come
    brightness, noise and the erased box, which is filled with the ground. Nothing is cut off at
    the ends of the range, so that noise has the mean 0 also where pictures are black.

    To sequences ``(n, steps, features)`` noise is added and they are multiplied; steps of nothing
    but zeros, the padding, stay as they are.

    Parameters
    ----------
    augmentation
        By how much.
    shape
        The shape of one prepared sample.
    ground
        What the value 0 of a picture, or its smallest one, is prepared: one number, or one for
        each number of a picture.
    span
        How far the largest value of pictures lies above the smallest; for sequences the standard
        deviation of each feature.
    """

    augmentation: Augmentation
    shape: Shape
    ground: Array
    span: Array

    def varied(self, x: Array, rng: np.random.Generator) -> Array:
        """Return samples ``(n, *shape)`` varied; the given ones stay."""
        x = np.array(x, np.float32, order="C")
        if len(x):
            self.bind(x, rng, _room)()
        return x

    def bind(self, x: Array, rng: np.random.Generator, scratch: Scratch) -> Call:
        """Return the call that varies what lies in ``x`` ``(n, *shape)``, in place.

        Parameters
        ----------
        rng
            Where each call draws from.
        scratch
            Makes the buffers that are written to on the way.
        """
        varying = _Pictures if len(self.shape) == 3 else _Sequences
        return varying(self, x, rng, scratch).run


def _room(name: str, shape: tuple[int, ...], dtype: npt.DTypeLike = np.float32) -> Array:
    return np.zeros(shape, dtype)


class _Pictures:
    def __init__(
        self, variation: Variation, x: Array, rng: np.random.Generator, scratch: Scratch
    ) -> None:
        height, width, _ = variation.shape
        self._x, self._rng, self._settings = x, rng, variation.augmentation
        self._ground = variation.ground.astype(np.float32)
        self._span = variation.span.astype(np.float32)
        self._chances = scratch("chances", (_CHANCES, len(x)))
        self._matrices = scratch("matrices", (2, len(x), 3))
        settings = self._settings
        moved = ("rotate", "shift", "zoom", "shear", "elastic")
        self._moves = any(getattr(settings, name) for name in moved)
        size = max(1, min(len(x), PIECE_PIXELS // (height * width)))
        self._parts = [slice(i, min(i + size, len(x))) for i in range(0, len(x), size)]
        sizes = {part.stop - part.start for part in self._parts} if self._moves else set()
        self._resampling = {
            n: Resampling(n, variation.shape, lambda k, *a, n=n: scratch(f"{k}.{n}", *a))
            for n in sizes
        }
        self._bumps = [rubber_bumps(n) for n in (height, width)]
        self._noise = None
        if settings.noise:
            self._noise = QuickNoise(size * size_of(variation.shape), scratch)

    def run(self) -> None:
        x, settings = self._x, self._settings
        self._rng.random(None, np.float32, self._chances)
        chances = self._chances
        np.multiply(chances, np.float32(2), chances)
        np.subtract(chances, np.float32(1), chances)
        if self._moves:
            self._aim(chances)
        for part in self._parts:
            piece = x[part]
            if self._moves:
                bend = self._bend(len(piece)) if settings.elastic else None
                matrices = np.ascontiguousarray(self._matrices[:, part])
                self._resampling[len(piece)].run(piece, matrices, bend)
            else:
                self._flip(piece, chances[5:7, part])
            if settings.contrast or settings.brightness:
                self._light(piece, chances[7:9, part])
            if self._noise is not None:
                noise = self._noise.draw(self._rng, piece.shape)
                np.multiply(noise, self._span * np.float32(settings.noise), noise)
                np.add(piece, noise, piece)
        if settings.erase:
            self._erase(chances[9:13])

    def _aim(self, chances: Array) -> None:
        """Write from where each picture is read: turned back, slanted back and so on."""
        settings, (height, width, _) = self._settings, self._x.shape[1:]
        turn, down, right, zoom, slant, mirror, overturn = chances[:7]
        turn = turn * np.float32(math.radians(settings.rotate))
        slant = np.tan(slant * np.float32(math.radians(settings.shear)))
        size = 1 + zoom * np.float32(settings.zoom)
        cos, sin = np.cos(turn) / size, np.sin(turn) / size
        rows, columns = self._matrices
        rows[:, 0], rows[:, 1] = cos, sin
        columns[:, 0], columns[:, 1] = slant * cos - sin, slant * sin + cos
        if settings.flip_horizontal:
            columns[mirror < 0] *= -1
        if settings.flip_vertical:
            rows[overturn < 0] *= -1
        down = down * np.float32(settings.shift * height)
        right = right * np.float32(settings.shift * width)
        rows[:, 2] = (height - 1) / 2 - rows[:, 0] * down - rows[:, 1] * right
        columns[:, 2] = (width - 1) / 2 - columns[:, 0] * down - columns[:, 1] * right

    def _bend(self, count: int) -> Array:
        """Return by how much each pixel of some pictures is moved ``(2, count, pixels)``."""
        rows, columns = self._bumps
        heights = self._rng.random((2 * count, rows.shape[1], columns.shape[1]), np.float32)
        # Uniform numbers have the deviation 1 / sqrt(12).
        heights -= np.float32(0.5)
        heights *= np.float32(self._settings.elastic * math.sqrt(12))
        return (rows @ heights @ columns.T).reshape(2, count, -1)

    def _flip(self, piece: Array, chances: Array) -> None:
        if self._settings.flip_horizontal:
            chosen = chances[0] < 0
            piece[chosen] = piece[chosen][:, :, ::-1]
        if self._settings.flip_vertical:
            chosen = chances[1] < 0
            piece[chosen] = piece[chosen][:, ::-1]

    def _light(self, piece: Array, chances: Array) -> None:
        settings = self._settings
        brightness, contrast = (chance[:, None, None, None] for chance in chances)
        mean = piece.mean(axis=(1, 2, 3), keepdims=True)
        factor = 1 + contrast * np.float32(settings.contrast)
        np.multiply(piece, factor, piece)
        change = brightness * np.float32(settings.brightness) * self._span
        np.add(piece, mean * (1 - factor) + change, piece)

    def _erase(self, chances: Array) -> None:
        """Blank a box in each picture; all of it lies inside."""
        height, width, _ = self._x.shape[1:]
        sides = np.array([[height], [width]], np.float32)
        shares = (chances + 1) / 2
        boxes = np.rint(shares[:2] * np.float32(self._settings.erase) * sides)
        starts = np.rint(shares[2:] * (sides - boxes))
        ends = (starts + boxes).astype(int).T.tolist()
        ground = np.broadcast_to(self._ground, self._x.shape[1:])
        for picture, (top, left), (bottom, right) in zip(
            self._x, starts.astype(int).T.tolist(), ends, strict=True
        ):
            picture[top:bottom, left:right] = ground[top:bottom, left:right]


class _Sequences:
    def __init__(
        self, variation: Variation, x: Array, rng: np.random.Generator, scratch: Scratch
    ) -> None:
        self._x, self._rng, self._settings = x, rng, variation.augmentation
        self._deviation = (variation.span * self._settings.jitter).astype(np.float32)
        self._noise = QuickNoise(x.size, scratch)

    def run(self) -> None:
        x, settings = self._x, self._settings
        if settings.jitter:
            noise = self._noise.draw(self._rng, x.shape)
            np.multiply(noise, self._deviation, noise)
            np.multiply(noise, x.any(axis=2, keepdims=True), noise)
            np.add(x, noise, x)
        if settings.rescale:
            share = self._rng.random((len(x), 1, 1), np.float32) * 2 - 1
            np.multiply(x, 1 + share * np.float32(settings.rescale), x)


def rubber_bumps(size: int) -> Array:
    """Return how far each of ``size`` pixels follows bumps that lie a deviation apart.

    Random heights of deviation 1 give displacements of deviation 1, as smooth as noise at each
    pixel that a Gaussian was laid over.
    """
    sigma = size / RUBBER
    middles = np.arange(-2, RUBBER + 3) * sigma
    bumps = np.exp(-(((np.arange(size)[:, None] + 0.5 - middles) / sigma) ** 2) / 2)
    shares: Array = bumps / np.sqrt((bumps**2).sum(axis=1, keepdims=True))
    return shares.astype(np.float32)
