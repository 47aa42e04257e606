"""Picture files as samples of one size and one way of telling colours."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.pictures import FORMATS, MOST_PIXELS
from nnstudio.data.readers.reader import Progress

if TYPE_CHECKING:
    from PIL import Image

THREADS = min(4, os.cpu_count() or 1)
CHUNK = 32
LONGEST_SIDE = 65_535
"""Longer ones are of broken files, and would be decoded row by row."""
LARGE = 4_000_000
"""Of pictures with more pixels only one is decoded at a time."""
ORIENTATION = 0x0112
"""The tag of EXIF that says how a camera was held."""
TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""How a picture is turned upright for each orientation."""
ON_ITS_SIDE = 5
"""From this orientation on, width and height change over."""
COLOURED = 8
"""How far apart the colours of a pixel may lie in a picture that counts as grey: JPEG is inexact."""
ROWS = 256

_one_large = threading.Lock()


@dataclass(frozen=True)
class PictureForm:
    """How pictures are made into samples; see the options of the same names."""

    height: int
    width: int
    fit: str
    grey: bool
    inverted: bool
    ground: str
    white: int

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of a sample, ``(height, width)`` or ``(height, width, 3)``."""
        return (self.height, self.width) if self.grey else (self.height, self.width, 3)


@dataclass(frozen=True)
class PictureLook:
    """What a picture file is: its size as it is shown, and what it is made of.

    Parameters
    ----------
    coloured
        Whether it shows more than greys.
    highest
        The largest value in it where it has more than 8 bits, else 0.
    moving
        Whether it has several frames.
    """

    height: int
    width: int
    coloured: bool = False
    highest: float = 0.0
    moving: bool = False


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what Pillow has to say about odd files off the console."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def look_at_picture(path: str, closely: bool) -> PictureLook:
    """Look at a picture file; only a close look decodes it and tells more than its size.

    Raises
    ------
    UserError
        It cannot be read; the text is the reason alone.
    """
    from PIL import Image

    with _opened(path) as picture:
        width, height = picture.size
        if _orientation(picture) >= ON_ITS_SIDE:
            width, height = height, width
        if not closely:
            return PictureLook(height, width)
        moving = bool(getattr(picture, "is_animated", False))
        picture.draft("RGB", (64, 64))
        if _deep(picture):
            values = np.nan_to_num(np.asarray(picture), posinf=0, neginf=0)
            return PictureLook(height, width, False, max(float(values.max()), 1.0), moving)
        small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        small.thumbnail((64, 64), Image.Resampling.BOX)
        colours = np.asarray(small.convert("RGBA"), np.int16)
        spread = (colours[..., :3].max(axis=2) - colours[..., :3].min(axis=2)) * (
            colours[..., 3] > 0
        )
        return PictureLook(height, width, bool(spread.max() > COLOURED), 0.0, moving)


def read_sample(path: str, form: PictureForm) -> Array:
    """Return a picture file as a sample: uint8 ``(height, width)`` or ``(height, width, 3)``.

    Raises
    ------
    UserError
        It cannot be read; the text is the reason alone.
    """
    with _opened(path) as picture:
        large = picture.width * picture.height > LARGE
        # JPEG can be decoded at a half, a quarter or an eighth of its size at once.
        side = 2 * max(form.width, form.height)
        if form.fit == "stretch":
            picture.draft("L" if form.grey else "RGB", (side, side))
        if not large:
            return _sample(picture, form)
        with _one_large:
            return _sample(picture, form)


def read_samples(
    paths: Sequence[str], form: PictureForm, x: Array, progress: Progress
) -> dict[int, Text]:
    """Decode many picture files on a few threads into ``x``, ``(n, *form.shape)``.

    Returns
    -------
    Why a picture could not be read, by its place in ``paths``; its sample is left as it was.
    """
    starts = range(0, len(paths), CHUNK)

    def decode(start: int) -> dict[int, Text]:
        failed: dict[int, Text] = {}
        for place in range(start, min(start + CHUNK, len(paths))):
            try:
                x[place] = read_sample(paths[place], form)
            except UserError as error:
                failed[place] = error.text
        return failed

    failed: dict[int, Text] = {}
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for start, missed in zip(starts, pool.map(decode, starts), strict=True):
                failed |= missed
                progress(start / len(paths))
        except BaseException:  # also where the listener ends the work
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return failed


@contextmanager
def _opened(path: str) -> Iterator[Image.Image]:
    """Open a picture, and tell whatever is raised while it is used as a reason not to read it."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            if max(picture.size) > LONGEST_SIDE:
                sides = shape_text((picture.height, picture.width))
                raise ValueError(f"{sides} pixels")
            yield picture
    except Image.DecompressionBombError:
        count = MOST_PIXELS // 1_000_000
        reason = Text(N_("it has more than {count} million pixels"), count=count)
    except UnidentifiedImageError:
        text = N_("it is no picture of a kind that can be read here ({formats})")
        reason = Text(text, formats=", ".join(FORMATS))
        if not os.path.getsize(path):
            reason = Text(N_("it is empty"))
    except FileNotFoundError:
        reason = Text(N_("it is no longer there"))
    except MemoryError:
        reason = Text(N_("there is not enough memory for it"))
    except Exception as error:
        # Decoders of other people's formats raise nearly anything when a file is broken.
        text = N_("it is broken: {reason}")
        reason = Text(text, reason=str(error)[:200] or type(error).__name__)
    else:
        return
    raise UserError(reason)


def _deep(picture: Image.Image) -> bool:
    """Return whether a picture has more than 8 bits a pixel."""
    return picture.mode.startswith("I") or picture.mode == "F"


def _orientation(picture: Image.Image) -> int:
    """Return how the camera was held, 1 ... 8; 1 (upright) where that cannot be read."""
    try:
        told = picture.getexif().get(ORIENTATION)
    except Exception:  # what is written beside the picture may be broken in any way
        return 1
    return told if told in TURNS else 1


def _sample(picture: Image.Image, form: PictureForm) -> Array:
    from PIL import Image

    turn = TURNS.get(_orientation(picture))
    turned = picture.transpose(Image.Transpose[turn]) if turn else picture
    plain = _shallow(turned, form.white) if _deep(turned) else turned
    if plain.has_transparency_data:
        plain = _on_ground(plain, form.ground)
    mode = "L" if form.grey else "RGB"
    if plain.mode != mode:
        # A palette, CMYK and others become colours first, and greys by their brightness (BT.601).
        plain = plain if plain.mode in ("L", "RGB", "1") else plain.convert("RGB")
        plain = plain.convert(mode)
    sample = np.asarray(_fitted(plain, form))
    return 255 - sample if form.inverted else sample


def _shallow(picture: Image.Image, white: int) -> Image.Image:
    """Return a picture of more than 8 bits with 8: 0 is black, ``white`` and above white."""
    from PIL import Image

    values = np.asarray(picture)
    pixels = np.empty(values.shape, np.uint8)
    factor = np.float32(255.0 / max(white, 1))
    for start in range(0, len(values), ROWS):
        part = np.nan_to_num(values[start : start + ROWS].astype(np.float32), posinf=white)
        pixels[start : start + ROWS] = np.rint(np.clip(part * factor, 0, 255))
    return Image.fromarray(pixels)


def _on_ground(picture: Image.Image, ground: str) -> Image.Image:
    from PIL import Image

    over = picture.convert("RGBA")
    opaque = Image.new("RGBA", over.size, ground)
    opaque.alpha_composite(over)
    return opaque.convert("RGB")


def _fitted(picture: Image.Image, form: PictureForm) -> Image.Image:
    from PIL import Image, ImageOps

    size = form.width, form.height
    if picture.size == size:
        return picture
    smooth = Image.Resampling.BICUBIC
    if form.fit == "stretch":
        return picture.resize(size, smooth, reducing_gap=2.0)
    if form.fit == "crop":
        return ImageOps.fit(picture, size, smooth)
    factor = min(size[0] / picture.width, size[1] / picture.height)
    inner = tuple(
        min(max(1, round(side * factor)), most)
        for side, most in zip(picture.size, size, strict=True)
    )
    small = picture.resize((inner[0], inner[1]), smooth, reducing_gap=2.0)
    canvas = Image.new(picture.mode, size, form.ground)
    canvas.paste(small, ((size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2))
    return canvas
