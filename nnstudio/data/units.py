"""In which units columns of the data are measured."""

from __future__ import annotations

from collections.abc import Iterable

from nnstudio.core.errors import UserError
from nnstudio.data import data_card
from nnstudio.graph.data_plan import DataPlan


def unit_of(plan: DataPlan, names: Iterable[str]) -> str:
    """Return what the features or targets of these names are all measured in; empty: unknown."""
    if not plan.source.dataset:
        return ""
    try:
        info = data_card(plan)
    except UserError:
        return ""  # whoever needs the samples will say so
    units = {info.unit(name) for name in names}
    return units.pop() if len(units) == 1 else ""
