"""The lines below a worked number: what is added to what, down to the value that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.core.layer import Layer
from nnstudio.explain.adding_up import shown_sum
from nnstudio.explain.worked_pixel import WorkedPixel

DIGITS = 4
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Line:
    """One line: what it is, its figure, and whether it is a result."""

    label: str
    figure: str
    result: bool = False


def figure(value: float, digits: int = DIGITS) -> str:
    """Return a number with a real minus sign; tiny and huge ones as powers."""
    if value and not 1e-3 <= abs(value) < 1e5:
        return f"{value:.2e}".replace("-", "−")
    return f"{value:.{digits}f}".replace("-", "−")


def forward_lines(layer: Layer, worked: WorkedPixel) -> tuple[Line, ...]:
    """Return how a number came about."""
    if worked.kernel is None:
        return (_pooled(worked),)
    sums = worked.sums
    count = worked.patch[:, :, 0].size * len(sums)
    terms = [float(sums.sum())] + ([] if worked.bias is None else [worked.bias])
    shown, z = shown_sum(terms, worked.z, DIGITS)
    text = translate("WorkingPanel", "Sum of {count} products")
    lines = [Line(text.format(count=count), figure(shown[0]))]
    if worked.bias is not None:
        lines.append(Line(translate("WorkingPanel", "+ bias b"), figure(shown[1])))
    name = layer.activation if isinstance(layer, ActivatedLayer) else "linear"
    if name == "linear":
        return (*lines, Line("= z = y", figure(z), True))
    return (*lines, Line("= z", figure(z), True), Line(f"y = {name}(z)", figure(worked.y), True))


def backward_lines(layer: Layer, worked: WorkedPixel) -> tuple[Line, ...]:
    """Return how the gradient comes to the kernel, or through a pooling."""
    if worked.kernel is None:
        if worked.dy is None:
            return ()
        lines = [Line("dL/dy", figure(worked.dy), True)]
        if worked.winner is not None:
            place = f"[{worked.rows[worked.winner]}, {worked.columns[worked.winner]}]"
            text = translate("WorkingPanel", "all of it goes to the winner {place}")
            lines.append(Line(text.format(place=place), figure(worked.dy)))
        else:
            text = translate("WorkingPanel", "÷ {count}: each place gets")
            share = worked.dy / max(worked.counted, 1)
            lines.append(Line(text.format(count=worked.counted), figure(share)))
        return tuple(lines)
    if worked.dz is None:
        return ()
    lines = []
    name = layer.activation if isinstance(layer, ActivatedLayer) else "linear"
    if worked.dy is not None and name != "linear":
        lines.append(Line("dL/dy", figure(worked.dy)))
        if worked.dy:
            lines.append(Line(f"× {name}'(z)", figure(worked.dz / worked.dy)))
    lines.append(Line("dL/dz", figure(worked.dz), True))
    if worked.bias is not None:
        text = translate("WorkingPanel", "its share of dL/db")
        lines.append(Line(text, figure(worked.dz)))
    return tuple(lines)


def _pooled(worked: WorkedPixel) -> Line:
    if worked.kind == "mean":
        text = translate("WorkingPanel", "mean of {count} numbers")
        return Line(text.format(count=worked.counted), figure(worked.y), True)
    text = translate("WorkingPanel", "largest of {count} numbers")
    if worked.kind == "smallest":
        text = translate("WorkingPanel", "smallest of {count} numbers")
    return Line(text.format(count=worked.counted), figure(worked.y), True)
