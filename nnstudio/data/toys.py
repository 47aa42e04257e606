"""Two-dimensional classification toys, drawn on the spot; all lie within about -1 … 1."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.dataset import DatasetInfo, NoOptions, RawSamples
from nnstudio.data.source import DatasetSource
from nnstudio.graph.signature import Signature

Shape = Callable[[np.random.Generator, Array], Array]
"""Draws the clean points ``(n, 2)`` for their classes ``(n,)``, 0 or 1."""

SPIRAL_TURNS = 1.5


@dataclass(frozen=True)
class PointOptions(Settings):
    """How a cloud of points is drawn."""

    name = "points"
    label = N_("Points")

    samples: int = param(
        500,
        low=20,
        high=100_000,
        label=N_("Samples"),
        help=N_("How many points there are to learn from; half as many more are for testing."),
    )
    noise: float = param(
        0.1,
        low=0.0,
        high=1.0,
        label=N_("Noise"),
        help=N_("How far the points scatter: the standard deviation, in units of the plot."),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Seed"),
        help=N_("Another number draws other points of the same kind."),
    )


def _gaussians(rng: np.random.Generator, y: Array) -> Array:
    centre = np.where(y == 1, 0.5, -0.5)
    return np.stack([centre, centre], axis=1)


def _circles(rng: np.random.Generator, y: Array) -> Array:
    angle = rng.uniform(0.0, 2 * math.pi, len(y))
    radius = np.where(y == 1, 0.35, 0.9)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _moons(rng: np.random.Generator, y: Array) -> Array:
    angle = rng.uniform(0.0, math.pi, len(y))
    x1 = np.where(y == 1, 0.5 - np.cos(angle), np.cos(angle) - 0.5)
    x2 = np.where(y == 1, 0.25 - np.sin(angle), np.sin(angle) - 0.25)
    return np.stack([x1, x2], axis=1) / 1.5


def _spiral(rng: np.random.Generator, y: Array) -> Array:
    radius = rng.uniform(0.08, 0.95, len(y))
    angle = radius * SPIRAL_TURNS * 2 * math.pi + math.pi * y
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _xor(rng: np.random.Generator, y: Array) -> Array:
    return _cells(rng, y, 2)


def _checkerboard(rng: np.random.Generator, y: Array) -> Array:
    return _cells(rng, y, 4)


def _cells(rng: np.random.Generator, y: Array, cells: int) -> Array:
    """Draw points in the squares of a board whose colour is their class, away from the edges."""
    row = rng.integers(0, cells, len(y))
    column = 2 * rng.integers(0, cells // 2, len(y)) + (row + y) % 2
    within = rng.uniform(0.06, 0.94, (len(y), 2))
    return (np.stack([column, row], axis=1) + within) * (2.0 / cells) - 1.0


def _draw(name: str, shape: Shape, options: Settings, split: str) -> RawSamples:
    chosen = cast(PointOptions, options)
    # Each toy and each split draws from a stream of its own.
    entropy = (chosen.seed, zlib.crc32(name.encode()), 0 if split == "train" else 1)
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
    count = chosen.samples if split == "train" else chosen.samples // 2
    y = rng.permutation(np.arange(count) % 2)
    x = shape(rng, y) + chosen.noise * rng.standard_normal((count, 2))
    return x.astype(np.float32), y


def _toy(name: str, title: str, summary: str, shape: Shape, noise: float) -> DatasetSource:
    def info(options: Settings) -> DatasetInfo:
        chosen = cast(PointOptions, options)
        return DatasetInfo(
            name=name,
            title=title,
            summary=summary,
            kind="points",
            signature=_SIGNATURE,
            train_count=chosen.samples,
            test_count=chosen.samples // 2,
            scaling="standard",
            validation=chosen.samples // 5,
            options=chosen,
        )

    def read(options: Settings, split: str) -> RawSamples:
        return _draw(name, shape, options, split)

    return DatasetSource(info, read, PointOptions(noise=noise))


_SIGNATURE = Signature(input_shape=(2,), classes=("0", "1"), raw_shape=(2,), features=("x1", "x2"))

_XOR_TABLE = DatasetInfo(
    name="xor_table",
    title=N_("XOR truth table"),
    summary=N_(
        "The four rows of exclusive or: true where exactly one input is. No straight line divides "
        "them. The test samples are the same four rows."
    ),
    kind="points",
    signature=replace(_SIGNATURE, features=("a", "b")),
    train_count=4,
    test_count=4,
    scaling="none",
    validation=0,
    options=NoOptions(),
)


def _read_xor_table(options: Settings, split: str) -> RawSamples:
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    return x, np.array([0, 1, 1, 0])


TOYS = {
    "gaussians": _toy(
        "gaussians",
        N_("Two Gaussians"),
        N_("Two round clouds of points; a straight line divides them almost perfectly."),
        _gaussians,
        0.25,
    ),
    "xor_table": DatasetSource(lambda options: _XOR_TABLE, _read_xor_table, NoOptions()),
    "xor": _toy(
        "xor",
        N_("XOR quadrants"),
        N_("Points in four quadrants, opposite ones of one class: the cloud version of XOR."),
        _xor,
        0.02,
    ),
    "circles": _toy(
        "circles",
        N_("Circles"),
        N_("A ring around a ring; a network has to close a curve around the inner one."),
        _circles,
        0.08,
    ),
    "moons": _toy(
        "moons",
        N_("Moons"),
        N_("Two half moons that reach into each other; the border between them bends twice."),
        _moons,
        0.08,
    ),
    "spiral": _toy(
        "spiral",
        N_("Spiral"),
        N_("Two arms wound around each other: hard for a small network, hopeless for a line."),
        _spiral,
        0.02,
    ),
    "checkerboard": _toy(
        "checkerboard",
        N_("Checkerboard"),
        N_("Four by four squares of alternating class: many borders for a network to find."),
        _checkerboard,
        0.0,
    ),
}
