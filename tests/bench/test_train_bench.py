"""The benchmark measures what it says; how fast the machine is, no test asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nnstudio.bench import main
from nnstudio.bench.cases import CASES, made_up_samples, step_flops

QUICK = ["--cases", "tiny-mlp-10", "--rounds", "1", "--seconds", "0.01"]


def test_a_round_gives_json_that_a_later_one_can_be_compared_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", *QUICK, "--json"]) == 0
    saved = capsys.readouterr().out
    (row,) = json.loads(saved)["cases"]
    assert row["case"] == "tiny-mlp-10"
    assert row["samples_per_second"] == pytest.approx(10 / (row["step_us"] * 1e-6))
    assert row["share_of_peak"] == pytest.approx(row["gflops"] / row["peak_gflops"])

    earlier = tmp_path / "earlier.json"
    earlier.write_text(saved, "utf-8")
    assert main(["train", *QUICK, "--no-twins", "--compare", str(earlier)]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[-1] == "before"
    assert line.startswith("tiny-mlp-10")
    assert line.endswith(" x")


@pytest.mark.parametrize(
    "arguments",
    [[], ["swim"], ["train", "--cases", "no-such"], ["train", "--rounds", "0"]],
    ids=["none", "unknown benchmark", "unknown case", "no rounds"],
)
def test_a_wrong_call_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "".join(capsys.readouterr())


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"]])
def test_it_says_what_can_be_measured(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert told.startswith("usage: nnstudio bench")
    assert "train" in told


def test_an_unreadable_comparison_is_refused_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}", "utf-8")
    assert main(["train", "--compare", str(broken)]) == 2
    assert "broken.json" in capsys.readouterr().out


def test_a_step_of_a_small_network_counts_its_products() -> None:
    plan = CASES["tiny-mlp-10"].plan()
    forward = 2 * 8 + 8 * 8 + 8 * 1
    # Forward and weights everywhere, back to the inputs everywhere but at the first layer.
    assert step_flops(plan, 10) == 2 * 10 * (3 * forward - 2 * 8)


@pytest.mark.parametrize("name", CASES)
def test_made_up_samples_fit_their_network(name: str) -> None:
    plan = CASES[name].plan()
    x, t = made_up_samples(plan, 20)
    assert x.shape == (20, *plan.input_shape)
    assert t.shape == (20, *plan.node(plan.output).shape)
    assert set(t.ravel()) == {0.0, 1.0}
