"""Mean and spread of what layers give, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.engine.model import Model
from nnstudio.engine.studies.activation_spread import ActivationSpreadStudy
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from tests.engine.studying import answer


def test_mean_and_sigma_are_those_of_the_outputs() -> None:
    model = Model.build(analyze(template("xor").project), seed=3)
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
    outputs = model.forward(x).outputs
    found = {spread.node: spread for spread in answer(ActivationSpreadStudy(x), model)}

    assert set(found) == set(outputs)
    for node, y in outputs.items():
        assert found[node].mean == pytest.approx(float(y.mean()), abs=1e-6)
        assert found[node].sigma == pytest.approx(float(y.std()), rel=1e-5)
    assert found["input_1"].mean == 0.5
