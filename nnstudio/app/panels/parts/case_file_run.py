"""The answers to a file of new cases, written beside the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from nnstudio.app.panels.parts.long_work import Going, LongWork
from nnstudio.engine.case_answers import WrittenAnswers, write_answers
from nnstudio.engine.model import Model
from nnstudio.graph.data_plan import DataPlan


class CaseFileRun(LongWork):
    """Answers one file at a time: cases are counted, and it gives the `WrittenAnswers`.

    Where it was cancelled nothing is written.
    """

    def start(self, model: Model, plan: DataPlan, cases: Path, table: Path) -> None:
        """Write what a network says of a file of cases."""
        self.begin(partial(_written, model, plan, cases, table))


def _written(
    model: Model, plan: DataPlan, cases: Path, table: Path, going: Going
) -> WrittenAnswers | None:
    return write_answers(model, plan, cases, table, going.reached)
