"""The target: a script that predicts, and what lies beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from nnstudio.core.layer import Array
from nnstudio.data.prepare import prepare
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, initial_weights
from nnstudio.export.base import ExportJob
from nnstudio.export.numpy_script.exporter import NumpyScriptExporter, NumpyScriptOptions
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template, templates
from tests.random_networks import FEW, Sketch, networks, some_samples

TARGET = NumpyScriptExporter()
SLUGS = [found.slug for found in templates()]


def weights_of(project: Project) -> WeightMap:
    return initial_weights(make_plan(analyze(project)), 0)


def text_of(job: ExportJob) -> str:
    return TARGET.files(job)[".py"].decode()


def script_in(path: Path) -> dict[str, Any]:
    """Return what a script defines."""
    found: dict[str, Any] = {"__name__": "script", "__file__": str(path)}
    exec(compile(path.read_text("utf-8"), path, "exec"), found)
    return found


def same(got: Array, wanted: Array) -> None:
    size = max(1.0, float(np.abs(wanted).max()))
    np.testing.assert_allclose(got, wanted, rtol=1e-6, atol=1e-6 * size)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_template_answers_as_in_the_app(slug: str, tmp_path: Path) -> None:
    project = template(slug).project
    plan, weights = make_plan(analyze(project)), weights_of(project)
    TARGET.export(project, weights, tmp_path / "net.py")
    script = script_in(tmp_path / "net.py")
    rng = np.random.default_rng(0)
    x = rng.random((3, *plan.input_shape), np.float32)
    if project.data.signature.tokens:
        x = np.floor(x * project.data.signature.tokens)

    found = script["network"](x)

    done = Model(plan, weights).forward(x)
    found = found if isinstance(found, tuple) else (found,)
    for got, output in zip(found, plan.outputs, strict=True):
        same(got, done.outputs[output.node])


@FEW
@given(networks(most=8))
def test_any_network_answers_as_in_the_app(
    tmp_path_factory: pytest.TempPathFactory, sketch: Sketch
) -> None:
    project = sketch.project
    plan, weights = make_plan(analyze(project)), weights_of(project)
    path = tmp_path_factory.mktemp("script") / "net.py"
    TARGET.export(project, weights, path)
    x = some_samples(plan)[0].astype(np.float32)

    found = script_in(path)["network"](x)

    done = Model(plan, weights).forward(x)
    found = found if isinstance(found, tuple) else (found,)
    for got, output in zip(found, plan.outputs, strict=True):
        same(got, done.outputs[output.node])


@pytest.mark.parametrize("slug", ["iris", "digits-mlp", "house-prices", "airline-lstm"])
def test_samples_are_prepared_as_in_the_app(slug: str, tmp_path: Path) -> None:
    project = template(slug).project
    data = prepare(project.data, make_plan(analyze(project)).wanted)
    TARGET.export(project, weights_of(project), tmp_path / "net.py")

    raw = data.dataset.samples(data.train_indices[:4])

    same(script_in(tmp_path / "net.py")["prepare"](raw), data.x_train[:4])


def test_regression_answers_in_the_units_of_the_data(tmp_path: Path) -> None:
    project = template("house-prices").project
    plan = make_plan(analyze(project))
    data, weights = prepare(project.data, plan.wanted), weights_of(project)
    TARGET.export(project, weights, tmp_path / "net.py")

    found = script_in(tmp_path / "net.py")["predict"](data.dataset.samples(data.train_indices[:4]))

    y = Model(plan, weights).predict(data.x_train[:4])
    np.testing.assert_allclose(found, plan.outputs[0].in_own_units(y), rtol=1e-5)


@pytest.mark.parametrize("name", ["if", "print", "W"])
def test_layers_may_be_called_as_python_calls_something(name: str, tmp_path: Path) -> None:
    project = renamed(template("iris").project, "dense_1", name)
    plan, weights = make_plan(analyze(project)), weights_of(project)
    TARGET.export(project, weights, tmp_path / "net.py")

    data = prepare(project.data, plan.wanted)
    found = script_in(tmp_path / "net.py")["network"](data.x_train[:4])
    same(found, Model(plan, weights).predict(data.x_train[:4]))

    training = NumpyScriptOptions(training=True)
    script = text_of(TARGET.job(project, weights, "net", training))
    compile(script, "net.py", "exec")


def renamed(project: Project, old: str, new: str) -> Project:
    """Return the project as a file has it whose node is called otherwise."""
    text = json.dumps(project_to_dict(project))
    return project_from_dict(json.loads(text.replace(f'"{old}"', f'"{new}"')))


def test_the_script_runs_from_any_folder_and_names_classes(tmp_path: Path) -> None:
    project = template("iris").project
    data = prepare(project.data, make_plan(analyze(project)).wanted)
    (tmp_path / "there").mkdir()
    TARGET.export(project, weights_of(project), tmp_path / "there" / "net.py")
    np.save(tmp_path / "flowers.npy", data.dataset.samples(data.train_indices[:2]))

    ran = subprocess.run(
        [sys.executable, "there/net.py", "flowers.npy"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    classes = project.data.signature.classes
    assert [line.split()[0] in " ".join(classes) for line in ran.stdout.splitlines()] == [True] * 2


def test_the_script_that_trains_has_its_samples_beside_it(tmp_path: Path) -> None:
    project = template("iris").project
    written = TARGET.export(
        project, weights_of(project), tmp_path / "net.py", NumpyScriptOptions(training=True)
    )

    assert [path.name for path in written] == ["net.py", "net_data.npz"]
    x, t = script_in(tmp_path / "net.py")["samples"]()
    data = prepare(project.data, make_plan(analyze(project)).wanted)
    assert np.array_equal(x, data.x_train)
    assert np.array_equal(t, data.t_train)


def test_only_numpy_is_needed() -> None:
    project = template("digits-cnn").project
    text = text_of(TARGET.job(project, weights_of(project), "net"))
    imports = [
        line.split()[1].split(".")[0]
        for line in text.splitlines()
        if line.startswith(("import ", "from "))
    ]

    assert set(imports) - set(sys.stdlib_module_names) == {"numpy"}


@pytest.mark.parametrize(
    ("stem", "told"), [("卷积", "from 卷积 import predict"), ("my net", "python 'my net.py'")]
)
def test_the_script_says_how_it_is_used_whatever_it_is_called(stem: str, told: str) -> None:
    project = template("iris").project
    text = text_of(TARGET.job(project, weights_of(project), stem))

    assert told in text
    assert ("import predict" in text) is (" " not in stem)


def test_numbers_of_the_optimiser_stand_in_the_script_as_they_are_set() -> None:
    project = template("iris").project
    options = NumpyScriptOptions(training=True)
    text = text_of(TARGET.job(project, weights_of(project), "net", options))

    assert "0.02 * (1 - 0.9)" in text
    assert max(map(len, text.splitlines())) <= 100
