"""Numbers as colours: the tables that pictures of feature maps and weights are painted with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nnstudio.app.style.colors import channels

# Ottosson, "A perceptual color space for image processing" (2020): linear RGB -> LMS -> Oklab.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


Floats = npt.NDArray[np.float64]


def linear_light(color: str) -> Floats:
    """Return a colour as amounts of red, green and blue light, of shape ``(3,)``."""
    rgb = np.array(channels(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def oklab(linear: Floats) -> Floats:
    """Return light as Oklab, where equal distances look equally large."""
    lab: Floats = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def lookup_table(stops: Sequence[str], size: int = 256) -> npt.NDArray[np.uint8]:
    """Return ``size`` colours of shape ``(size, 3)`` that lead evenly to the eye along the stops."""
    lab = oklab(np.array([linear_light(stop) for stop in stops]))
    where = np.linspace(0, len(stops) - 1, size)
    between = np.stack([np.interp(where, np.arange(len(stops)), axis) for axis in lab.T], axis=1)
    linear = (between @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T
    linear = np.clip(linear, 0.0, 1.0)
    rgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(255 * rgb).astype(np.uint8)
