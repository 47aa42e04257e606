"""Sound files as samples of one length: what suits them, and how each is read."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.memory import memory_text
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers.class_folders import FoundFile, FoundFiles
from nnstudio.data.readers.folder_search import label_of, natural
from nnstudio.data.readers.room import most_bytes
from nnstudio.data.readers.sound_options import SoundOptions
from nnstudio.data.readers.spectrogram import SpectrogramForm, log_mel, resampled
from nnstudio.data.readers.wav_file import open_wav, read_wav

MOST_LOOKED_AT = 500
USUAL_RATE = 16_000
LONGEST = 10.0
"""Sounds are read up to so many seconds unless more are asked for."""
COVERED = 0.95
"""This share of all sounds fits into the length that is chosen."""
PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}


@dataclass(frozen=True)
class SoundForm:
    """How sounds are made into samples."""

    raw: bool
    spectrogram: SpectrogramForm

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of a sample: ``(samples, 1)`` or ``(frames, bands)``."""
        form = self.spectrogram
        return (form.samples, 1) if self.raw else (form.frames, form.bands)


def form_of(options: SoundOptions) -> SoundForm:
    """Return how sounds become samples by options in which nothing is automatic any more."""
    rate = options.rate
    samples = max(1, round(options.seconds * rate))
    window, hop = (max(1, round(time * rate / 1000)) for time in (options.window, options.hop))
    form = SpectrogramForm(rate, samples, max(2, window), hop, options.bands)
    return SoundForm(options.representation == "raw", form)


def decide(
    files: Sequence[FoundFile], options: SoundOptions
) -> tuple[SoundOptions, list[Text], list[Skipped]]:
    """Return the options with rate and length chosen, by looking at some of the sounds."""
    rates: Counter[int] = Counter()
    lengths: list[float] = []
    skipped: list[Skipped] = []
    step = max(1, len(files) // MOST_LOOKED_AT)
    for file in files[::step]:
        try:
            wav = open_wav(file.path)
        except UserError as error:
            skipped.append(Skipped(file.name, error.text))
            continue
        rates[wav.rate] += 1
        lengths.append(wav.seconds)
    warnings: list[Text] = []
    if not lengths:
        return options, warnings, skipped
    rate = options.rate or min(rates.most_common(1)[0][0], USUAL_RATE)
    if len(rates) > 1:
        text = N_("The sounds have different sample rates; all are brought to {rate} Hz.")
        warnings.append(Text(text, rate=rate))
    lengths.sort()
    seconds = options.seconds
    if not seconds:
        covering = lengths[math.ceil(COVERED * len(lengths)) - 1]
        seconds = min(max(0.1, math.ceil(covering * 10 - 1e-9) / 10), LONGEST)
    shorter = sum(length < seconds for length in lengths) * 100 // len(lengths)
    longer = sum(length > seconds + 0.5 / rate for length in lengths) * 100 // len(lengths)
    if longer:
        text = N_(
            "About {share} % of the sounds are longer than {seconds} s and are cut off there."
        )
        warnings.append(Text(text, share=max(1, longer), seconds=f"{seconds:g}"))
    if shorter:
        text = N_(
            "About {share} % of the sounds are shorter than {seconds} s; silence follows them."
        )
        warnings.append(Text(text, share=max(1, shorter), seconds=f"{seconds:g}"))
    return options.with_values(rate=rate, seconds=seconds), warnings, skipped


def named(found: FoundFiles, naming: str, name: str) -> tuple[FoundFiles, str]:
    """Return files with the class that their folders or their names tell, and which of it was.

    Raises
    ------
    UserError
        Neither tells a class.
    """
    if naming == "folder" or (naming == "automatic" and found.classes):
        if not found.classes:
            text = N_(
                "The sounds in {name} are in no folders of classes. Put those of each class into a "
                "folder of their own, or choose the part of their names that tells it."
            )
            raise UserError(Text(text, name=name))
        return found, "folder"
    words = [parts_of_name(file.name) for file in found.files]
    if naming == "automatic":
        naming = _telling(words)
    place = PLACES.get(naming)
    if place is None:
        text = N_(
            "Nothing tells the class of the {count} sounds in {name}. Put those of each class into a "
            "folder of their own, or name them like en_3.wav."
        )
        raise UserError(Text(text, count=len(found.files), name=name))
    fits = [place < len(parts) for parts in words]
    labels = [label_of(p[place]) if fit else "" for p, fit in zip(words, fits, strict=True)]
    pairs = zip(found.files, labels, strict=True)
    files = [replace(file, label=label) for file, label in pairs if label]
    if not files:
        text = N_("No name in {name} has that many parts. Choose another part for the class.")
        raise UserError(Text(text, name=name))
    classes = sorted({file.label for file in files}, key=natural)
    loose = len(found.files) - len(files)
    return replace(found, files=tuple(files), classes=tuple(classes), loose=loose), naming


def parts_of_name(name: str) -> list[str]:
    """Return the parts of a file's name: ``en_3.wav`` has en and 3."""
    stem = re.sub(r"\.[^.]*$", "", name.rsplit("/", 1)[-1])
    return [part for part in re.split(r"[\s_.\-]+", stem) if part]


def read_sound(path: str, form: SoundForm) -> Array:
    """Return a sound file as a sample: float32 of `SoundForm.shape`.

    Raises
    ------
    UserError
        It cannot be read; the text is the reason alone.
    """
    shape = form.spectrogram
    wav = open_wav(path)
    # A little more than is used, so that resampling has no edge within it.
    sound = read_wav(path, wav, shape.samples / shape.rate + 0.1)
    sound = resampled(sound, wav.rate, shape.rate)[: shape.samples]
    sound = np.pad(sound, (0, shape.samples - len(sound)))
    if form.raw:
        return sound.astype(np.float32)[:, np.newaxis]
    return log_mel(sound, shape)


def room_for(count: int, form: SoundForm, name: str) -> Array:
    """Return room for samples, ``(count, *form.shape)``.

    Raises
    ------
    UserError
        There is not as much memory.
    """
    needed, most = 4 * count * size_of(form.shape), most_bytes()
    try:
        if needed <= most:
            return np.zeros((count, *form.shape), np.float32)
    except MemoryError:
        pass
    seconds = form.spectrogram.samples / form.spectrogram.rate
    text = N_(
        "The {count} sounds in {name} take {needed} at {seconds} s each; here is room for {most}. "
        "Read {fitting} s of each at most, or use a lower rate."
    )
    told = {"needed": memory_text(needed), "most": memory_text(most)}
    fitting = math.floor(seconds * most / needed * 100) / 100
    text_of = Text(
        text, count=count, name=name, seconds=f"{seconds:g}", fitting=f"{fitting:g}", **told
    )
    raise UserError(text_of)


def _telling(words: Sequence[Sequence[str]]) -> str:
    """Return the first part of names that has several values, each more than once on average."""
    for naming, place in PLACES.items():
        values = [parts[place] for parts in words if place < len(parts)]
        if len(values) == len(words) and 2 <= len(set(values)) <= len(values) // 2:
            return naming
    return ""
