"""A run tells how long its gradient was before clipping, and after: what the clipping view draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import OutMessage, Started, StepBlock
from nnstudio.engine.plan import make_training_plan
from nnstudio.engine.run_log import RunLog
from nnstudio.engine.trainer import Inbox, train
from nnstudio.graph.analysis import analyze
from nnstudio.graph.templates import template
from nnstudio.optimizers.clipping import Clipping


def trained(clipping: Clipping) -> RunLog:
    project = template("spiral-mlp").project
    training = replace(project.training, clipping=clipping, epochs=4)
    plan = make_training_plan(analyze(replace(project, training=training)))
    log = RunLog(plan.learning)

    def hear(message: OutMessage) -> None:
        if isinstance(message, StepBlock):
            log.extend(message)
        assert not isinstance(message, Started) or message.layers == plan.learning

    train(plan, training, prepare(project.data, plan.wanted), Inbox(), hear, threads=1)
    return log


@pytest.mark.parametrize("threshold", [1.0, 0.05])
def test_clipping_caps_the_length_at_the_threshold(threshold: float) -> None:
    log = trained(Clipping("global_norm", threshold))
    after = np.sqrt(np.square(log.norms).sum(axis=1))
    assert len(after) > 3
    np.testing.assert_allclose(after, np.minimum(log.unclipped, threshold), rtol=1e-3)
    assert (log.unclipped > threshold).any() or threshold == 1.0


def test_without_clipping_nothing_is_said_of_it() -> None:
    assert np.isnan(trained(Clipping()).unclipped).all()
