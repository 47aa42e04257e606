"""Weights from elsewhere put into a network, with a report of what fitted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape, shape_text
from nnstudio.core.text import N_, Text
from nnstudio.engine.plan import Plan
from nnstudio.engine.weights import WeightKey, WeightMap, adopt_weights


@dataclass(frozen=True, eq=False)
class Transfer:
    """What came of putting weights into a network.

    Parameters
    ----------
    weights
        All weights of the network: those taken, the others as they were.
    taken
        The weights that were taken.
    misfits
        Those of the right name and another shape: got, expected.
    missing
        The network's weights that were not among the given ones.
    unused
        The given weights for which the network has no place.
    """

    weights: dict[WeightKey, Array]
    taken: tuple[WeightKey, ...]
    misfits: dict[WeightKey, tuple[Shape, Shape]]
    missing: tuple[WeightKey, ...]
    unused: tuple[WeightKey, ...]

    def report(self) -> tuple[Text, ...]:
        """Return in sentences what fitted and what did not."""
        total = len(self.taken) + len(self.misfits) + len(self.missing)
        said = [
            Text(
                N_("{taken} of {total} weights were taken over by name and shape."),
                taken=len(self.taken),
                total=total,
            )
        ]
        for key, (got, expected) in self.misfits.items():
            text = N_("{key} has the shape {got}, the network expects {expected}: left as it was.")
            said.append(
                Text(
                    text,
                    key="/".join(key),
                    got=shape_text(got),
                    expected=shape_text(expected),
                )
            )
        if self.missing:
            text = N_("Not in the file, left as they were: {keys}.")
            said.append(Text(text, keys=_names(self.missing)))
        if self.unused:
            text = N_("In the file, without a place in the network: {keys}.")
            said.append(Text(text, keys=_names(self.unused)))
        return tuple(said)


def transfer_weights(plan: Plan, given: WeightMap, present: WeightMap, seed: int) -> Transfer:
    """Put weights into a network where node, name and shape are the same.

    Parameters
    ----------
    given
        The weights from elsewhere.
    present
        The network's own so far; what neither has starts as ``seed`` says.

    Raises
    ------
    UserError
        None of them fits.
    """
    weights = adopt_weights(plan, present, seed)
    taken, missing = [], []
    misfits: dict[WeightKey, tuple[Shape, Shape]] = {}
    for key, value in weights.items():
        new = given.get(key)
        if new is None:
            missing.append(key)
        elif new.shape != value.shape:
            misfits[key] = new.shape, value.shape
        else:
            weights[key] = new
            taken.append(key)
    unused = tuple(key for key in given if key not in weights)
    found = Transfer(weights, tuple(taken), misfits, tuple(missing), unused)
    if not taken:
        raise UserError(
            Text(
                N_(
                    "None of the weights fits: the file has {got}, the network expects "
                    "{expected}. Give the layers the names and sizes of the file's."
                ),
                got=_names(given, given),
                expected=_names(weights, weights),
            )
        )
    return found


def _names(keys: Iterable[WeightKey], shown: WeightMap | None = None, most: int = 6) -> str:
    """Return what weights are called; ``shown``: with their shapes."""
    names = ["/".join(key) for key in keys]
    if shown is not None:
        names = [f"{'/'.join(key)} ({shape_text(shown[key].shape)})" for key in keys]
    return ", ".join(names if len(names) <= most else [*names[:most], "…"])
