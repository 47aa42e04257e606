"""Weights changed by hand: what there is before training, and what a changed checkpoint holds."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weight_edits import (
    copied_weights,
    donors_for,
    node_weights,
    present_checkpoint,
    starting_weights,
    with_weights,
)
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from tests.engine.networks import mlp, skip


def test_without_training_the_starting_weights_of_the_seed_are_there() -> None:
    project = edits.set_training(mlp(), seed=5)
    analysis = analyze(project)
    drawn = initial_weights(make_plan(analysis), 5)

    present = present_checkpoint(analysis, None)
    assert present.step == 0
    assert all(np.array_equal(present.weights[key], value) for key, value in drawn.items())
    of_node = node_weights(analysis, None, "dense_1")
    assert np.array_equal(of_node["weight"], drawn["dense_1", "weight"])


def test_what_was_trained_stays_and_layers_that_changed_start_anew() -> None:
    analysis = analyze(mlp())
    trained = Checkpoint(
        {k: v + 1 for k, v in present_checkpoint(analysis, None).weights.items()}, step=7
    )
    assert present_checkpoint(analysis, trained) is trained

    wider = analyze(edits.set_values(mlp(), "dense_2", units=5, activation="softmax"))
    wide = edits.set_loss(wider.project, wider.project.training.loss)
    present = node_weights(analyze(wide), trained, "dense_1")
    assert np.array_equal(present["weight"], trained.weights["dense_1", "weight"])
    assert node_weights(analyze(wide), trained, "dense_2")["weight"].shape == (8, 5)


def test_a_change_leaves_the_checkpoint_before_as_it_was() -> None:
    analysis = analyze(mlp())
    before = present_checkpoint(analysis, None)
    key = ("dense_1", "weight")
    after = with_weights(before, {key: np.zeros((2, 8))})

    assert not after.weights[key].any()
    assert after.weights[key].dtype == np.float32
    assert before.weights[key].any()
    with pytest.raises(ValueError, match="read-only"):
        after.weights[key][0, 0] = 1.0
    again = with_weights(after, starting_weights(analysis, ["dense_1"]))
    assert np.array_equal(again.weights[key], before.weights[key])


def test_layers_of_the_same_shapes_can_lend_their_weights() -> None:
    analysis = analyze(skip())
    project = edits.set_layer(skip(), "dense_1", skip().graph.by_id["dense_2"].layer)
    fitting = {donor.node_id: donor.fits for donor in donors_for(analysis, "dense_2")}
    assert fitting == {"dense_1": False, "dense_3": False}  # (2, 6) and (6, 3) beside (6, 6)

    wire = project.graph.wires_into["dense_2"][0]
    project, other = edits.insert_on_wire(project, wire, project.graph.by_id["dense_2"].layer, 0, 0)
    analysis = analyze(project)
    first, *_ = donors_for(analysis, "dense_2")
    assert (first.node_id, first.fits) == (other, True)
    present = present_checkpoint(analysis, None)
    copied = with_weights(present, copied_weights(present, other, "dense_2"))
    assert np.array_equal(copied.weights["dense_2", "weight"], present.weights[other, "weight"])


def test_a_drawing_with_problems_has_no_weights_to_change() -> None:
    project = edits.disconnect(mlp(), mlp().graph.wires[:1])
    with pytest.raises(UserError):
        present_checkpoint(analyze(project), None)
