"""How many samples a study computes at once."""

from __future__ import annotations

import numpy as np

from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.studies.chunks import MOST, chunks
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template


def plan_of(name: str) -> Plan:
    return make_plan(analyze(template(name).project))


def test_the_parts_are_all_samples_in_order() -> None:
    parts = chunks(plan_of("digits-cnn"), 64)

    numbers = np.concatenate([np.arange(64)[part] for part in parts])
    np.testing.assert_array_equal(numbers, np.arange(64))
    assert len(parts) > 1
    assert chunks(plan_of("xor"), 0) == []


def test_more_work_comes_in_more_parts() -> None:
    small, large = plan_of("xor"), plan_of("digits-cnn")

    assert len(chunks(small, MOST)) == 1
    assert len(chunks(small, MOST + 1)) == 2
    assert len(chunks(large, 64, passes=3)) > len(chunks(large, 64))


def test_a_recurrent_layer_takes_longer_than_its_products_tell() -> None:
    series, table = plan_of("sine-rnn"), plan_of("house-prices")
    assert series.multiply_adds < 2 * table.multiply_adds

    assert len(chunks(series, 10_000)) > len(chunks(table, 10_000))
