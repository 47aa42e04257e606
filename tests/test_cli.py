"""Every command, its words on both streams and its exit code."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import nnstudio
from nnstudio.cli import main
from nnstudio.graph import edits
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers.sgd import SGD

NNSTUDIO = [sys.executable, "-m", "nnstudio"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spiral template after two epochs, in a file."""
    path = tmp_path_factory.mktemp("trained") / "spiral.nnstudio"
    nnstudio.save(path, nnstudio.train(nnstudio.new("spiral-mlp"), epochs=2, seed=0))
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The XOR template in a file, not trained."""
    path = tmp_path / "xor.nnstudio"
    assert main(["new", "xor", "-o", str(path)]) == 0
    return path


Said = pytest.CaptureFixture[str]


def refused(said: Said, *words: object) -> str:
    """Return what is said to a command that must fail as bad input."""
    said.readouterr()
    assert main([str(word) for word in words]) == 2
    out, err = said.readouterr()
    assert "Traceback" not in err
    assert out == ""
    return err


# ---- commands ----


def test_templates_are_listed_between_tabs(capsys: Said) -> None:
    assert main(["templates"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    assert ["xor", "XOR"] in [row[:2] for row in rows]
    assert all(len(row) == 3 and all(row) for row in rows)


def test_a_new_project_can_be_opened(fresh: Path, capsys: Said) -> None:
    assert nnstudio.open(fresh).project.name == "XOR"
    assert "There is no template 'xr'; there are perceptron, xor" in refused(
        capsys, "new", "xr", "-o", fresh
    )


def test_check_shows_a_table(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "digits.nnstudio"
    main(["new", "digits-mlp", "-o", str(path)])

    assert main(["check", str(path)]) == 0
    *lines, memory = capsys.readouterr().out.splitlines()
    assert memory.startswith("Memory for training: ")
    assert memory.endswith(" MB")
    assert lines[0].split() == [
        "Node", "Layer", "Output", "shape", "Parameters", "Multiply-adds",
    ]  # fmt: skip
    assert lines[1].split() == ["input_1", "Input", "28", "×", "28", "×", "1", "0", "0"]
    assert lines[-1].split() == ["Total", "235,146", "234,752"]
    assert len({len(line) for line in lines}) == 1


def test_check_tells_where_memory_does_not_suffice(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "wide.nnstudio"
    project = nnstudio.new("digits-mlp").project
    for node_id in ("dense_1", "dense_2"):
        project = edits.set_values(project, node_id, units=100_000)
    nnstudio.save(path, project)

    assert main(["check", str(path)]) == 1
    assert "is for dense_2. Make dense_2 smaller." in capsys.readouterr().out

    assert main(["check", str(path), "--csv"]) == 1, "with the table for other programs, too"
    captured = capsys.readouterr()
    assert "Make dense_2 smaller." in captured.err
    assert len({line.count(",") for line in captured.out.splitlines()}) == 1


def test_check_tells_problems_with_their_fixes(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "broken.nnstudio"
    project = edits.set_values(nnstudio.new("xor").project, "dense_2", units=7)
    nnstudio.save(path, project)

    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "Problem: dense_2 has 7 outputs, but the target has 1 / 2. Set its units." in out
    assert "  Fix: Set dense_2 to 2" in out
    assert "Total" not in out
    assert main(["train", str(path), "-o", str(tmp_path / "never.nnstudio")]) == 1
    assert "7 outputs" in capsys.readouterr().err
    assert not (tmp_path / "never.nnstudio").exists()


def test_train_prints_an_object_per_epoch(fresh: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "out.nnstudio"
    command = ["train", str(fresh), "-o", str(out), "--epochs", "3", "--seed", "4", "--json"]
    assert main(command) == 0
    captured = capsys.readouterr()
    rows = [json.loads(line) for line in captured.out.splitlines()]

    assert [row["epoch"] for row in rows] == [1, 2, 3]
    assert set(rows[0]) == {
        "epoch",
        "train_loss",
        "val_loss",
        "train_accuracy",
        "val_accuracy",
        "seconds",
        "val_precision",
        "val_recall",
        "val_f1",
        "val_perplexity",
    }
    assert rows[0]["val_loss"] is None, "four samples leave none for validation"
    assert captured.err == "", "no bar where nobody looks"
    saved = nnstudio.open(out)
    assert saved.project.training.seed == 4
    assert saved.run_log is not None
    assert saved.run_log.epoch_column("train_loss").tolist() == [row["train_loss"] for row in rows]


def test_train_prints_a_line_per_epoch(fresh: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "out.nnstudio"
    assert main(["train", str(fresh), "-o", str(out), "--epochs", "2", "--no-twins"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) == 2
    assert lines[1].startswith("epoch 2  train_loss 0.")
    assert "val_loss" not in lines[1]


@pytest.mark.parametrize("command", ["new", "train", "import", "pack"])
def test_a_project_gets_no_name_that_the_window_does_not_show(
    fresh: Path, tmp_path: Path, capsys: Said, command: str
) -> None:
    given = "xor" if command == "new" else fresh
    for name in ("out.txt", "out"):
        said = refused(capsys, command, given, "-o", tmp_path / name)
        assert f"Write to {tmp_path / 'out.nnstudio'}." in said
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("place", ["missing/out.nnstudio", "."])
def test_nothing_is_trained_that_could_not_be_written(
    fresh: Path, tmp_path: Path, capsys: Said, place: str
) -> None:
    files = sorted(tmp_path.iterdir())
    said = refused(capsys, "train", fresh, "-o", tmp_path / place)  # which prints no epoch
    assert "cannot be written" in said
    assert sorted(tmp_path.iterdir()) == files


def test_training_goes_on_in_place(fresh: Path, capsys: Said) -> None:
    for _ in range(2):
        assert main(["train", str(fresh), "-o", str(fresh), "--epochs", "2", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [row["epoch"] for row in rows] == [1, 2, 3, 4]


def test_a_run_that_explodes_is_saved_and_is_a_problem(tmp_path: Path, capsys: Said) -> None:
    project = nnstudio.new("xor").project
    project = edits.set_optimizer(project, SGD(learning_rate=1000.0))
    project = edits.set_values(project, "dense_1", activation="linear")
    project = edits.set_values(project, "dense_2", activation="linear")
    project = edits.set_loss(project, MeanSquaredError())
    nnstudio.save(tmp_path / "in.nnstudio", project)
    out = tmp_path / "out.nnstudio"

    assert main(["train", str(tmp_path / "in.nnstudio"), "-o", str(out), "--epochs", "99"]) == 1
    assert "nnstudio: Training stopped at step" in capsys.readouterr().err
    checkpoint = nnstudio.open(out).checkpoint
    assert checkpoint is not None
    assert all(np.isfinite(value).all() for value in checkpoint.weights.values())


def test_evaluate_measures_on_the_test_samples(trained: Path, capsys: Said) -> None:
    expected = nnstudio.evaluate(nnstudio.open(trained))

    assert main(["evaluate", str(trained)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{name} {value:.4f}" for name, value in expected.items()]
    assert [line.split()[0] for line in lines[:2]] == ["loss", "accuracy"]
    assert main(["evaluate", str(trained), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == expected


@pytest.fixture(scope="module")
def throws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The projectile template after six epochs, in a file."""
    path = tmp_path_factory.mktemp("throws") / "throws.nnstudio"
    assert main(["new", "projectile", "-o", str(path)]) == 0
    nnstudio.save(path, nnstudio.train(nnstudio.open(path), epochs=6, seed=0))
    return path


def test_several_outputs_are_measured_one_by_one_in_their_units(throws: Path, capsys: Said) -> None:
    expected = nnstudio.evaluate(nnstudio.open(throws))
    assert main(["evaluate", str(throws)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        f"loss {expected['loss']:.4f}",
        "output_1 (range)",
        "output_2 (height)",
        "output_3 (lands)",
    ]
    error = expected["output_1/mean_absolute_error"]
    assert lines[2:6] == [
        f"  loss {expected['output_1/loss']:.4f}",
        f"  r2 {expected['output_1/r2']:.4f}",
        f"  mean_absolute_error {error:.4f} m",
        f"  root_mean_squared_error {expected['output_1/root_mean_squared_error']:.4f} m",
    ]
    assert f"  accuracy {expected['output_3/accuracy']:.4f}" in lines
    assert main(["evaluate", str(throws), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures == expected | {"accuracy": None}


def test_train_tells_of_each_output(throws: Path, tmp_path: Path, capsys: Said) -> None:
    out = str(tmp_path / "out.nnstudio")
    assert main(["train", str(throws), "-o", out, "--epochs", "1", "--seed", "0"]) == 0
    names = capsys.readouterr().out.split()[2::2]
    assert names == [
        "train_loss",
        "val_loss",
        "val_output_1/mean_absolute_error",
        "val_output_2/mean_absolute_error",
        "val_output_3/accuracy",
        "seconds",
    ]
    assert main(["train", str(throws), "-o", out, "--epochs", "1", "--seed", "0", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["val_output_1/r2"] < 1
    assert row["val_accuracy"] is None, "the first output gives numbers"
    record = nnstudio.open(out).run_log
    assert record is not None
    assert "output_3/accuracy" in record.metric_names


def test_several_outputs_are_written_into_an_archive(throws: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([[20.0, 45.0], [12.0, 30.0]]))
    given, written = str(tmp_path / "x.npy"), tmp_path / "y.npz"
    assert main(["predict", str(throws), "--input", given, "-o", str(written)]) == 0
    expected = nnstudio.predict(nnstudio.open(throws), np.load(given))
    assert isinstance(expected, dict)
    with np.load(written, allow_pickle=False) as arrays:
        assert set(arrays) == {"output_1", "output_2", "output_3"}
        for name, values in expected.items():
            np.testing.assert_array_equal(arrays[name], values)


def test_export_and_predict_write_files(trained: Path, tmp_path: Path) -> None:
    x = np.random.default_rng(0).uniform(-1, 1, (9, 2))
    np.save(tmp_path / "x.npy", x)
    names = [str(tmp_path / name) for name in ("x.npy", "y.npy", "w.npz")]

    assert main(["predict", str(trained), "--input", names[0], "-o", names[1]]) == 0
    assert main(["export", str(trained), "--to", "npz", "-o", names[2]]) == 0
    y = np.load(names[1], allow_pickle=False)
    np.testing.assert_array_equal(y, nnstudio.predict(nnstudio.open(trained), x))
    with np.load(names[2], allow_pickle=False) as arrays:
        assert arrays["dense_1/weight"].shape[0] == 2


def test_bad_input_is_refused_in_a_sentence(trained: Path, tmp_path: Path, capsys: Said) -> None:
    out, project = tmp_path / "out.npy", tmp_path / "out.nnstudio"
    np.save(tmp_path / "wide.npy", np.zeros((3, 5)))
    np.savez(tmp_path / "many.npz", a=np.zeros(3))
    (tmp_path / "text.npy").write_text("1 2 3")
    np.save(tmp_path / "words.npy", np.array([["a", "b"]]))
    objects = np.array([[None, 1]], dtype=object)
    np.save(tmp_path / "objects.npy", objects, allow_pickle=True)
    samples = {
        "wide.npy": "have the shape 3 × 5; the network expects n × 2",
        "many.npz": "it holds several arrays",
        "text.npy": "text.npy cannot be read: it holds no array of numbers. Give it one array",
        "objects.npy": "objects.npy cannot be read: it holds no array of numbers. Give it one",
        "words.npy": "must be whole or decimal numbers",
        "missing.npy": "No such file",
    }
    for name, said in samples.items():
        err = refused(capsys, "predict", trained, "--input", tmp_path / name, "-o", out)
        assert err.startswith("nnstudio: ")
        assert said in err
    assert "There is no export to 'onyx'; there are: npz" in refused(
        capsys, "export", trained, "--to", "onyx", "-o", out
    )
    assert "There is no file" in refused(capsys, "check", tmp_path / "no.nnstudio")
    assert "no NNStudio file" in refused(capsys, "check", tmp_path / "text.npy")
    assert "Epochs got 0; it expects a whole number from 1 to 1000000." in refused(
        capsys, "train", trained, "-o", project, "--epochs", 0
    )
    assert "Seed got -1" in refused(capsys, "train", trained, "-o", project, "--seed", -1)
    assert not project.exists()
    assert not out.exists()


def test_an_untrained_project_is_not_evaluated(fresh: Path, tmp_path: Path, capsys: Said) -> None:
    assert "not trained yet" in refused(capsys, "evaluate", fresh)
    assert "not trained yet" in refused(
        capsys, "export", fresh, "--to", "npz", "-o", tmp_path / "never"
    )


def test_what_a_file_could_not_give_is_said(trained: Path, tmp_path: Path, capsys: Said) -> None:
    saved = nnstudio.open(trained)
    project = edits.set_values(saved.project, "dense_1", units=5)
    path = tmp_path / "changed.nnstudio"
    nnstudio.save(path, nnstudio.SavedProject(project, saved.checkpoint, saved.run_log))

    assert main(["check", str(path)]) == 0
    assert "nnstudio: The weight dense_1/bias in the file" in capsys.readouterr().err


# ---- words ----


@pytest.mark.parametrize(
    "words",
    [["train"], ["train", "x", "--epochs", "many", "-o", "y"], ["--wrong"], ["export", "x"]],
)
def test_wrong_usage_ends_with_2(words: list[str], capsys: Said) -> None:
    assert main(words) == 2
    command = "" if words[0].startswith("-") else f"{words[0]} "
    said = capsys.readouterr().err
    assert f"usage: nnstudio {command}[" in said
    assert ("--epochs: got 'many', expected a whole number" in said) == ("many" in words)


@pytest.mark.parametrize("words", [["--help"], ["train", "--help"], ["--version"]])
def test_help_and_version_end_with_0(words: list[str], capsys: Said) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: Said) -> None:
    main(["--version"])

    assert capsys.readouterr().out == f"NNStudio {nnstudio.__version__}\n"


def test_the_self_check_lists_what_there_is_and_learns_xor(capsys: Said) -> None:
    assert main(["--self-check"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith(f"NNStudio {nnstudio.__version__}")
    assert any(line.startswith("layers: Input, Output, Dense") for line in lines)
    assert any(line.startswith("exporters: npz, safetensors") for line in lines)
    assert lines[-1] == "OK"


def test_bench_hands_its_words_on(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []

    def measure(words: list[str], further: dict[str, object]) -> int:
        assert "canvas" in further
        heard.append(words)
        return 3

    monkeypatch.setitem(sys.modules, "nnstudio.bench", SimpleNamespace(main=measure))

    assert main(["bench", "train", "--quick"]) == 3
    assert heard == [["train", "--quick"]]


# ---- the window ----


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The files with which a window would have been opened."""
    opened: list[Path | None] = []

    def run_app(path: Path | None) -> int:
        opened.append(path)
        return 0

    monkeypatch.setitem(sys.modules, "nnstudio.app.main", SimpleNamespace(run_app=run_app))
    return opened


def test_no_word_or_a_file_opens_the_window(fresh: Path, windows: list[Path | None]) -> None:
    assert main([]) == 0
    assert main([str(fresh)]) == 0
    assert windows == [None, fresh]


def test_a_word_that_is_no_command_and_no_file_is_refused(
    windows: list[Path | None], capsys: Said
) -> None:
    assert "no file and no command 'trian'; the commands are templates" in refused(capsys, "trian")
    assert windows == []


def test_without_a_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, windows: list[Path | None], capsys: Said
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    assert "this session has no screen" in refused(capsys)
    assert windows == []


def test_without_qt_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.delitem(sys.modules, "nnstudio.app.main", raising=False)
    for name in [name for name in sys.modules if name.startswith("PySide6")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PySide6", None)

    assert "Qt cannot be loaded" in refused(capsys)


def test_starting_the_window_waits_for_nothing_it_does_not_need() -> None:
    code = "import sys, nnstudio.cli; assert not {'numpy', 'PySide6'} & set(sys.modules)"

    subprocess.run([sys.executable, "-c", code], check=True)


# ---- as a process ----


def test_it_runs_as_a_module() -> None:
    run = subprocess.run([*NNSTUDIO, "templates"], capture_output=True, text=True, encoding="utf-8")

    assert (run.returncode, run.stderr) == (0, "")
    assert "digits-cnn\tDigits CNN\t" in run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for another process")
def test_an_interrupted_training_is_saved(fresh: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.nnstudio"
    command = [*NNSTUDIO, "train", str(fresh), "-o", str(out), "--epochs", "1000000", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        complaint = process.stderr.read()

    told = f"nnstudio: stopped, saved as {out}"
    assert (process.returncode, complaint.decode().strip()) == (0, told)
    saved = nnstudio.open(out)
    assert saved.checkpoint is not None
    assert saved.run_log is not None
    assert 0 < saved.checkpoint.step == saved.run_log.steps


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are closed in another way there")
def test_a_reader_that_goes_away_ends_neither_training_nor_in_a_traceback(
    fresh: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.nnstudio"
    commands = [
        [*NNSTUDIO, "train", str(fresh), "-o", str(out), "--epochs", "60", "--json"],
        [*NNSTUDIO, "check", str(fresh)],
    ]
    for command in commands:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            complaint = process.stderr.read()
        assert (process.returncode, complaint) == (0, b"")
    saved = nnstudio.open(out)
    assert saved.run_log is not None
    assert saved.run_log.epochs == 60


def test_a_bar_moves_on_a_terminal(tmp_path: Path) -> None:
    path, out = tmp_path / "s.nnstudio", tmp_path / "out.nnstudio"
    nnstudio.save(path, nnstudio.new("spiral-mlp"))
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    command = [*NNSTUDIO, "train", str(path), "-o", str(out), "--epochs", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(mine, 4096)
            except OSError:  # how Linux says that the other side is closed
                break
            if not part:
                break
            seen += part
        assert process.stdout is not None
        lines = process.stdout.read().decode().splitlines()
    os.close(mine)

    assert process.returncode == 0
    assert len(lines) == 60
    assert re.search(rb"\repoch \d+/60 \[[#.]{24}\] ", seen)
    assert b"samples/s" in seen
    assert seen.endswith(b" \r"), "the bar is wiped away at the end"


def test_predictions_are_written_as_a_table(trained: Path, tmp_path: Path) -> None:
    given = nnstudio.open(trained).project.data.signature
    x = np.zeros((3, *given.raw_shape))
    np.save(tmp_path / "x.npy", x)
    table = tmp_path / "y.csv"
    arguments = ["predict", str(trained), "--input", str(tmp_path / "x.npy"), "-o", str(table)]
    assert main(arguments) == 0
    heading, *rows = table.read_text(encoding="utf-8").splitlines()
    assert "p(" in heading
    assert len(rows) == 3
