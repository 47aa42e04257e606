"""Networks drawn by chance from all layers compute and differentiate what PyTorch does."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from tests.parity.counterpart import gradient_of
from tests.parity.network import Network
from tests.random_networks import DRAWN, Sketch, networks, some_samples, some_weights

TOLERANCE = 1e-8
"""How far float64 results may be apart behind up to thirty layers."""
LARGEST = 1e4
"""Networks with larger numbers lose digits on both sides."""


@DRAWN
@given(networks(), st.booleans())
def test_loss_and_gradients_are_those_of_pytorch(sketch: Sketch, training: bool) -> None:
    project = sketch.project
    for node in project.graph.nodes:
        if "mask_zeros" in type(node.layer).params():
            # PyTorch's packed sequences know padding at the end alone.
            project = edits.set_values(project, node.id, mask_zeros=False)
    plan = make_plan(analyze(project))
    x, t = some_samples(plan)
    model = Model(plan, some_weights(plan), np.float64)
    steps = model.steps(training, seed=1)
    with np.errstate(all="ignore"):
        done = model.forward(x, steps)
    assume(all(np.abs(y).max(initial=0.0) < LARGEST for y in done.outputs.values()))
    gradients, _ = model.backward(done, t, steps)

    network = Network(plan, some_weights(plan), np.float64)
    results, penalty = network.forward(x, training, done.saved)
    loss = network.loss(results, penalty, t)
    loss.backward()
    expected = float(loss.detach())
    assert abs(model.loss(done, t) - expected) <= TOLERANCE * max(1.0, abs(expected))
    theirs = {key: gradient_of(network.leaves[key]).numpy() for key in gradients}
    largest = max((float(np.abs(g).max(initial=0.0)) for g in theirs.values()), default=0.0)
    for key, g in gradients.items():
        assert np.abs(g - theirs[key]).max(initial=0.0) <= TOLERANCE * largest, key
