"""What settings, values and figures of an experiment are called in the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from nnstudio.app.translate import tr_text
from nnstudio.engine.figure_names import figure_label
from nnstudio.experiments.data_choices import OWNERS
from nnstudio.experiments.means import Mean, best_combination, combinations
from nnstudio.experiments.places import KINDS, PARTS, Place, value_text
from nnstudio.experiments.sweep_table import Row, SweepTable
from nnstudio.graph.project import Project

translate = QCoreApplication.translate


def place_text(place: Place, project: Project) -> str:
    """Return what a setting is called, with its layer in front where it is one of a layer."""
    label = tr_text(place.label) or place.name
    if not place.owner or not place.key or place.owner == PARTS[0]:
        return label
    node = project.graph.by_id.get(place.owner)
    if node is not None:
        owner = node.title or node.id
    elif place.owner in KINDS or place.owner in OWNERS:
        owner = tr_text({**KINDS, **OWNERS}[place.owner])
    else:
        return label
    return f"{owner} · {label}"


def figure_name(name: str) -> str:
    """Return what a figure of a network is called."""
    others = {
        "best_val_loss": translate("Experiments", "Best validation loss"),
        "best_epoch": translate("Experiments", "Best epoch"),
        "epochs": translate("Experiments", "Epochs"),
        "steps": translate("Experiments", "Steps"),
        "parameters": translate("Experiments", "Parameters"),
        "seconds": translate("Experiments", "Seconds"),
    }
    return others[name] if name in others else tr_text(figure_label(name))


def figure_cell(name: str, value: float) -> str:
    """Write a figure for a table."""
    if name in ("best_epoch", "epochs", "steps", "parameters"):
        return f"{value:,.0f}"
    if name.endswith("accuracy"):
        return f"{100 * value:.2f} %"
    if name == "seconds":
        return f"{value:,.1f}"
    return f"{value:.4f}" if 1e-3 <= abs(value) < 1e4 or not value else f"{value:.3g}"


def mean_cell(name: str, mean: Mean) -> str:
    """Write a figure on average, and how much it varies, for a table."""
    if math.isnan(mean.deviation):
        return figure_cell(name, mean.value)
    if name.endswith("accuracy"):
        return f"{100 * mean.value:.2f} ± {100 * mean.deviation:.2f} %"
    if name in ("best_epoch", "epochs", "steps", "parameters"):
        varies = f" ± {mean.deviation:,.1f}" if mean.deviation else ""
        return f"{mean.value:,.0f}{varies}"
    return f"{figure_cell(name, mean.value)} ± {figure_cell(name, mean.deviation)}"


def combination_text(table: SweepTable, key: str) -> str:
    """Return in a line what a combination is: its values, and what came of it on average."""
    line = next(one for one in combinations(table) if one.keys[0] == key)
    pairs = zip(table.experiment.names, line.values, strict=True)
    told = [f"{name} {value_text(value)}" for name, value in pairs]
    mean = line.mean(table.measure)
    if mean is not None:
        told.append(f"{figure_name(table.measure)} {mean_cell(table.measure, mean)}")
    return ", ".join(told)


def row_text(table: SweepTable, key: str) -> str:
    """Return in a line what a network is: its number, what is special, what came of it."""
    row = table[key]
    pairs = zip(table.experiment.names, row.trial.values, strict=True)
    told = [f"{name} {value_text(value)}" for name, value in pairs]
    measure = table.measure
    if measure in row.figures:
        told.append(f"{figure_name(measure)} {figure_cell(measure, row.figures[measure])}")
    return f"#{row.trial.number}  " + ", ".join(told)


def told_of(table: SweepTable, selected: tuple[Row, ...], by_mean: bool = False) -> str:
    """Return why a selected network has no figures, else how many are trained, and the best.

    Parameters
    ----------
    by_mean
        Whether that is the best combination on average.
    """
    if len(selected) == 1 and selected[0].state in ("failed", "refused"):
        return f"#{selected[0].trial.number}  {tr_text(selected[0].reason)}"
    refused = table.count("refused")
    text = translate("ExperimentsView", "{done} of {total} trained")
    if refused:
        text = translate("ExperimentsView", "{done} of {total} trained, {refused} could not be")
    done, total = table.count("done", "failed"), len(table.rows)
    text = text.format(done=done, total=total, refused=refused)
    measure = table.measure
    if by_mean:
        line = best_combination(table)
        mean = line.mean(measure) if line is not None else None
        if line is None or mean is None:
            return text
        more = translate("ExperimentsView", "best on average: {values}, {name} {figure}")
        values = ", ".join(value_text(value) for value in line.values)
        figure = mean_cell(measure, mean)
        return f"{text} · {more.format(values=values, name=figure_name(measure), figure=figure)}"
    best = table.best()
    if best is None:
        return text
    more = translate("ExperimentsView", "best: number {number}, {name} {figure}")
    figure = figure_cell(measure, best.figures[measure])
    number = best.trial.number
    return f"{text} · {more.format(number=number, name=figure_name(measure), figure=figure)}"
