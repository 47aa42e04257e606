"""What the numbers that a network reads and gives stand for, in the words of the data."""

from __future__ import annotations

from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.graph.data_plan import DataPlan

RESERVED = ("padding", "unknown")
"""What the tokens 0 and 1 stand for."""


def classes_of(job: ExportJob, output: PlannedOutput) -> tuple[str, ...]:
    """Return the names of the classes that an output tells apart."""
    targets = job.data.signature.all_targets
    if output.task != "classification" or len(output.numbers) != 1:
        return ()
    return targets[output.numbers[0]].classes


def tokens_of(data: DataPlan) -> tuple[str, ...]:
    """Return what the tokens of texts stand for, by their numbers."""
    for column in data.source.columns:
        if column.type == "text" and len(column.categories) + len(RESERVED) == (
            data.signature.tokens
        ):
            return (*RESERVED, *column.categories)
    return ()
