"""The layers of a drawing as rows of a table, with what each of them costs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nnstudio.core.layer import Layer
from nnstudio.core.shapes import Shape, shape_text, size_of
from nnstudio.graph.analysis import Analysis, NodeReport
from nnstudio.graph.dimensions import dimension_letters
from nnstudio.graph.problem import Problem
from nnstudio.graph.project import Group

_HEADING = (
    *("layer", "type", "settings", "output_shape", "dimensions", "parameters", "multiply_adds"),
    *("weight_bytes", "output_bytes_per_batch", "repetitions", "problems"),
)
_NUMBER = 4
"""Bytes of a float32."""


@dataclass(frozen=True)
class LayerRow:
    """One layer, or a block that is told in one row.

    Parameters
    ----------
    node_ids
        The nodes that it is about.
    shape, letters
        The output of one sample, and what its dimensions stand for; None: not known.
    weight_bytes
        What the weights take.
    output_bytes
        What the outputs of one batch take.
    repetitions
        How often the block is there; the figures are for all of them.
    """

    node_ids: tuple[str, ...]
    title: str
    layer: Layer
    settings: str
    shape: Shape | None
    letters: tuple[str, ...]
    parameters: int
    multiply_adds: int
    weight_bytes: int
    output_bytes: int
    problems: tuple[Problem, ...] = ()
    layers: int = 1
    repetitions: int = 1

    @property
    def memory(self) -> int:
        """Bytes for the weights and for the outputs of one batch."""
        return self.weight_bytes + self.output_bytes

    @property
    def is_block(self) -> bool:
        """Whether several layers are told in this row."""
        return len(self.node_ids) > 1


def layer_rows(analysis: Analysis, *, fold: bool = False) -> list[LayerRow]:
    """Return a row for each layer in the order of the network.

    Parameters
    ----------
    fold
        Whether a block is one row, where its first layer would stand.
    """
    batch = analysis.project.training.batch_size
    letters = dimension_letters(analysis)
    problems: dict[str, tuple[Problem, ...]] = {}
    for problem in analysis.problems:
        problems[problem.node_id] = (*problems.get(problem.node_id, ()), problem)
    rows = {
        node_id: _row(
            analysis.reports[node_id], letters.get(node_id, ()), problems.get(node_id, ()), batch
        )
        for node_id in analysis.order
    }
    graph = analysis.project.graph
    if not fold or not graph.groups:
        return list(rows.values())
    found: list[LayerRow] = []
    told: set[str] = set()
    for node_id, row in rows.items():
        group = graph.group_of.get(node_id)
        if group is None:
            found.append(row)
        elif group.id not in told:
            told.add(group.id)
            found.append(_folded(group, rows, analysis.order))
    return found


def rows_as_csv(rows: Sequence[LayerRow]) -> str:
    """Return rows as the text of a CSV file; a figure that is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADING)
    for row in rows:
        known = row.shape is not None
        figures = (row.parameters, row.multiply_adds, row.weight_bytes, row.output_bytes)
        writer.writerow(
            (
                row.title,
                "Block" if row.is_block else row.layer.name,
                row.settings,
                shape_text(row.shape).replace(" ", "") if row.shape is not None else "",
                " ".join(row.letters),
                *(figures if known else ("",) * len(figures)),
                row.repetitions,
                " ".join(str(problem.text) for problem in row.problems),
            )
        )
    return text.getvalue()


def _row(
    report: NodeReport, letters: tuple[str, ...], problems: tuple[Problem, ...], batch: int
) -> LayerRow:
    node = report.node
    numbers = sum(size_of(weight.shape) for _, weight in report.weights)
    return LayerRow(
        (node.id,),
        node.title or node.id,
        node.layer,
        node.layer.parameters_text(),
        report.shape,
        letters,
        report.parameters,
        report.multiply_adds,
        numbers * _NUMBER,
        0 if report.shape is None else size_of(report.shape) * batch * _NUMBER,
        problems,
    )


def _folded(group: Group, rows: dict[str, LayerRow], order: tuple[str, ...]) -> LayerRow:
    members = set(group.members)
    inside = [rows[node_id] for node_id in order if node_id in members]
    known = all(row.shape is not None for row in inside)
    last = inside[-1]
    return replace(
        last,
        node_ids=tuple(row.node_ids[0] for row in inside),
        title=group.title,
        settings="",
        shape=last.shape if known else None,
        parameters=sum(row.parameters for row in inside),
        multiply_adds=sum(row.multiply_adds for row in inside),
        weight_bytes=sum(row.weight_bytes for row in inside),
        output_bytes=sum(row.output_bytes for row in inside),
        problems=tuple(problem for row in inside for problem in row.problems),
        layers=len(group.unit),
        repetitions=len(group.repetitions),
    )
