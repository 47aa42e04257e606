"""The moments of a run stay within their memory, however long it is and wherever it begins."""

from __future__ import annotations

import pytest

from nnstudio.engine.messages import Moment
from nnstudio.engine.plan import make_plan
from nnstudio.engine.timeline import MOST, Timeline, moments_within, next_moment
from nnstudio.engine.weights import initial_weights
from nnstudio.graph.analysis import analyze
from tests.engine.networks import mlp


@pytest.mark.parametrize("begin", [0, 3, 1237])
@pytest.mark.parametrize("fitting", [0, 1, 2, 3, 7, 50, 10_000])
def test_moments_take_no_more_memory_than_they_may(fitting: int, begin: int) -> None:
    plan = make_plan(analyze(mlp()))
    weights = initial_weights(plan, 0)
    size = sum(value.nbytes for value in weights.values())
    most = moments_within(plan, fitting * size + size // 2)
    assert most == min(max(fitting - 1, 0), MOST)
    timeline, step = Timeline(most), begin
    while most and step < begin + 5000:
        timeline.add(Moment(step, weights))
        assert timeline.bytes <= fitting * size
        step = next_moment(step, most)
    assert len(timeline.moments) > most // 2 or not most
