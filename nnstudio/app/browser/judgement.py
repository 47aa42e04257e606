"""What the trained network says of every sample, and how wrong that is; done beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnstudio.app.browser.contents import Contents
from nnstudio.core.layer import Array
from nnstudio.data.reconstruction import filled_in, reconstructing
from nnstudio.data.scaling import scaled
from nnstudio.data.targets import class_target, encode_targets, relabelled, target_values
from nnstudio.engine.evaluation import class_probabilities
from nnstudio.engine.model import Model
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.engine.program import Program
from nnstudio.graph.data_plan import DataPlan
from nnstudio.optimizers.sgd import SGD

_LEAST = 1e-12


@dataclass(frozen=True, eq=False)
class Judgement:
    """The answers of a network for all samples.

    Parameters
    ----------
    predicted
        The number of the class it takes each sample for, or the first number it predicts in the
        data's own units ``(n,)``; None where an answer is more than that.
    sureness
        The probability of that class ``(n,)``; None where there is none.
    right
        Whether the class is the sample's ``(n,)``; None for numbers.
    loss
        How wrong the answer is ``(n,)``: minus the logarithm of the probability of the true class,
        or the mean squared error of the scaled numbers.
    """

    predicted: Array | None
    sureness: Array | None
    right: Array | None
    loss: Array


def judge(model: Model, contents: Contents, poll: Callable[[int], bool]) -> Judgement | None:
    """Ask a network about every sample; None where ``poll`` ended it.

    Parameters
    ----------
    poll
        Told now and then how many samples are done.
    """
    plan, data = contents.plan, contents.dataset
    told = reconstructing(data) if plan.reconstruct else data
    number = class_target(plan.signature)
    outputs = model.plan.outputs
    output = next((o for o in outputs if number in o.numbers), outputs[0])
    every = np.arange(contents.count)
    first = scaled(plan, data.samples(every[:1]))
    y = filled_in(relabelled(told.labels(every), every, plan), plan)
    target = encode_targets(y[:1], plan, model.plan.wanted)
    found: list[tuple[Array | None, Array | None, Array | None, Array]] = []
    program = Program(model.plan, SGD(), first, target, 1, weights=model.weights, fast=False)
    try:
        for start in range(0, contents.count, program.eval_chunk):
            places = every[start : start + program.eval_chunk]
            x = scaled(plan, data.samples(places))
            t = encode_targets(y[places], plan, model.plan.wanted)
            answer = program.outcome(x, t).outputs[output.name]
            found.append(_judged(output, answer, y[places], t, plan))
            if not poll(int(places[-1]) + 1):
                return None
    finally:
        program.close()
    columns = [None if c[0] is None else np.concatenate(c) for c in zip(*found, strict=True)]
    loss = columns[3]
    assert loss is not None
    return Judgement(columns[0], columns[1], columns[2], loss)


def _judged(
    output: PlannedOutput, answer: Array, y: Array, t: Array, plan: DataPlan
) -> tuple[Array | None, Array | None, Array | None, Array]:
    """Return predicted, sureness, right and loss of some samples."""
    if output.task != "classification":
        wrong = answer - output.target(t)
        loss = np.square(wrong.reshape(len(y), -1)).mean(axis=1)
        own = output.in_own_units(answer).reshape(len(y), -1)
        return (own[:, 0] if own.shape[1] == 1 else None), None, None, loss
    true = target_values(y, plan.signature, output.numbers[0])
    flat = answer.reshape(-1, answer.shape[-1])
    if flat.shape[1] == 1:
        taken = (flat[:, 0] >= output.loss.border).astype(np.int64)
    else:
        taken = flat.argmax(axis=1)
    shares = class_probabilities(flat)
    if shares.min() < 0.0 or shares.max() > 1.0 + 1e-4:  # as with the hinge loss
        shares = np.full(shares.shape, 0.0, np.float32)
        shares[np.arange(len(flat)), taken] = 1.0
    counted = true.ravel() >= 0
    own_share = shares[np.arange(len(flat)), np.where(counted, true.ravel(), 0)]
    losses = np.where(counted, -np.log(np.maximum(own_share, _LEAST)), 0.0).reshape(len(y), -1)
    loss = losses.sum(axis=1) / np.maximum(counted.reshape(len(y), -1).sum(axis=1), 1)
    if true.ndim > 1:
        return None, None, None, loss
    return taken, shares[np.arange(len(flat)), taken], taken == true, loss
