"""What the messy files of the tests are made of."""

from __future__ import annotations

import gzip
import io
import struct
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image

Files = Mapping[str, str | bytes]
"""The contents of files by their names, which begin with that of the file or folder to read."""


def write(place: Path, files: Files) -> Path:
    """Write files below a folder; return the file or folder that they belong to."""
    for name, content in files.items():
        path = place / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return place / next(iter(files)).split("/", maxsplit=1)[0]


def picture(form: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (8, 6)) -> bytes:
    """Return a picture of a few colours; its mode as Pillow calls it."""
    width, height = size
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 3] = 200, np.arange(width) * 9, 255
    drawn = Image.fromarray(pixels[..., 0].astype(np.uint16) * 257)
    if mode != "I;16":
        drawn = Image.fromarray(pixels).convert(mode)
    stream = io.BytesIO()
    drawn.save(stream, form)
    return stream.getvalue()


def pictures(*labels: str, each: int = 3, form: str = "PNG", mode: str = "RGB") -> dict[str, bytes]:
    """Return a folder of pictures for each class."""
    suffix = form.lower()
    return {
        f"pictures/{label}/{n}.{suffix}": picture(form, mode)
        for label in labels
        for n in range(each)
    }


def idx(array: np.ndarray) -> bytes:
    """Return an array of bytes as MNIST's own files have it."""
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def digits(count: int = 10, labels: int = 10) -> dict[str, bytes]:
    """Return MNIST's own files of training, with small pictures."""
    return {
        "mnist/train-images-idx3-ubyte": idx(np.ones((count, 5, 4), np.uint8)),
        "mnist/train-labels-idx1-ubyte": idx(np.arange(labels).astype(np.uint8) % 3),
    }


def npy(array: object) -> bytes:
    """Return an array as NumPy saves it."""
    stream = io.BytesIO()
    np.save(stream, np.asarray(array), allow_pickle=True)
    return stream.getvalue()


def npz(**arrays: object) -> bytes:
    """Return arrays as NumPy saves several of them."""
    stream = io.BytesIO()
    known = {name: np.asarray(array) for name, array in arrays.items()}
    np.savez(stream, allow_pickle=True, **known)
    return stream.getvalue()


def sound(rate: int = 8000, width: int = 2, channels: int = 1, seconds: float = 0.1) -> bytes:
    """Return a tone as a WAV file."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        tone = np.sin(np.arange(int(rate * seconds)) / 5) * (2 ** (8 * width - 2))
        sample = np.repeat(tone, channels).astype("<i2" if width == 2 else "<i4")
        made.writeframes(sample.tobytes())
    return stream.getvalue()


def sounds(*labels: str, each: int = 3) -> dict[str, bytes]:
    """Return a folder of sounds for each class."""
    return {f"sounds/{label}/{n}.wav": sound() for label in labels for n in range(each)}


def packed(text: str) -> bytes:
    """Return text packed with gzip."""
    return gzip.compress(text.encode(), mtime=0)
