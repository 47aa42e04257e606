"""Keeps a copy of unsaved work, and finds the one that a crash left."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from nnstudio.app.background import Background
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings, recovery_folder
from nnstudio.app.training import Training
from nnstudio.files.file_stamp import FileStamp
from nnstudio.files.project_file import SUFFIX, SavedProject
from nnstudio.files.recovery import LeftWork, RecoveryCopy, left_works, sweep

WHILE_TRAINING_SECONDS = 60
RESTS = 4
"""So many times as long as the last copy took the next one is waited for at least: a crash costs
the seconds that are set, unless copying takes more than a quarter of them."""


class Autosave(QObject):
    """Writes a copy a few seconds after an edit, and about once a minute while a network trains.

    Each window has a copy of its own, with a lock that ends with its process. A copy without a
    living process was left by a crash.
    """

    kept = Signal()
    """A copy was written."""
    failed = Signal(object)
    """The `Text` that says why no copy can be written; said once."""

    def __init__(
        self, session: Session, training: Training, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._training, self._settings = session, training, settings
        self._folder = recovery_folder()
        self._file = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._copy = RecoveryCopy(self._file)
        self._lock: QLockFile | None = None
        self._claims: dict[LeftWork, QLockFile] = {}
        self._replaced: LeftWork | None = None
        self._exists, self._complained, self._took = False, False, 0.0
        self._work = Background(self)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.keep)
        self._while_training = QTimer(self)
        self._while_training.setInterval(1000 * WHILE_TRAINING_SECONDS)
        self._while_training.timeout.connect(self.keep)
        session.file_changed.connect(self._on_changed)
        training.state_changed.connect(self._on_changed)

    @property
    def busy(self) -> bool:
        """Whether a copy is being written."""
        return self._work.busy

    def apply_settings(self) -> None:
        """Begin or end to keep copies, as the user wants it now."""
        self._soon.stop()
        self._on_changed()

    def keep(self) -> None:
        """Write a copy of what is open now, beside the window."""
        self._soon.stop()
        if not self._wanted():
            return
        if self._lock is None:
            self._lock = QLockFile(str(self._file.with_suffix(".lock")))
            self._lock.setStaleLockTime(0)
        if not self._lock.isLocked():
            with contextlib.suppress(OSError):  # whoever writes the copy says why it cannot be
                self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.tryLock(0)
        session = self._session
        checkpoint = self._training.latest or session.checkpoint
        log = session.run_log.copy() if session.run_log.steps else None
        saved = replace(session.to_save(), checkpoint=checkpoint, run_log=log)
        self._exists = True
        self._work.start(_Writing(self._copy, saved, session.path, session.stamp))

    def end(self) -> None:
        """Remove the copy, as the window closes in peace."""
        self._soon.stop()
        self._while_training.stop()
        self._work.forget()
        self._copy.end()
        for lock in (self._lock, *self._claims.values()):
            if lock is not None:
                lock.unlock()
        self._lock = None
        self._claims.clear()

    # ---- what a crash left ----

    def find_left(self) -> tuple[LeftWork, ...]:
        """Return the work that crashes left; from now on no other window offers it."""
        sweep(self._folder)
        for work in left_works(self._folder):
            lock = QLockFile(str(work.lock))
            lock.setStaleLockTime(0)
            if work.file != self._file and work not in self._claims and lock.tryLock(0):
                if work.file.exists():  # else another window was faster
                    self._claims[work] = lock
                else:
                    lock.unlock()
        return tuple(work for work in self._claims if work != self._replaced)

    def restored(self, work: LeftWork) -> None:
        """Note that left work is open now: it goes as soon as it is copied again, or not wanted."""
        self._replaced = work
        self.keep()

    def discard(self, work: LeftWork) -> None:
        """Remove left work."""
        work.discard()
        lock = self._claims.pop(work, None)
        if lock is not None:
            lock.unlock()

    # ---- within ----

    def _unsaved(self) -> bool:
        return self._session.dirty or self._training.active

    def _wanted(self) -> bool:
        return self._settings.autosave and self._unsaved()

    def _forget_replaced(self) -> None:
        if self._replaced is not None:
            self.discard(self._replaced)
            self._replaced = None

    def _on_changed(self) -> None:
        if not self._unsaved():
            self._forget_replaced()  # it was saved, or given up
        if self._training.active and self._settings.autosave:
            if not self._while_training.isActive():
                self._while_training.start()
        else:
            self._while_training.stop()
        if self._wanted():
            # Not started anew by each edit: whoever never rests shall have a copy, too.
            if self._session.dirty and not self._soon.isActive():
                self._soon.start(pause_ms(self._settings.autosave_seconds, self._took))
            return
        self._soon.stop()
        if self._exists:
            self._exists = False
            self._work.start(self._copy.remove)

    def _on_done(self, seconds: object) -> None:
        if not isinstance(seconds, float):
            return
        self._took = seconds
        self._complained = False
        self._forget_replaced()
        self.kept.emit()

    def _on_failed(self, reason: object) -> None:
        if not self._complained:
            self._complained = True
            self.failed.emit(reason)


@dataclass(frozen=True)
class _Writing:
    """What is to be written, without anything of the window."""

    copy: RecoveryCopy
    saved: SavedProject
    path: Path | None
    stamp: FileStamp | None

    def __call__(self) -> float:
        """Write it; return how many seconds that took."""
        begin = time.perf_counter()
        self.copy.write(self.saved, self.path, self.stamp)
        return time.perf_counter() - begin


def pause_ms(seconds: int, took: float) -> int:
    """Return how long after an edit a copy is written, where the last one ``took`` so long.

    Large networks are copied less often, so that disk and processor are free for the user.
    """
    return round(1000 * max(seconds, RESTS * took))
