"""A data plan that was made beside the window, and the edit that it will be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nnstudio.core.text import Text
from nnstudio.graph.data_plan import DataPlan


@dataclass(frozen=True)
class PlannedEdit:
    """A plan and the edit that it will be.

    Parameters
    ----------
    label, merge
        As for `nnstudio.app.session.Session.edit`.
    before
        The plan that it was made from.
    plan
        The new one.
    """

    label: Text
    merge: str
    before: DataPlan
    plan: DataPlan


def planned(label: Text, merge: str, before: DataPlan, work: Callable[[], DataPlan]) -> PlannedEdit:
    """Make a plan."""
    return PlannedEdit(label, merge, before, work())
