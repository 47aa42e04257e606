"""Tables made on the spot: named columns in units of their own, and several targets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.dataset import DatasetInfo, RawSamples
from nnstudio.data.source import DatasetSource
from nnstudio.graph.signature import Signature, Target

GRAVITY = 9.81
SPEEDS = 10.0, 30.0
ANGLES = 10.0, 80.0
MARK, TOLERANCE = 40.0, 8.0
"""Where a throw should land, and how far beside that still counts, in metres."""


@dataclass(frozen=True)
class ThrowOptions(Settings):
    """How many throws there are and how well they are measured."""

    name = "throws"
    label = N_("Throws")

    samples: int = param(
        1000,
        low=20,
        high=100_000,
        label=N_("Samples"),
        help=N_("How many throws there are to learn from; half as many more are for testing."),
    )
    noise: float = param(
        0.3,
        low=0.0,
        high=20.0,
        unit="m",
        label=N_("Noise"),
        help=N_("How inexactly range and height were measured: the standard deviation in metres."),
    )
    seed: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("Seed"),
        help=N_("Another number draws other throws."),
    )


def flight(speed: Array, angle: Array) -> tuple[Array, Array]:
    """Return how far and how high throws ``(n,)`` go: without air, from the ground.

    ``R = v² sin 2α / g`` and ``h = v² sin² α / 2g``.
    """
    radians = angle * (math.pi / 180)
    reach = speed**2 * np.sin(2 * radians) / GRAVITY
    return reach, (speed * np.sin(radians)) ** 2 / (2 * GRAVITY)


def _read_throws(options: Settings, split: str) -> RawSamples:
    chosen = cast(ThrowOptions, options)
    entropy = (chosen.seed, 0 if split == "train" else 1)
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
    count = chosen.samples if split == "train" else chosen.samples // 2
    x = rng.uniform((SPEEDS[0], ANGLES[0]), (SPEEDS[1], ANGLES[1]), (count, 2))
    reach, height = flight(x[:, 0], x[:, 1])
    reach = np.maximum(reach + chosen.noise * rng.standard_normal(count), 0.0)
    height = np.maximum(height + chosen.noise * rng.standard_normal(count), 0.0)
    lands = np.digitize(reach, (MARK - TOLERANCE, MARK + TOLERANCE))
    return x, np.stack([reach, height, lands], axis=1)


def _throws(options: Settings) -> DatasetInfo:
    chosen = cast(ThrowOptions, options)
    return DatasetInfo(
        name="projectile",
        title=N_("Projectile"),
        summary=N_(
            "How far and how high a ball flies that is thrown at a speed and an angle, and whether "
            "it lands on a mark 40 m away (give or take 8 m). Three targets to learn at once."
        ),
        kind="table",
        signature=_THROWS,
        train_count=chosen.samples,
        test_count=chosen.samples // 2,
        scaling="standard",
        validation=chosen.samples // 5,
        options=chosen,
        units=(("speed", "m/s"), ("angle", "°"), ("range", "m"), ("height", "m")),
    )


_THROWS = Signature(
    input_shape=(2,),
    task="regression",
    raw_shape=(2,),
    features=("speed", "angle"),
    target_name="range",
    target_shape=(1,),
    further=(
        Target("height", "regression", shape=(1,)),
        Target("lands", classes=("short", "on target", "long")),
    ),
)

TABLES = {"projectile": DatasetSource(_throws, _read_throws, ThrowOptions())}
