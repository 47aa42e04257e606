"""Running on from an inner layer gives what the network itself gives there."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.engine.model import Model
from nnstudio.engine.studies.chunked_outputs import ChunkedOutputs
from nnstudio.engine.studies.decoding import DecodingStudy, WalkStudy, layers_between
from nnstudio.engine.studies.embedding import EmbeddingStudy
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from tests.engine.studying import answer


def model_of(name: str) -> Model:
    return Model.build(analyze(template(name).project), seed=3)


def samples(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.random.default_rng(1).random((count, 28, 28, 1), np.float32)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("autoencoder", "dense_2"),
        ("denoising-autoencoder", "maxpool2d_2"),
        ("variational-autoencoder", "sampling_1"),
    ],
)
def test_a_walk_begins_and_ends_at_what_the_network_gives(name: str, node: str) -> None:
    model = model_of(name)
    ends = samples(2)
    walk = answer(WalkStudy(node, ends, model.plan.output, 5), model)
    done = model.forward(ends).outputs
    assert walk.outputs.shape == (5, 28, 28, 1)
    np.testing.assert_allclose(walk.outputs[[0, 4]], done[model.plan.output], atol=1e-6)
    np.testing.assert_allclose(walk.values[2], done[node].mean(axis=0), atol=1e-6)
    # What lies between is not the mean of the pictures: the network bends the way.
    assert np.abs(walk.outputs[2] - walk.outputs[[0, 4]].mean(axis=0)).max() > 1e-4


def test_numbers_put_in_at_a_layer_are_run_on_from_there() -> None:
    model = model_of("autoencoder")
    done = model.forward(samples(3)).outputs
    study = DecodingStudy("dense_2", done["dense_2"], model.plan.output)
    np.testing.assert_allclose(answer(study, model).outputs, done[model.plan.output], atol=1e-6)
    last = DecodingStudy("reshape_1", done["dense_4"], "reshape_1")
    np.testing.assert_array_equal(answer(last, model).outputs, done["reshape_1"])


def test_where_something_leads_past_the_layer_it_says_so() -> None:
    model = model_of("variational-autoencoder")
    with pytest.raises(UserError, match="not depend on dense_2 alone"):
        layers_between(model.plan, "dense_2", model.plan.output)
    residual = model_of("residual-mlp")
    inner = next(node.sources[0] for node in residual.plan.nodes if len(node.sources) == 2)
    cuts = {node.id: True for node in residual.plan.nodes}
    for node in cuts:
        try:
            layers_between(residual.plan, node, residual.plan.output)
        except UserError:
            cuts[node] = False
    assert cuts[residual.plan.output]
    assert cuts["input_1"]
    assert not all(cuts.values()), inner
    with pytest.raises(UserError, match="Nothing leads from gone"):
        layers_between(model.plan, "gone", model.plan.output)


def test_many_samples_are_computed_in_pieces_and_are_the_same() -> None:
    model = model_of("denoising-autoencoder")
    x = samples(9)
    study = ChunkedOutputs(x, ("conv2d_1", model.plan.output, "gone"))
    pieces = sum(1 for _ in study.pieces(model))
    found = answer(study, model).by_node
    assert pieces > 2
    assert set(found) == {"conv2d_1", model.plan.output}
    expected = model.forward(x).outputs
    for node, output in found.items():
        np.testing.assert_allclose(output, expected[node], atol=1e-6)


def test_an_embedding_has_the_places_of_the_layer_s_outputs() -> None:
    model = model_of("variational-autoencoder")
    x = samples(30)
    found = answer(EmbeddingStudy(x, "dense_2", (model.plan.output,)), model)
    assert found is not None
    seen = model.forward(x).outputs["dense_2"]
    np.testing.assert_allclose(found.principal.values_at(found.principal.places), seen, atol=1e-5)
    assert found.shape == (2,)
    assert found.answers[model.plan.output].shape == (30, 28, 28, 1)
    assert answer(EmbeddingStudy(x, "gone"), model) is None
