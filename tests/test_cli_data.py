"""`nnstudio data`, and training and predicting with files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import nnstudio
from nnstudio.cli import main

Said = pytest.CaptureFixture[str]

FLOWERS = "\n".join(
    ["length;width;colour;kind"]
    + [
        f"{5 + n % 3},{n};{1 + n // 10},{n % 10};{'red' if n % 2 else 'blue'};{'ab'[n % 2]}"
        for n in range(40)
    ]
)


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    path = tmp_path / "flowers.csv"
    path.write_text(FLOWERS + "\n", "utf-8")
    return path


def ok(said: Said, *words: object) -> str:
    """Return what a command prints that must succeed."""
    said.readouterr()
    assert main([str(word) for word in words]) == 0
    return said.readouterr().out


def refused(said: Said, *words: object) -> str:
    """Return the one line that a command says that must fail as bad input."""
    said.readouterr()
    assert main([str(word) for word in words]) == 2
    out, err = said.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_the_data_sets_that_come_along_are_listed(capsys: Said) -> None:
    rows = [line.split("\t") for line in ok(capsys, "data", "list").splitlines()]
    assert ["mnist", "MNIST digits"] in [row[:2] for row in rows]
    cards = [json.loads(line) for line in ok(capsys, "data", "list", "--json").splitlines()]
    assert [card["name"] for card in cards] == [row[0] for row in rows]
    mnist = next(card for card in cards if card["name"] == "mnist")
    assert (mnist["shape"], mnist["train"], mnist["licence"]) == ([28, 28], 20_000, "CC BY-SA 3.0")


def test_a_file_is_described(capsys: Said, flowers: Path) -> None:
    found = json.loads(ok(capsys, "data", "describe", flowers, "--json"))
    assert (found["kind"], found["rows"], found["splits"]) == ("table", 40, {"all": 40})
    assert found["features"] == [
        {"name": "length", "type": "number", "missing": 0},
        {"name": "width", "type": "number", "missing": 0},
        {"name": "colour", "type": "category", "missing": 0},
    ]
    assert found["target"] == {
        "name": "kind",
        "task": "classification",
        "classes": {"a": 20, "b": 20},
    }
    assert found["skipped"] == []
    assert "flowers.csv: table, 40 samples" in ok(capsys, "data", "describe", flowers)


def test_what_is_guessed_can_be_told(capsys: Said, flowers: Path) -> None:
    told = ("--target", "width", "--ignore", "kind", "--categories", "index", "--json")
    found = json.loads(ok(capsys, "data", "describe", flowers, *told))
    assert found["target"]["task"] == "regression"
    assert [f["name"] for f in found["features"]] == ["length", "colour"]
    assert found["shape"] == [2]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--target", "size"], "has no column 'size'; it has length, width, colour, kind."),
        (["--type", "kind"], "--type got 'kind'; it expects COLUMN=TYPE"),
        (["--type", "kind=smell"], "A column got 'smell'; it expects one of: number, category"),
        (["--kind", "series", "--window", "wide"], "--window got 'wide'; it expects a number."),
        (["--window", "3", "--kind", "table"], "--window is not for table; leave it out"),
    ],
)
def test_bad_words_are_refused(capsys: Said, flowers: Path, words: list[str], message: str) -> None:
    assert message in refused(capsys, "data", "describe", flowers, *words)


@pytest.mark.parametrize("name", ["set", "set.npz"])
def test_an_imported_file_is_learned_from_and_predicted_for(
    capsys: Said, flowers: Path, tmp_path: Path, name: str
) -> None:
    project, trained = tmp_path / "p.nnstudio", tmp_path / "t.nnstudio"
    ok(capsys, "new", "perceptron", "-o", project)
    ok(capsys, "data", "import", flowers, "-o", tmp_path / name)
    flowers.unlink()
    ok(capsys, "train", project, "--data", tmp_path / name, "--epochs", 60, "-o", trained)
    figures = json.loads(ok(capsys, "evaluate", trained, "--json"))
    assert figures["accuracy"] == 1.0


def test_a_network_predicts_for_another_file_of_its_kind(
    capsys: Said, flowers: Path, tmp_path: Path
) -> None:
    trained = nnstudio.train(nnstudio.use_data(nnstudio.new("perceptron"), flowers), epochs=60)
    nnstudio.save(tmp_path / "t.nnstudio", trained)
    # Columns in another order, and no answers.
    (tmp_path / "new.csv").write_text("colour;length;width\nred;5,2;1,5\nblue;6,9;4,1\n", "utf-8")
    ok(
        capsys, "predict", tmp_path / "t.nnstudio", "--input", tmp_path / "new.csv",
        "-o", tmp_path / "y.npy",
    )  # fmt: skip
    assert np.load(tmp_path / "y.npy").round().ravel().tolist() == [1.0, 0.0]
    found = nnstudio.predict(trained, str(tmp_path / "new.csv"))
    np.testing.assert_array_equal(found, np.load(tmp_path / "y.npy"))
    (tmp_path / "bad.csv").write_text("colour;length\nred;5,2\n", "utf-8")
    said = refused(
        capsys, "predict", tmp_path / "t.nnstudio", "--input", tmp_path / "bad.csv",
        "-o", tmp_path / "z.npy",
    )  # fmt: skip
    assert "width" in said
    assert not (tmp_path / "z.npy").exists()


def test_an_imported_set_is_predicted_for_only_with_the_same_categories(tmp_path: Path) -> None:
    for name, colours in (("first", "ab"), ("alike", "ba"), ("other", "bc")):
        rows = [f"{n},{colours[n % 2]},{'xy'[n % 2]}" for n in range(30)]
        (tmp_path / f"{name}.csv").write_text("\n".join(["n,colour,kind", *rows]), "utf-8")
        nnstudio.import_data(tmp_path / f"{name}.csv", tmp_path / name)
    project = nnstudio.use_data(nnstudio.new("perceptron"), tmp_path / "first")
    trained = nnstudio.train(project, epochs=1)
    assert len(nnstudio.predict(trained, tmp_path / "alike")) == 30
    with pytest.raises(nnstudio.UserError, match="other features or categories"):
        nnstudio.predict(trained, tmp_path / "other")
    with pytest.raises(nnstudio.UserError, match=r"first\.csv is no imported data set"):
        nnstudio.predict(trained, tmp_path / "first.csv")


def test_a_file_that_is_not_there_is_named(capsys: Said, tmp_path: Path) -> None:
    said = refused(capsys, "data", "describe", tmp_path / "gone.csv")
    assert "There is no file or folder" in said
    said = refused(capsys, "data", "import", tmp_path / "gone.csv", "-o", tmp_path / "set")
    assert not (tmp_path / "set").exists()
