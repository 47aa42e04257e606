"""Sound as a picture: how strong each pitch is at each moment.

The mel scale, on which equal steps sound equally far apart, is that of O'Shaughnessy ("Speech
Communication: Human and Machine", 1987, after Stevens, Volkmann and Newman 1937), in the form that
HTK uses: ``m = 2595 lg(1 + f / 700)``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnstudio.core.layer import Array

FLOOR = -80.0
"""In decibels; anything fainter counts as silence."""
MOST_LENGTH = 1 << 16
MOST_AT_ONCE = 1 << 21
"""So many numbers are transformed in one go."""
REFERENCE_DB = 10.0


@dataclass(frozen=True)
class SpectrogramForm:
    """How sound becomes a spectrogram.

    Parameters
    ----------
    rate
        Samples a second.
    samples
        How many samples a sound has.
    window, hop
        How many samples a window has, and how many lie between the beginnings of two.
    bands
        How many bands of pitch there are.
    """

    rate: int
    samples: int
    window: int
    hop: int
    bands: int

    @property
    def frames(self) -> int:
        """How many windows fit."""
        return 1 + max(0, self.samples - self.window) // self.hop


def mel(frequency: Array | float) -> Array:
    """Return the pitch of a frequency in Hz."""
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(frequency) / 700.0))


def hertz(pitch: Array) -> Array:
    """Return the frequency in Hz of a pitch in mel."""
    return np.asarray(700.0 * (10.0 ** (np.asarray(pitch) / 2595.0) - 1.0))


@lru_cache(maxsize=2)
def filter_bank(rate: int, length: int, bands: int) -> Array:
    """Return how much each band hears of each frequency: ``(length // 2 + 1, bands)``.

    Bands are triangles that overlap by half, equally wide in mel, from 0 Hz to half the rate.
    """
    edges = hertz(np.linspace(0.0, float(mel(rate / 2)), bands + 2))
    frequencies = np.linspace(0.0, rate / 2, length // 2 + 1)[:, np.newaxis]
    rising = (frequencies - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - frequencies) / (edges[2:] - edges[1:-1])
    return np.maximum(0.0, np.minimum(rising, falling))


@lru_cache(maxsize=8)
def transform_length(form: SpectrogramForm) -> int:
    """Return how many samples are transformed: the window and as many zeros as every band needs."""
    length = 1 << (form.window - 1).bit_length()
    while (
        length < MOST_LENGTH and not (filter_bank(form.rate, length, form.bands).max(0) > 0.5).all()
    ):
        length *= 2
    return length


def log_mel(sound: Array, form: SpectrogramForm) -> Array:
    """Return the spectrogram of a sound ``(samples,)``: float32 ``(frames, bands)`` in decibels.

    The power of each windowed frame (Hann) is summed in bands of pitch; 0 dB is that of a pure tone
    as loud as can be, `FLOOR` the least.
    """
    length = transform_length(form)
    if len(sound) < form.window:
        sound = np.pad(sound, (0, form.window - len(sound)))
    frames = np.lib.stride_tricks.sliding_window_view(sound, form.window)[:: form.hop]
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(form.window) / form.window)
    loudest = 2.0 / max(float(hann.sum()), 1.0)
    bank = filter_bank(form.rate, length, form.bands)
    heard = np.empty((form.frames, form.bands))
    step = max(1, MOST_AT_ONCE // length)
    for start in range(0, form.frames, step):
        part = slice(start, min(start + step, form.frames))
        spectrum = np.fft.rfft(frames[part] * hann, length)
        heard[part] = np.square(np.abs(spectrum) * loudest) @ bank
    decibels = REFERENCE_DB * np.log10(np.maximum(heard, 10.0 ** (FLOOR / REFERENCE_DB)))
    return decibels.astype(np.float32)


def resampled(sound: Array, rate: int, wanted: int) -> Array:
    """Return a sound as it is at another rate, without pitches that this cannot hold.

    Its spectrum is cut off or continued with zeros (resampling by the discrete Fourier transform).
    """
    if rate == wanted or not len(sound):
        return sound
    whole = rate // math.gcd(rate, wanted)
    # Silence behind it makes it last a whole number of samples at both rates.
    padded = np.pad(sound, (0, -len(sound) % whole))
    count = len(padded) * wanted // rate
    spectrum = np.fft.rfft(padded)[: count // 2 + 1]
    made = np.fft.irfft(spectrum, count) * (count / len(padded))
    return made[: max(1, round(len(sound) * wanted / rate))]
