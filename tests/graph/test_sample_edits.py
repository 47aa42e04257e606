"""Samples are left out and relabelled by their numbers, and nothing else changes."""

from __future__ import annotations

import pytest

from nnstudio.graph import edits, sample_edits
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature


def classified(*classes: str) -> Project:
    return edits.set_data(Project(), DataPlan(signature=Signature((2,), classes=classes)))


def test_samples_are_left_out_and_put_back_by_their_numbers() -> None:
    project = sample_edits.leave_out(classified("a", "b"), [7, 3])
    project = sample_edits.leave_out(project, [3, 5])
    assert project.data.left_out == (3, 5, 7)
    project = sample_edits.put_back(project, [7, 4])
    assert project.data.left_out == (3, 5)
    assert sample_edits.put_back(project, [3, 5]) == classified("a", "b")


def test_a_sample_gets_another_class_and_its_own_back() -> None:
    project = sample_edits.relabel(classified("a", "b", "c"), [9, 2], 1)
    project = sample_edits.relabel(project, [2], 2)
    assert project.data.relabelled == ((2, 2), (9, 1))
    assert project_from_dict(project_to_dict(project)) == project
    assert sample_edits.relabel(project, [2, 9, 11], None) == classified("a", "b", "c")


@pytest.mark.parametrize("label", [-1, 2])
def test_a_class_that_does_not_exist_is_refused(label: int) -> None:
    with pytest.raises(edits.EditError) as refused:
        sample_edits.relabel(classified("a", "b"), [0], label)
    assert str(label) in str(refused.value)


def test_samples_without_a_class_cannot_get_one() -> None:
    numbers = edits.set_data(Project(), DataPlan(signature=Signature((2,), "regression")))
    with pytest.raises(edits.EditError, match="class"):
        sample_edits.relabel(numbers, [0], 0)
