"""`nnstudio sweep`: its words on both streams, its files and its exit code."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nnstudio import api
from nnstudio.cli import main
from tests.experiments.experiments import Here

Said = pytest.CaptureFixture[str]
VARY = ["--vary", "learning_rate=0.1,0.01", "--epochs", "3", "--processes", "1"]


@pytest.fixture
def xor(tmp_path: Path) -> str:
    """The XOR template in a file."""
    path = tmp_path / "xor.nnstudio"
    api.save(path, api.new("xor"))
    return str(path)


@pytest.fixture
def trained_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Train in this process: to start another takes longer than what is asked about."""
    monkeypatch.setattr("nnstudio.cli.commands.sweep.LocalProcesses", lambda processes: Here())


def test_what_can_be_varied_is_listed_with_its_choices(xor: str, capsys: Said) -> None:
    assert main(["sweep", xor, "--list"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    listed = {name: (value, choices) for name, value, choices in rows}
    assert len(listed) == len(rows)
    assert listed["learning_rate"][1] == ""
    assert "relu" in listed["dense_1.activation"][1].split(", ")
    assert listed["optimizer"][0] in listed["optimizer"][1].split(", ")


def test_all_is_trained_once_and_told(xor: str, tmp_path: Path, capsys: Said) -> None:
    table = tmp_path / "table.csv"
    assert main(["sweep", xor, *VARY, "--csv", str(table)]) == 0
    out, err = capsys.readouterr()
    assert "1/2  learning_rate=0.1  repeat 1  done  train_loss " in out
    assert err == ""
    with table.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["state"] for row in rows] == ["done", "done"]
    best = min(rows, key=lambda row: float(row["train_loss"]))
    assert f"best: number {best['number']}, train_loss " in out
    file = tmp_path / "xor.sweep" / "runs" / f"{best['key']}.nnstudio"
    assert f"its network: {file}" in out
    assert api.open(file).checkpoint is not None
    # The same command, and one without words, know that all is done.
    assert main(["sweep", xor, *VARY]) == 0
    assert "2 of 2 are finished already." in capsys.readouterr().err
    assert main(["sweep", xor]) == 0
    out, err = capsys.readouterr()
    assert "2 of 2 are finished already." in err
    assert "repeat" not in out


def test_every_event_is_an_object(
    xor: str, tmp_path: Path, capsys: Said, trained_here: None
) -> None:
    assert main(["sweep", xor, *VARY, "--json", "-o", str(tmp_path / "out")]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    events = [json.loads(line) for line in out.splitlines()]
    kinds = [event["event"] for event in events if event["event"] != "told"]
    assert kinds == ["begun", "ended", "begun", "ended", "end"]
    assert events[0]["values"] == {"learning_rate": "0.1"}
    end = events[-1]
    assert (end["done"], end["waiting"]) == (2, 0)
    assert Path(end["best"]["file"]).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "There is nothing to vary"),
        (["--vary", "learning=1"], "There is no setting 'learning'"),
        (["--vary", "learning_rate=1", "--scheduler", "tcp://127.0.0.1:9"], "no Dask scheduler"),
    ],
)
def test_bad_words_are_refused_in_one_line(
    xor: str, words: list[str], told: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.experiments.dask_cluster.CONNECT_SECONDS", 0.5)
    assert main(["sweep", xor, *words]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("word", ["0", "-2", "abc", "1.5"])
def test_a_count_that_is_none_is_refused(xor: str, word: str, capsys: Said) -> None:
    assert main(["sweep", xor, f"--repeat={word}"]) == 2
    told = f"got {word}; it expects a whole number of at least 1"
    assert told in capsys.readouterr().err


def test_what_fails_is_told_with_its_reason(xor: str, capsys: Said, trained_here: None) -> None:
    words = ["optimizer=sgd", "learning_rate=1000", "loss=mean_squared_error"]
    words += ["dense_1.activation=linear", "dense_2.activation=linear"]
    vary = [part for word in words for part in ("--vary", word)]
    assert main(["sweep", xor, *vary, "--epochs", "200", "--processes", "1"]) == 1
    out, err = capsys.readouterr()
    assert "  failed" in out
    assert "number 1: Training stopped at step" in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_an_interrupt_ends_in_good_order(xor: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nnstudio", "sweep", xor, "--json", "--processes", "1"]
    command += ["--vary", "epochs=1,1000000"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        events = []
        for line in process.stdout:
            events.append(json.loads(line))
            if events[-1]["event"] == "told" and events[-1]["values"]["epochs"] != "1":
                process.send_signal(signal.SIGINT)
        assert process.stderr.read() == ""
    assert process.returncode == 1
    assert (events[-1]["done"], events[-1]["waiting"]) == (1, 1)
    assert len(list((tmp_path / "xor.sweep" / "runs").iterdir())) == 1
