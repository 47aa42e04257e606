"""What a network should have answered, as the numbers of its output units."""

from __future__ import annotations

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.graph.project import Signature


def encode_targets(values: Array, signature: Signature, units: int) -> Array:
    """Return the targets for ``units`` output units: float32 ``(n, units)``.

    Classes become a column of 0 and 1 for one unit and two classes, and one column a class
    (one-hot) for as many units as classes; numbers stay columns.

    Parameters
    ----------
    values
        The numbers of the classes ``(n,)``, or numbers ``(n,)`` or ``(n, targets)``.

    Raises
    ------
    UserError
        The output does not suit the target, or a class does not exist.
    """
    if signature.task != "classification":
        columns = values[:, np.newaxis] if values.ndim == 1 else values
        if units != columns.shape[1]:
            raise _units_error(units, str(columns.shape[1]))
        return np.array(columns, np.float32, order="C")
    classes = len(signature.classes)
    if len(values) and not (values.min() >= 0 and values.max() < classes):
        raise UserError(
            Text(
                N_(
                    "The labels go from {low} to {high}, but there are {count} classes. Labels "
                    "count the classes from 0."
                ),
                low=int(values.min()),
                high=int(values.max()),
                count=classes,
            )
        )
    if units == 1 and classes == 2:
        return values.reshape(-1, 1).astype(np.float32)
    if units != classes:
        raise _units_error(units, "1 / 2" if classes == 2 else str(classes))
    targets = np.zeros((len(values), classes), np.float32)
    targets[np.arange(len(values)), values] = 1.0
    return targets


def _units_error(units: int, expected: str) -> UserError:
    return UserError(
        Text(
            N_("The output has {got} units, but the target needs {expected}. Set its units."),
            got=units,
            expected=expected,
        )
    )
