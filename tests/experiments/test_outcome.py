from __future__ import annotations

import json
import math

import numpy as np
import pytest

from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import EpochRow, StepBlock
from nnstudio.engine.run_log import RunLog
from nnstudio.experiments.outcome import MOST_POINTS, Outcome, curves_of, outcome_of


def test_an_outcome_is_the_same_after_a_file() -> None:
    reason = Text(N_("{layer} broke: {why}."), layer="dense_1", why=Text(N_("no number")))
    made = Outcome("failed", reason, {"val_loss": 0.5}, {"epoch": (1.0, 2.0)})
    read = Outcome.from_dict(json.loads(json.dumps(made.to_dict(), allow_nan=False)))
    assert read == made
    assert str(read.reason) == "dense_1 broke: no number."


def test_a_number_that_is_none_is_not_known() -> None:
    curves = {"epoch": (1.0, 2.0), "val_loss": (1.0, math.nan)}
    made = Outcome("done", figures={"a": math.inf}, curves=curves)
    read = Outcome.from_dict(json.loads(json.dumps(made.to_dict(), allow_nan=False)))
    assert read.figures == {}
    assert read.curves["val_loss"][0] == 1.0
    assert math.isnan(read.curves["val_loss"][1])


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"end": "won"},
        {"end": "done", "figures": [], "curves": {}},
        {"end": "done", "figures": {"a": "x"}, "curves": {}},
        {"end": "done", "figures": {"epochs": math.inf}, "curves": {}},
        {"end": "done", "figures": {"epochs": 10**400}, "curves": {}},
        {"end": "done", "figures": {}, "curves": {"a": 3}},
        {"end": "done", "figures": {}, "curves": {"val_loss": []}},
        {"end": "done", "figures": {}, "curves": {"val_loss": [1.0]}},
        {"end": "done", "figures": {}, "curves": {"epoch": [None], "val_loss": [1.0]}},
        {"end": "done", "figures": {}, "curves": {"epoch": [1, 2], "val_loss": [1.0]}},
        {
            "end": "done",
            "figures": {},
            "curves": {},
            "reason": {"template": "{a}", "values": {"b": 1}},
        },
        {"end": "done", "figures": {}, "curves": {}, "reason": 4},
        {
            "end": "done",
            "figures": {},
            "curves": {},
            "reason": {"template": "{a:99999999999}", "values": {"a": 1}},
        },
    ],
)
def test_what_is_no_outcome_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match=r"no |not |without|different"):
        Outcome.from_dict(document)


def test_the_best_epoch_is_told_beside_the_last() -> None:
    outcome = outcome_of(_log([3.0, 1.0, 2.0]), "done", None, 33)
    assert outcome.figures["val_loss"] == 2.0
    assert outcome.figures["best_val_loss"] == 1.0
    assert outcome.figures["best_epoch"] == 2
    assert outcome.figures["parameters"] == 33
    assert "val_accuracy" not in outcome.figures


def test_of_a_long_run_some_epochs_are_kept_with_the_first_and_the_last() -> None:
    curves = curves_of(_log([float(n) for n in range(1, 2001)]))
    assert len(curves["epoch"]) == MOST_POINTS
    assert (curves["epoch"][0], curves["epoch"][-1]) == (1, 2000)
    assert curves["val_loss"] == curves["epoch"]


def _log(losses: list[float]) -> RunLog:
    log = RunLog()
    rows = [EpochRow(n, n, loss, loss, math.nan, math.nan, 0.1) for n, loss in enumerate(losses, 1)]
    steps = np.ones(len(rows), np.float32)
    nothing = np.empty((0, 0))
    log.extend(StepBlock(1, steps, steps, np.empty(0), nothing, epochs=tuple(rows)))
    return log
