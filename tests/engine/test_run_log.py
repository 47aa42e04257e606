"""The record of a run grows by blocks, goes back where a run does, and survives as arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nnstudio.engine.messages import Checkpoint, EpochRow, Mark, Moment, StepBlock
from nnstudio.engine.past_run import checkpoint_at
from nnstudio.engine.run_arrays import LATER_RUN_ARRAYS, RUN_ARRAYS
from nnstudio.engine.run_log import RunLog


def block(first: int, steps: int, probe: int, epoch: EpochRow | None = None) -> StepBlock:
    loss = np.arange(first, first + steps, dtype=np.float32)
    return StepBlock(
        first,
        loss,
        loss / 100,
        np.array([probe], np.int64),
        np.array([[probe, probe / 2]], np.float64),
        (Mark(probe, "optimizer", "learning_rate", probe / 10),),
        (epoch,) if epoch else (),
    )


def filled() -> RunLog:
    """Ten steps in two blocks, probes at 4 and 8, an epoch at 5 and at 10."""
    log = RunLog(("a", "b"))
    log.extend(block(1, 5, 4, EpochRow(1, 5, 0.5, math.nan, 0.9, math.nan, 1.5)))
    log.extend(block(6, 5, 8, EpochRow(2, 10, 0.4, math.nan, 0.95, math.nan, 1.25)))
    return log


def test_columns_grow_by_blocks() -> None:
    log = filled()

    np.testing.assert_array_equal(log.loss, np.arange(1, 11, dtype=np.float32))
    np.testing.assert_array_equal(log.probe_steps, [4, 8])
    np.testing.assert_array_equal(log.norms, [[4, 2], [8, 4]])
    np.testing.assert_array_equal(log.epoch_column("train_loss"), [0.5, 0.4])
    assert (log.steps, log.epochs) == (10, 2)
    assert log.last_epoch is not None
    assert (log.last_epoch.epoch, log.last_epoch.train_accuracy) == (2, 0.95)
    assert math.isnan(log.last_epoch.val_loss)
    assert [mark.step for mark in log.marks] == [4, 8]


def test_an_empty_record_has_empty_columns() -> None:
    log = RunLog()

    assert (log.steps, log.epochs, log.last_epoch) == (0, 0, None)
    assert log.norms.shape == (0, 1)


def test_a_million_steps_are_appended_without_copying_each_time() -> None:
    log = RunLog(("a", "b"))
    for first in range(1, 1_000_001, 10_000):
        log.extend(block(first, 10_000, first))

    assert log.steps == 1_000_000
    assert log.loss[-1] == 1_000_000
    assert len(log.norms) == 100


@pytest.mark.parametrize(("step", "epochs", "probes"), [(5, 1, 1), (7, 1, 1), (3, 0, 0)])
def test_it_forgets_what_came_after_a_step(step: int, epochs: int, probes: int) -> None:
    log = filled()
    log.rewind(step)

    assert (log.steps, log.epochs, len(log.norms), len(log.marks)) == (step, epochs, probes, probes)
    log.extend(block(step + 1, 2, step + 2))
    np.testing.assert_array_equal(log.loss, np.arange(1, step + 3, dtype=np.float32))
    assert log.norms[-1].tolist() == [step + 2, step / 2 + 1]


def test_going_back_to_a_later_step_changes_nothing() -> None:
    log = filled()
    log.rewind(50)

    assert (log.steps, log.epochs, len(log.norms)) == (10, 2, 2)


def test_it_comes_back_from_arrays() -> None:
    arrays = filled().to_arrays()
    assert set(RUN_ARRAYS) <= set(arrays) <= {*RUN_ARRAYS, *LATER_RUN_ARRAYS}
    again = RunLog.from_arrays(arrays)

    assert again.layers == ("a", "b")
    assert again.marks == filled().marks
    for name, array in again.to_arrays().items():
        np.testing.assert_array_equal(array, arrays[name])


@pytest.mark.parametrize(
    ("name", "array", "said"),
    [
        ("loss", np.zeros(3, np.float32), "loss, accuracy differ in length"),
        ("loss", np.zeros(10, np.float64), "loss is of type float64"),
        ("loss", np.zeros((10, 1), np.float32), "has 2 dimensions"),
        ("accuracy", np.zeros(10, "U1"), "accuracy is of type <U1"),
        ("norms", np.zeros((2, 3)), "norms has 3 columns"),
        ("probe_steps", np.zeros(1, np.int64), "probe_steps, norms differ"),
        ("epochs", np.zeros((2, 5)), "epochs has 5 columns"),
        ("epochs", np.full((2, 7), np.nan), "an epoch has no number"),
        ("mark_values", np.zeros(1), "mark_steps, mark_values, mark_names differ"),
        ("layers", np.zeros(2), "layers is of type float64"),
    ],
)
def test_arrays_of_something_else_are_refused(
    name: str, array: np.ndarray[tuple[int, ...], np.dtype[np.generic]], said: str
) -> None:
    arrays = filled().to_arrays() | {name: array}

    with pytest.raises(ValueError, match=said):
        RunLog.from_arrays(arrays)


def test_a_missing_array_is_refused() -> None:
    arrays = filled().to_arrays()
    del arrays["norms"]

    with pytest.raises(KeyError):
        RunLog.from_arrays(arrays)


def long_run(epochs: int = 70_000, steps: int = 5) -> RunLog:
    """Return a run of many short epochs, each with a probe at its last step."""
    log = RunLog(("a", "b"), ("f1",))
    for first in range(0, epochs, 1000):
        numbers = np.arange(first + 1, min(first + 1000, epochs) + 1)
        loss = np.arange(first * steps, int(numbers[-1]) * steps, dtype=np.float32) % 1000
        ends = numbers * steps
        rows = tuple(
            EpochRow(n, n * steps, 1.0, abs(n - 33_333) + 0.5, 0.5, 0.5, 1.0, metrics=(n / epochs,))
            for n in numbers.tolist()
        )
        norms = np.stack([ends, ends / 2], axis=1).astype(np.float64)
        log.extend(StepBlock(first * steps + 1, loss, loss / 1000, ends, norms, (), rows))
    return log


def test_how_much_memory_it_takes_is_known_without_copying_it() -> None:
    log = long_run()
    kept = sum(array.nbytes for array in log.to_arrays().values())

    assert kept <= log.bytes <= 3 * kept
    assert RunLog().bytes < 100_000


def test_a_long_run_takes_little_memory_and_keeps_start_end_and_best() -> None:
    log = long_run()

    assert (log.steps, log.epochs) == (350_000, 70_000)
    assert log.stretch == 2
    assert log.thinned >= 2
    assert len(log.norms) == len(log.probe_steps) < 17_500
    assert log.bytes < 12 << 20
    np.testing.assert_array_equal(log.probe_steps[:64], np.arange(5, 325, 5))
    np.testing.assert_array_equal(log.probe_steps[-1000:], np.arange(345_005, 350_001, 5))
    np.testing.assert_array_equal(log.norms[:, 0], log.probe_steps)
    values = log.epoch_column("val_loss")
    assert values.min() == 0.5
    assert log.epoch_column("epoch")[values.argmin()] == 33_333
    assert log.last_epoch is not None
    assert (log.last_epoch.epoch, log.last_epoch.metrics) == (70_000, (1.0,))
    assert log.loss[-1] == 999
    assert log.newest("loss")[-3:].tolist() == [997, 998, 999]
    assert log.at_step("loss", 1) == (0, 0.5, 1)
    assert log.curve("accuracy").mean[100] == pytest.approx(0.5, abs=0.3)


def test_a_long_run_survives_as_arrays_and_goes_back() -> None:
    log = long_run()
    again = RunLog.from_arrays(log.to_arrays())
    assert (again.steps, again.epochs, again.stretch) == (350_000, 70_000, 2)
    for name, array in again.to_arrays().items():
        np.testing.assert_array_equal(array, log.to_arrays()[name])

    assert log.fits(("a", "b"), ("f1",), 349_000)
    log.rewind(349_000)
    assert (log.steps, log.epochs) == (349_000, 69_800)
    assert log.probe_steps[-1] == 349_000
    assert again.epochs == 70_000


def test_epochs_that_were_left_out_are_counted_all_the_same() -> None:
    log = long_run()
    assert len(log.epoch_column("step")) < 70_000
    for epoch in (0, 1, 64, 65, 66, 67, 33_333, 52_000, 52_001, 69_999):
        assert log.epoch_at(5 * epoch) == (epoch, 5 * epoch, 5)
        assert log.epoch_at(5 * epoch + 4) == (epoch, 5 * epoch, 5)
    assert log.epoch_at(350_000) == (70_000, 350_000, 0)
    assert RunLog().epoch_at(3) == (0, 0, 0)
    log.rewind(5 * 66)  # that epoch is left out, those beside it are kept
    assert log.epochs == 66

    moment = Moment(5 * 52_001 + 2, {})
    later = Checkpoint({}, history=tuple(float(n) for n in range(70_000)))
    place = checkpoint_at(moment, long_run(), later)
    assert (place.epoch, place.batch, place.history[-1]) == (52_001, 2, 52_000)


def test_what_is_left_of_a_long_run_must_fit_together() -> None:
    arrays = long_run().to_arrays()
    with pytest.raises(KeyError):
        RunLog.from_arrays({k: v for k, v in arrays.items() if k != "accuracy_low"})
    with pytest.raises(ValueError, match="do not make up"):
        RunLog.from_arrays(arrays | {"counts": np.array([5, 2, 3])})
    with pytest.raises(ValueError, match="makes no sense"):
        RunLog.from_arrays(arrays | {"counts": np.array([5, 2])})


def test_marks_of_a_slider_dragged_for_hours_are_thinned() -> None:
    log = RunLog()
    nothing = np.empty(0, np.float32)
    for first in range(0, 10_000, 100):
        marks = tuple(Mark(first + n, "optimizer", "momentum", 0.5) for n in range(100))
        log.extend(StepBlock(1, nothing, nothing, np.empty(0, np.int64), np.empty((0, 1)), marks))

    assert len(log.marks) < 4200
    assert (log.marks[0].step, log.marks[-1].step) == (0, 9_999)


def test_the_length_before_clipping_stays_with_its_probe() -> None:
    log = RunLog(("dense_1",))
    steps = np.arange(1, 5)
    norms = np.ones((4, 1))
    loss = np.ones(4, np.float32)
    log.extend(StepBlock(1, loss, loss, steps, norms, unclipped=np.array([3.0, 0.5, 2.0, 7.0])))
    log.extend(StepBlock(5, loss, loss, steps + 4, norms))
    again = RunLog.from_arrays(log.to_arrays())
    for known in (log, again):
        np.testing.assert_array_equal(known.unclipped, [3.0, 0.5, 2.0, 7.0, *[np.nan] * 4])
    log.rewind(2)
    np.testing.assert_array_equal(log.unclipped, [3.0, 0.5])
    older = {name: array for name, array in log.to_arrays().items() if name != "unclipped"}
    assert np.isnan(RunLog.from_arrays(older).unclipped).all()
    wrong = {**log.to_arrays(), "unclipped": np.ones(1)}
    with pytest.raises(ValueError, match="unclipped"):
        RunLog.from_arrays(wrong)


def test_how_far_steps_moved_the_weights_is_stored() -> None:
    log = RunLog(("dense_1", "dense_2"))
    loss, none = np.ones(9, np.float32), np.empty(0, np.int64)
    sizes = (np.array([0.1, 0.2]), np.array([0.3, np.nan]))
    updates = ((3, sizes[0]), (7, sizes[1]))
    log.extend(StepBlock(1, loss, loss, none, np.empty((0, 2)), updates=updates))
    again = RunLog.from_arrays(log.to_arrays())
    np.testing.assert_array_equal(again.updates.steps, [3, 7])
    np.testing.assert_array_equal(again.updates.sizes, sizes)
    assert len(RunLog.from_arrays(RunLog(("a",)).to_arrays()).updates) == 0
    wrong = {**log.to_arrays(), "update_steps": np.arange(3)}
    with pytest.raises(ValueError, match="update_steps"):
        RunLog.from_arrays(wrong)
    with pytest.raises(ValueError, match="update_sizes has 3 columns"):
        RunLog.from_arrays({**log.to_arrays(), "update_sizes": np.ones((2, 3))})


def test_a_copy_goes_on_without_the_record_it_was_made_from() -> None:
    log = filled()
    before = {name: array.copy() for name, array in log.to_arrays().items()}
    other = log.copy()
    log.rewind(1)
    log.extend(StepBlock(2, *(np.full(3, 9.0, np.float32),) * 2, np.empty(0), np.empty((0, 2))))
    for name, array in other.to_arrays().items():
        np.testing.assert_array_equal(array, before[name], err_msg=name)
