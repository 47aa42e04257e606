"""Templates open, suit their data, and learn what their descriptions promise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from queue import SimpleQueue

import numpy as np
import pytest

import nnstudio
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.paths import resource
from nnstudio.data.prepare import prepare, replan
from nnstudio.engine import trainer
from nnstudio.engine.messages import EpochRow, Started, StepBlock
from nnstudio.engine.plan import make_plan as plan_network
from nnstudio.engine.scores import metric_names
from nnstudio.explain.verdicts import Verdict, judge
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_to_dict
from nnstudio.graph.project import Graph, Project
from nnstudio.graph.templates import Template, template, templates
from nnstudio.layers.add import Add
from nnstudio.optimizers.clipping import Clipping

EVERY = pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry.slug)


def test_the_start_page_has_its_templates_in_order() -> None:
    slugs = [entry.slug for entry in templates()]
    assert slugs[:5] == ["perceptron", "xor", "spiral-mlp", "iris", "wine"]
    assert len(set(slugs)) == len(slugs)
    files = {path.stem for path in resource("templates").glob("*.json")}
    assert files == set(slugs)
    assert template("xor") is templates()[1]


def test_templates_of_a_topic_stand_together() -> None:
    topics = [entry.topic for entry in templates()]
    assert len([topic for topic, _ in groupby(topics)]) == len(set(topics)) == 7


@EVERY
def test_a_glance_shows_what_the_project_has(entry: Template) -> None:
    assert entry.glance() == (entry.project.graph, entry.project.data.source.dataset)


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
    made = replan(stored)
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
        taller = max(0, 24 * (len(node.layer.inputs) + 1) - 72)
        assert node.x % 20 == 0 == (node.y + taller / 2) % 20
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


@dataclass(frozen=True)
class Stated:
    """What a template's description says of it, looked at after so many epochs (None: at the end)."""

    epochs: int | None = None
    accuracy: float = 0.0
    loss: float = np.inf
    train_loss: float = np.inf


STATED = {
    "iris": Stated(accuracy=0.87, train_loss=0.05),
    "wine": Stated(accuracy=0.92),
    "house-prices": Stated(loss=0.06),
    "fashion-cnn": Stated(1, accuracy=0.75),
    "residual-cnn": Stated(3, accuracy=0.4),
    "inception": Stated(1, accuracy=0.8),
    "autoencoder": Stated(2, loss=0.022),
    "denoising-autoencoder": Stated(1, loss=0.02),
    "variational-autoencoder": Stated(2, loss=0.06),
    "signals-cnn": Stated(accuracy=0.92),
    "sine-rnn": Stated(loss=0.045),
    "airline-lstm": Stated(train_loss=0.15),
    "shakespeare-lstm": Stated(2, accuracy=0.37),
    "char-transformer": Stated(2, accuracy=0.3),
    "names-gru": Stated(3, accuracy=0.5),
    "sentiment": Stated(accuracy=0.78),
    "delayed-recall": Stated(10, accuracy=0.99),
}
"""Those that take long are followed for a few epochs; `packaging/train_templates.py` takes its time."""


@pytest.mark.parametrize("slug", STATED)
def test_a_template_learns_as_it_says(slug: str) -> None:
    stated = STATED[slug]
    rows, _ = learn(template(slug).project, epochs=stated.epochs)
    assert rows[-1].train_loss <= stated.train_loss
    assert rows[-1].val_loss <= stated.loss
    assert not stated.accuracy or rows[-1].val_accuracy >= stated.accuracy


def test_the_poems_are_read_in_single_steps() -> None:
    project = edits.set_training(template("tang-poems").project, max_steps=30)
    rows, _ = learn(project, epochs=1)
    assert rows == []  # an epoch takes longer than a test may
    network = plan_network(analyze(project))
    assert network.outputs[0].shape == (25, 3628)


@pytest.mark.parametrize("seed", range(3))
def test_the_exploding_network_explodes_and_clipping_cures_it(seed: int) -> None:
    project = template("exploding-rnn").project.with_training(seed=seed)
    with pytest.raises(nnstudio.TrainingError, match="no longer a finite number"):
        nnstudio.train(project)
    clipped = edits.set_clipping(project, Clipping(mode="norm", threshold=1.0))
    assert nnstudio.evaluate(nnstudio.train(clipped))["loss"] < 1.2
