"""What happened in a run: columns that only grow, in memory that is bounded."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.column import Column
from nnstudio.engine.messages import EpochRow, Mark, StepBlock
from nnstudio.engine.run_arrays import EPOCH_FIGURES, THINNED, check_arrays
from nnstudio.engine.thinned import Curve, ThinnedColumn
from nnstudio.engine.update_record import Update, UpdateRecord

MOST_NUMBERS = 2**20
"""So many numbers at most are kept of all probes, and of all epochs."""
MOST_ROWS, FEWEST_ROWS = 2**14, 2**10
FIRST_ROWS = 64
"""The first rows stay: a run is compared with its start."""
MOST_MARKS = 4096
MARK_BYTES = 200
"""How much memory a mark takes, about."""


class RunLog:
    """The record of one run: loss of every step, gradient norms at the probes, epochs, marks.

    It takes some megabytes at most, however long the run: of a run of more than
    `nnstudio.engine.thinned.MOST_STRETCHES` steps, stretches of steps are kept, and of very many
    probes or epochs every second, fourth ... one, beside the first and the newest and those with
    the lowest and highest figures.

    Parameters
    ----------
    layers
        The layers with weights, from input to output: the columns of ``norms``.
    metrics
        What is measured on the validation samples after each epoch: the columns of ``metrics``.
    """

    def __init__(self, layers: tuple[str, ...] = (), metrics: tuple[str, ...] = ()) -> None:
        self.layers = layers
        self.metric_names = metrics
        self._metrics = Column(width=max(len(metrics), 1), dtype=np.float64)
        self._steps = {"loss": ThinnedColumn(), "accuracy": ThinnedColumn()}
        self._epochs_done = 0
        self.thinned = 0
        """How often probes or epochs were left out: what was read of them is to be read anew."""
        self._probe_steps = Column(dtype=np.int64)
        self._norms = Column(width=max(len(layers), 1), dtype=np.float64)
        self._unclipped = Column(dtype=np.float64)
        self._epochs = Column(width=len(EPOCH_FIGURES), dtype=np.float64)
        self.marks: list[Mark] = []
        self.updates = UpdateRecord()

    def extend(self, block: StepBlock) -> None:
        """Add what a block reports."""
        self._steps["loss"].extend(block.loss)
        self._steps["accuracy"].extend(block.accuracy)
        if len(block.probe_steps):
            self._probe_steps.extend(block.probe_steps)
            self._norms.extend(block.norms)
            unknown = np.full(len(block.norms), math.nan)
            self._unclipped.extend(unknown if block.unclipped is None else block.unclipped)
        if block.epochs:
            rows = [[getattr(row, name) for name in EPOCH_FIGURES] for row in block.epochs]
            width = max(len(self.metric_names), 1)
            metrics = [(*row.metrics, *(math.nan,) * width)[:width] for row in block.epochs]
            self._add_epochs(np.array(rows, np.float64), np.array(metrics, np.float64))
        self.marks += block.marks
        self.updates.extend(block.updates)
        self._thin()

    def fits(self, layers: tuple[str, ...], metrics: tuple[str, ...], step: int) -> bool:
        """Return whether a run with these columns that has done ``step`` steps can go on in it.

        Records of the first version measured nothing; they go on without.
        """
        columns = self.layers == layers and self.metric_names in ((), metrics)
        return columns and self.steps >= step

    def rewind(self, step: int) -> None:
        """Forget what came after a step, because the run goes on from there."""
        for column in self._steps.values():
            column.cut(step)
        probes = int(np.searchsorted(self.probe_steps, step, side="right"))
        self._probe_steps.cut(probes)
        self._norms.cut(probes)
        self._unclipped.cut(probes)
        epochs = int(np.searchsorted(self.epoch_column("step"), step, side="right"))
        if epochs < len(self._epochs):
            self._epochs_done = self.epoch_at(step)[0]
        self._epochs.cut(epochs)
        self._metrics.cut(epochs)
        self.marks = [mark for mark in self.marks if mark.step <= step]
        self.updates.cut(step)

    @property
    def steps(self) -> int:
        """How many steps were done."""
        return len(self._steps["loss"])

    @property
    def loss(self) -> Array:
        """``(steps,)`` the training loss of every step's batch; step 1 comes first.

        Of a long run it is the mean of each stretch of steps, and then that of each of the
        newest steps, which are some thousands.
        """
        return self._steps["loss"].array

    @property
    def accuracy(self) -> Array:
        """``(steps,)`` the share of correct samples of every step's batch, as `loss` has them."""
        return self._steps["accuracy"].array

    @property
    def stretch(self) -> int:
        """How many steps are one in what is kept of a long run; 1 where every step is."""
        return self._steps["loss"].stretch

    def newest(self, name: str) -> Array:
        """Return ``"loss"`` or ``"accuracy"`` of each of the newest steps, some thousands."""
        return self._steps[name].newest

    def at_step(self, name: str, step: int) -> tuple[float, float, float]:
        """Return lowest, mean and highest ``"loss"`` or ``"accuracy"`` around a step.

        They are those of the step alone where it was kept, and else of its stretch.
        """
        return self._steps[name].at(step - 1)

    def curve(self, name: str, first: int = 0, last: int | None = None, most: int = 1024) -> Curve:
        """Return ``"loss"`` or ``"accuracy"`` as few points, however long the run is.

        Parameters
        ----------
        first, last
            After how many steps the curve begins and ends; without ``last`` it is the newest step.
        most
            How many points there are at most, about.
        """
        return self._steps[name].curve(first, last, most)

    @property
    def probe_steps(self) -> Array:
        """``(probes,)`` the steps at which gradient norms were taken."""
        return self._probe_steps.array

    @property
    def norms(self) -> Array:
        """``(probes, layers)`` gradient norms."""
        return self._norms.array

    @property
    def unclipped(self) -> Array:
        """``(probes,)`` the length of the whole gradient before it was clipped, NaN where not."""
        return self._unclipped.array

    @property
    def epochs(self) -> int:
        """How many epochs were finished."""
        return self._epochs_done

    def epoch_at(self, step: int) -> tuple[int, int, int]:
        """Return how many epochs were finished after a step, and where the one after them lies.

        That is the step at which the last one ended, and how many steps the next one has; 0 where
        that is not known yet. Where epochs were left out, those between two that are kept are taken
        to have equally many steps.
        """
        numbers, ends = self.epoch_column("epoch"), self.epoch_column("step")
        row = int(np.searchsorted(ends, step, side="right"))
        done, began = (int(numbers[row - 1]), int(ends[row - 1])) if row else (0, 0)
        if row == len(ends):
            return done, began, 0
        steps = max(int(ends[row]) - began, 1)
        epochs = max(int(numbers[row]) - done, 1)
        passed = (step - began) * epochs // steps
        last, end = (-(-(passed + more) * steps // epochs) for more in (0, 1))
        return done + passed, began + last, end - last

    def epoch_column(self, name: str) -> Array:
        """Return one figure of all epochs that are kept, such as ``val_loss``: ``(rows,)``."""
        return self._epochs.array[:, EPOCH_FIGURES.index(name)]

    def metric(self, name: str) -> Array:
        """Return a metric of the validation samples after each epoch that is kept: ``(rows,)``."""
        return self._metrics.array[:, self.metric_names.index(name)]

    @property
    def bytes(self) -> int:
        """How much memory the record takes, about."""
        columns = (self._probe_steps, self._norms, self._unclipped, self._epochs, self._metrics)
        steps = sum(column.bytes for column in self._steps.values())
        rows = sum(column.bytes for column in columns) + self.updates.bytes
        return steps + rows + MARK_BYTES * len(self.marks)

    @property
    def last_epoch(self) -> EpochRow | None:
        """The figures of the last finished epoch."""
        if not len(self._epochs):
            return None
        return _row(self._epochs.array[-1], self._metrics.array[-1][: len(self.metric_names)])

    def copy(self) -> RunLog:
        """Return the record as it is now; each of the two can go on without the other."""
        return copy.deepcopy(self)

    def to_arrays(self) -> dict[str, Array]:
        """Return the record as plain arrays, ready for an .npz file.

        They are views of what is kept, so that a long record is not held twice: they are to be
        read before the record goes on.
        """
        loss, accuracy = self._steps["loss"], self._steps["accuracy"]
        plain = self.stretch == 1
        nothing = np.empty(0, np.float32)
        return {
            "layers": np.array(self.layers, dtype=np.str_),
            "loss": loss.array if plain else nothing,
            "accuracy": accuracy.array if plain else nothing,
            **self._thinned_arrays(),
            "probe_steps": self.probe_steps,
            "norms": self.norms,
            "unclipped": self.unclipped,
            "update_steps": self.updates.steps,
            "update_sizes": self.updates.sizes,
            "epochs": self._epochs.array,
            "metric_names": np.array(self.metric_names, dtype=np.str_),
            "metrics": self._metrics.array,
            "mark_steps": np.array([m.step for m in self.marks], np.int64),
            "mark_values": np.array([m.value for m in self.marks], np.float64),
            "mark_names": np.array([f"{m.target}/{m.setting}" for m in self.marks], dtype=np.str_),
        }

    def _thinned_arrays(self) -> dict[str, Array]:
        """Return what only a long run has: its steps, and how many steps and epochs there were."""
        if self.stretch == 1 and self.epochs == len(self._epochs):
            return {}
        arrays = {"counts": np.array([self.steps, self.stretch, self.epochs], np.int64)}
        if self.stretch > 1:
            for name, column in self._steps.items():
                keys = (f"{name}_{part}" for part in THINNED)
                arrays |= dict(zip(keys, column.to_arrays(), strict=True))
        return arrays

    @classmethod
    def from_arrays(cls, arrays: dict[str, Array]) -> RunLog:
        """Return the record that `to_arrays` wrote.

        Raises
        ------
        KeyError, ValueError
            The arrays are not those of a record.
        """
        check_arrays(arrays)
        epochs = arrays["epochs"]
        names = tuple(str(name) for name in arrays.get("metric_names", ()))
        metrics = arrays["metrics"] if names else np.full((len(epochs), 1), math.nan)
        log = cls(tuple(str(name) for name in arrays["layers"]), names)
        steps, stretch, done = arrays.get("counts", np.array([0, 1, len(epochs)])).tolist()
        if stretch > 1:
            for name in log._steps:
                low, mean, high, newest = (arrays[f"{name}_{part}"] for part in THINNED)
                parts = (low, mean, high, newest)
                log._steps[name] = ThinnedColumn.from_arrays(parts, stretch, steps)
        log.extend(
            StepBlock(
                1,
                arrays["loss"],
                arrays["accuracy"],
                arrays["probe_steps"],
                arrays["norms"],
                tuple(_marks(arrays)),
                unclipped=arrays.get("unclipped"),
                updates=_updates(arrays),
            )
        )
        # Not as rows of a block: an object for each of very many epochs would take its time.
        unknown = np.full((len(epochs), len(EPOCH_FIGURES) - epochs.shape[1]), math.nan)
        log._add_epochs(np.concatenate([epochs, unknown], axis=1), metrics)
        log._thin()
        log._epochs_done = max(done, len(epochs))
        return log

    def _add_epochs(self, figures: Array, metrics: Array) -> None:
        self._epochs.extend(figures)
        self._metrics.extend(metrics)
        self._epochs_done += len(figures)

    def _thin(self) -> None:
        """Leave out every second of the older rows where there are too many."""
        if len(self._norms) > _most_rows(self._norms.array.shape[1]):
            kept = _kept(self._norms.array[:, :0])
            self._probe_steps.keep(kept)
            self._norms.keep(kept)
            self._unclipped.keep(kept)
            self.thinned += 1
        figures = self._epochs.array.shape[1] + self._metrics.array.shape[1]
        if len(self._epochs) > _most_rows(figures):
            kept = _kept(np.concatenate([self._epochs.array, self._metrics.array], axis=1))
            self._epochs.keep(kept)
            self._metrics.keep(kept)
            self.thinned += 1
        if len(self.marks) > MOST_MARKS:
            self.marks = [*self.marks[: MOST_MARKS // 2 : 2], *self.marks[MOST_MARKS // 2 :]]


def _updates(arrays: dict[str, Array]) -> tuple[Update, ...]:
    steps, sizes = arrays.get("update_steps", ()), arrays.get("update_sizes", ())
    return tuple((int(step), row) for step, row in zip(steps, sizes, strict=True))


def _most_rows(width: int) -> int:
    return min(MOST_ROWS, max(4 * FEWEST_ROWS, MOST_NUMBERS // width))


def _kept(rows: Array) -> Array:
    """Return the numbers of the rows that stay: ``(rows, columns)`` where extremes count."""
    count = len(rows)
    newest = count - min(4 * FEWEST_ROWS, count // 4)
    chosen = [np.arange(FIRST_ROWS), np.arange(FIRST_ROWS, newest, 2), np.arange(newest, count)]
    finite = np.isfinite(rows)
    some = finite.any(axis=0)
    for fill, extreme in ((math.inf, np.argmin), (-math.inf, np.argmax)):
        chosen.append(extreme(np.where(finite, rows, fill), axis=0)[some])
    return np.unique(np.concatenate(chosen))


def _row(figures: Array, metrics: Array) -> EpochRow:
    epoch, step, *rest = (float(value) for value in figures)
    figures_by_name = dict(zip(EPOCH_FIGURES[2:], rest, strict=True))
    return EpochRow(int(epoch), int(step), **figures_by_name, metrics=tuple(metrics.tolist()))


def _marks(arrays: dict[str, Array]) -> Iterable[Mark]:
    columns = (arrays["mark_steps"], arrays["mark_values"], arrays["mark_names"])
    for step, value, name in zip(*columns, strict=True):
        target, _, setting = str(name).partition("/")
        yield Mark(int(step), target, setting, float(value))
