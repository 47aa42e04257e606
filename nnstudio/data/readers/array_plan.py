"""Which arrays are read, and how: what a first look and reading decide alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.array_choice import NOTHING, ArrayChoice, choose_arrays
from nnstudio.data.readers.array_columns import ArraySamples, Columns, columns_of
from nnstudio.data.readers.array_dataset import feature_names, require_counts
from nnstudio.data.readers.array_options import ArrayOptions
from nnstudio.data.readers.array_samples import count_of, plain_numbers, sample_form, samples_of
from nnstudio.data.readers.array_store import HEAD_SAMPLES, stored_arrays
from nnstudio.data.readers.array_targets import plain_labels
from nnstudio.data.readers.folder_search import shown
from nnstudio.data.readers.reader import Progress
from nnstudio.graph.data_plan import Column

PARTS = 3
MOST_NAMES = 100_000


class ArrayPlan:
    """How the arrays of a file are read, every automatic choice made.

    Attributes: ``chosen`` (which array is what), ``form`` (how samples lie in them), ``count`` (of
    all samples), ``found`` (the options that say so), ``warnings``.
    """

    def __init__(self, path: Path, options: ArrayOptions) -> None:
        self._arrays, refused = stored_arrays(path)
        self.warnings: list[Text] = []
        self.chosen = self._with_targets(
            choose_arrays(
                self._arrays,
                refused,
                path,
                (options.samples, options.validation_samples, options.test_samples),
                (options.targets, options.validation_targets, options.test_targets),
            )
        )
        samples, targets = self.chosen.samples, self.chosen.targets
        x = self._arrays[samples[0]]
        self._head = plain_numbers(x.head(), x.name)
        labels = self._arrays[targets[0]].shape if targets[0] else ()
        limits = options.low, options.high
        self.form = sample_form(
            x.shape, self._head, labels[0] if labels else None, options.form, options.layout, limits
        )
        self.count = 0
        for name, labelled in zip(samples, targets, strict=True):
            count = count_of(self._arrays[name].shape, self.form) if name else 0
            self.count += count
            if name and labelled:
                there = self._arrays[labelled].shape[:1] or (1,)
                require_counts(count, there[0], (name, labelled))
        if self.chosen.lengths:
            text = N_("The lengths in {names} are not used: padding is told by its zeros.")
            self.warnings.append(Text(text, names=", ".join(self.chosen.lengths)))
        self.warnings += [Text(N_("Not read: {reason}"), reason=r) for r in refused.values()]
        form = self.form
        self.found: ArrayOptions = options.with_values(
            samples=samples[0],
            targets=targets[0] or NOTHING,
            validation_samples=samples[1] or NOTHING,
            validation_targets=targets[1] or NOTHING,
            test_samples=samples[2] or NOTHING,
            test_targets=targets[2] or NOTHING,
            form=form.form,
            layout=form.layout,
            low=form.low,
            high=form.high,
        )

    def heads(self) -> list[ArraySamples]:
        """Return the first samples to learn from, with the labels of all; of other parts labels."""
        x = self._head
        if self.form.layout in ("steps first", "samples last"):
            name = self.chosen.samples[0]
            x = plain_numbers(self._arrays[name].read(), name)
        x = samples_of(x, self.form)[:HEAD_SAMPLES]
        heads = [ArraySamples(x, self._labels(0))]
        for number in range(1, PARTS):
            y = self._labels(number)
            if y is not None:
                heads.append(ArraySamples(x[:0], y))
        return heads

    def part(self, number: int, progress: Progress) -> ArraySamples | None:
        """Return the samples for training, validation or test; None where there are none.

        Raises
        ------
        UserError
            They cannot be read, or there is not a target for each.
        """
        name = self.chosen.samples[number]
        if not name:
            return None
        read = plain_numbers(self._arrays[name].read(progress), name)
        return ArraySamples(samples_of(read, self.form), self._labels(number))

    def columns(self, given: Sequence[Column], parts: Sequence[ArraySamples]) -> Columns:
        """Return what is made of the columns.

        Raises
        ------
        UserError
            There is nothing to predict, or it is not understood as decided.
        """
        x = parts[0].x
        table = self.form.form == "table"
        return columns_of(
            parts,
            table=table,
            features=feature_names(x.shape[1], self._words(self.chosen.features)) if table else (),
            target=self.chosen.targets[0],
            names=self._words(self.chosen.classes),
            given=given,
            steps=x.shape[1] if self.form.form == "sequences" else 0,
        )

    def _labels(self, number: int) -> Array | None:
        name = self.chosen.targets[number]
        if not name:
            return None
        y = self._arrays[name].read()
        if y.ndim == 0 or not y.size:
            text = N_("The array {name} has the shape {got}; expected is a target for each sample.")
            raise UserError(Text(text, name=name, got=shape_text(y.shape) or "()"))
        return y

    def _words(self, name: str) -> tuple[str, ...]:
        """Return the words of an array; none where it holds something else."""
        if not name or len(self._arrays[name].shape) != 1:
            return ()
        if self._arrays[name].shape[0] > MOST_NAMES:
            return ()
        values = self._arrays[name].read()
        if values.dtype.kind not in "USiu":
            return ()
        return tuple(str(value) for value in plain_labels(values))

    def _with_targets(self, chosen: ArrayChoice) -> ArrayChoice:
        """Return the choice without parts whose targets are missing."""
        if not chosen.targets[0]:
            return replace(chosen, targets=("", "", ""))
        samples = list(chosen.samples)
        for number in range(1, PARTS):
            if samples[number] and not chosen.targets[number]:
                text = N_("{name} is left out: it has no targets.")
                self.warnings.append(Text(text, name=samples[number]))
                samples[number] = ""
        return replace(chosen, samples=(samples[0], samples[1], samples[2]))


def samples_to_predict(path: Path, columns: tuple[Column, ...], options: ArrayOptions) -> Array:
    """Return the samples of another file, read as the options say that were found for the first.

    Raises
    ------
    UserError
        It cannot be read, or has other columns.
    """
    arrays, refused = stored_arrays(path)
    wanted = options.samples if options.samples in arrays else ""
    if path.suffix.lower() == ".npy" and not path.is_dir():
        arrays = {name: array for name, array in arrays.items() if array.path == path}
        wanted = ""
    none = (NOTHING, NOTHING, NOTHING)
    chosen = choose_arrays(arrays, refused, path, (wanted, NOTHING, NOTHING), none)
    name = chosen.samples[0]
    read = plain_numbers(arrays[name].read(), name)
    limits = options.low, options.high
    form = sample_form(read.shape, read[:HEAD_SAMPLES], None, options.form, options.layout, limits)
    x = samples_of(read, form)
    own = options.targets not in ("", NOTHING)
    if form.form != "table" or len(columns) <= int(own):
        return x
    made = Columns(columns, (), own)
    known = columns[: len(columns) - int(own)]
    features = [column for column in known if column.role == "feature"]
    if x.shape[1] == len(features) < len(known):
        made = Columns(tuple(features), (), False)
    elif x.shape[1] != len(known):
        text = N_("{name} has {got} columns; expected are {expected}, as those learned from.")
        told = {"name": shown(path.name), "got": x.shape[1], "expected": len(features)}
        raise UserError(Text(text, **told))
    return made.predicted(x)
