"""The benchmark of the views runs with all docks, and says which goals are missed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from nnstudio.app.bench import views_bench
from nnstudio.app.view_table import ALL_VIEWS

GAPS = {"median": 5.0, "p95": 6.0, "p99": 20.0, "worst": 50.0}
SEEN = {"refreshes": 9.0, "refresh": 1.0, "paint": 1.0, "both": 2.0, "p95": 3.0, "worst": 4.0}
GOOD = {
    "samples": 900.0,
    "headless": 1000.0,
    "gaps": GAPS,
    "frames": GAPS,
    "starting": 12.0,
    "ending": 13.0,
    "grown": 1 << 20,
    "seconds": 10.0,
    "views": {"loss": {**SEEN, "painted": 9.0}, "inspector": {"painted": 0.5}},
    "answers": {"health": 2.0},
}


def test_what_was_measured_is_told_and_the_goals_are_reached(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(views_bench, "_in_own_process", lambda slug, seconds: GOOD)
    assert views_bench.run_views_bench(["--cases", "xor"]) == 0
    told = capsys.readouterr().out
    assert "900; without a window 1,000: 90%" in told
    assert "all reached" in told
    inspector = next(line for line in told.splitlines() if line.startswith("inspector"))
    assert inspector.split() == ["inspector", *["–"] * 6, "0.5"]


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        ({"samples": 790.0}, "79% of the samples/s"),
        ({"gaps": {**GAPS, "p99": 34.0}}, "gap p99 34 ms"),
        ({"gaps": {**GAPS, "worst": 101.0}}, "worst gap 101 ms"),
        ({"views": {"loss": {**SEEN, "refreshes": 3.9}}}, "refreshed too rarely: loss"),
    ],
)
def test_a_goal_that_is_missed_is_told(change: dict[str, Any], missed: str) -> None:
    assert views_bench.missed({**GOOD, **change}) == [missed]


def test_a_second_with_every_view_is_measured() -> None:
    command = [sys.executable, "-m", "nnstudio", "bench", "views", "--json"]
    done = subprocess.run(
        [*command, "--cases", "spiral-mlp", "--seconds", "1"],
        check=True,
        capture_output=True,
        text=True,
    )
    row = json.loads(done.stdout)["cases"]["spiral-mlp"]
    assert {view.name for view in ALL_VIEWS} <= row["views"].keys()
    assert row["samples"] > 0
    assert row["headless"] > 0
    assert 0 < row["gaps"]["median"] <= row["gaps"]["worst"]
