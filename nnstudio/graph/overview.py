"""What a notebook and a prompt show of a drawing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from nnstudio.core.shapes import shape_text
from nnstudio.graph.sketch import sketch_of

if TYPE_CHECKING:
    from nnstudio.graph.analysis import Analysis


def drawing_line(analysis: Analysis) -> str:
    """Return a drawing in a line: its name, its size, and whether it can be trained."""
    blocking = sum(problem.blocking for problem in analysis.problems)
    facts = [f"{len(analysis.order)} nodes", f"{analysis.parameters:,} parameters"]
    facts.append(f"{blocking} problem{'s' * (blocking != 1)}" if blocking else "ready")
    return f"<analysis of {analysis.project.name!r}: {', '.join(facts)}>"


def drawing_html(analysis: Analysis) -> str:
    """Return a drawing as HTML: a sketch, and a table of its layers with the problems below."""
    graph = analysis.project.graph
    shapes = {
        key: shape_text(report.shape)
        for key, report in analysis.reports.items()
        if report.shape is not None
    }
    rows = ["<tr><th>node</th><th>layer</th><th>output shape</th><th>parameters</th></tr>"]
    for node_id in analysis.order:
        report = analysis.reports[node_id]
        known = report.shape is not None
        cells = (
            node_id,
            report.node.layer.name + (" (frozen)" if report.node.frozen else ""),
            shapes.get(node_id, "–") or "1",
            f"{report.parameters:,}" if known else "–",
        )
        rows.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    if analysis.ready:
        rows.append(f"<tr><td colspan='3'>total</td><td>{analysis.parameters:,}</td></tr>")
    problems = [f"<li>{escape(str(problem.text))}</li>" for problem in analysis.problems]
    listed = f"<ul>{''.join(problems)}</ul>" if problems else ""
    sketch = sketch_of(graph, shapes).svg() if graph.nodes else ""
    return f"<div>{sketch}</div>\n<table>{''.join(rows)}</table>{listed}"
