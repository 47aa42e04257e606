"""Training that takes long: the computer stays awake, and its end is told to whoever looks away."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nnstudio.app.awake import Awake
from nnstudio.app.long_work import LongWork
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.engine.messages import Failed


class LongRuns(QObject):
    """Watches how long runs train, without their pauses; the parameters are those of `LongWork`."""

    def __init__(
        self,
        training: Training,
        settings: Settings,
        window: QWidget,
        awake: Awake | None = None,
        tell: Callable[[str, str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._training = training
        self._work = LongWork(settings, window, awake, tell, clock)
        training.started.connect(self._begin)
        training.state_changed.connect(self._follow)
        training.finished.connect(self._finished)
        training.failed.connect(self._failed)

    @property
    def awake(self) -> Awake:
        """What keeps the computer awake."""
        return self._work.awake

    def close(self) -> None:
        """Let go of the system, as before the window closes."""
        self._work.close()

    def _begin(self) -> None:
        self._work.begin()
        self._follow()

    def _follow(self) -> None:
        if self._training.state == "running":
            self._work.go_on()
        else:
            self._work.rest()

    def _finished(self, stopped: bool) -> None:
        if not stopped:
            progress = self._training.progress
            text = self.tr("Epoch {epoch} of {epochs} is done.")
            self._end(text.format(epoch=progress.epoch, epochs=progress.epochs) if progress else "")

    def _failed(self, failed: Failed) -> None:
        if not self._training.active:  # else it was refused what it was to become, and goes on
            self._end(tr_text(failed.reason))

    def _end(self, text: str) -> None:
        self._work.end(self.tr("Training has ended"), text)
