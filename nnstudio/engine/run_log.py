"""What happened in a run: columns that only grow."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.messages import EpochRow, Mark, StepBlock
from nnstudio.engine.update_record import UpdateRecord

EPOCH_FIGURES = tuple(f.name for f in fields(EpochRow) if f.name != "metrics")
FIRST_FIGURES = 7
"""How many figures of an epoch the first version kept."""

_KINDS: dict[str, tuple[str, int]] = {
    "layers": ("U", 1),
    "loss": ("f4", 1),
    "accuracy": ("f4", 1),
    "probe_steps": ("i8", 1),
    "norms": ("f8", 2),
    "epochs": ("f8", 2),
    "mark_steps": ("i8", 1),
    "mark_values": ("f8", 1),
    "mark_names": ("U", 1),
}
_LATER_KINDS: dict[str, tuple[str, int]] = {"metric_names": ("U", 1), "metrics": ("f8", 2)}
RUN_ARRAYS = tuple(_KINDS)
"""The arrays of a stored record."""
LATER_RUN_ARRAYS = tuple(_LATER_KINDS)
"""The arrays that records of the first version lack."""


class Column:
    """An array that grows at its end without being copied each time."""

    def __init__(self, width: int = 0, dtype: type = np.float32) -> None:
        self._shape: tuple[int, ...] = (width,) if width else ()
        self._data = np.empty((256, *self._shape), dtype)
        self._size = 0

    def extend(self, values: Array) -> None:
        """Add rows at the end."""
        size = self._size + len(values)
        if size > len(self._data):
            grown = np.empty((max(size, 2 * len(self._data)), *self._shape), self._data.dtype)
            grown[: self._size] = self._data[: self._size]
            self._data = grown
        self._data[self._size : size] = values
        self._size = size

    def cut(self, size: int) -> None:
        """Forget the rows after the first ``size``."""
        self._size = min(self._size, size)

    @property
    def array(self) -> Array:
        """A view of all rows so far."""
        return self._data[: self._size]

    def __len__(self) -> int:
        return self._size


class RunLog:
    """The record of one run: loss of every step, gradient norms at the probes, epochs, marks.

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
        self._loss = Column()
        self._accuracy = Column()
        self._probe_steps = Column(dtype=np.int64)
        self._norms = Column(width=max(len(layers), 1), dtype=np.float64)
        self._epochs = Column(width=len(EPOCH_FIGURES), dtype=np.float64)
        self.marks: list[Mark] = []
        self.updates = UpdateRecord()

    def extend(self, block: StepBlock) -> None:
        """Add what a block reports."""
        self._loss.extend(block.loss)
        self._accuracy.extend(block.accuracy)
        if len(block.probe_steps):
            self._probe_steps.extend(block.probe_steps)
            self._norms.extend(block.norms)
        if block.epochs:
            rows = [[getattr(row, name) for name in EPOCH_FIGURES] for row in block.epochs]
            self._epochs.extend(np.array(rows, np.float64))
            width = max(len(self.metric_names), 1)
            metrics = [(*row.metrics, *(math.nan,) * width)[:width] for row in block.epochs]
            self._metrics.extend(np.array(metrics, np.float64))
        self.marks += block.marks
        self.updates.extend(block.updates)

    def fits(self, layers: tuple[str, ...], metrics: tuple[str, ...], step: int) -> bool:
        """Return whether a run with these columns that has done ``step`` steps can go on in it.

        Records of the first version measured nothing; they go on without.
        """
        columns = self.layers == layers and self.metric_names in ((), metrics)
        return columns and self.steps >= step

    def rewind(self, step: int) -> None:
        """Forget what came after a step, because the run goes on from there."""
        self._loss.cut(step)
        self._accuracy.cut(step)
        probes = int(np.searchsorted(self.probe_steps, step, side="right"))
        self._probe_steps.cut(probes)
        self._norms.cut(probes)
        epochs = int(np.searchsorted(self.epoch_column("step"), step, side="right"))
        self._epochs.cut(epochs)
        self._metrics.cut(epochs)
        self.marks = [mark for mark in self.marks if mark.step <= step]
        self.updates.cut(step)

    @property
    def steps(self) -> int:
        """How many steps were done."""
        return len(self._loss)

    @property
    def loss(self) -> Array:
        """``(steps,)`` the training loss of every step's batch; step 1 comes first."""
        return self._loss.array

    @property
    def accuracy(self) -> Array:
        """``(steps,)`` the share of correct samples of every step's batch."""
        return self._accuracy.array

    @property
    def probe_steps(self) -> Array:
        """``(probes,)`` the steps at which gradient norms were taken."""
        return self._probe_steps.array

    @property
    def norms(self) -> Array:
        """``(probes, layers)`` gradient norms."""
        return self._norms.array

    @property
    def epochs(self) -> int:
        """How many epochs were finished."""
        return len(self._epochs)

    def epoch_column(self, name: str) -> Array:
        """Return one figure of all epochs, such as ``val_loss``: ``(epochs,)``."""
        return self._epochs.array[:, EPOCH_FIGURES.index(name)]

    def metric(self, name: str) -> Array:
        """Return a metric of the validation samples after each epoch: ``(epochs,)``."""
        return self._metrics.array[:, self.metric_names.index(name)]

    @property
    def last_epoch(self) -> EpochRow | None:
        """The figures of the last finished epoch."""
        if not self.epochs:
            return None
        return _row(self._epochs.array[-1], self._metrics.array[-1][: len(self.metric_names)])

    def to_arrays(self) -> dict[str, Array]:
        """Return the record as plain arrays, ready for an .npz file."""
        return {
            "layers": np.array(self.layers, dtype=np.str_),
            "loss": self.loss.copy(),
            "accuracy": self.accuracy.copy(),
            "probe_steps": self.probe_steps.copy(),
            "norms": self.norms.copy(),
            "epochs": self._epochs.array.copy(),
            "metric_names": np.array(self.metric_names, dtype=np.str_),
            "metrics": self._metrics.array.copy(),
            "mark_steps": np.array([m.step for m in self.marks], np.int64),
            "mark_values": np.array([m.value for m in self.marks], np.float64),
            "mark_names": np.array([f"{m.target}/{m.setting}" for m in self.marks], dtype=np.str_),
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, Array]) -> RunLog:
        """Return the record that `to_arrays` wrote.

        Raises
        ------
        KeyError, ValueError
            The arrays are not those of a record.
        """
        _check(arrays)
        epochs = arrays["epochs"]
        names = tuple(str(name) for name in arrays.get("metric_names", ()))
        metrics = arrays["metrics"] if names else np.empty((len(epochs), 0))
        log = cls(tuple(str(name) for name in arrays["layers"]), names)
        log.extend(
            StepBlock(
                1,
                arrays["loss"],
                arrays["accuracy"],
                arrays["probe_steps"],
                arrays["norms"],
                tuple(_marks(arrays)),
                tuple(_row(row, more) for row, more in zip(epochs, metrics, strict=True)),
            )
        )
        return log


def _check(arrays: dict[str, Array]) -> None:
    """Raise `ValueError` where stored arrays do not make up one record."""
    if ("metrics" in arrays) != ("metric_names" in arrays):
        raise ValueError("metrics and their names do not go together")
    later = {name: kind for name, kind in _LATER_KINDS.items() if name in arrays}
    for name, (kind, dimensions) in (_KINDS | later).items():
        array = arrays[name]
        if not array.dtype.str[1:].startswith(kind) or array.ndim != dimensions:
            raise ValueError(f"{name} is of type {array.dtype} and has {array.ndim} dimensions")
    together = (
        ("loss", "accuracy"),
        ("probe_steps", "norms"),
        ("mark_steps", "mark_values", "mark_names"),
    )
    for names in together:
        if len({len(arrays[name]) for name in names}) > 1:
            raise ValueError(f"{', '.join(names)} differ in length")
    epochs = arrays["epochs"]
    if not FIRST_FIGURES <= epochs.shape[1] <= len(EPOCH_FIGURES):
        raise ValueError(f"epochs has {epochs.shape[1]} columns")
    if arrays["norms"].shape[1] != max(len(arrays["layers"]), 1):
        raise ValueError(f"norms has {arrays['norms'].shape[1]} columns")
    if not np.isfinite(epochs[:, :2]).all():
        raise ValueError("an epoch has no number")
    if "metric_names" in arrays:
        width = max(len(arrays["metric_names"]), 1)
        if arrays["metrics"].shape != (len(epochs), width):
            raise ValueError(f"metrics has the shape {arrays['metrics'].shape}")


def _row(figures: Array, metrics: Array) -> EpochRow:
    epoch, step, *rest = (float(value) for value in figures)
    figures_by_name = dict(zip(EPOCH_FIGURES[2:], rest, strict=False))
    return EpochRow(int(epoch), int(step), **figures_by_name, metrics=tuple(metrics.tolist()))


def _marks(arrays: dict[str, Array]) -> Iterable[Mark]:
    columns = (arrays["mark_steps"], arrays["mark_values"], arrays["mark_names"])
    for step, value, name in zip(*columns, strict=True):
        target, _, setting = str(name).partition("/")
        yield Mark(int(step), target, setting, float(value))
