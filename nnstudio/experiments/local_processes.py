"""Trains the networks of an experiment in processes of this computer."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from nnstudio.core.text import N_, Text
from nnstudio.experiments.events import MOST_LOSSES, POLL_SECONDS, Begun, Ended, Hear, Lost, Told
from nnstudio.experiments.experiment import Trial
from nnstudio.experiments.outcome import Outcome
from nnstudio.experiments.train_trial import Trained, order_of, train_trial
from nnstudio.graph.settings_codec import Json

TOLD, OUTCOME = b"t", b"o"
"""What a message of a process begins with; behind an outcome comes the file."""
PATIENCE = 5.0
"""So many seconds a process has to end once it was told to."""
LESS_URGENT = 5
"""How much nicer to everybody else a training is than the window that asked for it."""


class LocalProcesses:
    """Trains in several processes, each one network after the other.

    A process that ends, killed by whomever, is replaced, and what it trained is trained again.
    Processes end by themselves when the one that started them is gone.

    Parameters
    ----------
    processes
        How many; None: as many as this computer can compute with at once.
    """

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or os.cpu_count() or 1

    def train(self, trials: Sequence[Trial], hear: Hear, cancelled: Callable[[], bool]) -> None:
        waiting, losses = deque(trials), Counter[str]()
        count = min(self._processes, len(trials))
        threads = max((os.cpu_count() or 1) // max(count, 1), 1)
        staff: list[_Process] = []
        try:
            while (waiting or any(one.trial for one in staff)) and not cancelled():
                free = [one for one in staff if one.trial is None]
                while waiting and (free or len(staff) < count):
                    if not free:
                        number = next(
                            n for n in range(1, count + 1) if n not in {s.number for s in staff}
                        )
                        free.append(_Process(number))
                        staff.append(free[-1])
                    trial, one = waiting.popleft(), free.pop()
                    hear(Begun(trial.key, str(one.process.pid)))
                    one.begin(trial, threads)
                busy = [one for one in staff if one.trial is not None]
                ready = wait([one.pipe for one in busy], POLL_SECONDS)
                for one in busy:
                    if one.pipe not in ready or one.listen(hear):
                        continue
                    staff.remove(one)
                    trial = one.lost()
                    losses[trial.key] += 1
                    if losses[trial.key] < MOST_LOSSES:
                        waiting.appendleft(trial)
                        hear(Lost(trial.key))
                    else:
                        hear(Ended(trial.key, Trained(Outcome("refused", _REASON))))
        finally:
            for one in staff:
                one.end()


_REASON = Text(
    N_(
        "The process that trained it ended again and again. There may not be enough memory: use "
        "fewer processes, smaller layers or a smaller batch size."
    )
)


class _Process:
    """A process that trains, and what it trains now."""

    def __init__(self, number: int) -> None:
        # A fork would take over locks that threads of this process hold, such as the window's.
        context = multiprocessing.get_context("spawn")
        self.number = number
        self.pipe, other = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=serve, args=(other,), name=f"nnstudio-{number}", daemon=True
        )
        self.process.start()
        other.close()  # so that the end of the process is the end of the pipe
        self.trial: Trial | None = None

    def begin(self, trial: Trial, threads: int) -> None:
        """Let it train something."""
        self.trial = trial
        with suppress(OSError):  # it is gone already, as `listen` will find
            self.pipe.send_bytes(order_of(trial.project, threads))

    def listen(self, hear: Hear) -> bool:
        """Pass on one message; return whether the process lives."""
        assert self.trial is not None, "who does nothing says nothing"
        key = self.trial.key
        try:
            message = self.pipe.recv_bytes()
            document = json.loads(message[1:])
            if message[:1] == TOLD:
                hear(told_from(key, document))
                return True
            file = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return False
        self.trial = None
        hear(Ended(key, Trained(Outcome.from_dict(document), file)))
        return True

    def lost(self) -> Trial:
        """Clear up after a process that is gone; return what it trained."""
        trial, self.trial = self.trial, None
        assert trial is not None, "only who trains is listened to"
        self.end()
        return trial

    def end(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        if self.trial is not None:
            self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.process.close()


def serve(pipe: Connection) -> None:
    """Train what is ordered until there is nobody left to order: the work of a process."""
    # Ctrl-C in a terminal goes to all; whoever started this process decides what comes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)  # the window comes first, however many processes there are

    def tell(place: Json) -> bool:
        pipe.send_bytes(TOLD + json.dumps(place).encode())
        return True

    with suppress(EOFError, OSError):  # whoever gives orders is gone
        while True:
            trained = train_trial(pipe.recv_bytes(), tell)
            assert trained is not None, "nobody stopped it"
            pipe.send_bytes(OUTCOME + json.dumps(trained.outcome.to_dict()).encode())
            pipe.send_bytes(trained.file)


def told_from(key: str, document: Json) -> Told:
    """Return the event that tells what a training told of itself."""
    epoch, epochs, curves = (document[name] for name in ("epoch", "epochs", "curves"))
    assert isinstance(epoch, int), "epochs are counted"
    assert isinstance(epochs, int), "epochs are counted"
    assert isinstance(curves, dict), "curves have names"
    return Told(key, epoch, epochs, {name: tuple(values) for name, values in curves.items()})
