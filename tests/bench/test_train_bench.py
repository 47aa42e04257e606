"""The benchmark measures what it says; how fast the machine is, no test asks."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from nnstudio.bench import main, train
from nnstudio.bench.cases import CASES, made_up_samples, step_flops
from nnstudio.bench.gates import GATES, reached
from nnstudio.bench.rivals import PACKAGES, PEERS, Rival
from nnstudio.core.shapes import size_of
from nnstudio.layers.embedding import Embedding

ROW = {
    "case": "tiny-mlp-10",
    "batch": 10,
    "threads": 1,
    "step_us": 10.0,
    "samples_per_second": 1e6,
    "gflops": 1.0,
    "peak_gflops": 100.0,
    "memory": 2_000_000,
    "predicted_memory": 1_000_000,
}
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
    assert row["peers"] == {}
    assert 100_000 < row["predicted_memory"] < 10_000_000

    earlier = tmp_path / "earlier.json"
    earlier.write_text(saved, "utf-8")
    assert main(["train", *QUICK, "--no-twins", "--compare", str(earlier)]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[-1] == "before"
    assert line.startswith("tiny-mlp-10")
    assert line.endswith(" x")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["swim"],
        ["train", "--cases", "no-such"],
        ["train", "--rounds", "0"],
        ["train", "--against", "torch,abacus"],
        ["graphs", "--nodes", "few"],
    ],
    ids=["none", "benchmark", "case", "no rounds", "peer", "number"],
)
def test_a_wrong_call_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "".join(capsys.readouterr())


def test_a_peer_that_is_not_there_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # its own Python has no packages
    monkeypatch.setattr(train, "_in_own_process", lambda name, options: dict(ROW))
    nowhere = str(tmp_path / "python")
    assert main(["train", *QUICK, "--against", "sklearn", "--peer-python", nowhere]) == 0
    told = capsys.readouterr()
    assert "scikit-learn is not installed" in told.err
    assert "--peer-python" in told.err
    assert "sklearn" not in told.out


def test_a_peer_is_run_by_the_python_that_has_it_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other Python is a stand-in that answers as the peers do."""
    calls = tmp_path / "calls"
    python = tmp_path / "python"
    answer = json.dumps({"step_us": 300.0, "parameters": 105, "version": "9.9"})
    python.write_text(f"#!/bin/sh\necho \"$@\" >> {calls}\necho '{answer}'\n", "utf-8")
    python.chmod(0o700)
    monkeypatch.setattr(train, "_in_own_process", lambda name, options: dict(ROW))
    options = ["--against", "torch", "--peer-python", str(python), "--gates"]
    assert main(["train", *QUICK, "--rounds", "2", "--threads", "1", *options]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[-1] == "torch"
    assert line.endswith("30.00 x (gate)")
    looked, *runs = calls.read_text("utf-8").splitlines()
    assert "torch" in looked
    assert [run.split("/")[-1] for run in runs] == ["torch_peer.py tiny-mlp 10 500 0.01 1"] * 2

    assert main(["train", *QUICK, *options, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["cases"]
    assert row["peers"] == {"torch": {"step_us": 300.0, "ratio": 30.0, "version": "9.9"}}


@pytest.mark.parametrize(
    ("ratio", "level"), [(0.5, "below"), (1.2, "gate"), (1.99, "gate"), (2, "target")]
)
def test_a_ratio_reaches_a_level(ratio: float, level: str) -> None:
    assert reached("digits-cnn-64", "torch", ratio) == level
    assert reached("digits-cnn-64", "sklearn", ratio) == ""


def test_every_goal_belongs_to_a_case_and_rises() -> None:
    for (name, _), limits in GATES.items():
        assert name in CASES
        assert list(limits) == sorted(limits)


@pytest.mark.parametrize("peer", ["torch_peer", "sklearn_peer"])
def test_nothing_of_the_program_imports_a_peer(peer: str) -> None:
    code = (
        "import sys, nnstudio.bench.train, nnstudio.bench.rivals\n"
        "assert not {'torch', 'sklearn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    source = (PEERS / f"{peer}.py").read_text("utf-8")
    assert "nnstudio" not in source


# One process for all: to import PyTorch takes longer than to train a step of each network.
COUNTING = """
import json, runpy, sys
peer = runpy.run_path(sys.argv[1])
print(json.dumps([peer["step_seconds"](name, 4, 4, 0.0)[1] for name in sys.argv[2:]]))
"""


@pytest.mark.parametrize(
    "package",
    [
        pytest.param(name, marks=pytest.mark.skipif(not find_spec(name), reason="not installed"))
        for name in PACKAGES
    ],
)
def test_a_peer_trains_networks_of_the_same_size(package: str) -> None:
    rival = Rival(package, sys.executable)
    cases = {case.name.rpartition("-")[0]: case for case in CASES.values() if rival.knows(case)}
    command = [sys.executable, "-c", COUNTING, str(PEERS / f"{package}_peer.py"), *cases]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    counted = dict(zip(cases, json.loads(done.stdout), strict=True))
    for name, case in cases.items():
        own = sum(
            size_of(weight.shape)
            for node in case.plan().nodes
            for _, weight in node.weights
            if weight.trainable
        )
        # PyTorch's recurrent layers have each bias twice, which for a GRU we have, too.
        twice = {"lstm": 4 * 128, "simple-rnn": 128}.get(name, 0)
        assert counted[name] == own + (twice if package == "torch" else 0)
    smallest = replace(CASES["tiny-mlp-10"], samples=10)
    found = rival.measure(smallest, 0.0, 1)
    assert found["parameters"] == counted["tiny-mlp"]
    assert found["step_us"] > 0


def test_a_large_drawing_is_analysed_and_compiled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graphs", "--nodes", "20", "--rounds", "2"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "20 nodes, 25 wires"
    assert [line.rpartition("  ")[0].strip() for line in lines[1:]] == [
        "analyse anew",
        "analyse after an edit",
        "plan",
        "predict the memory",
        "compile",
    ]


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["graphs", "--help"]])
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


def test_a_step_of_a_recurrent_network_counts_the_gradients_of_its_states() -> None:
    plan = CASES["lstm-32"].plan()
    of_inputs, of_states, end = 64 * 64 * 512, 64 * 128 * 512, 128 * 10
    assert step_flops(plan, 32) == 2 * 32 * (2 * of_inputs + 3 * of_states + 3 * end)


@pytest.mark.parametrize("name", CASES)
def test_made_up_samples_fit_their_network(name: str) -> None:
    plan = CASES[name].plan()
    x, t = made_up_samples(plan, 20)
    output = plan.outputs[0]
    assert x.shape == (20, *plan.input_shape)
    assert t.shape == (20, *output.target_shape)
    if output.loss.targets == "values":
        assert set(t.ravel()) == {0.0, 1.0}
    else:
        assert 0 <= t.min() < t.max() < output.shape[-1]
    if isinstance(plan.nodes[1].layer, Embedding):
        assert x.max() < plan.nodes[1].layer.vocabulary
        assert (x == x.astype(int)).all()
