"""Training samples varied at random, drawing as the app draws."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.data.augment import PIECE_PIXELS, RUBBER, Variation, rubber_bumps
from nnstudio.engine.setup import VARIED
from nnstudio.export.numpy_script.functions import Library
from nnstudio.export.numpy_script.values import name
from nnstudio.export.numpy_script.writing import broken

FEW = 8
"""So many numbers stand in the script itself; more lie beside the samples."""


class Varying:
    """Writes the function ``vary``, what it calls, and how a batch goes through it.

    Parameters
    ----------
    lanes
        By the size of a batch: in how many parts the app varies it, each with its own chance.
    """

    def __init__(self, variation: Variation, lanes: Mapping[int, int]) -> None:
        self._variation, self._lanes = variation, lanes
        self._settings = variation.augmentation

    def arrays(self) -> dict[str, Array]:
        """Return what lies beside the samples: numbers of their range, if there are many."""
        values = {"ground": self._variation.ground, "span": self._variation.span}
        return {key: v.astype(np.float32) for key, v in values.items() if v.size > FEW}

    def functions(self, library: Library, stem: str) -> Iterator[str]:
        """Return the lines of the functions."""
        pictures = len(self._variation.shape) == 3
        body = [*(self._pictures() if pictures else self._sequences()), "return x"]
        text = "\n".join(body)
        kept = [key for key in self.arrays() if key.upper() in text]
        if kept:
            yield from ("", "")
            yield f'with np.load(Path(__file__).with_name("{stem}_data.npz")) as data:'
            yield f"    {', '.join(k.upper() for k in kept)} = " + ", ".join(
                f'data["{k}"]' for k in kept
            )
        if "noise(" in text:
            library.imports.names.add(("statistics", "NormalDist"))
            library.imports.modules.add("math")
            yield from _NOISE
        if "read(" in text:
            yield from self._reading()
        if "bumps(" in text:
            bumps = library.helpers.pop(library.helper(_any(rubber_bumps), [name("size")]))
            bumps.name = "bumps"
            yield from ("", "", *bumps.lines())
        library.imports.modules |= {"math"} if "math." in text else set()
        head = ["def vary(x, rng):", '    """Return training samples varied at random."""']
        if pictures:
            piece, chances = self._piece, "2 * rng.random((13, len(x)), np.float32) - 1"
            if self._in_pieces:
                yield from ("", "", *head)
                yield f"    chances = {chances}"
                yield f"    starts = range(0, len(x), {piece})  # the app takes so many at a time"
                yield f"    parts = [slice(start, start + {piece}) for start in starts]"
                yield "    return np.concatenate([varied(x[p], chances[:, p], rng) for p in parts])"
                head = ["def varied(x, chances, rng):"]
            elif "chances" in text:
                head.append(f"    chances = {chances}")
            else:
                head.append("    rng.random((13, len(x)), np.float32)  # for what is not varied")
        yield from ("", "", *head)
        yield from chain(*(broken(f"    {line}") for line in body))

    # ---- in the loop ----

    def before(self) -> list[str]:
        """Return the lines before the first epoch."""
        most = max(self._lanes.values())
        names = [f"{VARIED}/{lane}" if lane else VARIED for lane in range(most)]
        streams = [f'stream(SEED, "{text}")' for text in names]
        return [f"rng = {streams[0]}"] if most == 1 else [f"rngs = [{', '.join(streams)}]"]

    def batch(self) -> list[str]:
        """Return the lines that vary the chosen samples."""
        counts = set(self._lanes.values())
        if counts == {1}:
            return ["varied_x = vary(x[chosen], rng)"]
        count = str(max(counts)) if len(counts) == 1 else f"{dict(self._lanes)}[len(chosen)]"
        return [
            f"parts = zip(np.array_split(x[chosen], {count}), rngs)  # as the app does",
            "varied_x = np.concatenate([vary(part, rng) for part, rng in parts])",
        ]

    @property
    def _piece(self) -> int:
        height, width, _ = self._variation.shape
        return max(1, PIECE_PIXELS // (height * width))

    @property
    def _in_pieces(self) -> bool:
        """Whether it shows in what is drawn that the app varies some pictures after others."""
        most = max(-(-batch // lanes) for batch, lanes in self._lanes.items())
        odd = self._settings.noise and self._piece * size_of(self._variation.shape) % 4
        return most > self._piece and bool(self._settings.elastic or odd)

    # ---- what is varied ----

    def _pictures(self) -> Iterator[str]:
        a = self._settings
        if a.rotate or a.shift or a.zoom or a.shear or a.elastic:
            yield from self._moved()
        else:
            if a.flip_horizontal:
                yield f"x = np.where({_each(5)}[..., None] < 0, x[:, :, ::-1], x)"
            if a.flip_vertical:
                yield f"x = np.where({_each(6)}[..., None] < 0, x[:, ::-1], x)"
        if a.contrast:
            yield f"share = 1 + {_each(8)}[..., None] * {a.contrast!r}  # contrast"
            yield "x = x * share + x.mean(axis=(1, 2, 3), keepdims=True) * (1 - share)"
        if a.brightness:
            yield f"x = x + {_each(7)}[..., None] * {self._span(a.brightness)}  # brightness"
        if a.noise:
            yield f"x = x + noise(rng, x.shape) * {self._span(a.noise)}"
        if a.erase:
            yield from self._erased()

    def _moved(self) -> Iterator[str]:
        """Return the lines that turn, shift, bend pictures: each pixel is read elsewhere."""
        a, (height, width, _) = self._settings, self._variation.shape
        yield from self._turned() if a.rotate or a.zoom or a.shear else self._shifted()
        if a.elastic:
            size, reach = RUBBER + 5, a.elastic * math.sqrt(12)
            draw = f"rng.random((2 * len(x), {size}, {size}), np.float32)"
            yield f"heights = ({draw} - 0.5) * {reach!r}"
            yield f"bent = bumps({height}) @ heights @ bumps({width}).T"
            yield f"bent = bent.reshape(2, len(x), {height}, {width})"
            yield "i, j = i + bent[0], j + bent[1]"
        yield "x = read(x, i, j)"

    def _shifted(self) -> Iterator[str]:
        """Return the lines that say at which row and column each pixel is read."""
        a, (height, width, _) = self._settings, self._variation.shape
        middles = [(height - 1) / 2, (width - 1) / 2]
        yield f"i, j = np.mgrid[:{height}, :{width}].astype(np.float32)"
        yield f"i, j = i - {middles[0]}, j - {middles[1]}  # from the middle of the picture"
        flips = (a.flip_vertical, 6), (a.flip_horizontal, 5)
        for k, middle, size, (flip, which), chance in zip(
            "ij", middles, (height, width), flips, (1, 2), strict=True
        ):
            sign, moved = "", f" - {_each(chance)} * {_short(a.shift * size)}" if a.shift else ""
            if flip:
                yield f"sign = np.where({_each(which)} < 0, -1, 1).astype(np.float32)"
                sign, moved = "sign * ", moved.replace(" - ", " - sign * ")
            yield f"{k} = {sign}{k} + ({middle}{moved})"

    def _turned(self) -> Iterator[str]:
        """Return the same where pictures are turned, zoomed or slanted, too."""
        a, (height, width, _) = self._settings, self._variation.shape
        middles = [(height - 1) / 2, (width - 1) / 2]
        yield "turn, down, right, zoom, slant, mirror, overturn = chances[:7]"
        if a.rotate:
            yield f"turn = turn * {math.radians(a.rotate)!r}"
            yield "cos, sin = np.cos(turn), np.sin(turn)"
        else:
            yield "cos, sin = np.ones_like(turn), np.zeros_like(turn)"
        if a.zoom:
            yield f"size = 1 + zoom * {a.zoom!r}"
            yield "cos, sin = cos / size, sin / size"
        yield "rows, columns = np.array([cos, sin]), np.array([-sin, cos])"
        if a.shear:
            yield f"slant = np.tan(slant * {math.radians(a.shear)!r})"
            yield "columns = np.array([slant * cos - sin, slant * sin + cos])"
        if a.flip_horizontal:
            yield "columns = np.where(mirror < 0, -columns, columns)"
        if a.flip_vertical:
            yield "rows = np.where(overturn < 0, -rows, rows)"
        if a.shift:
            down, right = (_short(a.shift * size) for size in (height, width))
            yield f"down, right = down * {down}, right * {right}"
        yield f"i, j = np.mgrid[:{height}, :{width}].astype(np.float32).reshape(2, -1)"
        yield f"grid = np.array([i - {middles[0]}, j - {middles[1]}, np.ones_like(i)])"
        for k, middle, of in zip("ij", middles, ("rows", "columns"), strict=True):
            away = f"{middle} - {of}[0] * down - {of}[1] * right"
            yield f"away = {away if a.shift else f'np.full_like(cos, {middle})'}"
            places = f"np.array([*{of}, away]).T @ grid"
            yield f"{k} = ({places}).reshape(-1, {height}, {width})"

    def _reading(self) -> Iterator[str]:
        sizes = self._variation.shape[:2]
        # The last place is a hair before the last pixel: there is one behind it always.
        last, right = (_short(np.nextafter(np.float32(size - 1), np.float32(0))) for size in sizes)
        below, beside = (f"{k} + 1" if n > 1 else k for k, n in zip("ij", sizes, strict=True))
        yield from ("", "", "def read(x, rows, columns):")
        yield '    """Return pictures read at other places, between the four nearest pixels."""'
        yield f"    rows, columns = np.clip(rows, 0, {last}), np.clip(columns, 0, {right})"
        yield "    n, i, j = np.arange(len(x))[:, None, None], rows.astype(int), columns.astype(int)"
        yield "    down, across = (rows % 1)[..., None], (columns % 1)[..., None]"
        yield f"    upper = x[n, i, j] + (x[n, i, {beside}] - x[n, i, j]) * across"
        yield f"    lower = x[n, {below}, j] + (x[n, {below}, {beside}] - x[n, {below}, j]) * across"
        yield "    return upper + (lower - upper) * down"

    def _erased(self) -> Iterator[str]:
        height, width, _ = self._variation.shape
        yield "shares = (chances[9:, :, None, None] + 1) / 2  # a box is erased"
        yield f"sides = np.array([{height}, {width}], np.float32).reshape(2, 1, 1, 1)"
        yield f"boxes = np.rint(shares[:2] * np.float32({self._settings.erase!r}) * sides)"
        yield "starts = np.rint(shares[2:] * (sides - boxes))"
        yield f"place = np.mgrid[:{height}, :{width}][:, None]"
        yield "inside = ((starts <= place) & (place < starts + boxes)).all(axis=0)"
        yield f"x = np.where(inside[..., None], {self._numbers('ground', 1.0)}, x)"

    def _sequences(self) -> Iterator[str]:
        a = self._settings
        if a.jitter:
            yield "there = x.any(axis=2, keepdims=True)  # padding stays padding"
            yield f"x = x + noise(rng, x.shape) * {self._span(a.jitter)} * there"
        if a.rescale:
            yield "share = 2 * rng.random((len(x), 1, 1), np.float32) - 1"
            yield f"x = x * (1 + share * {a.rescale!r})"

    def _span(self, factor: float) -> str:
        return self._numbers("span", factor)

    def _numbers(self, key: str, factor: float) -> str:
        """Return numbers times a factor, or where they lie."""
        values: Array = getattr(self._variation, key)
        if values.size > FEW:
            return key.upper() if factor == 1 else f"{key.upper()} * {factor!r}"
        scaled = (values.astype(np.float32) * np.float32(factor)).reshape(-1).tolist()
        if len(set(scaled)) == 1:
            return f"np.float32({_short(scaled[0])})"
        return f"np.array([{', '.join(map(_short, scaled))}], np.float32)"


def _any(function: Any) -> Any:
    return function


def _each(chance: int) -> str:
    """Return one chance for each picture, beside its rows and columns."""
    return f"chances[{chance}, :, None, None]"


def _short(number: float) -> str:
    """Return the shortest text of a float32."""
    return str(np.float32(number))


_NOISE = [
    "",
    "",
    "HALF = [NormalDist().inv_cdf((i + 0.5) / 4096) for i in range(2048)]",
    "LEVELS = np.array([*HALF, *(-level for level in reversed(HALF))])",
    "LEVELS = (LEVELS / LEVELS.std()).astype(np.float32)",
    "",
    "",
    "def noise(rng, shape):",
    '    """Return normal noise of 4096 levels, each as likely as any other."""',
    "    count = math.prod(shape)",
    "    words = rng.bit_generator.random_raw(-(-count // 4)).view(np.uint16)[:count]",
    "    return LEVELS[words % 4096].reshape(shape)",
]
