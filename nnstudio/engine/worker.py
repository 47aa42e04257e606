"""A second thread that computes its lane while the first computes another."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nnstudio.core.kernels.arithmetic import edge_numbers_at_speed
from nnstudio.core.kernels.calls import Call


class Worker:
    """Runs lists of calls in a thread of its own; bare locks make the hand-over cheap."""

    def __init__(self) -> None:
        self._go, self._done = threading.Lock(), threading.Lock()
        self._go.acquire()
        self._done.acquire()
        self._calls: Sequence[Call] | None = ()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._serve, name="nnstudio-lane", daemon=True)
        self._thread.start()

    def start(self, calls: Sequence[Call]) -> None:
        """Begin to run ``calls``; `wait` must follow."""
        self._calls = calls
        self._go.release()

    def wait(self) -> None:
        """Return when the calls have run; raise what one of them raised."""
        self._done.acquire()
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    @contextmanager
    def beside(self, calls: Sequence[Call]) -> Iterator[None]:
        """Run ``calls`` while this thread computes something else, and wait for their end."""
        if not calls:
            yield
            return
        self.start(calls)
        try:
            yield
        finally:
            self.wait()

    def close(self) -> None:
        """End the thread."""
        self._calls = None
        self._go.release()
        self._thread.join()

    def _serve(self) -> None:
        with edge_numbers_at_speed():
            while True:
                self._go.acquire()
                if self._calls is None:
                    return
                try:
                    for call in self._calls:
                        call()
                except BaseException as error:
                    self._error = error
                self._done.release()
