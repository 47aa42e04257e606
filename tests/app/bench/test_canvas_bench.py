"""The benchmark of the canvas runs, and speaks of its goals only where it measured them."""

from __future__ import annotations

import json

import pytest

from nnstudio.app.bench import canvas_bench


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Measure nothing: every figure is 5 ms but dragging, which takes 20."""
    asked: list[int] = []

    def row(count: int) -> dict[str, float]:
        asked.append(count)
        return {"open": 5.0, "pan, 100 %": 5.0, "drag, 100 %": 20.0}

    monkeypatch.setattr(canvas_bench, "_in_own_process", row)
    return asked


def test_goals_are_told_for_the_size_that_they_are_of(
    measured: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert canvas_bench.run_canvas_bench(["--nodes", "1000"]) == 0
    assert "1,000 nodes: over the goal: drag, 100 % 20.0" in capsys.readouterr().out

    assert canvas_bench.run_canvas_bench(["--nodes", "60"]) == 0
    assert "1,000 nodes" not in capsys.readouterr().out
    assert set(measured) == {1000, 60}


def test_a_small_drawing_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert canvas_bench.run_canvas_bench(["--nodes", "20", "--rounds", "1", "--json"]) == 0
    [(size, row)] = json.loads(capsys.readouterr().out)["columns"]
    assert size == "20"
    assert all(value >= 0 for value in row.values())
    assert row["open"] > 0
