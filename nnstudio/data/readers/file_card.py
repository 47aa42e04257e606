"""The card of the user's own files: how they are usually divided and scaled."""

from __future__ import annotations

from pathlib import Path

from nnstudio.core.settings import Settings
from nnstudio.data.dataset import DatasetInfo
from nnstudio.data.split import usual_shares
from nnstudio.graph.data_plan import DataSource
from nnstudio.graph.signature import Signature


def card_of_files(
    source: DataSource,
    options: Settings,
    signature: Signature,
    counts: tuple[int, int],
    *,
    kind: str,
    summary: str,
    scaling: str,
    value_range: tuple[float, float] | None = None,
    parts: bool = False,
    unscaled: tuple[str, ...] = (),
) -> DatasetInfo:
    """Return the card of the user's own files.

    Parameters
    ----------
    parts
        Whether the data itself says which samples validate.
    """
    train, test = counts
    validation, held_out = usual_shares(train)
    split = "stratified" if signature.task == "classification" else "random"
    if parts:
        split, validation, held_out = "column", 0, 0
    elif test:
        split, validation, held_out = "own", train // 5, 0
    return DatasetInfo(
        name=source.dataset,
        title=Path(source.file.path).name if source.file else source.dataset,
        summary=summary,
        kind=kind,
        signature=signature,
        train_count=train,
        test_count=test,
        scaling=scaling,
        validation=validation,
        options=options,
        value_range=value_range,
        split=split,
        test=held_out,
        unscaled=unscaled,
    )
