"""WAV files: the samples of sound in them, whatever their size in bits, their channels and rate.

Python's own `wave` module knows neither decimal numbers nor, before Python 3.12, the extensible
form in which most programs write 24 bits; and it takes a file that is cut off for a whole one.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
CODINGS = {2: "ADPCM", 6: "A-law", 7: "µ-law", 17: "IMA ADPCM", 49: "GSM 6.10", 85: "MP3"}
RATES = (100, 768_000)
MOST_CHANNELS = 64
MOST_CHUNKS = 1_000
MOST_NUMBERS = 100_000_000
UNKNOWN_SIZE = 0xFFFFFFFF
"""Written by programs that did not know yet how long the sound would be."""


@dataclass(frozen=True)
class WavFile:
    """What the header of a WAV file says.

    Parameters
    ----------
    rate
        Samples a second.
    bits
        Of each number.
    frames
        How many samples each channel has.
    start
        Where they begin in the file.
    """

    rate: int
    channels: int
    bits: int
    decimal: bool
    frames: int
    start: int

    @property
    def seconds(self) -> float:
        """How long the sound lasts."""
        return self.frames / self.rate


def open_wav(path: Path | str) -> WavFile:
    """Read the header of a WAV file.

    Raises
    ------
    UserError
        It is none that can be read; the text is the reason alone.
    """
    try:
        with open(path, "rb") as stream:
            return _header(stream)
    except OSError as error:
        raise UserError(Text(N_("it cannot be opened: {reason}"), reason=error.strerror)) from None


def read_wav(path: Path | str, file: WavFile, most_seconds: float) -> Array:
    """Return the beginning of a sound, its channels mixed to one: float64 ``(samples,)``, -1 ... 1.

    Raises
    ------
    UserError
        It cannot be read; the text is the reason alone.
    """
    frames = min(file.frames, int(most_seconds * file.rate) + 1)
    width = file.bits // 8
    if frames * file.channels > MOST_NUMBERS:
        text = N_("it has too many channels and samples a second: {count} numbers")
        raise UserError(Text(text, count=frames * file.channels))
    try:
        with open(path, "rb") as stream:
            stream.seek(file.start)
            content = stream.read(frames * file.channels * width)
    except OSError as error:
        raise UserError(Text(N_("it cannot be opened: {reason}"), reason=error.strerror)) from None
    frames = len(content) // (file.channels * width)
    content = content[: frames * file.channels * width]
    if file.decimal:
        written = np.frombuffer(content, f"<f{width}")
        if not np.isfinite(written).all():
            raise UserError(Text(N_("it has numbers in it that are missing or infinite")))
        numbers = np.clip(written.astype(np.float64), -1e6, 1e6)
    elif width == 1:  # the only size that has no sign
        numbers = (np.frombuffer(content, np.uint8).astype(np.float64) - 128) / 128
    elif width == 3:
        wide = np.zeros((len(content) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(content, np.uint8).reshape(-1, 3)
        numbers = wide.view("<i4")[:, 0] / 2.0**31
    else:
        numbers = np.frombuffer(content, f"<i{width}") / 2.0 ** (file.bits - 1)
    mixed: Array = numbers.reshape(-1, file.channels).mean(axis=1)
    return mixed


def _header(stream: BinaryIO) -> WavFile:
    head = stream.read(12)
    if not head:
        raise UserError(Text(N_("it is empty")))
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        raise UserError(Text(N_("it is no WAV file: it does not begin with RIFF and WAVE")))
    size = stream.seek(0, 2)
    place, form = 12, b""
    for _ in range(MOST_CHUNKS):
        stream.seek(place)
        chunk = stream.read(8)
        if len(chunk) < 8:
            break
        name, length = struct.unpack("<4sI", chunk)
        place += 8
        if name == b"fmt ":
            form = stream.read(min(length, 40))
        elif name == b"data":
            return _told(form, place, length, size)
        place += length + length % 2
    raise UserError(Text(N_("it is cut off: no sound is in it")))


def _told(form: bytes, start: int, length: int, size: int) -> WavFile:
    """Return what the format says, checked; ``length`` is that of the sound, ``size`` the file's."""
    if len(form) < 16:
        raise UserError(Text(N_("it is broken: what its numbers are is not said before them")))
    coding, channels, rate, _, block, bits = struct.unpack("<HHIIHH", form[:16])
    if coding == EXTENSIBLE and len(form) >= 26:
        coding = struct.unpack("<H", form[24:26])[0]
    if coding not in (PCM, FLOAT):
        text = N_("its sound is compressed ({coding}); save it as PCM")
        raise UserError(Text(text, coding=CODINGS.get(coding, str(coding))))
    known = (32, 64) if coding == FLOAT else (8, 16, 24, 32)
    if bits not in known or not 1 <= channels <= MOST_CHANNELS or block != channels * bits // 8:
        text = N_("it is broken, or of an unknown kind: {bits} bits, {channels} channels")
        raise UserError(Text(text, bits=bits, channels=channels))
    if not RATES[0] <= rate <= RATES[1]:
        text = N_("it is broken: {rate} samples a second; expected are {low} to {high}")
        raise UserError(Text(text, rate=rate, low=RATES[0], high=RATES[1]))
    there = max(0, size - start)
    if length > there and length < UNKNOWN_SIZE - (1 << 16):
        text = N_("it is cut off: {got} of {expected} bytes of sound are there")
        raise UserError(Text(text, got=there, expected=length))
    frames = min(length, there) // block
    if frames == 0:
        raise UserError(Text(N_("it holds no sound")))
    return WavFile(rate, channels, bits, coding == FLOAT, frames, start)
