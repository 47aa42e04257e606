"""Which parts of a picture a class needs: a grey square is slid over it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.studies.class_score import chosen_class, class_shares, tells_classes
from nnstudio.engine.studies.progress import Progress
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True, eq=False)
class Occlusion:
    """What covering each part of a picture does to the probability of a class.

    Parameters
    ----------
    share
        The probability where nothing is covered.
    places
        The upper left corners ``(squares, 2)``; they may lie beyond the edge.
    shares
        The probability with each square ``(squares,)``.
    by_pixel
        The mean probability of the squares that cover a pixel ``(height, width)``.
    """

    x: Array
    number: int
    size: int
    share: float
    places: Array
    shares: Array
    by_pixel: Array


@dataclass(frozen=True, eq=False)
class OcclusionStudy(Study[Occlusion]):
    """The probability of a class while a square covers a picture (Zeiler and Fergus 2014).

    Parameters
    ----------
    x
        The prepared picture ``(height, width, channels)``.
    node
        The layer that gives the classes.
    number
        The class; None: the one the network takes to be likeliest.
    size, stride
        The side of the square, and how far it moves, in pixels. The square starts and ends beyond
        the edge, so that pixels there are covered as often as those in the middle.
    fill
        The prepared number of the square's grey.
    """

    x: Array
    node: str
    number: int | None = None
    size: int = 5
    stride: int = 2
    fill: float = 0.5
    progress: Progress = field(default_factory=Progress)

    def fits(self, plan: Plan) -> bool:
        picture = len(plan.input_shape) == 3 and self.x.shape == plan.input_shape
        return picture and tells_classes(plan, self.node)

    def pieces(self, model: Model) -> Pieces[Occlusion]:
        yield
        output = model.forward(self.x[np.newaxis]).outputs[self.node]
        number = chosen_class(output[0], self.number)
        share = float(class_shares(output)[0, number])
        height, width = self.x.shape[:2]
        places = self.corners()
        shares = np.empty(len(places), np.float64)
        for part in chunks(model.plan, len(places)):
            self.progress.share = part.start / len(places)
            yield
            some = places[part]
            covered = np.repeat(self.x[np.newaxis], len(some), axis=0)
            for picture, (row, column) in zip(covered, some.tolist(), strict=True):
                picture[self._cut(row, column)] = self.fill
            given = class_shares(model.forward(covered).outputs[self.node])
            shares[part] = given[:, number]
        sums, counts = np.zeros((height, width)), np.zeros((height, width))
        for (row, column), value in zip(places.tolist(), shares, strict=True):
            sums[self._cut(row, column)] += value
            counts[self._cut(row, column)] += 1
        self.progress.share = 1.0
        means = np.where(counts > 0, sums / np.maximum(counts, 1), share)
        return Occlusion(self.x, number, self.size, share, places, shares, means)

    def corners(self) -> Array:
        """Return where the square stops: ``(squares, 2)``."""
        rows, columns = (np.arange(1 - self.size, side, self.stride) for side in self.x.shape[:2])
        down, across = np.meshgrid(rows, columns, indexing="ij")
        return np.stack([down.ravel(), across.ravel()], axis=1)

    def _cut(self, row: int, column: int) -> tuple[slice, slice]:
        return (
            slice(max(row, 0), max(row + self.size, 0)),
            slice(max(column, 0), max(column + self.size, 0)),
        )
