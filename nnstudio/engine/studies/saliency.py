"""Which numbers of a sample decide: the gradient of a class's score or of the loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.model import Model, Pass
from nnstudio.engine.plan import Plan
from nnstudio.engine.studies.class_score import (
    chosen_class,
    class_shares,
    score_start,
    tells_classes,
)
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True, eq=False)
class Saliency:
    """The gradient ``(*input_shape)`` with respect to the sample, and what it is the gradient of.

    ``share`` is what the network gives the class, 0 to 1.
    """

    x: Array
    number: int
    share: float
    gradient: Array

    @property
    def times_input(self) -> Array:
        """The gradient times the sample: how much each number adds to a score that is linear."""
        return self.gradient * self.x


@dataclass(frozen=True, eq=False)
class SaliencyStudy(Study[Saliency]):
    """The gradient of a class's score with respect to one prepared sample (Simonyan et al. 2013).

    Parameters
    ----------
    x
        The sample ``(*input_shape)``.
    node
        The layer that gives the classes.
    number
        The class; None: the one the network takes to be likeliest.
    t
        With the sample's targets ``(numbers,)`` the loss is traced back instead of the score.
    """

    x: Array
    node: str
    number: int | None = None
    t: Array | None = None

    def fits(self, plan: Plan) -> bool:
        known = self.t is None or self.t.shape == (plan.targets,)
        return known and self.x.shape == plan.input_shape and tells_classes(plan, self.node)

    def pieces(self, model: Model) -> Pieces[Saliency]:
        done = Pass()
        for _ in model.way_forward(done, self.x[np.newaxis]):
            yield
        output = done.outputs[self.node]
        number = chosen_class(output[0], self.number)
        share = float(class_shares(output)[0, number])
        if self.t is not None:
            flowing, at_logits = model.at_loss(done, self.t[np.newaxis])
        else:
            flowing, at_logits = score_start(model, done, self.node, number)
        for _ in model.way_back(done, flowing, at_logits):
            yield
        gradient = np.zeros(self.x.shape, model.dtype)
        reached = False
        for node in model.plan.nodes:
            if node.sources or node.id not in flowing:
                continue
            reached = True
            if node.columns is None:
                gradient += flowing[node.id][0]
            else:
                np.add.at(gradient, list(node.columns), flowing[node.id][0])
        if not reached:
            text = N_("No gradient reaches the input of this network, so nothing can be traced.")
            raise UserError(Text(text))
        return Saliency(self.x, number, share, gradient)
