"""`nnstudio bench graphs`: how fast large drawings are understood and compiled."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np

from nnstudio.bench.drawing import Drawing
from nnstudio.bench.table import aligned_text
from nnstudio.engine.memory import predict_memory
from nnstudio.engine.plan import make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.weights import initial_weights
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.losses.categorical_crossentropy import CategoricalCrossentropy

WIDTH, BATCH = 32, 32


def residual_drawing(nodes: int) -> Project:
    """Return a drawing of at least so many nodes: fully connected layers in residual blocks."""
    signature = Signature((WIDTH,), classes=("a", "b", "c"), raw_shape=(WIDTH,))
    drawing = Drawing(signature, CategoricalCrossentropy())
    for _ in range((nodes - 2) // 3):
        drawing.around([Dense(units=WIDTH, activation="relu"), Dense(units=WIDTH)])
    drawing.add(Dense(units=3, activation="softmax"))
    return drawing.project()


def run_graphs_bench(argv: Sequence[str]) -> int:
    """Measure what is done with a large drawing, and print a table; return the exit code."""
    parser = argparse.ArgumentParser(
        "nnstudio bench graphs",
        description="Measure how long a large drawing takes: to find out what it means, anew and "
        "after one edit, to plan its training, to predict the memory, and to compile it.",
    )
    parser.add_argument("--nodes", type=int, default=500, metavar="N", help="500 unless told")
    parser.add_argument("--rounds", type=int, default=20, metavar="N", help="20 unless told")
    options = parser.parse_args(argv)
    project = residual_drawing(max(options.nodes, 5))
    node_id = project.graph.nodes[len(project.graph.nodes) // 2 // 3 * 3 + 1].id
    before = analyze(project)
    plan = make_plan(before)
    # All dense layers are alike, so that the change of one is nothing that is known already.
    units = iter(range(WIDTH + 1, 10**9))

    def edited() -> Project:
        return edits.set_values(project, node_id, units=next(units))

    weights = initial_weights(plan, 0)
    x, t = np.zeros((BATCH, WIDTH), np.float32), np.zeros((BATCH, 3), np.float32)
    optimizer = project.training.optimizer

    def compile_step() -> None:
        Program(plan, optimizer, x, t, BATCH, weights=weights).close()

    def same() -> Project:
        return project

    few, many = max(3, options.rounds // 4), options.rounds
    lines = [
        ("analyse anew", _milliseconds(analyze, many, lambda: _copy(project))),
        ("analyse after an edit", _milliseconds(lambda p: analyze(p, before), many, edited)),
        ("plan", _milliseconds(lambda _: make_plan(before), many, same)),
        (
            "predict the memory",
            _milliseconds(lambda _: predict_memory(plan, BATCH, optimizer), few, same),
        ),
        ("compile", _milliseconds(lambda _: compile_step(), few, same)),
    ]
    print(f"{len(project.graph.nodes)} nodes, {len(project.graph.wires)} wires")
    print(aligned_text([("", "ms"), *((what, f"{ms:,.1f}") for what, ms in lines)]))
    return 0


def _copy(project: Project) -> Project:
    """Return an equal project that remembers nothing of its wires."""
    return edits.move(project, {project.graph.nodes[0].id: (1.0, 1.0)})


def _milliseconds(
    run: Callable[[Project], object], rounds: int, prepare: Callable[[], Project]
) -> float:
    """Return how long a run takes for what is prepared each time, the median."""
    times = []
    for _ in range(rounds):
        given = prepare()
        start = time.perf_counter()
        run(given)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3
