"""The options of pictures: what they are brought to before a network sees them."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.readers.class_folders import DIVISIONS


@dataclass(frozen=True)
class PictureOptions(Settings):
    """How pictures are read."""

    name = "images"
    label = N_("Pictures")

    height: int = param(
        0,
        low=0,
        high=4096,
        unit=N_("pixels"),
        label=N_("Height"),
        help=N_("The height that every picture is brought to; 0: what suits most of them."),
    )
    width: int = param(
        0,
        low=0,
        high=4096,
        unit=N_("pixels"),
        label=N_("Width"),
        help=N_("The width that every picture is brought to; 0: what suits most of them."),
    )
    fit: str = param(
        "stretch",
        choices=("stretch", "letterbox", "crop"),
        label=N_("Fit"),
        help=N_(
            "What is done where height and width differ in proportion: stretch the picture, show "
            "it whole with bars beside it, or cut off what sticks out."
        ),
    )
    colour: str = param(
        "automatic",
        choices=("automatic", "grey", "rgb"),
        label=N_("Colour"),
        help=N_("Whether samples are grey or have red, green and blue; automatic: as they are."),
    )
    invert: bool = param(
        False,
        label=N_("Invert"),
        help=N_("Makes dark light and light dark, as for dark ink on white paper."),
    )
    ground: str = param(
        "white",
        choices=("white", "black"),
        label=N_("Ground"),
        help=N_("What is behind transparent parts, and in the bars of a letterbox."),
        advanced=True,
    )
    white: int = param(
        0,
        low=0,
        high=2**31 - 1,
        label=N_("White"),
        help=N_(
            "The value that is white in pictures with more than 8 bits, such as 4095 or 65535; "
            "0: find out."
        ),
        advanced=True,
    )
    division: str = param(
        "automatic",
        choices=DIVISIONS,
        label=N_("Folders train and test"),
        help=N_(
            "Whether folders called train, validation and test divide the samples: not at all, "
            "for the test only, or all parts."
        ),
        advanced=True,
    )
