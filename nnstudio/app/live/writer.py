"""A text that a network writes beside the window, a few tokens at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.core.layer import Array
from nnstudio.engine.generation import writing
from nnstudio.engine.model import Model

PIECE_SECONDS = 0.04
"""After how long what was written so far is shown."""

Made = Iterator[tuple[int, Array]]


@dataclass
class Heat:
    """The temperature, which may change while a text is written."""

    value: float = 1.0

    def __call__(self) -> float:
        return self.value


class Writer(QObject):
    """Lets a network go on from a beginning until it is told to stop, or has written enough."""

    wrote = Signal(object)
    """The tuple of the numbers of the next few tokens."""
    ended = Signal()
    """Enough was written, or somebody said stop."""
    failed = Signal(object)
    """The `Text` that says why the network cannot write."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heat = Heat()
        self._left = 0
        self._made: Made | None = None
        self._background = Background(self)
        self._background.done.connect(self._take)
        self._background.failed.connect(self._refuse)

    @property
    def busy(self) -> bool:
        """Whether a text is being written."""
        return self._made is not None or self._left > 0

    def start(self, model: Model, beginning: Array, count: int, seed: int = 0) -> None:
        """Write ``count`` tokens behind a beginning ``(steps,)``; an earlier text ends."""
        self._left, self._made = count, None
        self._background.start(_Begin(model, beginning, self.heat, seed))

    def stop(self) -> None:
        """Write nothing more."""
        if self.busy:
            self._left, self._made = 0, None
            self._background.forget()
            self.ended.emit()

    def _take(self, done: tuple[Made, tuple[int, ...]]) -> None:
        self._made, tokens = done
        tokens = tokens[: self._left]
        self._left -= len(tokens)
        if tokens:
            self.wrote.emit(tokens)
        if self._left > 0:
            self._background.start(_Piece(self._made, self._left))
        else:
            self._made = None
            self.ended.emit()

    def _refuse(self, reason: object) -> None:
        self._left, self._made = 0, None
        self.failed.emit(reason)
        self.ended.emit()


@dataclass(frozen=True, eq=False)
class _Begin:
    """Looks whether the network can write, which takes a moment."""

    model: Model
    beginning: Array
    heat: Heat
    seed: int

    def __call__(self) -> tuple[Made, tuple[int, ...]]:
        return writing(self.model, self.beginning, self.heat, self.seed), ()


@dataclass(frozen=True, eq=False)
class _Piece:
    """Writes the next few tokens."""

    made: Made
    most: int

    def __call__(self) -> tuple[Made, tuple[int, ...]]:
        until = time.perf_counter() + PIECE_SECONDS
        tokens: list[int] = []
        while len(tokens) < self.most and (not tokens or time.perf_counter() < until):
            tokens.append(next(self.made)[0])
        return self.made, tuple(tokens)
