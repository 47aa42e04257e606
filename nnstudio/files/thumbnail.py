"""The little picture of a drawing in a project's file: what start pages and file managers show."""

from __future__ import annotations

import io
from pathlib import Path

from nnstudio.files.archive import open_file, read_archive
from nnstudio.graph.project import Graph
from nnstudio.graph.sketch import WIRE, sketch_of

MEMBER = "thumbnail.png"
SIZE = (256, 160)
LARGEST = 1 << 20
"""No thumbnail of ours is larger; what is may be anything."""
_MARGIN = 8
_FINER = 3
"""So many times larger it is drawn, for smooth lines."""
_LARGEST_SCALE = 0.45
_PALE = 0.72


def thumbnail(graph: Graph) -> bytes:
    """Return a drawing as a small PNG on a transparent ground: equal drawings give equal bytes."""
    # Drawing needs Pillow, which opening a project does not.
    from PIL import Image, ImageColor, ImageDraw

    width, height = (side * _FINER for side in SIZE)
    picture = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    if graph.nodes:
        sketch = sketch_of(graph)
        room = width - 2 * _MARGIN * _FINER, height - 2 * _MARGIN * _FINER
        scale = min(room[0] / sketch.width, room[1] / sketch.height, _LARGEST_SCALE * _FINER)
        left, top = (width - scale * sketch.width) / 2, (height - scale * sketch.height) / 2
        draw = ImageDraw.Draw(picture)
        for wire in sketch.wires:
            points = [(left + scale * x, top + scale * y) for x, y in wire]
            draw.line(points, fill=WIRE, width=_FINER)
        for shape in sketch.shapes:
            x, y = left + scale * shape.box.x, top + scale * shape.box.y
            corner = x + scale * shape.box.width, y + scale * shape.box.height
            ink = ImageColor.getrgb(shape.color)
            pale = tuple(round(c + (255 - c) * _PALE) for c in ink[:3])
            draw.rounded_rectangle(
                (x, y, *corner), 8 * scale, fill=pale, outline=shape.color, width=_FINER
            )
    small = picture.resize(SIZE, Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, "png", optimize=False)
    return stream.getvalue()


def read_thumbnail(path: Path) -> bytes | None:
    """Return the thumbnail in a project's file as a PNG; None where there is none.

    Raises
    ------
    UserError
        The file cannot be read, or is no project.
    """
    with open_file(path) as stream:
        found = read_archive(stream, path.name, (MEMBER,)).get(MEMBER)
    return found if found is not None and len(found) <= LARGEST else None
