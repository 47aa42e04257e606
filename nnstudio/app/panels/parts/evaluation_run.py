"""An evaluation on the test samples, done beside the window."""

from __future__ import annotations

from functools import partial

from nnstudio.app.panels.parts.long_work import Going, LongWork
from nnstudio.data.prepare import prepare
from nnstudio.engine.evaluation import Evaluation, evaluate
from nnstudio.engine.model import Model
from nnstudio.graph.data_plan import DataPlan


class EvaluationRun(LongWork):
    """Evaluates one network at a time: samples are counted, and it gives the `Evaluation`."""

    def start(self, model: Model, plan: DataPlan) -> None:
        """Evaluate a network on the test samples of a plan."""
        self.begin(partial(_evaluated, model, plan))


def _evaluated(model: Model, plan: DataPlan, going: Going) -> Evaluation | None:
    data = prepare(plan, model.plan.wanted)
    x, t = data.x_test, data.t_test
    going.reached(0, len(x))
    return evaluate(model, x, t, lambda done: going.reached(done, len(x)))
