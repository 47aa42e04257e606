"""An experiment in its folder: what is finished stays finished, whatever happens."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.experiments.events import Begun, Ended, Event, Hear, Lost, Told
from nnstudio.experiments.experiment import Trial
from nnstudio.experiments.means import best_combination, mean_cells
from nnstudio.experiments.outcome import Outcome
from nnstudio.experiments.results import (
    ABOUT,
    LINES,
    MEANS,
    TABLE,
    Results,
    experiment_in,
    move_results,
    usual_folder,
)
from nnstudio.experiments.sweep import Sweep
from nnstudio.experiments.train_trial import Trained
from tests.experiments.experiments import EXPLODING, Heard, Here, experiment, sweep, xor

VARY = ("learning_rate=0.1,0.01", "dense_1.activation=tanh,relu")


def test_all_is_trained_and_kept(tmp_path: Path) -> None:
    made, heard = sweep(tmp_path / "s", *VARY, repeat=2), Heard()
    made.run(Here(), heard)
    keys = [trial.key for trial in made.table.experiment.trials]
    assert heard.keys(Begun) == heard.keys(Ended) == keys
    assert made.table.count("done") == 8
    saved = api.open(Results(tmp_path / "s").run_file(keys[3]))
    assert saved.project == made.table[keys[3]].trial.project
    assert saved.run_log is not None
    assert saved.run_log.epochs == 20
    assert api.predict(saved, [[0, 0], [1, 0]]).shape[0] == 2  # type: ignore[union-attr]


def test_the_table_is_written_for_other_programs(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", *VARY)
    made.run(Here(), Heard())
    with (tmp_path / "s" / TABLE).open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["learning_rate"] for row in rows] == ["0.1", "0.1", "0.01", "0.01"]
    assert [row["state"] for row in rows] == ["done"] * 4
    best = made.table.best()
    assert best is not None
    assert float(rows[best.trial.number - 1]["train_loss"]) == min(
        float(row["train_loss"]) for row in rows
    )


def test_no_two_columns_of_the_table_have_the_same_name(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", "epochs=1,2", "seed=4")
    made.run(Here(), Heard())
    names, *rows = made.table.cells()
    assert len(set(names)) == len(names)
    assert [row[names.index("epochs")] for row in rows] == ["1", "2"]
    assert [row[names.index("seed")] for row in rows] == ["4", "4"]


def test_what_is_finished_is_not_trained_again(tmp_path: Path) -> None:
    sweep(tmp_path / "s", *VARY).run(Here(), Heard())
    again = Here()
    more = sweep(tmp_path / "s", "learning_rate=0.1,0.01,0.001", VARY[1])
    assert more.table.count("done") == 4
    more.run(again, Heard())
    assert again.given == [trial.key for trial in more.table.experiment.trials[4:]]
    assert more.table.count("done") == 6
    # What is known of it is what was known before.
    alone = sweep(tmp_path / "other", *VARY)
    alone.run(Here(), Heard())
    for row in alone.table.rows:
        known = more.table[row.trial.key]
        assert known.figures | {"seconds": 0} == row.figures | {"seconds": 0}
        assert known.curves == row.curves


def test_who_cancels_keeps_what_is_finished(tmp_path: Path) -> None:
    made, heard = sweep(tmp_path / "s", *VARY), Heard()
    made.run(Here(), heard, lambda: len(heard.keys(Ended)) == 2)
    assert (made.table.count("done"), made.table.count("waiting")) == (2, 2)
    again = Here()
    sweep(tmp_path / "s", *VARY).run(again, Heard())
    assert len(again.given) == 2


def test_a_line_that_was_cut_off_is_trained_again(tmp_path: Path) -> None:
    sweep(tmp_path / "s", *VARY).run(Here(), Heard())
    lines = tmp_path / "s" / LINES
    lines.write_bytes(lines.read_bytes()[:-200])
    again = Here()
    sweep(tmp_path / "s", *VARY).run(again, Heard())
    assert len(again.given) == 1
    assert len(Results(tmp_path / "s").outcomes) == 4


@pytest.mark.parametrize(
    "line", [b"{}", b"[]", b"3", b'{"key": 4}', b"\xff", b'{"key": "a", "end": 1}']
)
def test_strange_lines_are_passed_over(tmp_path: Path, line: bytes) -> None:
    sweep(tmp_path / "s", "learning_rate=0.1").run(Here(), Heard())
    with (tmp_path / "s" / LINES).open("ab") as stream:
        stream.write(line + b"\n")
    assert len(Results(tmp_path / "s").outcomes) == 1


def test_a_network_whose_file_is_gone_is_trained_again(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", *VARY)
    made.run(Here(), Heard())
    key = made.table.rows[1].trial.key
    made.results.run_file(key).unlink()
    again = Here()
    sweep(tmp_path / "s", *VARY).run(again, Heard())
    assert again.given == [key]


def test_what_could_not_be_trained_is_tried_again(tmp_path: Path) -> None:
    class Refuses(Here):
        def train(self, trials: Sequence[Trial], hear: Hear, cancelled: object) -> None:
            for trial in trials:
                hear(Ended(trial.key, Trained(Outcome("refused", Text("No data.")))))

    made = sweep(tmp_path / "s", *VARY)
    made.run(Refuses(), Heard())
    assert made.table.count("refused") == 4
    assert str(made.table.rows[0].reason) == "No data."
    again = Here()
    sweep(tmp_path / "s", *VARY).run(again, Heard())
    assert len(again.given) == 4


def test_the_folder_tells_what_the_experiment_is(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", *VARY, repeat=2, epochs=3)
    made.run(Here(), Heard())
    assert experiment_in(tmp_path / "s") == made.table.experiment


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("nothing", "has no results of an experiment"),
        ("{}", "has no results of an experiment"),
        ('{"format": 2, "vary": [], "repeat": 1, "epochs": null, "project": {}}', "newer"),
        ('{"format": 2}', "newer"),
        ('{"format": 1, "vary": [7], "repeat": 1, "epochs": null, "project": {}}', "newer"),
        ('{"format": 1, "vary": [], "repeat": 1, "epochs": null, "project": 3}', "The project"),
    ],
)
def test_a_folder_that_tells_nothing_is_refused(tmp_path: Path, about: str, told: str) -> None:
    (tmp_path / ABOUT).write_text(about)
    with pytest.raises(UserError, match=told):
        experiment_in(tmp_path)


def test_nothing_is_written_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(UserError, match="has other things in it"):
        sweep(tmp_path, *VARY).run(Here(), Heard())
    with pytest.raises(UserError, match="cannot be used for the results"):
        sweep(tmp_path / "letter.txt" / "s", *VARY).run(Here(), Heard())
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_results_lie_beside_the_project() -> None:
    assert usual_folder(Path("some/digits.nnstudio")) == Path("some/digits.sweep")


def test_the_rows_follow_what_happens(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", *VARY)
    row = made.table.rows[0]
    key = row.trial.key
    curves = {"epoch": (1.0, 2.0), "val_loss": (3.0, 2.5)}
    events: list[tuple[Event, str]] = [
        (Begun(key, "a"), "running"),
        (Told(key, 2, 20, curves), "running"),
        (Lost(key), "waiting"),
        (Begun(key, "b"), "running"),
    ]
    for event, state in events:
        assert made.table.hear(event) is row
        assert row.state == state
    assert row.figures == {}
    made.table.hear(Told(key, 2, 20, curves))
    assert (row.epoch, row.epochs, row.figures["val_loss"]) == (2, 20, 2.5)
    assert made.table.best() is None
    done = Outcome("done", figures={"val_loss": 1.0, "epochs": 20, "val_r2": 0.4})
    made.table.hear(Ended(key, Trained(done)))
    assert made.table.best() is row
    assert made.table.best("val_r2") is row
    assert made.table.figures == ("val_loss", "val_r2", "epochs")


def test_more_accuracy_and_less_loss_is_better(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", "learning_rate=0.1,0.01")
    figures = ({"val_loss": 1.0, "val_accuracy": 0.9}, {"val_loss": 0.5, "val_accuracy": 0.8})
    for row, known in zip(made.table.rows, figures, strict=True):
        made.table.hear(Ended(row.trial.key, Trained(Outcome("done", figures=known))))
    assert made.table.best() is made.table.rows[1]
    assert made.table.best("val_accuracy") is made.table.rows[0]


def test_repetitions_are_averaged(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", VARY[0], repeat=3)
    losses = (1.0, 2.0, 3.0, 0.5)
    for row, loss in zip(made.table.rows, losses, strict=False):
        done = Outcome("done", figures={"val_loss": loss})
        made.table.hear(Ended(row.trial.key, Trained(done)))
    head, first, second = mean_cells(made.table)
    assert head[:4] == ["number", "learning_rate", "repeats", "done"]
    assert head[4:] == ["val_loss_mean", "val_loss_deviation"]
    assert first == ["1", "0.1", "3", "3", "2", "1"]
    assert second == ["2", "0.01", "3", "1", "0.5", ""]
    best = best_combination(made.table)
    assert best is not None
    assert best.values == (0.01,)
    made.run(Here(), Heard())
    assert (tmp_path / "s" / MEANS).read_text().count("\n") == 3


def test_results_move_with_all_that_is_known(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", *VARY)
    made.run(Here(), Heard())
    move_results(tmp_path / "s", tmp_path / "t")
    assert not (tmp_path / "s").exists()
    assert sweep(tmp_path / "t", *VARY).table.count("done") == 4
    (tmp_path / "u").mkdir()
    with pytest.raises(UserError, match="is there already"):
        move_results(tmp_path / "t", tmp_path / "u")


KILLED = """
import sys
from pathlib import Path
from nnstudio.experiments.local_processes import LocalProcesses
from tests.experiments.experiments import sweep

if __name__ == "__main__":
    made = sweep(Path(sys.argv[1]), "seed=0,1,2,3,4,5", "epochs=1,1000000")
    made.run(LocalProcesses(2), lambda event, row: print(type(event).__name__, row.where, flush=True))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_killed_sweep_leaves_no_process_and_goes_on(tmp_path: Path) -> None:
    folder, script = tmp_path / "s", tmp_path / "killed.py"
    script.write_text(KILLED)
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    command = [sys.executable, str(script), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said: list[str] = []
        while [line.split()[0] for line in said].count("Told") < 2:
            said.append(process.stdout.readline())
        with pytest.raises(UserError, match="Another experiment is going on"):
            sweep(folder, *VARY).run(Here(), Heard())
        process.send_signal(signal.SIGKILL)
    trainers = {line.split()[1] for line in said if line.startswith("Begun")}
    assert trainers
    end = time.monotonic() + 60
    while any(_lives(pid) for pid in trainers):
        assert time.monotonic() < end, "the processes train for nobody"
        time.sleep(0.02)
    known = Results(folder).outcomes
    assert len(known) == [line.split()[0] for line in said].count("Ended")
    again = Here()
    made = Sweep(experiment("seed=0,1,2,3,4,5", "epochs=1"), Results(folder))
    made.run(again, Heard())
    assert len(again.given) == 6 - len(known)
    assert made.table.count("done") == 6


def _lives(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # one that nobody has asked for is gone all the same


def test_a_row_tells_its_reason_in_the_table(tmp_path: Path) -> None:
    made = sweep(tmp_path / "s", *EXPLODING, epochs=200)
    made.run(Here(), Heard())
    head, row = made.table.cells()
    assert row[head.index("state")] == "failed"
    assert row[head.index("reason")] == str(made.table.rows[0].reason) != ""
    lines = (tmp_path / "s" / LINES).read_text().splitlines()
    assert [json.loads(line)["end"] for line in lines] == ["failed"]
    assert Results(tmp_path / "s").outcomes.keys() == {made.table.rows[0].trial.key}
    assert xor() == made.table.experiment.project
