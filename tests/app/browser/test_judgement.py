"""What a network says of samples that are their own target."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnstudio.app.browser.contents import read_contents
from nnstudio.app.browser.judgement import judge
from nnstudio.data.prepare import make_plan as make_data_plan
from nnstudio.data.prepare import replan
from nnstudio.data.scaling import scaled
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.panels.drawings import chain, make


def test_a_class_that_was_changed_is_shown_beside_the_sample_itself() -> None:
    plan = replan(make_data_plan("iris"), reconstruct=True, relabelled=((3, 2),))
    contents = read_contents(plan)
    assert contents.labels is not None
    assert contents.labels[3] == 2
    assert np.flatnonzero(contents.changed).tolist() == [3]


def test_samples_given_back_are_compared_with_themselves() -> None:
    data = replan(make_data_plan("iris"), reconstruct=True)
    project = chain(data, make("Input"), make("Dense", units=4))
    training = replace(project.training, loss=MeanSquaredError())
    plan = make_plan(analyze(replace(project, training=training)))
    model = Model(plan, initial_weights(plan, 0))
    contents = read_contents(data)
    judgement = judge(model, contents, lambda _: True)
    assert judgement is not None
    assert judgement.right is None
    x = scaled(data, contents.dataset.samples(np.arange(contents.count)))
    own = np.square(model.predict(x) - x).mean(axis=1)
    np.testing.assert_allclose(judgement.loss, own, rtol=1e-4)
