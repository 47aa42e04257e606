"""What a picture of the drawing shows, as one value."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

FORMATS = ("svg", "pdf", "png")
BACKGROUNDS = ("white", "transparent", "dark")
SMALLEST_SCALE, LARGEST_SCALE = 1, 8
LARGEST_MARGIN = 200


@dataclass(frozen=True)
class PictureOptions:
    """The choices for a picture.

    Parameters
    ----------
    format
        One of `FORMATS`.
    scale
        Pixels of a PNG per pixel of the canvas at 100 %; 1 is 96 dots per inch.
    background
        One of `BACKGROUNDS`.
    title
        Whether the project's name stands above the drawing.
    legend
        Whether colours, wires and totals are explained below it.
    problems
        Whether signs of problems are shown.
    selection
        Whether only the selected nodes are shown.
    margin
        The room around everything, in pixels of the canvas.
    """

    format: str = "svg"
    scale: int = 2
    background: str = "white"
    title: bool = False
    legend: bool = False
    problems: bool = False
    selection: bool = False
    margin: int = 24

    def to_text(self) -> str:
        """Return the choices as they are kept in the settings."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_text(text: str) -> PictureOptions:
        """Return the choices that `to_text` wrote; what is damaged counts as the default."""
        try:
            found = json.loads(text)
        except ValueError:
            found = {}
        values = found if isinstance(found, dict) else {}
        kept = {
            field.name: values[field.name]
            for field in fields(PictureOptions)
            if type(values.get(field.name)) is type(field.default)
            and _fits(field.name, values[field.name])
        }
        return PictureOptions(**kept)


def _fits(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, int):
        low, high = (0, LARGEST_MARGIN) if name == "margin" else (SMALLEST_SCALE, LARGEST_SCALE)
        return low <= value <= high
    return value in (FORMATS if name == "format" else BACKGROUNDS)
