"""The loss of each token is -ln of the probability that it was given."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.data.prepare import prepare
from nnstudio.engine.model import Model
from nnstudio.engine.studies.network import NetworkStudy
from nnstudio.engine.studies.token_losses import TokenLossStudy
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from tests.engine.studying import answer


@pytest.mark.parametrize("name", ["shakespeare-lstm", "tang-poems"])
def test_losses_are_those_that_training_makes_small(name: str) -> None:
    project = template(name).project
    model = Model.build(analyze(project))
    data = prepare(project.data).with_outputs(model.plan.wanted)
    x, t = data.x_val[:6], np.asarray(data.t_val[:6])
    found = answer(TokenLossStudy(x, t), model)
    y = model.forward(x).outputs[model.plan.output]

    for row, place in ((0, 0), (3, 7), (5, 11)):
        token = int(t[row, place])
        assert found.wanted[row, place] == token
        assert found.losses[row, place] == pytest.approx(-math.log(y[row, place, token]))
        assert found.best[row, place] == y[row, place].argmax()
    [loss] = model.losses(model.forward(x), t)
    assert np.nanmean(found.losses) == pytest.approx(loss, rel=1e-5)


def test_the_network_itself_can_be_asked_for() -> None:
    model = Model.build(analyze(template("xor").project))

    assert answer(NetworkStudy(), model) is model
