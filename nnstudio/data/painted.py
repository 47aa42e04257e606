"""Points that the user has painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, NoOptions, RawSamples
from nnstudio.data.source import DatasetSource
from nnstudio.data.split import usual_shares
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.signature import Signature

MOST_CLASSES = 10

Points = Sequence[tuple[float, float, int]]


@dataclass(frozen=True)
class PaintedSource(DatasetSource):
    """The points of a `DataSource`, a fifth of them for testing."""

    def card(self, plan: DataPlan, settings: Settings) -> DatasetInfo:
        return _card(plan.source.points)

    def load(self, source: DataSource, settings: Settings) -> Dataset:
        points = source.points
        if not points:
            raise UserError(Text(N_("There are no points yet. Paint some points first.")))
        highest = max(label for _, _, label in points)
        if highest >= MOST_CLASSES:
            text = N_("A painted point is of class {got}; classes go from 0 to {most}.")
            raise UserError(Text(text, got=highest, most=MOST_CLASSES - 1))
        return Dataset(_card(points), lambda split: _read(points, split))


def _card(points: Points) -> DatasetInfo:
    classes = max([1, *(label for _, _, label in points)]) + 1
    validation, test = usual_shares(len(points))
    return replace(
        _INFO,
        signature=replace(_INFO.signature, classes=tuple(str(n) for n in range(classes))),
        train_count=len(points),
        validation=validation,
        test=test,
    )


def _read(points: Points, split: str) -> RawSamples:
    chosen = points if split == "train" else ()
    x = np.array([(x, y) for x, y, _ in chosen], np.float32).reshape(-1, 2)
    return x, np.array([label for _, _, label in chosen], np.int64)


_INFO = DatasetInfo(
    name="painted",
    title=N_("Painted points"),
    summary=N_("Points that you paint yourself, in up to ten classes."),
    kind="points",
    signature=Signature(
        input_shape=(2,), classes=("0", "1"), raw_shape=(2,), features=("x1", "x2")
    ),
    train_count=0,
    test_count=0,
    scaling="standard",
    validation=0,
    options=NoOptions(),
    split="stratified",
)

PAINTED = {
    "painted": PaintedSource(
        lambda options: _INFO, lambda options, split: _read((), split), NoOptions()
    )
}
