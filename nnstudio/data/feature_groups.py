"""Features put together again that one column of a table was taken apart into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature


@dataclass(frozen=True)
class FeatureGroup:
    """What a column of the data has become.

    Parameters
    ----------
    name
        The name of the column, or of the feature.
    places
        Which features it is.
    categories
        What it can be; empty: a number.
    """

    name: str
    places: range
    categories: tuple[str, ...] = ()

    def values(self, x: Array) -> Array:
        """Return what samples ``(n, features)`` are: numbers, or the numbers of their categories.

        It is NaN where a value is missing.
        """
        if len(self.places) == 1:
            return x[:, self.places.start]
        hot = x[:, self.places.start : self.places.stop]
        return np.where(hot.any(axis=1), hot.argmax(axis=1), np.nan)


def feature_groups(signature: Signature, columns: Sequence[Column]) -> tuple[FeatureGroup, ...]:
    """Return the columns that the features of samples were, in their order.

    Parameters
    ----------
    columns
        The columns of the data; features that none of them explains stay as they are.
    """
    names = signature.features
    known = {c.name: c for c in columns if c.role == "feature" and c.categories}
    starts = {f"{c.name} = {c.categories[0]}": c for c in known.values() if c.encoding == "one_hot"}
    found: list[FeatureGroup] = []
    place = 0
    while place < len(names):
        column, name = starts.get(names[place]), names[place]
        if column is None:
            numbered = known.get(name)
            found.append(
                FeatureGroup(name, range(place, place + 1), numbered.categories if numbered else ())
            )
        else:
            end = place + len(column.categories)
            found.append(FeatureGroup(column.name, range(place, end), column.categories))
        place = found[-1].places.stop
    return tuple(found)
