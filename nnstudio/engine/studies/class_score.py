"""How sure a network is of a class, and from where its score is traced back."""

from __future__ import annotations

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.engine.model import Model, Pass
from nnstudio.engine.plan import Plan


def class_shares(output: Array) -> Array:
    """Return the share of each class ``(n, classes)``; one unit is the share of the second."""
    return np.hstack([1.0 - output, output]) if output.shape[1] == 1 else output


def chosen_class(output: Array, wanted: int | None) -> int:
    """Return the class that is wanted, or the likeliest one by the output ``(units,)``.

    Raises
    ------
    UserError
        There is no such class.
    """
    shares = class_shares(output[np.newaxis])[0]
    if wanted is None:
        return int(np.nan_to_num(shares, nan=-np.inf).argmax())
    if not 0 <= wanted < len(shares):
        raise UserError(
            Text(
                N_("The network has no class {got}; it tells {count} apart. Choose one of those."),
                got=wanted,
                count=len(shares),
            )
        )
    return wanted


def tells_classes(plan: Plan, node: str) -> bool:
    """Return whether a node gives one row of classes for each sample."""
    return any(output.node == node and len(output.shape) == 1 for output in plan.outputs)


def score_start(
    model: Model, done: Pass, node: str, number: int
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return ds/dy and ds/dz by node for the score s of a class, for `Model.way_back`.

    The score is the pre-activation where loss and activation are one, as with softmax: the
    probability itself hardly changes where the network is sure. One unit scores the second class
    and, with the other sign, the first.
    """
    units = done.outputs[node].shape[1]
    start = np.zeros_like(done.outputs[node])
    if units == 1:
        start[:, 0] = 1.0 if number else -1.0
    else:
        start[:, number] = 1.0
    return ({}, {node: start}) if node in model.plan.fused_nodes else ({node: start}, {})
