"""Steps lie at their epochs, also when the batch size changed on the way."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.app.plots.epoch_axis import EpochAxis
from nnstudio.engine.messages import EpochRow, StepBlock
from nnstudio.engine.run_log import RunLog


def record(steps: int, *ends: int) -> RunLog:
    log = RunLog(("dense_1",))
    rows = tuple(EpochRow(i + 1, end, 1, 1, 1, 1, 1) for i, end in enumerate(ends))
    ones = np.ones(steps, np.float32)
    log.extend(StepBlock(1, ones, ones, np.empty(0, np.int64), np.empty((0, 1)), (), rows))
    return log


def test_before_the_first_epoch_ends_the_run_says_how_long_it_is() -> None:
    axis = EpochAxis(record(25), batches=50)

    np.testing.assert_allclose(axis.epochs(np.array([0, 25])), [0.0, 0.5])
    assert axis.step(0.5) == pytest.approx(25)


def test_a_changed_batch_size_bends_the_axis() -> None:
    axis = EpochAxis(record(130, 100, 110, 120), batches=10)

    np.testing.assert_allclose(axis.epochs(np.array([50, 100, 105, 130])), [0.5, 1.0, 1.5, 4.0])
    assert [axis.step(e) for e in (0.5, 1.5, 4.0)] == pytest.approx([50, 105, 130])


def test_a_reopened_record_goes_on_with_its_last_epoch() -> None:
    axis = EpochAxis(record(130, 50, 100), batches=0)

    np.testing.assert_allclose(axis.epochs(np.array([125])), [2.5])


def test_a_million_epochs_cost_little() -> None:
    log = RunLog(("dense_1",))
    rows = tuple(EpochRow(i, 4 * i, 1, 1, 1, 1, 1) for i in range(1, 20_001))
    log.extend(
        StepBlock(1, np.ones(80_000), np.ones(80_000), np.empty(0), np.empty((0, 1)), (), rows)
    )

    np.testing.assert_allclose(EpochAxis(log, 4).epochs(np.array([4 * 12_345])), [12_345.0])


def test_a_record_that_counts_an_epoch_twice_has_an_axis_all_the_same() -> None:
    arrays = record(4, 2, 4).to_arrays()
    arrays["epochs"][1] = arrays["epochs"][0]
    axis = EpochAxis(RunLog.from_arrays(arrays), batches=0)

    assert np.isfinite(axis.epochs(np.array([1, 2, 4]))).all()
    assert np.isfinite(axis.step(3.0))
