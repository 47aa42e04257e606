"""Other data under a drawing: what it asks of the layers, and the fixes that give it."""

from __future__ import annotations

import pytest

from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.graph.templates import template
from nnstudio.layers.embedding import Embedding
from nnstudio.layers.input import Input
from nnstudio.layers.lstm import LSTM

KINDS = {
    "flowers": Signature((4,), classes=("a", "b", "c"), features=("w", "x", "y", "z")),
    "prices": Signature((20,), "regression", target_name="price"),
    "colour pictures": Signature((32, 32, 3), classes=tuple("abcdefgh")),
    "yes or no": Signature((30,), classes=("no", "yes")),
    "series": Signature((12, 1), "regression", target_shape=(1,)),
    "names": Signature((20,), classes=tuple("abcdefghijklmn"), tokens=60),
    "text": Signature((40,), classes=tuple(map(str, range(75))), target_shape=(40,), tokens=75),
    "sounds": Signature((29, 12), classes=tuple("abcdefghi")),
}
MOST_FIXES = 16


def with_data(slug: str, signature: Signature) -> Project:
    """Return a template that learns from other data."""
    return edits.set_data(template(slug).project, DataPlan(DataSource("other"), signature))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", ["perceptron", "digits-cnn", "residual-mlp", "projectile"])
def test_fixes_one_by_one_lead_to_a_network_that_can_learn(slug: str, kind: str) -> None:
    project = with_data(slug, KINDS[kind])
    for _ in range(MOST_FIXES):
        analysis = analyze(project)
        urgent = [p for p in analysis.problems if p.blocking] or list(analysis.problems)
        if not urgent:
            break
        assert urgent[0].fixes, str(urgent[0].text)
        project = urgent[0].fixes[0].edit(project)
    assert analyze(project).problems == ()


def test_another_kind_of_target_takes_one_click() -> None:
    project = with_data("digits-mlp", KINDS["prices"])
    (problem,) = analyze(project).problems
    assert str(problem.fixes[0].label) == "Fit dense_3 and the loss to the data"
    analysis = analyze(problem.fixes[0].edit(project))
    assert analysis.ready
    assert analysis.project.graph.by_id["dense_3"].layer.values()["activation"] == "linear"
    assert analysis.project.training.loss.name == "mean_squared_error"


def test_more_tokens_than_an_embedding_knows_are_told_and_mended() -> None:
    project = with_data("perceptron", KINDS["names"])
    project = edits.delete(project, [n.id for n in project.graph.nodes])
    project, source = edits.add_node(project, Input(), 0, 0)
    project, target = edits.add_node(project, Embedding(vocabulary=50), 240, 0)
    project = edits.connect(project, source, target)
    problem = analyze(project).problems_at(target)[0]
    assert str(problem.text) == (
        "embedding_1 knows 50 tokens, but the data has 60. Set its vocabulary."
    )
    mended = problem.fixes[0].edit(project)
    assert mended.graph.by_id[target].layer == Embedding(vocabulary=60)


def test_a_layer_for_sequences_gets_an_embedding_before_it() -> None:
    project = with_data("perceptron", KINDS["names"])
    project = edits.delete(project, [n.id for n in project.graph.nodes])
    project, source = edits.add_node(project, Input(), 0, 0)
    project, target = edits.add_node(project, LSTM(units=8), 240, 0)
    project = edits.connect(project, source, target)
    problem = analyze(project).problems_at(target)[0]
    assert [str(fix.label) for fix in problem.fixes] == ["Insert Embedding"]
    mended = analyze(problem.fixes[0].edit(project))
    assert mended.reports[target].shape == (8,)
    assert mended.project.graph.by_id["embedding_1"].layer == Embedding(vocabulary=60, units=32)
