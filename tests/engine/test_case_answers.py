"""The answers to new cases as a table."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.data.prepare import apply_scaling
from nnstudio.engine.answers import answers
from nnstudio.engine.case_answers import write_answers
from nnstudio.engine.model import Model
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template


def read_table(path: Path) -> tuple[list[str], list[list[str]]]:
    heading, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return heading, rows


def network(slug: str) -> tuple[Project, Model]:
    project = template(slug).project
    return project, Model.build(analyze(project), seed=1)


def test_classes_come_with_their_probabilities(tmp_path: Path) -> None:
    project, model = network("iris")
    names = project.data.signature.features
    (tmp_path / "new.csv").write_text(",".join(names) + "\n5,3.5,1.4,0.2\n6,3,4.8,1.8\n")
    done = write_answers(model, project.data, tmp_path / "new.csv", tmp_path / "out.csv")
    assert done is not None
    assert done.count == 2
    heading, rows = read_table(tmp_path / "out.csv")
    assert heading[:4] == list(names)
    classes = project.data.signature.classes
    assert heading[5:] == [f"p({name})" for name in classes]
    x = np.array([[5, 3.5, 1.4, 0.2], [6, 3, 4.8, 1.8]])
    expected = answers(model, apply_scaling(project.data, x))
    shares = next(iter(expected.values()))
    for row, share in zip(rows, shares, strict=True):
        assert row[4] == classes[int(share.argmax())]
        np.testing.assert_allclose([float(cell) for cell in row[5:]], share, rtol=1e-5)


def test_numbers_are_in_the_targets_own_units(tmp_path: Path) -> None:
    project, model = network("projectile")
    x = np.array([[20.0, 45.0]])
    np.save(tmp_path / "new.npy", x)
    write_answers(model, project.data, tmp_path / "new.npy", tmp_path / "out.csv")
    heading, rows = read_table(tmp_path / "out.csv")
    assert any("[m]" in name for name in heading)
    found = answers(model, apply_scaling(project.data, x))
    first = model.plan.outputs[0]
    assert float(rows[0][2]) == pytest.approx(float(found[first.name][0, 0]), rel=1e-5)


def test_it_can_be_ended_and_then_writes_nothing(tmp_path: Path) -> None:
    project, model = network("spiral-mlp")
    np.save(tmp_path / "new.npy", np.zeros((1000, 2)))
    told: list[tuple[int, int]] = []

    def poll(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 500

    table = tmp_path / "out.csv"
    assert write_answers(model, project.data, tmp_path / "new.npy", table, poll) is None
    assert told[-1] == (512, 1000)
    assert not table.exists()


def test_a_place_that_cannot_be_written_is_refused_first(tmp_path: Path) -> None:
    project, model = network("spiral-mlp")
    with pytest.raises(UserError, match="does not exist"):
        write_answers(model, project.data, tmp_path / "new.npy", tmp_path / "no" / "out.csv")
