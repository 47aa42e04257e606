"""Pictures from outside, made to look like those a digits network has learned from."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 64_000_000
WORKING_SIDE = 1024  # larger pictures are shrunk to this before anything else
FORMATS = ("PNG", "JPEG", "BMP", "WEBP", "GIF", "TIFF")  # none of them runs another program
FAINTEST_CONTRAST = 24.0  # of 255 grey levels; below it a picture counts as empty
INK_SHARE = 0.02  # of the brightest ink: fainter specks do not widen the box around a digit
HALO_SHARE = 0.15  # of the strongest ink
SMALL_SIDE = 96
LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as Pillow's own grey


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as a sample in the data set's own units, and what was done to it.

    Parameters
    ----------
    pixels
        uint8 ``(height, width)``, ink bright on black.
    inverted
        True where the picture showed dark ink on a light ground.
    size
        Width and height of the picture that was read.
    """

    pixels: Array
    inverted: bool
    size: tuple[int, int]

    @property
    def note(self) -> Text:
        """What was done, in a sentence."""
        if self.inverted:
            template = N_(
                "{width} × {height} picture with dark ink on a light ground: turned to grey, "
                "inverted, cropped to the ink and centred."
            )
        else:
            template = N_(
                "{width} × {height} picture with light ink on a dark ground: turned to grey, "
                "cropped to the ink and centred."
            )
        return Text(template, width=self.size[0], height=self.size[1])


def read_picture(path: str | os.PathLike[str], shape: Shape) -> Picture:
    """Read a picture file as a sample for a network that learned from grey pictures.

    The ink may be dark on light or light on dark, grey or coloured, anywhere in the picture.

    Parameters
    ----------
    path
        A PNG, JPEG, BMP, WebP, GIF or TIFF file; of several frames the first counts.
    shape
        The data set's ``raw_shape``, ``(height, width)``.

    Raises
    ------
    UserError
        It is no picture, is broken or huge, shows nothing, or the network takes no pictures.
    """
    grey, size = _read_grey(path)
    ink, inverted = _ink(grey)
    return Picture(centre_digit(ink, shape), inverted, size)


def centre_digit(strokes: Array, shape: Shape = (28, 28)) -> Array:
    """Put a drawn digit in the middle, as in MNIST, and return it as uint8 ``(height, width)``.

    The ink is cropped, scaled so that its longer side takes 20 of 28 pixels, and moved so that
    its centre of mass lies in the middle (LeCun et al. 1998).

    Parameters
    ----------
    strokes
        Ink 0 … 255 on empty ground ``(height, width)``, of any size.
    shape
        The size to make, ``(height, width)`` or ``(height, width, 1)``.

    Raises
    ------
    UserError
        Nothing is drawn, or the network takes no grey pictures.
    """
    if len(shape) not in (2, 3) or shape[2:] not in ((), (1,)):
        raise UserError(
            Text(
                N_(
                    "A picture cannot be made into a sample of the shape {got}: it takes height × "
                    "width. Choose a project that learns from grey pictures."
                ),
                got=shape_text(shape) or "0",
            )
        )
    peak = float(strokes.max(initial=0))
    if peak <= 0:
        raise UserError(Text(N_("There is nothing drawn. Draw a digit first.")))
    ink = strokes.astype(np.float32) * np.float32(255.0 / peak)
    rows, columns = (np.flatnonzero(ink.max(axis=a) > 255 * INK_SHARE) for a in (1, 0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    ink = _resized(ink, (round(shape[0] * 20 / 28), round(shape[1] * 20 / 28)))
    canvas = np.zeros(shape[:2], np.float32)
    mass = ink.sum()
    corner = []
    for axis in (0, 1):
        centre = float((ink.sum(axis=1 - axis) * np.arange(ink.shape[axis])).sum() / mass)
        wanted = round(shape[axis] / 2 - centre)
        corner.append(min(max(wanted, 0), shape[axis] - ink.shape[axis]))
    top, left = corner
    canvas[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return np.rint(canvas).astype(np.uint8)


def _resized(ink: Array, box: tuple[int, int]) -> Array:
    """Return the ink scaled to fill the box on one side, with its peak at 255."""
    from PIL import Image  # only whoever brings a picture waits for Pillow

    factor = min(box[0] / ink.shape[0], box[1] / ink.shape[1])
    height, width = (max(1, round(side * factor)) for side in ink.shape)
    if (height, width) == ink.shape:
        return ink
    picture = Image.fromarray(ink).resize((width, height), Image.Resampling.BICUBIC)
    scaled = np.clip(np.asarray(picture), 0, None)
    # Thin lines fade when they shrink; a digit as bright as the known ones is easier to read.
    brightened: Array = np.minimum(scaled * (255.0 / max(float(scaled.max()), 1e-6)), 255.0)
    return brightened


def _read_grey(path: str | os.PathLike[str]) -> tuple[Array, tuple[int, int]]:
    """Return the picture's brightness as float32 ``(height, width)``, and its size in the file."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    name = os.path.basename(path)
    try:
        with warnings.catch_warnings():
            # Size is checked here, and oddities in a file are no concern of the console.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as picture:
                size = picture.size
                if size[0] * size[1] > MOST_PIXELS:
                    raise _too_large(name)
                picture.draft("L", (WORKING_SIDE, WORKING_SIDE))
                return _grey(ImageOps.exif_transpose(picture)), size
    except UserError:
        raise
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except UnidentifiedImageError:
        raise UserError(
            Text(
                N_("{name} is no picture that can be read here; these can: {formats}."),
                name=name,
                formats=", ".join(FORMATS),
            )
        ) from None
    except Exception as error:
        # Decoders of other people's formats raise nearly anything when a file is broken.
        raise UserError(
            Text(
                N_("{name} cannot be read as a picture: {reason}. Save it again as PNG."),
                name=name,
                reason=str(error) or type(error).__name__,
            )
        ) from None


def _too_large(name: str) -> UserError:
    return UserError(
        Text(
            N_("{name} has more than {count} million pixels. Save a smaller copy."),
            name=name,
            count=MOST_PIXELS // 1_000_000,
        )
    )


def _grey(picture: Image.Image) -> Array:
    from PIL import Image

    if picture.mode.startswith("I") or picture.mode == "F":  # more than 8 bits a pixel
        values = np.nan_to_num(np.asarray(picture, np.float64), posinf=0, neginf=0)
        low, high = float(values.min()), float(values.max())
        if picture.mode.startswith("I;16"):
            low, high = 0.0, 65535.0
        stretched = (values - low) * (255.0 / max(high - low, 1e-6))
        return _small(Image.fromarray(stretched.astype(np.float32)))
    if not picture.has_transparency_data:
        return _small(picture.convert("RGB").convert("L"))
    rgba = _small(picture.convert("RGBA"))
    grey, alpha = rgba[..., :3] @ LUMA, rgba[..., 3] / 255
    # Light ink would vanish on white, so the ground behind it is the opposite of the ink.
    mean = float((grey * alpha).sum() / max(float(alpha.sum()), 1.0))
    ground = np.float32(0.0 if mean > 127 else 255.0)
    flat: Array = grey * alpha + ground * (1 - alpha)
    return flat


def _small(picture: Image.Image) -> Array:
    from PIL import Image

    picture.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BOX)
    return np.asarray(picture, np.float32)


def _ink(grey: Array) -> tuple[Array, bool]:
    """Return how much each pixel differs from the ground, and whether the ink is dark."""
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    ground = float(np.median(border))
    darker, lighter = ground - float(grey.min()), float(grey.max()) - ground
    inverted = darker > lighter
    if max(darker, lighter) < FAINTEST_CONTRAST:
        raise UserError(
            Text(N_("The picture shows nothing: it is of one colour. Choose one with a digit."))
        )
    ink = np.maximum(ground - grey if inverted else grey - ground, 0)
    # Shaded paper, grain and the halo that JPEG leaves around a line are no ink. Small pictures
    # are spared: in them a faint pixel is the soft edge of a line.
    floor = HALO_SHARE * float(ink.max()) if max(ink.shape) > SMALL_SIDE else 0.0
    return np.where(ink > floor, ink, 0), inverted
