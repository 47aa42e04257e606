"""One thread that answers, beside the window, whatever the views ask while nothing trains."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import cast

import numpy as np

from nnstudio.app.background import Tell, Work
from nnstudio.engine.blas_threads import held_beside
from nnstudio.engine.study import Pieces


@dataclass(eq=False)
class _Job:
    pieces: Pieces[object]
    tell: Tell
    used: float


class StudyThread:
    """Does a piece of each job in turn, so that whoever wants little has it soon.

    A thread for each view would be quicker only for a computer with that many cores; on others
    they and the window would all wait for one another. The thread begins with the first job and
    ends after the last.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: list[_Job] = []
        self._lives = False

    def begin(self, work: Work, tell: Tell) -> None:
        """Do the `Pieces` that work is cut into, and tell what they give."""
        pieces = cast("Pieces[object]", work())
        with self._lock:
            # Who comes later begins with what the others have had.
            used = min((job.used for job in self._jobs), default=0.0)
            self._jobs.append(_Job(pieces, tell, used))
            if self._lives:
                return
            self._lives = True
        # Not a daemon: the interpreter must not be torn down under a thread that computes.
        threading.Thread(target=self._live, name="nnstudio-studies").start()

    def _live(self) -> None:
        # One core, so that another is left for the window. Weights that went wrong are looked at
        # as they are.
        with held_beside(1), np.errstate(all="ignore"):
            for job in iter(self._next, None):
                began = time.perf_counter()
                try:
                    next(job.pieces)
                except StopIteration as end:
                    self._end(job, end.value, None)
                except Exception as error:
                    self._end(job, None, error)
                job.used += time.perf_counter() - began

    def _next(self) -> _Job | None:
        """Return whose turn it is; with None the thread ends."""
        with self._lock:
            if not self._jobs:
                self._lives = False
                return None
            return min(self._jobs, key=lambda job: job.used)

    def _end(self, job: _Job, result: object, error: Exception | None) -> None:
        with self._lock:
            self._jobs.remove(job)
        job.tell(result, error)


THREAD = StudyThread()
"""The one that all views share."""
