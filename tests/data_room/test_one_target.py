"""A single sample's target is that of its split, without the others being read."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.data.prepare import prepare
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template


@pytest.mark.parametrize("name", ["iris", "airline-lstm", "autoencoder", "names-gru"])
def test_a_target_is_that_of_its_sample(name: str) -> None:
    project = template(name).project
    data = prepare(project.data).with_outputs(make_plan(analyze(project)).wanted)
    for split, targets in (("train", data.t_train), ("validation", data.t_val)):
        index = data.count(split) - 1
        np.testing.assert_array_equal(data.target(split, index)[0], np.ravel(targets[index]))
    with pytest.raises(IndexError, match="got number"):
        data.target("test", data.count("test"))
