"""What the window needs to know of each output to show its figures and answers."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.shapes import size_of
from nnstudio.data.units import unit_of
from nnstudio.engine.plan import make_plan
from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.signature import Target


@dataclass(frozen=True)
class OutputHead:
    """An output as people know it.

    Parameters
    ----------
    title
        The user's name for it, else what it is compared with; empty for a single output whose
        target has no name.
    planned
        What it computes.
    targets
        What it is compared with.
    names, units
        What each of its numbers is called and measured in; empty for classes.
    """

    title: str
    planned: PlannedOutput
    targets: tuple[Target, ...]
    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of its classes; none where it gives numbers."""
        return self.targets[0].classes

    @property
    def unit(self) -> str:
        """What all its numbers are measured in; empty where that differs or is not known."""
        return self.units[0] if len(set(self.units)) == 1 else ""


def output_heads(analysis: Analysis) -> tuple[OutputHead, ...]:
    """Return the outputs of a network that can be computed, as `make_plan` has them.

    Raises
    ------
    UserError
        The drawing has problems.
    """
    plan, data = make_plan(analysis), analysis.project.data
    heads = []
    for point, planned in zip(analysis.outputs, plan.outputs, strict=True):
        node = analysis.project.graph.by_id[point.name]
        title = node.title or ", ".join(filter(None, (t.name for t in point.targets)))
        if not title and len(plan.outputs) > 1:
            title = point.name
        names: list[str] = []
        units: list[str] = []
        for target in point.targets if point.task == "regression" else ():
            size = size_of(target.shape)
            names += [target.name] if size == 1 else [f"{target.name} {i + 1}" for i in range(size)]
            units += [unit_of(data, [target.name])] * size
        heads.append(OutputHead(title, planned, point.targets, tuple(names), tuple(units)))
    return tuple(heads)
