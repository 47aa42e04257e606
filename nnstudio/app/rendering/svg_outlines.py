"""Makes of the SVG that Qt writes one that looks the same everywhere and says nothing twice."""

from __future__ import annotations

import html
import re
from collections import Counter

from PySide6.QtGui import QFont, QPainterPath, QRawFont, QTextLayout

_SHORT = 60
"""Pieces that are hardly longer than a reference to them stay as they are."""
_ENDLESS = 1e6
_ELEMENTS = QPainterPath.ElementType


def with_outlines(svg: str) -> str:
    """Return an SVG with outlines for letters, each of them, as every repeated shape, once.

    Whoever looks at the picture need not have the font.
    """
    letters = _Letters()
    svg = _FONT.sub("", _TEXT.sub(letters.outlines, svg))
    repeated = [
        path
        for path, count in Counter(_PATH.findall(svg)).items()
        if count > 1 and len(path) > _SHORT
    ]
    names = {path: f"s{number}" for number, path in enumerate(repeated)}

    def shorten(match: re.Match[str]) -> str:
        name = names.get(match[0])
        return match[0] if name is None else f'<use xlink:href="#{name}"/>'

    svg = _PATH.sub(shorten, svg)
    shapes = [f'<path id="{name}"{path.removeprefix("<path")}' for path, name in names.items()]
    shared = "\n".join((*letters.shapes, *shapes))
    return svg.replace("<defs>", f"<defs>\n{shared}\n", 1)


class _Letters:
    """Turns lines of text into references to outlines."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self._names: dict[tuple[str, str, float, int], str] = {}
        self._lines: dict[tuple[str, str], str] = {}

    def outlines(self, match: re.Match[str]) -> str:
        """Return what stands for a text element."""
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        font = tuple(attributes.get(name, "") for name in ("family", "size", "weight", "style"))
        key = (" ".join(font), match[2])
        if key not in self._lines:
            self._lines[key] = self._laid_out(html.unescape(match[2]), *font)
        return (
            f'<g fill="{attributes["fill"]}" stroke="none" transform="translate({attributes["x"]},'
            f'{attributes["y"]})">{self._lines[key]}</g>'
        )

    def _laid_out(self, text: str, family: str, size: str, weight: str, style: str) -> str:
        font = QFont()
        font.setFamilies([name.strip(" '") for name in html.unescape(family).split(",")])
        font.setPixelSize(round(float(size)))
        font.setWeight(QFont.Weight(int(weight)))
        font.setItalic(style != "normal")
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        layout = QTextLayout(text, font)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(_ENDLESS)
        ascent = line.ascent()
        layout.endLayout()
        found = []
        for run in layout.glyphRuns():
            raw = run.rawFont()
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                name = self._glyph(raw, index)
                if name:
                    y = _number(place.y() - ascent)
                    at = f' x="{_number(place.x())}"' + (f' y="{y}"' if y != "0" else "")
                    found.append(f'<use xlink:href="#{name}"{at}/>')
        return "".join(found)

    def _glyph(self, raw: QRawFont, index: int) -> str:
        """Return the name of a letter's outline; a space has none."""
        key = (raw.familyName(), raw.styleName(), raw.pixelSize(), index)
        if key not in self._names:
            outline = _outline(raw.pathForGlyph(index))
            self._names[key] = f"g{len(self._names)}" if outline else ""
            if outline:
                self.shapes.append(f'<path id="{self._names[key]}" d="{outline}"/>')
        return self._names[key]


def _outline(path: QPainterPath) -> str:
    signs = {_ELEMENTS.MoveToElement: "M", _ELEMENTS.LineToElement: "L"}
    parts = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        sign = signs.get(element.type, "C" if element.type == _ELEMENTS.CurveToElement else " ")
        parts.append(f"{sign}{_number(element.x)},{_number(element.y)}")
    return "".join(parts)


def _number(value: float) -> str:
    """Return a number with as many digits as anybody can see."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0", value > -0.005)


_TEXT = re.compile(r"<text ([^>]*)>(.*?)\s*</text>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(?:font-)?([a-z]+)="([^"]*)"')
_FONT = re.compile(
    r'\s*font-family="[^"]*" font-size="[^"]*" font-weight="[^"]*" font-style="[^"]*"'
)
_PATH = re.compile(r"<path [^>]*/>")
