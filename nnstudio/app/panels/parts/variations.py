"""Some training samples as augmentation varies them; computed beside the window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.app.panels.parts.sample_sheet import as_pictures
from nnstudio.core.layer import Array
from nnstudio.data import load_dataset
from nnstudio.data.augment import variation
from nnstudio.data.scaling import scaled
from nnstudio.data.split import split_samples
from nnstudio.graph.augmentation import PICTURE_SETTINGS, SERIES_SETTINGS
from nnstudio.graph.data_plan import DataPlan

SOUND_SETTINGS = ("shift", "zoom", "brightness", "contrast", "noise", "erase")
"""A spectrum that is turned or mirrored is no sound any more."""
PICTURES, DRAWS, LINES = 6, 3, 4


@dataclass(frozen=True, eq=False)
class Variations:
    """Samples before and after.

    Parameters
    ----------
    kind
        ``"image"``, ``"sound"`` or ``"series"``.
    before
        Pictures as uint8 ``(n, height, width)`` or ``(n, height, width, 3)``, or scaled sequences
        ``(n, steps, features)``.
    after
        The same with an axis of draws in front.
    """

    kind: str
    before: Array
    after: Array


def settings_for(plan: DataPlan, kind: str) -> tuple[str, ...]:
    """Return the settings of augmentation that make sense for samples; none for tables and texts.

    Parameters
    ----------
    kind
        The kind of the data, as its card says.
    """
    steps = len(plan.signature.input_shape)
    if kind == "sound" and steps == 3:
        return SOUND_SETTINGS
    known = {3: PICTURE_SETTINGS, 2: SERIES_SETTINGS}.get(steps, ())
    return () if plan.signature.tokens else known


def vary(plan: DataPlan, draw: int) -> Variations:
    """Vary some training samples; another ``draw`` varies others, and in other ways.

    Raises
    ------
    UserError
        The data cannot be read.
    """
    data = load_dataset(plan.source)
    training = split_samples(data, plan).training
    pictures = len(plan.signature.input_shape) == 3
    count = min(PICTURES if pictures else LINES, len(training))
    chosen = np.random.default_rng(draw).choice(training, count, replace=False)
    x = scaled(plan, data.samples(chosen))
    varied = variation(plan, data.info, x)
    draws = DRAWS if pictures else 1
    chance = np.random.default_rng((draw, 1))
    after = np.stack([x if varied is None else varied.varied(x, chance) for _ in range(draws)])
    if not pictures:
        return Variations("series", x, after)
    before, after = _in_own_units(plan, x), _in_own_units(plan, after)
    bounds = data.info.value_range or (float(before.min()), float(before.max()))
    shape = after.shape
    flat = as_pictures(after.reshape(-1, *shape[2:]), bounds)
    kind = "sound" if data.info.kind == "sound" else "image"
    return Variations(
        kind, as_pictures(before, bounds), flat.reshape(draws, count, *flat.shape[1:])
    )


def _in_own_units(plan: DataPlan, x: Array) -> Array:
    """Return prepared samples as the data itself says them."""
    size = len(plan.shift)
    fits = plan.signature.input_shape if size > x.shape[-1] else (size,)
    shift, scale = (np.array(fitted).reshape(fits) for fitted in (plan.shift, plan.scale))
    found: Array = x / scale + shift
    return found
