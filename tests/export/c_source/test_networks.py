"""Whole networks in C: any drawing, the units of the data, the program, and what is refused."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given

from nnstudio.data.prepare import apply_scaling
from nnstudio.engine.answers import answers as own_answers
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.export.base import ExportJob
from nnstudio.export.c_source.exporter import CExporter, COptions
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.input import Input
from tests.export.c_source.c_compiler import answers, compiled, library, needs_gcc
from tests.random_networks import FEW, Sketch, networks, some_samples, some_weights

LARGEST = 1e3
"""Networks with larger numbers lose more digits than are looked at."""


def job_of(project: Project, stem: str = "net", **options: bool) -> ExportJob:
    weights = initial_weights(make_plan(analyze(project)), 1)
    return CExporter().job(project, weights, stem, COptions(**options))


@needs_gcc
@FEW
@given(networks())
def test_networks_drawn_by_chance(sketch: Sketch) -> None:
    plan = make_plan(analyze(sketch.project))
    weights = {key: np.asarray(w, np.float32) for key, w in some_weights(plan).items()}
    x = some_samples(plan)[0].astype(np.float32)
    with np.errstate(all="ignore"):
        exact = Model(plan, weights, np.float64).forward(x).outputs
        done = Model(plan, weights).forward(x).outputs
    assume(all(np.abs(y).max(initial=0.0) < LARGEST for y in exact.values()))
    # Where float32 itself is far off, as at a step or behind a division, there is nothing to hold.
    assume(all(np.allclose(done[k], exact[k], rtol=1e-6, atol=1e-6) for k in exact))
    options = COptions(preprocessing=False, program=False)
    job = ExportJob(sketch.project, plan, weights, options, "n")

    with tempfile.TemporaryDirectory() as folder:
        found = answers(library(Path(folder), [job]), job, x)

    for output, y in zip(plan.outputs, found, strict=True):
        np.testing.assert_allclose(y, done[output.node], rtol=1e-5, atol=1e-5)


@needs_gcc
@pytest.mark.parametrize(
    "slug", ["house-prices", "residual-cnn", "airline-lstm", "char-transformer"]
)
def test_templates_answer_in_the_units_of_the_data(slug: str, tmp_path: Path) -> None:
    project = template(slug).project
    job = job_of(project, program=False)
    signature, rng = project.data.signature, np.random.default_rng(0)
    shape = (3, *(signature.raw_shape or signature.input_shape))
    raw = rng.integers(0, signature.tokens or 200, shape).astype(np.float32)
    model = Model(job.plan, job.weights)
    expected = own_answers(model, apply_scaling(project.data, raw))

    found = answers(library(tmp_path, [job]), job, raw)

    for y, (_, theirs) in zip(found, expected.items(), strict=True):
        np.testing.assert_allclose(y, theirs, rtol=1e-5, atol=1e-5)


@needs_gcc
def test_missing_numbers_are_filled_and_padding_stays(tmp_path: Path) -> None:
    signature = Signature((3, 2), classes=("a", "b"), raw_shape=(3, 2), padded=True)
    data = DataPlan(
        DataSource("tiny"), signature=signature, shift=(5.0, 1.0), scale=(2.0, 0.5), fill=(7.0, 3.0)
    )
    project, last = edits.add_node(Project("Filled", data=data), Input(), 0, 0)
    for layer in (Flatten(), Dense(units=2, activation="softmax")):
        project, node_id = edits.add_node(project, layer, 0, 0)
        project, last = edits.connect(project, last, node_id), node_id
    job = job_of(project, program=False)
    raw = np.array([[[1, 2], [np.nan, 4], [0, 0]]], np.float32)

    found = answers(library(tmp_path, [job]), job, raw)[0]

    prepared = np.array([[[-8, 0.5], [4, 1.5], [0, 0]]], np.float32)
    expected = Model(job.plan, job.weights).predict(prepared)
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@needs_gcc
def test_the_program_reads_numbers_and_prints_answers(tmp_path: Path) -> None:
    job = job_of(template("iris").project)
    file = tmp_path / "iris.c"
    file.write_bytes(CExporter().files(job)[".c"])
    program = compiled(tmp_path, [file])
    sample = np.array([[5.1, 3.5, 1.4, 0.2], [6.0, 2.2, 5.0, 1.5]], np.float32)

    def run(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([program], input=text, capture_output=True, text=True, check=False)

    done = run("5.1,3.5,1.4,0.2\n6 2.2 5 1.5\n")
    expected = Model(job.plan, job.weights).predict(apply_scaling(job.data, sample))
    printed = np.array([line.split() for line in done.stdout.splitlines()], np.float32)
    np.testing.assert_allclose(printed, expected, atol=1e-6)
    assert done.returncode == 0
    short = run("5.1 3.5")
    assert short.returncode == 1
    assert short.stderr == "Number 3 of a sample is missing; a sample has 4 numbers.\n"


@needs_gcc
def test_no_name_breaks_the_file(tmp_path: Path) -> None:
    project = edits.rename_project(template("iris").project, "Iris */ int x; /* ??/ 花")
    classes = ("*/", "??)", "back\\")
    signature = replace(project.data.signature, classes=classes)
    project = replace(project, data=replace(project.data, signature=signature))

    file = tmp_path / "net.c"
    CExporter().export(project, job_of(project).weights, file)

    compiled(tmp_path, [file])
    assert "Iris * / int x; / * ? ?/ 花" in file.read_text("utf-8")


def test_the_memory_stands_in_the_first_lines() -> None:
    text = CExporter().files(job_of(template("xor").project))[".c"].decode()

    parameters = analyze(template("xor").project).parameters
    assert f"{4 * parameters} bytes of constants" in text.replace(",", "").split("*/")[0]


def test_the_buffers_of_a_deep_network_are_used_again() -> None:
    job = job_of(template("deep-sigmoid").project)
    text = CExporter().files(job)[".c"].decode()

    assert len(job.plan.nodes) > 8
    assert text.count("static float buffer_") <= 3


def test_a_preview_is_the_file_with_the_first_numbers_of_each_array() -> None:
    job = job_of(template("fashion-cnn").project)
    shown = CExporter().preview(job, {})[".c"]

    whole = CExporter().files(job)[".c"].decode()
    assert len(shown) < 20_000 < len(whole)
    assert shown.count("\n    ...\n") > 0
    assert shown.split("static const")[0] == whole.split("static const")[0]
    assert shown.split("static float buffer")[1:] == whole.split("static float buffer")[1:]
