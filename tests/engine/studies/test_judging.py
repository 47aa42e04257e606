"""What an output says of samples, against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.core.layer import Array
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.data.prepare import prepare
from nnstudio.engine.evaluation import evaluate
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.judging import ClassVerdicts, Judging, NumberVerdicts
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.templates import template
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.losses.base import Loss
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.hinge import Hinge
from nnstudio.metrics.class_figures import class_figures
from tests.engine.studying import answer


def one_unit(loss: Loss, activation: str) -> Model:
    """Return a network of one unit that gives 4 times the first of two inputs, then its activation."""
    project = replace(Project(), data=make_data_plan("gaussians"))
    project, first = edits.add_node(project, Input(), 0.0, 0.0)
    project, unit = edits.add_node(project, Dense(units=1, activation=activation), 0.0, 0.0)
    project = edits.set_training(edits.connect(project, first, unit), loss=loss)
    plan = make_plan(analyze(project))
    weight = np.array([[4.0], [0.0]], np.float32)
    return Model(plan, {(unit, "weight"): weight, (unit, "bias"): np.zeros(1, np.float32)})


X: Array = np.array([[-1.0, 0.0], [0.5, 0.0], [2.0, 0.0], [0.0, 0.0]], np.float32)
T: Array = np.array([[0.0], [0.0], [1.0], [1.0]], np.float32)


def test_one_sigmoid_unit_names_the_second_class_from_a_half_on() -> None:
    model = one_unit(BinaryCrossentropy(), "sigmoid")
    found = answer(Judging(X, T, model.plan.outputs[0].name), model)
    assert isinstance(found, ClassVerdicts)
    assert found.border == 0.5
    assert found.sure
    np.testing.assert_array_equal(found.taken, [0, 1, 1, 1])
    np.testing.assert_array_equal(found.counts, [[1, 1], [0, 2]])
    # Of the first class 1 - sigmoid(2) in the second row: -log of it is log(1 + e^2).
    np.testing.assert_allclose(found.losses[1], np.log1p(np.exp(2.0)), rtol=1e-5)
    np.testing.assert_allclose(found.losses[3], np.log(2.0), rtol=1e-5)


def test_hinge_names_the_second_class_from_zero_on_and_is_not_sure() -> None:
    model = one_unit(Hinge(), "linear")
    found = answer(Judging(X, T, model.plan.outputs[0].name), model)
    assert isinstance(found, ClassVerdicts)
    assert found.border == 0.0
    assert not found.sure
    np.testing.assert_array_equal(found.counts, [[1, 1], [0, 2]])
    np.testing.assert_array_equal(found.shares[0], [1.0, 0.0])


def test_an_answer_that_is_no_number_counts_nowhere() -> None:
    model = one_unit(BinaryCrossentropy(), "sigmoid")
    x = X.copy()
    x[0] = np.nan
    found = answer(Judging(x, T, model.plan.outputs[0].name), model)
    assert isinstance(found, ClassVerdicts)
    assert found.unanswered == 1
    assert found.counts.sum() == 3


@pytest.mark.parametrize("compiled", [False, True])
def test_a_whole_split_gives_the_matrix_of_the_evaluation(compiled: bool) -> None:
    project = template("iris").project
    model = Model.build(analyze(project), seed=3)
    data = prepare(project.data, model.plan.wanted)
    name = model.plan.outputs[0].name
    found = answer(Judging(data.x_train, data.t_train, name, compiled), model)
    expected = evaluate(model, data.x_train, data.t_train)
    assert expected is not None
    assert isinstance(found, ClassVerdicts)
    np.testing.assert_array_equal(found.counts, expected.confusion)


def test_numbers_come_in_the_units_of_the_data() -> None:
    project = template("projectile").project
    model = Model.build(analyze(project), seed=3)
    data = prepare(project.data, model.plan.wanted)
    output = model.plan.outputs[0]
    found = answer(Judging(data.x_val, data.t_val, output.name), model)
    assert isinstance(found, NumberVerdicts)
    np.testing.assert_allclose(found.true, data.y_val[:, :1], rtol=1e-5)
    said = output.in_own_units(model.forward(data.x_val).outputs[output.node])
    np.testing.assert_allclose(found.predicted, said)
    np.testing.assert_allclose(found.errors, said - data.y_val[:, :1], rtol=1e-3, atol=1e-3)


def test_classes_at_each_step_count_one_by_one() -> None:
    project = template("shakespeare-lstm").project
    model = Model.build(analyze(project), seed=3)
    data = prepare(project.data, model.plan.wanted)
    t = np.asarray(data.t_val, np.float32).reshape(len(data.x_val), -1)[:4]
    found = answer(Judging(data.x_val[:4], t, model.plan.outputs[0].name), model)
    assert isinstance(found, ClassVerdicts)
    assert found.positions * 4 == len(found.true)
    assert found.counts.sum() == (found.true >= 0).sum()


def test_precision_recall_and_f1_of_each_class() -> None:
    figures = class_figures(np.array([[8, 2, 0], [1, 3, 0], [0, 0, 0]]))
    np.testing.assert_allclose(figures.precision, [8 / 9, 3 / 5, np.nan])
    np.testing.assert_allclose(figures.recall, [8 / 10, 3 / 4, np.nan])
    np.testing.assert_allclose(figures.f1, [16 / 19, 6 / 9, np.nan])
    np.testing.assert_array_equal(figures.support, [10, 4, 0])
    assert figures.macro_f1 == pytest.approx((16 / 19 + 6 / 9) / 2)
