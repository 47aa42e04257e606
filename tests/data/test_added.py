"""Drawings as further samples: learned from, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data import load_dataset
from nnstudio.data.added import can_add, drawing_of, with_added
from nnstudio.data.prepare import make_plan, prepare, replan
from nnstudio.graph import drawing_edits, sample_edits
from nnstudio.graph.data_codec import data_from, data_to_dict
from nnstudio.graph.data_plan import DataPlan, Drawing
from nnstudio.graph.project import Project

RNG = np.random.default_rng(0)
PIXELS: Array = RNG.integers(0, 256, (28, 28)).astype(np.uint8)


def plan_with(*drawings: Drawing, split: str = "own") -> DataPlan:
    return replan(make_plan("mnist", split=split), added=drawings)


@pytest.mark.parametrize("split", ["own", "random", "stratified"])
def test_a_drawing_is_learned_from_and_moves_no_other_sample(split: str) -> None:
    before = prepare(make_plan("mnist", split=split))
    plan = plan_with(drawing_of(PIXELS, 7), split=split)
    data = prepare(plan)
    count = before.dataset.count
    np.testing.assert_array_equal(data.train_indices[:-1], before.train_indices)
    np.testing.assert_array_equal(data.val_indices, before.val_indices)
    np.testing.assert_array_equal(data.parts.test, before.parts.test)
    assert data.train_indices[-1] == count
    last = data.sample("train", data.count("train") - 1)
    np.testing.assert_array_equal(last.raw, PIXELS)
    assert last.label == 7
    assert data.y_train[-1] == 7
    np.testing.assert_allclose(
        data.x_train[-1].ravel(), (PIXELS.ravel() - plan.shift[0]) * plan.scale[0], rtol=1e-5
    )


def test_a_drawing_can_be_left_out_or_given_another_class() -> None:
    plan = plan_with(drawing_of(PIXELS, 7), drawing_of(PIXELS, 2))
    count = load_dataset(plan.source).count
    project = sample_edits.leave_out(replace(Project(), data=plan), [count])
    project = sample_edits.relabel(project, [count + 1], 3)
    data = prepare(replan(project.data))
    assert data.train_indices[-1] == count + 1
    assert count not in data.train_indices
    assert data.y_train[-1] == 3


def test_removing_one_keeps_what_was_said_of_the_others() -> None:
    plan = plan_with(*(drawing_of(PIXELS, label) for label in (1, 2, 3)))
    count = load_dataset(plan.source).count
    project = replace(Project(), data=plan)
    project = sample_edits.relabel(project, [5, count, count + 2], 9)
    project = sample_edits.leave_out(project, [4, count + 1])
    project = drawing_edits.remove_drawing(project, 0, count)
    assert [drawing.label for drawing in project.data.added] == [2, 3]
    assert project.data.relabelled == ((5, 9), (count + 1, 9))
    assert project.data.left_out == (4, count)
    project = drawing_edits.remove_drawings(project, count)
    assert project.data.added == ()
    assert project.data.relabelled == ((5, 9),)
    assert project.data.left_out == (4,)


def test_drawings_are_saved_with_the_project() -> None:
    plan = plan_with(drawing_of(PIXELS, 7))
    assert data_from(data_to_dict(plan)) == plan
    assert "added" not in data_to_dict(make_plan("mnist"))
    document = data_to_dict(plan)
    for broken in ([["?", 1]], [["AAAA"]], [["AAAA", -1]]):
        with pytest.raises(UserError, match="added"):
            data_from({**document, "added": broken})


def test_an_autoencoder_gives_drawings_back_too() -> None:
    data = prepare(replan(make_plan("mnist", reconstruct=True), added=(drawing_of(PIXELS, 7),)))
    np.testing.assert_array_equal(data.y_train[-1][:-1], PIXELS.ravel())
    assert data.y_train[-1][-1] == 7


def test_other_data_take_no_drawings() -> None:
    assert can_add(make_plan("mnist").signature)
    assert not can_add(make_plan("iris").signature)
    plan = make_plan("mnist")
    data = load_dataset(plan.source)
    with pytest.raises(UserError, match="16 pixels"):
        with_added(data, (Drawing(bytes(16), 0),))
    with pytest.raises(UserError, match="class number 12"):
        with_added(data, (drawing_of(PIXELS, 12),))
    with pytest.raises(UserError, match="grey pictures"):
        with_added(load_dataset(make_plan("iris").source), (drawing_of(PIXELS, 1),))


def test_other_data_leave_the_drawings_behind() -> None:
    plan = plan_with(drawing_of(PIXELS, 7))
    other = make_plan("fashion_mnist")
    assert replan(plan, source=other.source).added == ()
    assert replace(plan, shuffle=False).added == plan.added
