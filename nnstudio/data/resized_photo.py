"""Photos from outside as samples: cut to the shape of the data's pictures and made small."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.core.text import N_, Text
from nnstudio.data.pictures import FORMATS, MOST_PIXELS

if TYPE_CHECKING:
    from PIL import Image


def read_photo(path: str | os.PathLike[str], shape: Shape) -> Array:
    """Read a picture file as it is: its middle, at the size of a sample.

    Parameters
    ----------
    path
        A PNG, JPEG, BMP, WebP, GIF or TIFF file; of several frames the first counts.
    shape
        ``(height, width)`` or ``(height, width, 1 or 3)``.

    Returns
    -------
    uint8 of that shape; of one channel the brightness.

    Raises
    ------
    UserError
        It is no picture, or is broken or huge.
    """
    from PIL import Image, ImageOps

    name = os.path.basename(path)
    mode = "RGB" if shape[2:] == (3,) else "L"
    try:
        with warnings.catch_warnings():
            # Size is checked here, and oddities in a file are no concern of the console.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as picture:
                if picture.size[0] * picture.size[1] > MOST_PIXELS:
                    many = N_("it has more than {most} million pixels")
                    raise _refused(name, Text(many, most=MOST_PIXELS // 1_000_000))
                turned = ImageOps.exif_transpose(picture)
                flat = _on_white(turned).convert(mode)
                fitted = ImageOps.fit(flat, (shape[1], shape[0]), Image.Resampling.LANCZOS)
    except UserError:
        raise
    except Exception as error:
        # Decoders of other people's formats raise nearly anything when a file is broken.
        raise _refused(name, Text(str(error) or type(error).__name__)) from None
    pixels: Array = np.asarray(fitted, np.uint8).reshape(shape)
    return pixels


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if not picture.has_transparency_data:
        return picture
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA"))


def _refused(name: str, reason: Text) -> UserError:
    text = N_("{name} cannot be read as a picture: {reason}. Save it again as PNG, or smaller.")
    return UserError(Text(text, name=name, reason=reason))
