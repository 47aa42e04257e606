"""The threads that compute the steps of a program, for one size of batch."""

from __future__ import annotations

from nnstudio.engine import blas_threads
from nnstudio.engine.division import is_stepwise, threads_for
from nnstudio.engine.setup import Setup
from nnstudio.engine.worker import Worker


class Crew:
    """Holds the threads; they are there until `close`.

    Parameters
    ----------
    allowed
        How many processor cores may be used.
    """

    def __init__(self, setup: Setup, batch_size: int, allowed: int) -> None:
        stepwise = is_stepwise(setup)
        division = threads_for(setup.plan, batch_size, allowed, setup.separable, stepwise)
        self.threads, self._blas = division.all, division.blas
        self.worker = Worker() if division.split else None
        setup.assistant = self._assistant = Worker() if division.assists else None
        blas_threads.hold(self._blas)
        self._open = True

    def close(self) -> None:
        """End the second thread and give the matrix products their threads back."""
        if self._open:
            self._open = False
            blas_threads.release(self._blas)
            for thread in (self.worker, self._assistant):
                if thread is not None:
                    thread.close()
