"""Curves drawn on the spot: one feature, one number to predict, both within about -1 … 1."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.dataset import DatasetInfo, RawSamples
from nnstudio.data.source import DatasetSource
from nnstudio.graph.signature import Signature

Curve = Callable[[Array], Array]
"""Gives the exact values ``(n,)`` at some places ``(n,)``."""


@dataclass(frozen=True)
class CurveOptions(Settings):
    """How a curve is measured."""

    name = "curve"
    label = N_("Curve")

    samples: int = param(
        200,
        low=20,
        high=100_000,
        label=N_("Samples"),
        help=N_("How many values there are to learn from; half as many more are for testing."),
    )
    noise: float = param(
        0.05,
        low=0.0,
        high=1.0,
        label=N_("Noise"),
        help=N_("How inexactly the values were measured: the standard deviation."),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Seed"),
        help=N_("Another number draws other values of the same curve."),
    )


def _sine(x: Array) -> Array:
    return np.sin(math.pi * x)


def _cubic(x: Array) -> Array:
    return 4 * x**3 - 3 * x


def _step(x: Array) -> Array:
    return np.where(x < 0, -0.5, 0.5)


def _sum_of_sines(x: Array) -> Array:
    return 0.6 * np.sin(math.pi * x) + 0.4 * np.sin(4 * math.pi * x)


def _toy(name: str, title: str, summary: str, curve: Curve) -> DatasetSource:
    def info(options: Settings) -> DatasetInfo:
        chosen = cast(CurveOptions, options)
        return DatasetInfo(
            name=name,
            title=title,
            summary=summary,
            kind="table",
            signature=_SIGNATURE,
            train_count=chosen.samples,
            test_count=chosen.samples // 2,
            scaling="none",
            validation=chosen.samples // 5,
            options=chosen,
        )

    def read(options: Settings, split: str) -> RawSamples:
        chosen = cast(CurveOptions, options)
        # Each curve and each split draws from a stream of its own.
        entropy = (chosen.seed, zlib.crc32(name.encode()), 0 if split == "train" else 1)
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
        count = chosen.samples if split == "train" else chosen.samples // 2
        x = rng.uniform(-1.0, 1.0, count).astype(np.float32)
        y = curve(x.astype(np.float64)) + chosen.noise * rng.standard_normal(count)
        return x[:, np.newaxis], y

    return DatasetSource(info, read, CurveOptions())


_SIGNATURE = Signature(
    (1,), "regression", raw_shape=(1,), features=("x",), target_name="y", target_shape=(1,)
)

FUNCTION_TOYS = {
    "sine": _toy(
        "sine",
        N_("Sine"),
        N_("One full turn of a wave, y = sin πx: a smooth curve that few hidden units can draw."),
        _sine,
    ),
    "cubic": _toy(
        "cubic",
        N_("Cubic"),
        N_("The curve y = 4x³ - 3x with a hill and a valley."),
        _cubic,
    ),
    "step": _toy(
        "step",
        N_("Step"),
        N_("A jump in the middle: smooth networks can only come near it with large weights."),
        _step,
    ),
    "sum_of_sines": _toy(
        "sum_of_sines",
        N_("Sum of sines"),
        N_("A slow and a fast wave together; networks learn the slow one first."),
        _sum_of_sines,
    ),
}
