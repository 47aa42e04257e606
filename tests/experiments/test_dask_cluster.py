"""A real cluster, and what becomes of an experiment when one of its workers is killed."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.experiments.dask_cluster import DaskCluster
from nnstudio.experiments.events import Begun, Ended, Event, Lost, Told
from nnstudio.experiments.sweep_table import Row
from nnstudio.experiments.train_trial import order_of, train_trial
from tests.experiments.experiments import ENDLESS, Heard, sweep

distributed = pytest.importorskip("distributed")
if TYPE_CHECKING:
    from distributed import LocalCluster

LONG = 1000
"""So many epochs take long enough to be killed in between."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
        ) as made,
    ):
        yield made


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_workers_trainings_are_done_elsewhere(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    made = sweep(tmp_path / "s", f"epochs={LONG},20,21")
    heard = Heard()
    killed: list[str] = []

    def hear(event: Event, row: Row) -> None:
        heard(event, row)
        if isinstance(event, Told) and row.epochs == LONG and not killed:
            killed.append(event.key)
            worker = next(w for w in cluster.workers.values() if w.worker_address == row.where)
            os.kill(worker.pid, signal.SIGKILL)

    made.run(DaskCluster(cluster.scheduler_address), hear)
    assert made.table.count("done") == 3
    assert heard.keys(Lost)[:1] == killed
    assert len([e for e in heard.events if isinstance(e, Begun) and e.key == killed[0]]) == 2
    # It is the same training there as here.
    row = made.table[killed[0]]
    alone = train_trial(order_of(row.trial.project, 1), lambda place: True)
    assert alone is not None
    assert row.figures["train_loss"] == alone.outcome.figures["train_loss"]
    assert api.open(made.results.run_file(killed[0])).project == row.trial.project
    assert heard.keys(Ended)


def test_who_cancels_stops_the_workers(cluster: LocalCluster, tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", "learning_rate=0.1,0.05,0.01", epochs=ENDLESS)
    heard = Heard()
    made.run(DaskCluster(cluster.scheduler_address), heard, lambda: len(heard.keys(Told)) > 1)
    assert made.table.count("waiting") == 3
    # The workers are free again for what comes next.
    next_one = sweep(tmp_path / "t", "learning_rate=0.1,0.05")
    next_one.run(DaskCluster(cluster.scheduler_address), Heard())
    assert next_one.table.count("done") == 2


def test_a_cluster_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.experiments.dask_cluster.CONNECT_SECONDS", 0.5)
    made = sweep(tmp_path / "s", "learning_rate=0.1")
    for address in ("tcp://127.0.0.1:9", "here", "smoke://signals"):
        with pytest.raises(UserError, match="There is no Dask scheduler at"):
            made.run(DaskCluster(address), Heard())


def test_a_cluster_without_workers_is_told(tmp_path: Path) -> None:
    with distributed.LocalCluster(
        n_workers=0, dashboard_address=":0", processes=False, silence_logs=50
    ) as empty:
        made = sweep(tmp_path / "s", "learning_rate=0.1")
        with pytest.raises(UserError, match="has no workers"):
            made.run(DaskCluster(empty.scheduler_address), Heard())
