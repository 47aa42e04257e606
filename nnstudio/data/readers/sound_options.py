"""The options of sounds: how long they are, and what a network is to hear of them."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.settings import Settings, param
from nnstudio.core.text import N_
from nnstudio.data.readers.class_folders import DIVISIONS

NAMINGS = ("automatic", "folder", "first", "second", "third", "last")
SPECTROGRAM = ("representation", ("spectrogram",))


@dataclass(frozen=True)
class SoundOptions(Settings):
    """How sounds are read."""

    name = "sound"
    label = N_("Sound")

    representation: str = param(
        "spectrogram",
        choices=("spectrogram", "raw"),
        label=N_("Representation"),
        help=N_("What a sample is: how strong each pitch is at each moment, or the sound itself."),
    )
    naming: str = param(
        "automatic",
        choices=NAMINGS,
        label=N_("Class"),
        help=N_(
            "What names the class of a sound: its folder, or a part of its file's name, such as the "
            "first of en_3.wav, en."
        ),
    )
    rate: int = param(
        0,
        low=0,
        high=192_000,
        unit="Hz",
        label=N_("Sample rate"),
        help=N_("How many samples a second are used; 0: as most sounds have, up to 16,000."),
    )
    seconds: float = param(
        0.0,
        low=0.0,
        high=60.0,
        unit="s",
        label=N_("Length"),
        help=N_(
            "How long a sample is: shorter sounds are followed by silence, longer ones cut off at "
            "the end; 0: as long as most of them."
        ),
    )
    bands: int = param(
        40,
        low=1,
        high=256,
        label=N_("Bands"),
        help=N_("How many bands of pitch a spectrogram has."),
        shown_if=SPECTROGRAM,
    )
    window: float = param(
        25.0,
        low=1.0,
        high=1000.0,
        unit="ms",
        label=N_("Window"),
        help=N_("How long the piece of sound is that each frame shows."),
        shown_if=SPECTROGRAM,
    )
    hop: float = param(
        10.0,
        low=0.5,
        high=1000.0,
        unit="ms",
        label=N_("Hop"),
        help=N_("How much later each frame begins than the one before."),
        shown_if=SPECTROGRAM,
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
