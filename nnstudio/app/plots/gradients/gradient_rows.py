"""The gradient view's rows: a layer each, with its figures and what they mean."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnstudio.activations import all_activations
from nnstudio.app.plots.gradients.factor_bars import FactorRow
from nnstudio.app.plots.gradients.gradient_source import GradientSource
from nnstudio.app.plots.gradients.layer_colors import layer_colors
from nnstudio.app.plots.layer_strip import LayerRow
from nnstudio.app.plots.ticks import figure
from nnstudio.app.plots.view_file import Table
from nnstudio.app.style.theme import Theme
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.studies.gradient_flow import GradientFlow, LayerFlow
from nnstudio.explain.verdicts import WINDOW, Verdict

translate = QCoreApplication.translate

NameOf = Callable[[str], str]


def sizes_at(source: GradientSource, pointed: float | None) -> tuple[tuple[str, ...], Array, str]:
    """Return layers, their sizes, and of when these are: at a step pointed at, or at present."""
    course, count = source.course(), min(WINDOW, source.probes())
    if pointed is not None and len(course.steps):
        row = int(np.abs(course.steps - pointed).argmin())
        when = translate("GradientPlot", "At step {step}")
        step = f"{int(course.steps[row]):,}"
        return course.layers, course.values[row], when.format(step=step)
    layers, values = source.now()
    if source.recorded and count:
        when = translate("GradientPlot", "Median of {count}")
        return layers, values, when.format(count=count)
    when = translate("GradientPlot", "At step {step}, on fixed samples")
    return layers, values, when.format(step=f"{source.flow_step:,}")


def layer_rows(
    layers: tuple[str, ...], values: Array, name_of: NameOf, verdict: Verdict, theme: Theme
) -> tuple[LayerRow, ...]:
    """Return the rows of the legend beside the chart."""
    shades = layer_colors(len(layers), theme)
    return tuple(
        LayerRow(node, name_of(node), shades[i], float(values[i]), node in verdict.layers)
        for i, node in enumerate(layers)
    )


def factor_rows(flow: GradientFlow, name_of: NameOf, verdict: Verdict) -> tuple[FactorRow, ...]:
    """Return a row per layer with the two parts of its factor."""
    ill = verdict.kind in ("vanishing", "exploding")
    return tuple(
        FactorRow(
            layer.node,
            name_of(layer.node),
            layer.slope_part,
            layer.weight_part,
            layer.factor,
            _about(layer, name_of(layer.node)),
            ill and layer.node in verdict.culprits,
        )
        for layer in flow.layers
    )


def factor_table(flow: GradientFlow) -> Table:
    """Return what is known of each layer."""
    heading = (
        "layer",
        "dL/dw L2",
        "dL/dw mean",
        "dL/dw largest",
        "dL/dy L2",
        "dL/dy mean",
        "dL/dy largest",
        "f' part",
        "weight part",
        "factor",
        "mean |f'(z)|",
        "dead share",
        "per time step",
    )
    rows = [
        (
            x.node,
            *(x.weights.l2, x.weights.mean, x.weights.largest),
            *(x.flow.l2, x.flow.mean, x.flow.largest),
            *(x.slope_part, x.weight_part, x.factor, x.slope, x.dead, x.per_step),
        )
        for x in flow.layers
    ]
    return heading, rows


def _about(layer: LayerFlow, name: str) -> str:
    """Return the exact figures of a layer in lines."""
    arriving = "‖dL/dz‖" if layer.at_loss else "‖dL/dy‖"
    lines = [name, f"{arriving} = {figure(layer.flow.l2)}"]
    if not math.isnan(layer.slope_part):
        lines.append(f"‖dL/dz‖ / ‖dL/dy‖ = {figure(layer.slope_part)}")
    if not math.isnan(layer.weight_part):
        lines.append(f"‖dL/dx‖ / ‖dL/dz‖ = {figure(layer.weight_part)}")
    lines.append(f"‖dL/dx‖ / {arriving} = {figure(layer.factor)}")
    if not math.isnan(layer.slope):
        label = tr_text(Text(all_activations()[layer.activation].label))
        text = translate(
            "GradientPlot", "{activation}: mean |f′(z)| = {slope}, units without any slope: {dead}"
        )
        lines.append(
            text.format(activation=label, slope=figure(layer.slope), dead=f"{layer.dead:.0%}")
        )
    if layer.steps:
        text = translate("GradientPlot", "Through time: × {factor} per step, {steps} steps")
        lines.append(text.format(factor=figure(layer.per_step), steps=layer.steps))
    return "\n".join(lines)
