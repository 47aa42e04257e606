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
from nnstudio.data.prepare import make_plan
from nnstudio.experiments.dask_cluster import DaskCluster
from nnstudio.experiments.events import Begun, Ended, Event, Lost, Told
from nnstudio.experiments.experiment import make_experiment
from nnstudio.experiments.results import Results
from nnstudio.experiments.sweep import Sweep
from nnstudio.experiments.sweep_table import Row
from nnstudio.experiments.train_trial import order_of, train_trial
from nnstudio.files.data_inside import pack
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataFile, DataSource
from nnstudio.graph.project import Project
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.experiments.experiments import ENDLESS, Heard, sweep, xor

distributed = pytest.importorskip("distributed")
if TYPE_CHECKING:
    from distributed import LocalCluster

LONG = 1000
"""So many epochs take long enough to be killed in between."""


def lacking(file: DataFile) -> str:
    """Say for a worker that it has no file."""
    return "missing"


def pack_and_hide(file: DataFile) -> bytes:
    content = pack(file)
    Path(file.path).unlink()
    return content


def with_table(path: Path) -> Project:
    """Return a project that learns from a table of the user's."""
    path.write_text("a,b,c\n" + "".join(f"{n},{n % 7},{n + n % 7}\n" for n in range(60)))
    data = make_plan(DataSource("table", file=DataFile(str(path))))
    project = edits.set_data(xor(), data)
    return edits.set_values(edits.set_loss(project, MeanSquaredError()), "dense_2", units=1)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    own = {"NNSTUDIO_SETTINGS": str(tmp_path_factory.mktemp("worker"))}
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50, env=own
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


def test_a_file_that_a_worker_has_not_is_sent_along(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = with_table(tmp_path / "here.csv")
    made = Sweep(make_experiment(project, ["learning_rate=0.1,0.05"]), Results(tmp_path / "s"))
    room = "nnstudio.experiments.dask_cluster."
    monkeypatch.setattr(room + "file_state", lacking)
    monkeypatch.setattr(room + "pack", pack_and_hide)  # or workers of this computer find it
    made.run(DaskCluster(cluster.scheduler_address), Heard())
    assert [row.state for row in made.table.rows] == ["done"] * 2
    # What comes back knows the file by the place that it has here.
    saved = api.open(made.results.run_file(made.table.rows[0].trial.key))
    assert saved.project.data.source.file == project.data.source.file


def test_a_file_that_cannot_be_sent_is_named(cluster: LocalCluster, tmp_path: Path) -> None:
    project = with_table(tmp_path / "here.csv")
    made = Sweep(make_experiment(project, ["learning_rate=0.1,0.05"]), Results(tmp_path / "s"))
    (tmp_path / "here.csv").unlink()
    with pytest.raises(UserError, match=r"has not the data's file .*here\.csv"):
        made.run(DaskCluster(cluster.scheduler_address), Heard())
