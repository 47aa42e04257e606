"""Whatever can be drawn and makes sense can be computed, trained, saved, exported and undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine import division
from nnstudio.engine.model import Model, Pass
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.program import Program
from nnstudio.engine.weights import WeightKey
from nnstudio.export import exporter
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.history import History
from nnstudio.optimizers.sgd import SGD
from tests.graph.drawings import assert_sound
from tests.random_networks import (
    DRAWN,
    MOST_NODES,
    Sketch,
    networks,
    some_samples,
    some_weights,
)

REACH = 1e-6
"""How far central differences go to both sides."""
DIRECTIONS = 5
ALMOST = 1e-5
"""How far a compiled program may be from exact numbers, where these are no more sensitive."""
LARGEST = 1e4
"""Networks with larger numbers than this tell of float32, not of the program."""


def plan_of(sketch: Sketch) -> Plan:
    """Return what a drawing computes, which has to be possible."""
    analysis = analyze(sketch.project)
    assert [str(p.text) for p in analysis.problems if p.blocking] == []
    return make_plan(analysis)


def passed(model: Model, x: Array, training: bool) -> Pass:
    """Compute all layers; chance is the same each time. Numbers that explode are passed over."""
    with np.errstate(all="ignore"):
        done = model.forward(x, model.steps(training, seed=1))
    values = [np.abs(y).max(initial=0.0) for y in done.outputs.values()]
    assume(all(value < LARGEST for value in values))  # also False for what is no number
    return done


def distance(a: Array, b: Array) -> float:
    """Return how far ``a`` is from ``b``, measured by the largest number there."""
    return float(np.abs(a - b).max(initial=0.0) / max(float(np.abs(b).max(initial=0.0)), 1e-3))


@DRAWN
@given(networks())
def test_every_layer_gives_the_shape_that_was_inferred(sketch: Sketch) -> None:
    assert_sound(sketch.project)
    assert len(sketch.project.graph.nodes) <= MOST_NODES
    analysis = analyze(sketch.project)
    plan = plan_of(sketch)
    x, t = some_samples(plan)
    model = Model(plan, some_weights(plan), np.float64)
    done = passed(model, x, training=False)
    for node_id, shape in sketch.shapes.items():
        assert analysis.reports[node_id].shape == shape
        if node_id in done.outputs:
            assert done.outputs[node_id].shape == (len(x), *shape)
    assert {node.id for node in plan.nodes} <= set(sketch.shapes)
    assert np.isfinite(model.loss(done, t))


@DRAWN
@given(networks(), st.booleans())
def test_gradients_agree_with_central_differences(sketch: Sketch, training: bool) -> None:
    for node in sketch.project.graph.nodes:
        if "truncate" in type(node.layer).params():
            # Where gradients are cut short on purpose they are not those of the loss.
            sketch.change(edits.set_values(sketch.project, node.id, truncate=0))
    plan = plan_of(sketch)
    x, t = some_samples(plan)
    weights = some_weights(plan)
    model = Model(plan, weights, np.float64)
    done = passed(model, x, training)
    gradients, _ = model.backward(done, t, model.steps(training, seed=1))
    assert set(gradients) <= set(model.weights)
    rng = np.random.default_rng(8)

    def loss_along(v: dict[WeightKey, Array], reach: float) -> float:
        moved = {key: w + reach * v[key] if key in v else w for key, w in weights.items()}
        other = Model(plan, moved, np.float64)
        return other.loss(passed(other, x, training), t)

    wrong, lengths = [], []
    for _ in range(DIRECTIONS):
        v = {key: rng.standard_normal(g.shape) for key, g in gradients.items()}
        measured = (loss_along(v, REACH) - loss_along(v, -REACH)) / (2 * REACH)
        wrong.append(abs(measured - sum(float((v[k] * g).sum()) for k, g in gradients.items())))
        lengths.append(abs(measured))
    # A kink between the two sides spoils single directions; a mistake spoils nearly all.
    size = np.sqrt(sum(float((g * g).sum()) for g in gradients.values()))
    rounding = 1e-15 * max(1.0, abs(model.loss(done, t))) / REACH
    allowed = 1e-5 * max(size, float(np.median(lengths))) + 100 * rounding
    assert np.median(wrong) <= allowed, (wrong, lengths, size)


@contextmanager
def small_programs() -> Iterator[None]:
    """Let two threads share small batches too, and compile for few steps at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(division, "LANE_WORK", 0)
        patch.setattr(division, "MOST_SLOTS", 2)
        yield


def outputs_of(plan: Plan, done: Pass) -> Array:
    return done.outputs[plan.output]


@DRAWN
@given(networks(), st.sampled_from([1, 2]))
def test_the_compiled_program_computes_the_same(sketch: Sketch, threads: int) -> None:
    plan = plan_of(sketch)
    x, t = some_samples(plan)
    exact = Model(plan, some_weights(plan), np.float64)
    rounded = Model(plan, some_weights(plan), np.float32)
    y = outputs_of(plan, passed(exact, x, training=False))
    allowed = ALMOST + 10 * max(
        distance(outputs_of(plan, passed(rounded, x, training=False)), y), trembling(plan, x, y)
    )
    assume(allowed < 1e-2)
    with small_programs(), closing(compiled(plan, x, t, threads)) as program:
        assert distance(program.predict(x), y) <= allowed
        if has_chance(exact, x):
            return  # a twin draws its masks in another order than the definition
        steps = exact.steps(True, seed=1)
        done = passed(exact, x, training=True)
        gradients, _ = exact.backward(done, t, steps)
        loss = np.zeros(1)
        order = np.arange(len(x))[None]
        program.run(order, loss, np.zeros(1, np.int64))
        assert loss[0] == pytest.approx(exact.loss(done, t), rel=100 * allowed, abs=1e-5)
        # Where a rounding tips a unit over its kink, gradients differ by more than a rounding.
        other, _ = rounded.backward(passed(rounded, x, training=True), t, rounded.steps(True, 1))
        largest = max((float(np.abs(g).max(initial=0.0)) for g in gradients.values()), default=0.0)
        assume(largest < LARGEST)
        after = program.weights()
        for key, g in gradients.items():
            start = some_weights(plan)[key]
            loose = 1e-4 * largest + 10 * float(np.abs(other[key] - g).max(initial=0.0))
            expected = shortened(plan, key, start - RATE * g)
            assert np.abs(after[key] - expected).max(initial=0.0) <= RATE * loose + 1e-6, key


RATE = 0.1


def shortened(plan: Plan, key: WeightKey, w: Array) -> Array:
    """Return a weight of which no unit is longer than its layer's max-norm."""
    node = plan.node(key[0])
    longest = getattr(node.layer, "max_norm", 0.0)
    if not longest or not dict(node.weights)[key[1]].decays:
        return w
    lengths = np.linalg.norm(w.reshape(-1, w.shape[-1]), axis=0)
    return w * np.minimum(1, longest / np.maximum(lengths, 1e-30))


def compiled(plan: Plan, x: Array, t: Array, threads: int) -> Program:
    weights = {key: w.astype(np.float32) for key, w in some_weights(plan).items()}
    return Program(plan, SGD(learning_rate=RATE), x, t, len(x), weights=weights, threads=threads)


def trembling(plan: Plan, x: Array, y: Array) -> float:
    """Return how far the outputs move if all weights and samples do, by a rounding of float32."""
    rng = np.random.default_rng(9)
    found = 0.0
    for _ in range(3):
        weights = {
            key: w * (1 + 1e-7 * rng.standard_normal(w.shape))
            for key, w in some_weights(plan).items()
        }
        moved = x * (1 + 1e-7 * rng.standard_normal(x.shape))
        other = Model(plan, weights, np.float64)
        found = max(found, distance(outputs_of(plan, passed(other, moved, False)), y))
    return found


def has_chance(model: Model, x: Array) -> bool:
    """Return whether what a training pass gives depends on what is drawn."""
    many = np.repeat(x, 20, axis=0)  # a mask of few numbers may be the same by chance
    with np.errstate(all="ignore"):
        a, b = (model.forward(many, model.steps(True, seed)).outputs for seed in (1, 2))
    return any(not np.array_equal(a[key], b[key], equal_nan=True) for key in a)


@DRAWN
@given(networks())
def test_a_file_gives_the_same_project_back(sketch: Sketch) -> None:
    text = json.dumps(project_to_dict(sketch.project), sort_keys=True)
    assert project_from_dict(json.loads(text)) == sketch.project


@DRAWN
@given(networks())
def test_undo_goes_back_through_every_state(sketch: Sketch) -> None:
    first, *later = sketch.passed
    history = History(first)
    for number, project in enumerate(later):
        history.push(Text(N_("Edit {number}"), number=number), project)
    for before, after in reversed(list(pairwise(sketch.passed))):
        assert history.state is after
        assert history.undo() is before
    for after in later:
        assert history.redo() is after
    assert history.state == sketch.project


@DRAWN
@given(sketch=networks())
def test_an_export_holds_all_weights_and_layers(
    tmp_path_factory: pytest.TempPathFactory, sketch: Sketch
) -> None:
    plan = plan_of(sketch)
    weights = {key: w.astype(np.float32) for key, w in some_weights(plan).items()}
    path = tmp_path_factory.mktemp("export") / "network.npz"
    exporter("npz").export(sketch.project, weights, path)
    assert read_export(path, plan, weights)


def read_export(path: Path, plan: Plan, weights: dict[WeightKey, Array]) -> bool:
    with np.load(path, allow_pickle=False) as file:
        manifest = json.loads(str(file["manifest"]))
        assert [layer["id"] for layer in manifest["layers"]] == [node.id for node in plan.nodes]
        assert set(file.files) == {"manifest"} | {f"{n}/{name}" for n, name in weights}
        return all(np.array_equal(file[f"{n}/{name}"], w) for (n, name), w in weights.items())
