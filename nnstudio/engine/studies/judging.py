"""What an output says of many samples, and how wrong that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.evaluation import class_probabilities
from nnstudio.engine.model import Model
from nnstudio.engine.plan import Plan
from nnstudio.engine.planned_output import YES, PlannedOutput
from nnstudio.engine.program import Program
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.study import Pieces, Study
from nnstudio.optimizers.sgd import SGD

_LEAST = 1e-12


@dataclass(frozen=True, eq=False)
class ClassVerdicts:
    """What is taken for which class; of outputs with several positions, each position counts.

    Parameters
    ----------
    shares
        The probability of each class ``(n, classes)``; where the output gives none (hinge), one
        for the class that is named.
    true, taken
        The class that is right and the one that is named ``(n,)``; -1: it does not count, and
        there is no answer, for it is no number.
    losses
        Minus the logarithm of the probability of the true class ``(n,)``.
    counts
        How often a sample of the row's class was taken for the column's ``(classes, classes)``.
    positions
        How many of them a sample has.
    border
        From which output on a single unit names the second class; None: there are more units.
    sure
        Whether ``shares`` are probabilities.
    """

    shares: Array
    true: Array
    taken: Array
    losses: Array
    counts: Array
    positions: int
    border: float | None
    sure: bool

    @property
    def unanswered(self) -> int:
        """How many answers are no number."""
        return int(((self.taken < 0) & (self.true >= 0)).sum())


@dataclass(frozen=True, eq=False)
class NumberVerdicts:
    """Numbers ``(n, numbers)`` in the data's own units: what is true and what is predicted."""

    true: Array
    predicted: Array

    @property
    def errors(self) -> Array:
        """How far each prediction is above the truth."""
        return self.predicted - self.true


Verdicts = ClassVerdicts | NumberVerdicts


@dataclass(frozen=True, eq=False)
class Judging(Study[Verdicts]):
    """What the output called ``output`` says of samples ``x`` ``(n, *input_shape)``.

    Parameters
    ----------
    t
        The targets ``(n, numbers)``, of all outputs.
    compiled
        Whether the compiled step computes it, which begins later and is then faster.
    """

    x: Array
    t: Array
    output: str
    compiled: bool = False

    def fits(self, plan: Plan) -> bool:
        return self.x.shape[1:] == plan.input_shape and _named(plan, self.output) is not None

    def pieces(self, model: Model) -> Pieces[Verdicts]:
        output = _named(model.plan, self.output)
        if output is None or not len(self.x):
            raise UserError(Text(N_("There are no samples to judge. Hold some out.")))
        found = np.empty((len(self.x), *output.shape), model.dtype)
        for part, values in (
            self._compiled(model, output) if self.compiled else self._defined(model, output)
        ):
            found[part] = values
            yield
        t = output.target(self.t)
        if output.task != "classification":
            numbers = output.in_own_units(found).reshape(len(found), -1)
            return NumberVerdicts(output.in_own_units(t).reshape(len(t), -1), numbers)
        return _verdicts(output, found, t)

    def _defined(self, model: Model, output: PlannedOutput) -> Iterator[tuple[slice, Array]]:
        for part in chunks(model.plan, len(self.x)):
            yield part, model.forward(self.x[part]).outputs[output.node]

    def _compiled(self, model: Model, output: PlannedOutput) -> Iterator[tuple[slice, Array]]:
        plan, x, t = model.plan, self.x, self.t
        # A program wants samples to train on and an optimiser; neither is used here.
        program = Program(plan, SGD(), x[:1], t[:1], 1, weights=model.weights, fast=False)
        try:
            for start in range(0, len(x), program.eval_chunk):
                part = slice(start, start + program.eval_chunk)
                yield part, program.outcome(x[part], t[part]).outputs[output.name]
        finally:
            program.close()


def _named(plan: Plan, name: str) -> PlannedOutput | None:
    return next((output for output in plan.outputs if output.name == name), None)


def _verdicts(output: PlannedOutput, found: Array, t: Array) -> ClassVerdicts:
    flat = found.reshape(-1, found.shape[-1])
    single = flat.shape[1] == 1
    border = output.loss.border if single else None
    if single:
        taken = (flat[:, 0] >= output.loss.border).astype(np.int64)
    else:
        taken = flat.argmax(axis=1)
    answered = np.isfinite(flat).all(axis=1)
    taken[~answered] = -1
    true = _true(output, t)
    shares = class_probabilities(flat)
    classes = shares.shape[1]
    some = shares[answered]
    sure = not some.size or bool(some.min() >= -1e-6 and some.max() <= 1.0 + 1e-4)
    if not sure:  # as with the hinge loss
        shares = np.zeros(shares.shape, np.float32)
        shares[answered, taken[answered]] = 1.0
    own = shares[np.arange(len(flat)), np.maximum(true, 0)]
    losses = -np.log(np.maximum(np.where(np.isfinite(own), own, 0.0), _LEAST))
    counted = answered & (true >= 0)
    counts = np.bincount(true[counted] * classes + taken[counted], minlength=classes**2)
    return ClassVerdicts(
        shares,
        true,
        taken,
        np.where(true >= 0, losses, 0.0),
        counts.astype(np.int64).reshape(classes, classes),
        len(flat) // len(found),
        border,
        sure,
    )


def _true(output: PlannedOutput, t: Array) -> Array:
    """Return the number of the true class of each position ``(n,)``, from the targets."""
    if output.target_shape != output.shape:  # class numbers; -1 does not count
        return t.reshape(-1).astype(np.int64)
    rows = t.reshape(-1, output.shape[-1])
    if rows.shape[1] == 1:
        return (rows[:, 0] >= YES).astype(np.int64)
    found: Array = rows.argmax(axis=1)
    return found
