"""How training samples are varied each time they are used, as the user decides it."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_

PICTURE_SETTINGS = (
    "rotate",
    "shift",
    "zoom",
    "shear",
    "flip_horizontal",
    "flip_vertical",
    "brightness",
    "contrast",
    "noise",
    "erase",
    "elastic",
)
SERIES_SETTINGS = ("jitter", "rescale")


@dataclass(frozen=True)
class Augmentation(Settings):
    """Small random changes that leave the answer as it is; all are off at first.

    Pictures use what `PICTURE_SETTINGS` names, sequences of numbers `SERIES_SETTINGS`.
    """

    name = "augmentation"
    label = N_("Augmentation")

    rotate: float = param(
        0.0,
        low=0.0,
        high=180.0,
        unit="°",
        label=N_("Rotate"),
        help=N_("Turns each picture by an angle up to this, to either side."),
    )
    shift: float = param(
        0.0,
        low=0.0,
        high=0.5,
        label=N_("Shift"),
        help=N_("Moves each picture by up to this share of its sides, in any direction."),
    )
    zoom: float = param(
        0.0,
        low=0.0,
        high=0.9,
        label=N_("Zoom"),
        help=N_("Enlarges or shrinks each picture by up to this share."),
    )
    shear: float = param(
        0.0,
        low=0.0,
        high=60.0,
        unit="°",
        label=N_("Shear"),
        help=N_("Slants each picture by an angle up to this."),
    )
    flip_horizontal: bool = param(
        False,
        label=N_("Flip left and right"),
        help=N_("Mirrors every other picture, left and right changed over."),
    )
    flip_vertical: bool = param(
        False,
        label=N_("Flip top and bottom"),
        help=N_("Mirrors every other picture, top and bottom changed over."),
    )
    brightness: float = param(
        0.0,
        low=0.0,
        high=1.0,
        label=N_("Brightness"),
        help=N_("Makes each picture brighter or darker by up to this share of the full range."),
    )
    contrast: float = param(
        0.0,
        low=0.0,
        high=1.0,
        label=N_("Contrast"),
        help=N_("Raises or lowers the contrast of each picture by up to this share."),
    )
    noise: float = param(
        0.0,
        low=0.0,
        high=1.0,
        label=N_("Noise"),
        help=N_("Adds noise with a standard deviation of this share of the full range."),
    )
    erase: float = param(
        0.0,
        low=0.0,
        high=0.9,
        label=N_("Erase"),
        help=N_("Blanks a box with sides of up to this share of the picture's."),
    )
    elastic: float = param(
        0.0,
        low=0.0,
        high=10.0,
        unit=N_("pixels"),
        label=N_("Elastic"),
        help=N_("Bends each picture as if it were rubber, by about so much (Simard et al. 2003)."),
    )
    jitter: float = param(
        0.0,
        low=0.0,
        high=2.0,
        label=N_("Jitter"),
        help=N_("Adds noise to each step, in standard deviations of the scaled series."),
    )
    rescale: float = param(
        0.0,
        low=0.0,
        high=1.0,
        label=N_("Rescale"),
        help=N_("Makes each sequence larger or smaller by up to this share."),
    )

    @property
    def active(self) -> bool:
        """Whether anything is varied at all."""
        return any(self.values().values())
