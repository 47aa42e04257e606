"""What a notebook and a prompt show of a project."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.engine.run_log import RunLog
from nnstudio.graph.analysis import analyze
from nnstudio.graph.overview import drawing_html

if TYPE_CHECKING:
    from nnstudio.files.saved_project import SavedProject

_CURVE = (420.0, 110.0)
_MOST_POINTS = 400
_COLORS = {"train_loss": "#2f62d9", "val_loss": "#d9641e"}


def project_line(saved: SavedProject) -> str:
    """Return a project in a line: its name, its size, and how far it is trained."""
    analysis = analyze(saved.project)
    facts = [f"{len(analysis.order)} nodes"]
    if analysis.ready:
        facts.append(f"{analysis.parameters:,} parameters")
    facts.append(saved.project.data.source.dataset or "no data")
    facts.append(_trained(saved))
    return f"<project {saved.project.name!r}: {', '.join(facts)}>"


def project_html(saved: SavedProject) -> str:
    """Return a project as HTML: the drawing, its layers, and the losses of its run."""
    lines = [f"<div><b>{escape(saved.project.name)}</b> ({escape(_trained(saved))})"]
    lines.append(drawing_html(analyze(saved.project)))
    if saved.run_log is not None and saved.run_log.epochs:
        lines.append(_curves(saved.run_log))
    return "\n".join([*lines, "</div>"])


def _trained(saved: SavedProject) -> str:
    log = saved.run_log
    if saved.checkpoint is None:
        return "not trained"
    if log is None or not log.epochs:
        return "with weights"
    told = [f"trained {log.epochs} epochs"]
    for name in ("train_loss", "val_loss"):
        last = float(log.epoch_column(name)[-1])
        if math.isfinite(last):
            told.append(f"{name} {last:.4g}")
    return ", ".join(told)


def _curves(log: RunLog) -> str:
    """Return the losses of each epoch as two curves on a logarithmic axis."""
    columns = {name: np.asarray(log.epoch_column(name), np.float64) for name in _COLORS}
    known = np.concatenate(
        [values[np.isfinite(values) & (values > 0)] for values in columns.values()]
    )
    if known.size == 0:
        return ""
    low, high = float(np.log10(known.min())), float(np.log10(known.max()))
    width, height = _CURVE
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height + 24:.0f}" '
        f'font-family="sans-serif" font-size="11">'
    ]
    for place, (name, values) in enumerate(columns.items()):
        points = _points(values, low, high)
        if not points:
            continue
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{_COLORS[name]}" stroke-width="1.5"/>'
            f'<text x="{4 + 90 * place}" y="{height + 18:.0f}" fill="{_COLORS[name]}">{name}</text>'
        )
    drawn.append(
        f'<text x="{width:.0f}" y="{height + 18:.0f}" text-anchor="end" fill="#5a6372">'
        f"{known.max():.3g} … {known.min():.3g}, {log.epochs} epochs</text></svg>"
    )
    return "\n".join(drawn)


def _points(values: Array, low: float, high: float) -> str:
    width, height = _CURVE
    chosen = np.unique(np.linspace(0, len(values) - 1, min(len(values), _MOST_POINTS)).astype(int))
    found = []
    for index in chosen:
        value = float(values[index])
        if value > 0 and math.isfinite(value):
            x = 4 + (width - 8) * (index / max(len(values) - 1, 1))
            share = (high - math.log10(value)) / max(high - low, 1e-9)
            found.append(f"{x:.1f},{4 + (height - 8) * share:.1f}")
    return " ".join(found)
