"""The samples that wake one feature map most."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.studies.progress import Progress
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True)
class Peak:
    """Where a map is largest in one of the samples: the sample's place among them, and where."""

    sample: int
    row: int
    column: int
    value: float


@dataclass(frozen=True, eq=False)
class Peaks:
    """The peaks of map ``channel`` of ``node``, the largest first."""

    node: str
    channel: int
    best: tuple[Peak, ...]


@dataclass(frozen=True, eq=False)
class PeaksStudy(Study[Peaks]):
    """In which of the samples ``x`` ``(n, *input_shape)`` a feature map has its largest numbers.

    Of each sample only the largest number counts, the first of equal ones. Maps of sequences have
    one row.
    """

    x: Array
    node: str
    channel: int
    most: int = 9
    progress: Progress = field(default_factory=Progress)

    def fits(self, plan: Plan) -> bool:
        shapes = {node.id: node.shape for node in plan.nodes}
        shape = shapes.get(self.node, ())
        return self.x.shape[1:] == plan.input_shape and self.channel < (*shape, 0)[len(shape) - 1]

    def pieces(self, model: Model) -> Pieces[Peaks]:
        found: list[Peak] = []
        for part in chunks(model.plan, len(self.x)):
            self.progress.share = part.start / len(self.x)
            yield
            y = model.forward(self.x[part]).outputs[self.node][..., self.channel]
            width = y.shape[2] if y.ndim == 3 else y.shape[1] if y.ndim == 2 else 1
            flat = np.nan_to_num(y.reshape(len(y), -1), nan=-np.inf)
            for number, place in enumerate(flat.argmax(axis=1).tolist()):
                value = float(flat[number, place])
                found.append(Peak(part.start + number, place // width, place % width, value))
        self.progress.share = 1.0
        found.sort(key=lambda peak: (-peak.value, peak.sample))
        return Peaks(self.node, self.channel, tuple(found[: self.most]))
