"""What suits pictures that nobody has said anything of yet: found out from some of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from nnstudio.core.errors import UserError
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers.class_folders import FoundFile, spread
from nnstudio.data.readers.picture_options import PictureOptions
from nnstudio.data.readers.picture_samples import PictureForm, PictureLook, look_at_picture
from nnstudio.data.readers.room import most_bytes

MOST_SHOWN = 48
MOST_SIZED = 200
"""Of so many pictures the size is looked up, to find out which is usual."""
MOST_LOOKED_INTO = 150_000_000
"""So many pixels are decoded at most to find out what pictures are."""
LARGEST_SIDE = 256
"""Pictures that are all of one size keep it up to this side."""
LARGEST_SIDE_ASKED = 4096
USUAL_SIDE, SMALL_SIDE = 64, 32


def decide(
    files: Sequence[FoundFile], options: PictureOptions
) -> tuple[PictureOptions, list[Text], list[Skipped]]:
    """Return the options with every automatic choice made, by looking at some of the pictures."""
    looks: list[PictureLook] = []
    close: list[PictureLook] = []
    skipped: list[Skipped] = []
    warnings: list[Text] = []
    closely = {file.path for file in spread(files, MOST_SHOWN)}
    budget = MOST_LOOKED_INTO
    # Those that are shown are looked at closely; of some more only the size.
    for file in spread(files, MOST_SIZED):
        into = file.path in closely and budget > 0
        try:
            look = look_at_picture(file.path, into)
        except UserError as error:
            skipped.append(Skipped(file.name, error.text))
            continue
        looks.append(look)
        if into:
            close.append(look)
            budget -= look.height * look.width
    if any(look.moving for look in close):
        warnings.append(Text(N_("Of pictures that move only the first frame is read.")))
    colour = options.colour
    if colour == "automatic":
        colour = "rgb" if any(look.coloured for look in close) else "grey"
    highest = max((look.highest for look in close), default=0.0)
    white = options.white or (_full_scale(highest) if highest else 65535)
    height, width = options.height, options.width
    if not (height and width):
        shapes = Counter((look.height, look.width) for look in looks)
        height, width, note = _usual_size(shapes, (height, width), len(files), colour == "rgb")
        warnings += note
    chosen = options.with_values(height=height, width=width, colour=colour, white=white)
    return chosen, warnings, skipped


def form_of(options: PictureOptions) -> PictureForm:
    """Return how pictures become samples by options in which nothing is automatic any more."""
    return PictureForm(
        options.height,
        options.width,
        options.fit,
        options.colour == "grey",
        options.invert,
        options.ground,
        options.white,
    )


def _usual_size(
    shapes: Counter[tuple[int, int]], asked: tuple[int, int], count: int, coloured: bool
) -> tuple[int, int, list[Text]]:
    """Return height and width that suit pictures of these sizes, as far as they are not asked for."""
    if not shapes:
        return asked[0] or SMALL_SIDE, asked[1] or SMALL_SIDE, []
    (height, width), _ = shapes.most_common(1)[0]
    if any(asked):
        factor = asked[0] / height if asked[0] else asked[1] / width
        tall, wide = (min(max(1, round(s * factor)), LARGEST_SIDE_ASKED) for s in (height, width))
        return asked[0] or tall, asked[1] or wide, []
    if len(shapes) == 1:
        fits = count * height * width * (3 if coloured else 1) <= most_bytes()
        if max(height, width) <= LARGEST_SIDE and fits:
            return height, width, []
        factor = USUAL_SIDE / max(height, width)
        tall, wide = (max(1, round(side * factor)) for side in (height, width))
        text = N_(
            "The pictures of {size} pixels are read as {small}; choose another size if needed."
        )
        size, small = shape_text((height, width)), shape_text((tall, wide))
        return tall, wide, [Text(text, size=size, small=small)]
    sides = sorted(side for shape in shapes.elements() for side in shape)
    middle = sides[len(sides) // 2]
    side = USUAL_SIDE if middle >= USUAL_SIDE else SMALL_SIDE
    return side, side, [Text(N_("The pictures are of different sizes."))]


def _full_scale(highest: float) -> int:
    """Return the value that is white where this is the largest: 255, 1023, 4095, 65535, ..."""
    if highest <= 1.0:
        return 1
    return int(2 ** max(8, 2 * math.ceil(math.log2(highest + 1) / 2)) - 1)
