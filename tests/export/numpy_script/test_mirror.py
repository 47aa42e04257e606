"""The code of a drawing, and which line belongs to which node."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

from nnstudio.export.numpy_script import PHASES, Mirror, mirror, printed
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template, templates
from nnstudio.layers.dense import Dense

SLUGS = [found.slug for found in templates()]


@pytest.fixture(scope="module")
def project() -> Project:
    return template("iris").project


@pytest.fixture(scope="module")
def iris(project: Project) -> Mirror:
    return mirror(analyze(project))


def texts(found: Mirror, node: str, phase: str) -> list[str]:
    return [found.lines[number].text for number in found.lines_of(node, phase)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_template_is_complete_short_and_python(slug: str) -> None:
    found = mirror(analyze(template(slug).project))

    assert found.complete
    compile(found.text, slug, "exec")
    # Only what cannot be broken within brackets may be wider.
    assert sum(len(line.text) > 100 for line in found.lines) <= len(found.lines) // 50
    assert len(found.lines) < 600


def test_a_node_has_lines_in_each_phase(iris: Mirror) -> None:
    assert texts(iris, "dense_1", "forward")[0] == "def dense_1_forward(x):"
    assert texts(iris, "dense_1", "backward")[0].startswith("def dense_1_backward(")
    assert any("dense_1_forward(input_1)" in line for line in texts(iris, "dense_1", "forward"))
    last = analyze(template("iris").project).output
    assert any(line.startswith(f"def {last}_loss(") for line in texts(iris, last, "loss"))
    assert any("update(W[key]" in line for line in texts(iris, "dense_1", "update"))


def test_lines_and_nodes_point_at_one_another(iris: Mirror, project: Project) -> None:
    for node in project.graph.nodes:
        for number in iris.lines_of(node.id):
            assert node.id in iris.nodes_at(number)
    assert iris.nodes_at(-1) == iris.nodes_at(len(iris.lines)) == ()
    assert {line.phase for line in iris.lines} == {"", *PHASES}


def test_constants_are_filled_in(iris: Mirror, project: Project) -> None:
    more = mirror(analyze(edits.set_values(project, "dense_1", units=17)))

    assert "(4, 17)" in more.text
    assert "(4, 17)" not in iris.text
    assert "self" not in iris.text
    assert more.text == mirror(analyze(edits.set_values(project, "dense_1", units=17))).text


def test_an_incomplete_drawing_shows_what_there_is(project: Project) -> None:
    project, node_id = edits.add_node(project, Dense(units=5), 0, 0)
    found = mirror(analyze(edits.disconnect(project, project.graph.wires[-1:])))

    assert not found.complete
    assert texts(found, "dense_1", "forward")[0] == "def dense_1_forward(x):"
    assert any(line.startswith("#") for line in texts(found, node_id, ""))
    compile(found.text, "incomplete", "exec")


def test_an_empty_drawing_is_no_error() -> None:
    assert not mirror(analyze(Project())).complete


def test_what_was_copied_runs_and_learns(
    iris: Mirror, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.py").write_text(iris.text.replace("train(60)", "train(3)"), "utf-8")
    runpy.run_path(str(tmp_path / "mine.py"), run_name="__main__")

    losses = [float(line.split()[1]) for line in capsys.readouterr().out.splitlines()]
    assert np.isfinite(losses).all()
    with np.load(tmp_path / "network_weights.npz") as weights:
        assert weights["dense_1/weight"].dtype == np.float32


def test_what_was_printed_before_is_printed_again_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    slugs = ("digits-cnn", "char-transformer", "names-gru")
    first = [mirror(analyze(template(slug).project)) for slug in slugs]
    again = [mirror(analyze(template(slug).project)) for slug in slugs]
    alone = []
    for slug in slugs:
        monkeypatch.setattr(printed, "_known", {})
        alone.append(mirror(analyze(template(slug).project)))
    assert first == again == alone
    assert not any("" in line.nodes for found in alone for line in found.lines)


def test_layers_that_are_alike_speak_of_their_own_weights() -> None:
    project = template("iris").project
    last = analyze(project).output
    for _ in range(9):  # also ids of another length
        project, node = edits.add_node(project, Dense(units=4), 0.0, 0.0)
        project = edits.connect(project, last, node)
        last = node
    project = edits.share(project, node, "dense_5")
    found = mirror(analyze(project))
    for each in (n.id for n in project.graph.nodes if n.id.startswith("dense_")):
        own = [line for line in texts(found, each, "forward") if "W[" in line]
        holder = project.graph.by_id[each].shares or each
        assert own
        assert all(f'W["{holder}/weight"]' in line for line in own if "weight" in line)
    assert {"Ⓝ", "Ⓗ"}.isdisjoint(found.text)
