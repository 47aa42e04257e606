"""Everything without a window: JSON, exports with options, imports, answers for any kind of file."""

from __future__ import annotations

import argparse
import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PIL import Image

import nnstudio
import nnstudio.api.exchange
import nnstudio.imports
from nnstudio.cli import main, option_words
from nnstudio.cli.commands import export as export_command
from nnstudio.core.errors import UserError
from nnstudio.core.settings import param
from nnstudio.core.text import Text
from nnstudio.export import Exporter, ExportJob, ExportOptions
from nnstudio.export.npz import NpzExporter
from nnstudio.imports import Imported, Importer

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained network for iris, in a file."""
    path = tmp_path_factory.mktemp("iris") / "iris.nnstudio"
    nnstudio.save(path, nnstudio.train(nnstudio.new("iris"), epochs=10, seed=0, fast=False))
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


# ---- JSON ----


def test_templates_and_check_speak_json(trained: Path, tmp_path: Path, capsys: Said) -> None:
    cards = [json.loads(line) for line in ok(capsys, "templates", "--json").splitlines()]
    assert [card["slug"] for card in cards] == [one.slug for one in nnstudio.templates()]
    found = json.loads(ok(capsys, "check", trained, "--json"))
    analysis = nnstudio.check(nnstudio.open(trained))
    assert (found["ready"], found["problems"]) == (True, [])
    assert found["parameters"] == analysis.parameters
    assert [layer["id"] for layer in found["layers"]] == list(analysis.order)
    net = nnstudio.Network("iris")
    net.add("Dense", units=4, activation="softmax")
    nnstudio.save(tmp_path / "bad.nnstudio", net.project())
    capsys.readouterr()
    assert main(["check", str(tmp_path / "bad.nnstudio"), "--json"]) == 1
    bad = json.loads(capsys.readouterr().out)
    assert bad["ready"] is False
    assert bad["problems"][0]["fixes"]


# ---- export ----


@dataclass(frozen=True)
class LoudOptions(ExportOptions):
    """What can be chosen of a target made up for these tests."""

    loud: bool = param(False, help="Say 100 % of it.")
    times: int = param(1, low=1, high=3, help="How often.")
    tone: str = param("kind", choices=("kind", "stern"), help="How.")


class LoudExporter(Exporter):
    """Says how many weights there are."""

    name = "loud"
    label = "Loud"
    summary = "For tests."
    suffix = ".txt"
    order = 99
    Options: ClassVar[type[ExportOptions]] = LoudOptions

    def files(self, job: ExportJob) -> dict[str, bytes]:
        options = job.options
        assert isinstance(options, LoudOptions)
        text = f"{len(job.weights)} {options.tone} weights{'!' if options.loud else '.'}"
        return {".txt": (text * options.times).encode(), "_more.txt": b"more"}


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be one more target, with options."""

    def all_exporters() -> dict[str, type[Exporter]]:
        return {"loud": LoudExporter}

    def exporter(name: str) -> Exporter:
        return all_exporters()[name]()

    monkeypatch.setattr(export_command, "all_exporters", all_exporters)
    monkeypatch.setattr(export_command, "exporter", exporter)
    monkeypatch.setattr(nnstudio.api.exchange, "exporter", exporter)


@pytest.mark.usefixtures("loud")
def test_the_options_of_a_target_are_words(trained: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "said.txt"
    files = [str(out), str(tmp_path / "said_more.txt")]
    assert ok(capsys, "export", trained, "--to", "loud", "-o", out).splitlines() == files
    assert out.read_text() == "4 kind weights."
    words = ("--loud", "--times", "2", "--tone", "stern", "--json")
    told = json.loads(ok(capsys, "export", trained, "--to", "loud", "-o", out, *words))
    assert told == {"target": "loud", "files": files}
    assert out.read_text() == "4 stern weights!4 stern weights!"
    said = ok(capsys, "export", "--help")
    assert "options of loud:" in said
    assert "Say 100 % of it. (no unless told)" in " ".join(said.split())


def test_what_an_option_of_several_targets_means_is_told_for_each(capsys: Said) -> None:
    said = " ".join(ok(capsys, "export", "--help").split())
    assert "options of onnx, c:" in said
    assert "onnx: The graph scales samples itself" in said
    assert "as its metadata says. (no unless told) c: Samples come in the units of" in said
    assert "otherwise both are as the network has them. (yes unless told)" in said


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "loud", "--times", "9"), "times got 9; it expects a whole number from 1 to 3"),
        (("--to", "loud", "--times", "x"), "--times got 'x'; it expects a number"),
        (("--to", "loud", "--tone", "shrill"), "tone got 'shrill'; it expects one of: kind, stern"),
        (("--to", "quiet"), "There is no export to 'quiet'; there are: loud, diagram"),
    ],
)
def test_wrong_options_are_refused(
    trained: Path, tmp_path: Path, capsys: Said, words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "out.txt"
    assert said in refused(capsys, "export", trained, *words, "-o", out)
    assert not out.exists()


def test_an_option_of_another_target_is_refused(capsys: Said) -> None:
    chosen = argparse.Namespace(option_loud=True, option_times=None)
    with pytest.raises(UserError, match="--loud is no option of npz; it has: none"):
        option_words.chosen_options(chosen, NpzExporter())


@pytest.mark.usefixtures("loud")
def test_options_are_given_in_python_too(trained: Path, tmp_path: Path) -> None:
    project = nnstudio.open(trained)
    written = nnstudio.export_network(project, "loud", tmp_path / "a.txt", {"times": 3})
    assert [path.name for path in written] == ["a.txt", "a_more.txt"]
    assert (tmp_path / "a.txt").read_text().count("weights") == 3
    with pytest.raises(UserError, match="loud has no option 'time'; it has: loud, times, tone"):
        nnstudio.export_network(project, "loud", tmp_path / "a.txt", {"time": 3})


# ---- import ----


class TinyImporter(Importer):
    """Reads a file that says how many units there are."""

    name = "tiny"
    label = "Tiny"
    suffixes = (".tiny",)
    order = 0

    def read(self, path: Path) -> Imported:
        net = nnstudio.Network("iris", "tiny")
        net.add("Dense", units=int(path.read_text()), activation="softmax")
        bias = np.arange(3, dtype=np.float32)
        return Imported(net.project(), {("dense_1", "bias"): bias}, (Text("Left out."),))


def test_a_network_is_imported_with_notes(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nnstudio.imports, "all_importers", lambda: {"tiny": TinyImporter})
    (tmp_path / "net.tiny").write_text("3")
    out = tmp_path / "out.nnstudio"
    assert main(["import", str(tmp_path / "net.tiny"), "-o", str(out)]) == 0
    said, complaint = capsys.readouterr()
    assert said == f"{out}: 2 nodes, 2 weights\n"
    assert complaint == "nnstudio: Left out.\n"
    weights = nnstudio.weights(nnstudio.open(out))
    assert weights["dense_1/bias"].tolist() == [0, 1, 2]
    assert weights["dense_1/weight"].shape == (4, 3), "what the file lacks begins as new"
    told = json.loads(ok(capsys, "import", tmp_path / "net.tiny", "-o", out, "--json"))
    assert (told["nodes"], told["ready"], told["notes"]) == (2, True, ["Left out."])
    (tmp_path / "net.txt").write_text("3")
    assert "no network that can be imported" in refused(
        capsys, "import", tmp_path / "net.txt", "-o", out
    )


# ---- predict ----


def test_answers_are_printed_as_a_table_or_as_objects(
    trained: Path, tmp_path: Path, capsys: Said
) -> None:
    project = nnstudio.open(trained)
    names = project.project.data.signature.features
    rows = [[5.1, 3.5, 1.4, 0.2], [6.7, 3.0, 5.2, 2.3]]
    with (tmp_path / "new.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([names, *rows])
    table = list(
        csv.DictReader(io.StringIO(ok(capsys, "predict", trained, "--input", tmp_path / "new.csv")))
    )
    expected = nnstudio.predict(project, np.array(rows))
    assert isinstance(expected, np.ndarray)
    classes = project.project.data.signature.classes
    assert [list(row.values())[4] for row in table] == [classes[n] for n in expected.argmax(axis=1)]
    said = ok(capsys, "predict", trained, "--input", tmp_path / "new.csv", "--json")
    found = [json.loads(line) for line in said.splitlines()]
    np.testing.assert_allclose(
        [[row[f"p({name})"] for name in classes] for row in found], expected, rtol=1e-5, atol=1e-7
    )
    assert found[0][names[0]] == 5.1


def test_a_picture_is_read_as_the_network_has_learned_it(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "digits.nnstudio"
    net = nnstudio.Network("mnist")
    net.add("Flatten")
    net.add("Dense", units=10, activation="softmax")
    plan = net.project(epochs=1, max_steps=3)
    nnstudio.save(path, nnstudio.train(plan, seed=0))
    picture = np.zeros((40, 40), np.uint8)
    picture[8:32, 18:23] = 255
    Image.fromarray(picture).save(tmp_path / "one.png")
    (found,) = csv.DictReader(
        io.StringIO(ok(capsys, "predict", path, "--input", tmp_path / "one.png"))
    )
    assert found["file"] == "one.png"
    y = tmp_path / "y.npy"
    ok(capsys, "predict", path, "--input", tmp_path / "one.png", "-o", y)
    array = np.load(y, allow_pickle=False)
    assert array.shape == (1, 10)
    assert int(array.argmax()) == int(found["predicted class"])


def test_a_text_is_read_with_the_words_of_the_training(tmp_path: Path, capsys: Said) -> None:
    texts = ["text,mood"] + [
        f"{'good fine' if n % 2 else 'bad sad'} day {n},{'ab'[n % 2]}" for n in range(40)
    ]
    (tmp_path / "moods.csv").write_text("\n".join(texts))
    data = nnstudio.ImportChoices(kind="text")
    net = nnstudio.Network(tmp_path / "moods.csv", choices=data)
    net.add("Embedding", units=4)
    net.add("GlobalAveragePool1D")
    net.add("Dense", units=2, activation="softmax")
    nnstudio.save(
        tmp_path / "m.nnstudio", nnstudio.train(net.project(epochs=30, learning_rate=0.05), seed=0)
    )
    (tmp_path / "new.csv").write_text("text\ngood fine day\nbad sad day\n")
    said = ok(capsys, "predict", tmp_path / "m.nnstudio", "--input", tmp_path / "new.csv")
    rows = list(csv.reader(io.StringIO(said)))
    assert [row[1] for row in rows[1:]] == ["b", "a"]


# ---- data in the file ----


def test_a_project_is_packed_with_its_data(tmp_path: Path, capsys: Said) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "\n".join(["a,b,kind", *(f"{n % 7},{n % 5},{'xy'[n % 2]}" for n in range(60))])
    )
    alone, packed = tmp_path / "alone.nnstudio", tmp_path / "packed.nnstudio"
    nnstudio.save(alone, nnstudio.use_data(nnstudio.new("perceptron"), table))
    told = json.loads(ok(capsys, "pack", alone, "-o", packed, "--json"))
    assert told == {"file": str(packed), "bytes": packed.stat().st_size, "with_data": True}
    table.unlink()
    out = tmp_path / "out.nnstudio"
    said = refused(capsys, "train", alone, "-o", out, "--epochs", 1)
    assert "is not there any more" in said
    assert "--data" in said
    ok(capsys, "train", packed, "-o", out, "--epochs", 1)
    assert "is no file of yours" in refused(
        capsys, "pack", _untrained(tmp_path, "xor"), "-o", tmp_path / "x.nnstudio"
    )


def _untrained(folder: Path, slug: str) -> Path:
    path = folder / f"{slug}.nnstudio"
    nnstudio.save(path, nnstudio.new(slug))
    return path


# ---- nothing is lost by a slip ----


@pytest.mark.parametrize("target", ["onnx", "numpy", "npz"])
def test_an_export_does_not_replace_a_project(trained: Path, capsys: Said, target: str) -> None:
    before = trained.read_bytes()
    said = refused(capsys, "export", trained, "--to", target, "-o", trained)
    assert "would be taken for a project" in said
    assert trained.read_bytes() == before


def test_what_is_read_is_not_written_over(trained: Path, tmp_path: Path, capsys: Said) -> None:
    samples, table = tmp_path / "样本.npy", tmp_path / "flowers.csv"
    np.save(samples, np.ones((2, 4), np.float32))
    assert "Choose another name" in refused(
        capsys, "predict", trained, "--input", samples, "-o", samples
    )
    network = tmp_path / "net.onnx"
    ok(capsys, "export", trained, "--to", "onnx", "-o", network)
    link = tmp_path / "net.nnstudio"
    link.symlink_to(network)
    assert "Choose another name" in refused(capsys, "import", network, "-o", link)
    table.write_text("a,b,kind\n" + "1,2,x\n2,1,y\n3,4,x\n" * 8)
    before = table.read_bytes()
    link.unlink()
    link.symlink_to(table)
    assert "Choose another name" in refused(capsys, "train", trained, "--data", table, "-o", link)
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "npz", "--legend"), "--legend is no option of npz"),
        (("--to", "npz", "--scale", "2"), "--scale is no option of npz"),
        (("--to", "diagram", "--program"), "--program is no option of diagram; it has: --title"),
        (("--to", "report", "--title"), "--title is no option of report; it has: none"),
    ],
)
def test_options_of_pictures_and_of_networks_are_not_mixed(
    trained: Path, tmp_path: Path, capsys: Said, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, "export", trained, *words, "-o", tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_answers_are_written_as_their_name_says(
    trained: Path, tmp_path: Path, capsys: Said
) -> None:
    samples = tmp_path / "x.npy"
    head = (
        b"\x93NUMPY\x01\x00\x76\x00"
        + b"{'descr': '<f4', 'fortran_order': False, 'shape': (%d, 4), }"
    )
    samples.write_bytes((head % 10**14).ljust(127) + b"\n1234")
    assert "more than fits into memory" in refused(capsys, "predict", trained, "--input", samples)
    np.save(samples, np.full((2, 4), 5.1, np.float32))
    words = ("predict", trained, "--input", samples, "-o")
    assert "Let its name end in .csv, .npy or .npz" in refused(capsys, *words, tmp_path / "y.txt")
    ok(capsys, *words, tmp_path / "y.npy")
    ok(capsys, *words, tmp_path / "y.npz")
    with np.load(tmp_path / "y.npz") as archive:
        assert np.array_equal(archive["output"], np.load(tmp_path / "y.npy"))
    table = ok(capsys, "predict", trained, "--input", samples)
    assert table.splitlines()[1].startswith("5.1,5.1,5.1,5.1,")


def test_a_drawing_that_cannot_be_trained_is_a_problem(tmp_path: Path, capsys: Said) -> None:
    path, out = tmp_path / "bad.nnstudio", tmp_path / "out.nnstudio"
    net = nnstudio.Network("iris")
    net.add("Dense", units=5, activation="softmax")
    nnstudio.save(path, net.project())
    assert main(["train", str(path), "-o", str(out)]) == 1
    assert capsys.readouterr().err.startswith("nnstudio: ")
    assert not out.exists()


def test_one_file_is_opened(trained: Path, capsys: Said) -> None:
    assert "opens one file" in refused(capsys, trained, trained)


def test_what_only_looks_like_a_number_stays_as_it_is(
    trained: Path, tmp_path: Path, capsys: Said
) -> None:
    table, features = tmp_path / "new.csv", nnstudio.open(trained).project.data.signature.features
    notes: dict[str, object] = {word: word for word in ("007", "1_000", "12345678901234567890")}
    notes |= {"-2.5e1": -25.0, "3": 3, "3.0": 3.0, "nan": None}
    rows = [",".join((*features, "note")), *(f"5,3,1,0.2,{note}" for note in notes)]
    table.write_text("\n".join(rows))
    said = ok(capsys, "predict", trained, "--input", table, "--json")
    found = [json.loads(line)["note"] for line in said.splitlines()]
    assert list(map(repr, found)) == list(map(repr, notes.values()))
