"""Templates open, suit their data, and learn what their descriptions promise."""

from __future__ import annotations

import json
from queue import SimpleQueue

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.paths import resource
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.engine import trainer
from nnstudio.engine.messages import EpochRow, Started, StepBlock
from nnstudio.engine.plan import make_plan as plan_network
from nnstudio.engine.scores import metric_names
from nnstudio.explain.verdicts import Verdict, judge
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_to_dict
from nnstudio.graph.project import Graph, Project
from nnstudio.graph.templates import Template, template, templates
from nnstudio.layers.add import Add

EVERY = pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry.slug)


def test_the_start_page_has_its_templates_in_order() -> None:
    slugs = [entry.slug for entry in templates()]
    assert slugs[:5] == ["perceptron", "xor", "spiral-mlp", "digits-mlp", "digits-cnn"]
    assert len(set(slugs)) == len(slugs)
    files = {path.stem for path in resource("templates").glob("*.json")}
    assert files == set(slugs)
    assert template("xor") is templates()[1]


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(UserError, match="There is no template 'cnn'; there are perceptron, xor, "):
        template("cnn")


@EVERY
def test_a_template_can_be_trained_as_it_is(entry: Template) -> None:
    analysis = analyze(entry.project)
    assert [str(problem.text) for problem in analysis.problems] == []
    assert entry.project.name == entry.title
    assert entry.description.endswith(".")


@EVERY
def test_a_template_carries_the_preparation_of_its_data(entry: Template) -> None:
    stored = entry.project.data
    made = make_plan(
        stored.source,
        scaling=stored.scaling,
        validation=stored.validation,
        seed=stored.seed,
        target_scaling=stored.target_scaling,
    )
    assert made.signature == stored.signature
    # The last digit of a fitted number may differ from one processor to the next.
    assert made.shift == pytest.approx(stored.shift, rel=1e-5, abs=1e-8)
    assert made.scale == pytest.approx(stored.scale, rel=1e-5)
    assert made.target_shift == pytest.approx(stored.target_shift, rel=1e-5)
    assert made.target_scale == pytest.approx(stored.target_scale, rel=1e-5)


@EVERY
def test_a_template_is_written_the_way_projects_are(entry: Template) -> None:
    written = json.dumps(
        project_to_dict(entry.project), indent=1, sort_keys=True, ensure_ascii=False
    )
    assert resource("templates", f"{entry.slug}.json").read_text("utf-8") == written + "\n"


@EVERY
def test_a_template_is_drawn_neatly(entry: Template) -> None:
    nodes = entry.project.graph.nodes
    for node in nodes:
        assert node.x % 20 == 0 == node.y % 20
        for other in nodes:
            apart = abs(node.x - other.x) >= 168 + 32 or abs(node.y - other.y) >= 72 + 32
            assert node is other or apart, (node.id, other.id)
    assert wires_to_the_left(entry.project.graph) <= 2  # only where a long chain starts a new row


def wires_to_the_left(graph: Graph) -> int:
    return sum(graph.by_id[w.source].x >= graph.by_id[w.target].x for w in graph.wires)


def test_a_template_shows_a_skip_connection() -> None:
    layers = [node.layer for node in template("residual-mlp").project.graph.nodes]
    assert sum(isinstance(layer, Add) for layer in layers) == 2


def learn(project: Project, epochs: int | None = None) -> tuple[list[EpochRow], Verdict]:
    """Train a project as it stands; return its epochs and what its gradients say."""
    plan = plan_network(analyze(project))
    data = prepare(project.data, plan.wanted)
    rows: list[EpochRow] = []
    norms: list[Array] = []
    layers: tuple[str, ...] = ()

    def note(message: object) -> None:
        nonlocal layers
        if isinstance(message, Started):
            layers = message.layers
        if isinstance(message, StepBlock):
            rows.extend(message.epochs)
            norms.extend(message.norms)

    # One core: the tests run side by side, and threads that wait for one another would take turns.
    trainer.train(plan, project.training, data, SimpleQueue(), note, epochs=epochs, threads=1)
    return rows, judge(np.array(norms), layers)


def test_the_perceptron_divides_the_clouds() -> None:
    rows, verdict = learn(template("perceptron").project)
    assert rows[4].train_accuracy >= 0.985
    assert rows[-1].val_accuracy >= 0.985
    assert verdict.kind == "healthy"


@pytest.mark.parametrize("seed", range(4))
def test_xor_is_learned_within_100_epochs(seed: int) -> None:
    rows, verdict = learn(template("xor").project.with_training(seed=seed))
    assert rows[99].train_loss < 0.01
    assert rows[99].train_accuracy == 1.0
    assert verdict.kind == "healthy"


@pytest.mark.parametrize("seed", range(4))
def test_the_spiral_is_learned(seed: int) -> None:
    rows, verdict = learn(template("spiral-mlp").project.with_training(seed=seed))
    assert rows[-1].val_accuracy >= 0.98
    assert verdict.kind == "healthy"


@pytest.mark.parametrize("seed", range(3))
def test_the_projectile_is_learned_with_all_its_outputs(seed: int) -> None:
    project = template("projectile").project.with_training(seed=seed)
    rows, verdict = learn(project)
    names = metric_names(plan_network(analyze(project)))
    figures = dict(zip(names, rows[-1].metrics, strict=True))
    assert figures["output_1/mean_absolute_error"] <= 0.65  # metres
    assert figures["output_2/mean_absolute_error"] <= 0.4
    assert figures["output_3/accuracy"] >= 0.94
    assert min(figures["output_1/r2"], figures["output_2/r2"]) >= 0.99
    assert verdict.kind == "healthy"


def test_the_digits_mlp_learns_as_fast_as_it_says() -> None:
    rows, verdict = learn(template("digits-mlp").project)
    assert rows[1].val_accuracy >= 0.94
    # Single epochs jump by half a percent.
    assert np.mean([row.val_accuracy for row in rows[-3:]]) >= 0.965
    assert verdict.kind == "healthy"


def test_the_digits_cnn_learns_as_fast_as_it_says() -> None:
    rows, verdict = learn(template("digits-cnn").project, epochs=2)
    assert rows[1].val_accuracy >= 0.97
    assert verdict.kind == "healthy"


def test_the_residual_network_learns() -> None:
    rows, verdict = learn(template("residual-mlp").project)
    assert rows[-1].val_accuracy >= 0.94
    assert verdict.kind == "healthy"


def test_the_deep_sigmoid_stack_learns_nothing_and_is_told_why() -> None:
    rows, verdict = learn(template("deep-sigmoid").project, epochs=2)
    assert rows[-1].val_accuracy < 0.15
    assert verdict.kind == "vanishing"
    assert verdict.slope < -0.5
