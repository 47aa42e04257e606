"""Trains the networks of an experiment on the computers of a Dask cluster."""

from __future__ import annotations

import time
import uuid
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.core.version import __version__
from nnstudio.data.fingerprint import file_state
from nnstudio.experiments.events import MOST_LOSSES, POLL_SECONDS, Begun, Ended, Hear, Lost
from nnstudio.experiments.experiment import Trial
from nnstudio.experiments.local_processes import told_from
from nnstudio.experiments.outcome import Outcome
from nnstudio.experiments.train_trial import Trained, order_of, train_trial
from nnstudio.files.data_inside import pack
from nnstudio.graph.settings_codec import Json

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 10
LOOK_SECONDS = 1.0
"""How often a training asks the cluster whether the user has cancelled."""


class DaskCluster:
    """Trains on the workers of an existing cluster; each needs the same NNStudio.

    A file of the user's that one of them has not is sent along. A training whose worker is lost begins anew on another one.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def train(self, trials: Sequence[Trial], hear: Hear, cancelled: Callable[[], bool]) -> None:
        try:
            import distributed
        except ImportError as error:
            text = N_(
                "A cluster needs the package distributed, which cannot be loaded: {error}. "
                "Install nnstudio[cluster]."
            )
            raise UserError(Text(text, error=str(error))) from error
        try:
            client = distributed.Client(
                self._address, timeout=CONNECT_SECONDS, set_as_default=False, name="nnstudio"
            )
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            text = N_(
                "There is no Dask scheduler at {address}: {error}. Give the address that "
                "`dask scheduler` tells, such as tcp://10.0.0.5:8786."
            )
            raise UserError(Text(text, address=self._address, error=str(error))) from error
        try:
            _require_same_program(client, self._address)
            _Batch(client, hear).run(trials, _data_for(client, trials), cancelled)
        finally:
            client.close(timeout=CONNECT_SECONDS)


class _Batch:
    """Some trainings on a cluster."""

    def __init__(self, client: Client, hear: Hear) -> None:
        self._client, self._hear = client, hear
        self._name = f"nnstudio-{uuid.uuid4().hex}"
        self._told: SimpleQueue[tuple[str, Json]] = SimpleQueue()
        self._ended: SimpleQueue[tuple[str, Future]] = SimpleQueue()
        self._workers: dict[str, str] = {}
        """By key where each training goes on."""

    def run(
        self, trials: Sequence[Trial], data: bytes | None, cancelled: Callable[[], bool]
    ) -> None:
        """Send all, and wait for what comes back."""
        import distributed

        try:
            stop = distributed.Event(self._name, client=self._client)
            self._client.subscribe_topic(self._name, self._take)
            held = None if data is None else self._hold(data)
            futures = {trial.key: self._send(trial, held) for trial in trials}
        except (OSError, TimeoutError) as error:
            raise _lost() from error
        try:
            while futures and not cancelled():
                self._pass_on(futures)
                try:
                    key, future = self._ended.get(timeout=POLL_SECONDS)
                except Empty:
                    self._look()
                    continue
                self._pass_on(futures)
                if futures.pop(key, None) is not None:
                    self._hear(Ended(key, _result_of(future)))
        finally:
            with suppress(OSError, TimeoutError):  # the scheduler may be gone
                if futures:
                    stop.set()
                    self._client.cancel(list(futures.values()), force=True)
                self._client.unsubscribe_topic(self._name)

    def _hold(self, data: bytes) -> Future:
        """Have the cluster keep the user's file: as what a task gives, a lost one is made again."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # it is large, as everybody knows
            key = f"{self._name}-data"
            return self._client.submit(bytes, data, key=key, pure=False)

    def _send(self, trial: Trial, data: Future | None) -> Future:
        future = self._client.submit(
            train_on_worker,
            order_of(trial.project, 1),
            self._name,
            trial.key,
            data,
            key=f"{self._name}-{trial.key}",
            pure=False,
        )
        future.add_done_callback(lambda done: self._ended.put((trial.key, done)))
        return future

    def _take(self, event: tuple[float, Json]) -> None:
        """Keep what a worker says; this is called in the client's own thread."""
        message = event[1]
        if isinstance(message, dict) and isinstance(message.get("key"), str):
            self._told.put((str(message["key"]), message))

    def _pass_on(self, futures: dict[str, Future]) -> None:
        """Tell what the workers have said since."""
        while True:
            try:
                key, message = self._told.get_nowait()
            except Empty:
                return
            where = str(message["where"])
            if key not in futures:
                continue
            if "epoch" not in message:
                if key in self._workers:
                    self._hear(Lost(key))
                self._workers[key] = where
                self._hear(Begun(key, where))
            elif self._workers.get(key) == where:
                self._hear(told_from(key, message))

    def _look(self) -> None:
        """Refuse to wait for a scheduler that is gone."""
        if self._client.status in ("closed", "closing", "newly-created"):
            raise _lost()


def _lost() -> UserError:
    return UserError(
        Text(N_("The connection to the Dask scheduler is lost. Begin again to go on."))
    )


def train_on_worker(
    order: bytes, name: str, key: str, data: bytes | None
) -> tuple[Json, bytes] | None:
    """Train what was ordered; this is what a worker of the cluster does.

    Parameters
    ----------
    name
        Of the topic where progress is told, and of the event that stops all.
    data
        The user's file, packed; None: every worker has it.
    """
    import distributed

    worker = distributed.get_worker()
    stop = distributed.Event(name, client=worker.client)
    looked = time.monotonic()

    def tell(place: Json) -> bool:
        nonlocal looked
        worker.log_event(name, {"key": key, "where": worker.address, **place})
        if time.monotonic() < looked + LOOK_SECONDS:
            return True
        looked = time.monotonic()
        return not stop.is_set()

    worker.log_event(name, {"key": key, "where": worker.address})
    trained = train_trial(order, tell, data)
    return None if trained is None else (trained.outcome.to_dict(), trained.file)


def _program() -> str:
    """Return which NNStudio a worker has."""
    return __version__


def _require_same_program(client: Client, address: str) -> None:
    """Refuse a cluster that cannot train."""
    try:
        versions: dict[str, str] = client.run(_program, on_error="return")
    except Exception as error:
        text = N_("The Dask cluster at {address} does not answer: {error}.")
        raise UserError(Text(text, address=address, error=str(error))) from error
    if not versions:
        text = N_("The Dask cluster at {address} has no workers. Start some with `dask worker`.")
        raise UserError(Text(text, address=address))
    for worker, version in versions.items():
        if version != __version__:
            found = version if isinstance(version, str) else Text(N_("none"))
            text = N_(
                "The Dask worker {worker} has another NNStudio: {found}; this is {version}. "
                "Install the same on all computers."
            )
            raise UserError(Text(text, worker=worker, found=found, version=__version__))


def _data_for(client: Client, trials: Sequence[Trial]) -> bytes | None:
    """Return the user's file, packed, where a worker has it not; None: there is nothing to send.

    Raises
    ------
    UserError
        It cannot be sent; the text says where it has to lie.
    """
    # What is varied of the data never is the file that it comes from.
    file = trials[0].project.data.source.file
    if file is None:
        return None
    try:
        states: dict[str, object] = client.run(file_state, file, on_error="return")
    except (OSError, TimeoutError) as error:
        raise _lost() from error
    lacking = [worker for worker, state in states.items() if state != "there"]
    if not lacking:
        return None
    try:
        if trials[0].project.data.source.dataset == "idx" and not Path(file.path).is_dir():
            raise UserError(Text(N_("It is one of several files that belong together.")))
        return pack(file)
    except UserError as error:
        text = N_(
            "The worker {worker} has not the data's file {path}, and it cannot be sent: {reason} "
            "Put the same file at the same place on each computer of the cluster."
        )
        values = {"worker": lacking[0], "path": file.path, "reason": error.text}
        raise UserError(Text(text, **values)) from error


def _result_of(future: Future) -> Trained:
    import distributed

    try:
        result: tuple[Json, bytes] | None = future.result()
    except distributed.KilledWorker:
        text = N_(
            "{count} workers were lost while they trained it. There may not be enough memory: use "
            "smaller layers or a smaller batch size."
        )
        return Trained(Outcome("refused", Text(text, count=MOST_LOSSES)))
    except Exception as error:
        text = N_("The cluster could not train it: {error}.")
        return Trained(Outcome("refused", Text(text, error=f"{type(error).__name__}: {error}")))
    if result is None:
        return Trained(Outcome("refused", Text(N_("It was stopped by somebody else."))))
    return Trained(Outcome.from_dict(result[0]), result[1])
