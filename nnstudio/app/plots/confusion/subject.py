"""What can be judged of a network: each output of classes, each number of an output."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.core.shapes import size_of
from nnstudio.data.units import unit_of
from nnstudio.engine.plan import make_plan
from nnstudio.graph.analysis import Analysis

MOST_NUMBERS = 12
"""Of an output with more numbers all are shown together."""


@dataclass(frozen=True)
class Subject:
    """An output of classes, or a number of an output.

    Parameters
    ----------
    output
        The output's name in figures.
    title
        What people call it.
    classes
        The names of its classes; empty for numbers.
    place
        Which of the output's numbers; None: all of them.
    unit
        What it is measured in.
    """

    output: str
    title: str
    classes: tuple[str, ...] = ()
    place: int | None = None
    unit: str = ""

    @property
    def key(self) -> str:
        """Tells it from the other subjects of a network."""
        return f"{self.output}/{'' if self.place is None else self.place}"


def subjects_of(analysis: Analysis) -> tuple[Subject, ...]:
    """Return what can be judged.

    Raises
    ------
    UserError
        The network has problems.
    """
    found: list[Subject] = []
    data = analysis.project.data
    for point, planned in zip(analysis.outputs, make_plan(analysis).outputs, strict=True):
        title = analysis.project.graph.by_id[point.name].title
        names = ", ".join(filter(None, (target.name for target in point.targets)))
        title = title or names or point.name
        if planned.task == "classification":
            found.append(Subject(planned.name, title, point.targets[0].classes))
            continue
        numbers: list[tuple[str, str]] = []
        for target in point.targets:
            size, unit = size_of(target.shape), unit_of(data, [target.name])
            name = target.name or title
            parts = [name] if size == 1 else [f"{name} {i + 1}" for i in range(size)]
            numbers += [(part, unit) for part in parts]
        if len(numbers) > MOST_NUMBERS:
            units = {unit for _, unit in numbers}
            found.append(Subject(planned.name, title, unit=units.pop() if len(units) == 1 else ""))
            continue
        for place, (name, unit) in enumerate(numbers):
            found.append(Subject(planned.name, name, place=place, unit=unit))
    return tuple(found)
