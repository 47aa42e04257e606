"""A reader for tests: it takes as long as the test wants, and counts what it is asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, cast

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings, param
from nnstudio.core.text import Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings, Skipped
from nnstudio.data.readers import reader, reader_kinds
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

SAMPLES = 40


@dataclass(frozen=True)
class SlowOptions(Settings):
    """How it is read."""

    name = "slow"
    label = "Slow"

    width: int = param(0, low=0, high=99, label="Width", help="0: find out.")


class SlowReader(Reader):
    """Reads files that end in ``.slow``."""

    name: ClassVar[str] = "slow"
    label: ClassVar[str] = "Slow"
    order: ClassVar[int] = 99
    patterns: ClassVar[tuple[str, ...]] = ("*.slow",)
    options: ClassVar[type[Settings]] = SlowOptions

    def __init__(self) -> None:
        self.let_go = threading.Event()
        """Set by the test: reading may end."""
        self.outlined: list[int] = []
        """The widths it was asked to look with."""
        self.ended = 0
        """How often reading was given up."""
        self.skipped: tuple[Skipped, ...] = ()

    def suits(self, path: Path) -> float:
        return 1.0 if path.suffix == ".slow" else 0.0

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        wanted = cast(SlowOptions, options)
        self.outlined.append(wanted.width)
        if wanted.width == 13:
            raise UserError(Text("13 brings bad luck. Take another width."))
        return Outline(self._found(wanted), text="slow and steady", samples=None)

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        wanted = self._found(cast(SlowOptions, options))
        share = 0.0
        try:
            while not self.let_go.wait(0.005):
                share = min(share + 0.001, 0.9)
                progress(share)
        except Exception:
            self.ended += 1
            raise
        x = np.zeros((SAMPLES, wanted.width), np.float32)
        y = np.arange(SAMPLES) % 2
        info = self.card(source, wanted, _signature(wanted.width), (SAMPLES, 0))
        return Dataset(info, lambda part: (x.copy(), y.copy()), Findings(skipped=self.skipped))

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        raise NotImplementedError

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        return DatasetInfo(
            "slow", "Slow", "Slow", "table", signature, *counts, "none", 4, options, test=4
        )

    def _found(self, options: SlowOptions) -> SlowOptions:
        return replace(options, width=options.width or 3)


def add_reader(monkeypatch: pytest.MonkeyPatch, new: Reader) -> None:
    """Let the program know a reader for the time of a test."""
    known = {kind: reader(kind) for kind in reader_kinds()}
    monkeypatch.setattr("nnstudio.data.readers._readers", lambda: {**known, new.name: new})


def _signature(width: int) -> Signature:
    return Signature((width,), classes=("a", "b"), raw_shape=(width,))
