"""NumPy's arrays: .npz files, .npy files with their neighbours, and folders of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo
from nnstudio.data.readers.array_choice import NOTHING
from nnstudio.data.readers.array_columns import ArraySamples
from nnstudio.data.readers.array_dataset import array_dataset, require_shape
from nnstudio.data.readers.array_options import ArrayOptions
from nnstudio.data.readers.array_outline import array_outline, card_of_arrays
from nnstudio.data.readers.array_plan import PARTS, ArrayPlan, samples_to_predict
from nnstudio.data.readers.array_samples import SampleForm
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature


class ArrayReader(Reader):
    """Reads arrays of numbers; never Python objects, for these can run programs."""

    name = "arrays"
    label = N_("NumPy arrays")
    order = 4
    patterns = ("*.npy", "*.npz")
    options = ArrayOptions

    def suits(self, path: Path) -> float:
        if path.is_dir():
            return 0.5 if any(path.glob("*.npy")) else 0.0
        return 0.9 if path.suffix.lower() in (".npy", ".npz") else 0.0

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        with _named(path):
            plan = ArrayPlan(path, _own(options))
            heads = plan.heads()
            made = plan.columns(columns, heads)
        whole = len(heads[0].x) == plan.count
        # Samples that lack a number can be counted only where all of them are seen.
        count = len(made.samples(heads[0])[2]) if whole else plan.count
        return array_outline(plan.found, plan.form, made, heads[0], count, whole, plan.warnings)

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        assert source.file is not None, "arrays lie in a file"
        plan = ArrayPlan(Path(source.file.path), _own(options))
        parts: list[ArraySamples | None] = []
        for number in range(PARTS):
            part = plan.part(number, partial(_tell, progress, number))
            if part is not None and parts and parts[0] is not None:
                require_shape(part.x, parts[0].x.shape[1:], plan.chosen.samples[number])
            parts.append(part)
        made = plan.columns(source.columns, [part for part in parts if part is not None])
        known = replace(source, columns=made.columns)

        def card_of(signature: Signature, counts: tuple[int, int]) -> DatasetInfo:
            return self.card(known, plan.found, signature, counts)

        data = array_dataset(parts, plan.form, made, card_of, plan.warnings)
        progress(1.0)
        return data

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        return samples_to_predict(path, source.columns, _own(options))

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        own = _own(options)
        form = SampleForm(own.form, own.layout, own.low, own.high)
        divided = own.validation_samples not in ("", NOTHING)
        summary = N_("Arrays of your own.")
        return card_of_arrays(source, options, signature, counts, form, summary, divided)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Put the name of the file before what is said of the arrays in it."""
    try:
        yield
    except UserError as error:
        if path.is_dir() or path.name in str(error):
            raise
        text = N_("{name}: {reason}")
        raise UserError(Text(text, name=path.name, reason=error.text)) from None


def _own(options: Settings) -> ArrayOptions:
    return cast(ArrayOptions, options)


def _tell(progress: Progress, part: int, share: float) -> None:
    progress((part + share) / PARTS)
