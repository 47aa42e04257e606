"""What a report says of a network and its run, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QDateTime, QSizeF
from PySide6.QtGui import QPainter, QPicture

from nnstudio.app.data_dialogs.card_facts import card_facts
from nnstudio.app.layer_picture import layer_title
from nnstudio.app.panels.parts.output_heads import OutputHead
from nnstudio.app.panels.parts.preparation import preparation_texts
from nnstudio.app.panels.parts.run_figures import (
    BLANK,
    best_epoch,
    number_text,
    percent_text,
    run_figures,
)
from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.gradient_plot import GradientPlot
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.rendering import picture_file
from nnstudio.app.rendering.answers import answer_blocks
from nnstudio.app.rendering.diagram import Diagram
from nnstudio.app.rendering.outputs import figure_words, heads_of, loss_blocks, metric_blocks
from nnstudio.app.rendering.picture_options import PictureOptions
from nnstudio.app.rendering.report import (
    Block,
    Facts,
    Figures,
    Grid,
    Picture,
    Report,
    Section,
    Words,
)
from nnstudio.app.rendering.run_views import RunViews
from nnstudio.app.rendering.setting_words import setting_rows, setting_words
from nnstudio.app.rendering.view_picture import bare, view_picture
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.translate import language_code, tr_text
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import shape_text
from nnstudio.core.version import __version__
from nnstudio.data import data_card
from nnstudio.engine.layer_table import layer_rows
from nnstudio.files.project_file import SavedProject
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.project import Project
from nnstudio.layers.output import Output

translate = QCoreApplication.translate
MOST_ROWS, ALIKE = 60, 4
"""In a table of more layers, so many alike that follow one another are told in one row."""
LEAST = 0.84
"""So much smaller a drawing may be where that spares a page."""
LEGIBLE = QSizeF(1450, 1500)
"""A drawing that is larger, in pixels of the canvas, is cut into parts to stay legible."""


def run_report(saved: SavedProject) -> Report:
    """Return the report of a project: the drawing, its data, and where it was trained its run.

    It takes a while, and waits for the threads of this process.

    Raises
    ------
    UserError
        Nothing is drawn.
    """
    diagram = Diagram(saved.project)
    views = RunViews(saved)
    analysis = views.session.analysis
    heads = heads_of(analysis)
    found = {name: tuple(_of_view(views, view, heads)) for name, view in views.shown(_PLOTS, bare)}
    if not _is_trained(saved) and "confusion" in found:
        text = translate("Report", "Not trained yet: these are the answers of its first weights.")
        found["confusion"] = (Words(text, "muted"), *found["confusion"])
    parts = (
        (translate("Report", "At a glance"), tuple(_glance(saved, heads))),
        (translate("Report", "Network"), tuple(_network(diagram, analysis))),
        (translate("Report", "Data"), tuple(_data(saved.project))),
        (translate("Report", "Training"), tuple(_training(analysis, heads))),
        (translate("Report", "Course of the training"), found.get("loss", ())),
        (translate("Report", "Gradients"), found.get("gradients", ())),
        (translate("Report", "Answers"), found.get("confusion", ())),
        (translate("Report", "Notes"), tuple(_notes(saved.project))),
    )
    return Report(
        saved.project.name or translate("Report", "Untitled"),
        _about(saved, analysis),
        _made(),
        tuple(Section(title, blocks) for title, blocks in parts if blocks),
        language_code(UserSettings().language).replace("_", "-"),
    )


_PLOTS = ("loss", "gradients", "confusion")


def _about(saved: SavedProject, analysis: Analysis) -> str:
    log, seed = saved.run_log, saved.project.training.seed
    parts = []
    if analysis.ready:
        text = translate("Report", "{count} parameters")
        parts.append(text.format(count=f"{analysis.parameters:,}"))
    if log is None or not log.steps:
        parts.append(translate("Report", "not trained yet"))
    else:
        one, more = translate("Report", "one epoch"), translate("Report", "{epochs} epochs")
        parts.append(one if log.epochs == 1 else more.format(epochs=f"{log.epochs:,}"))
        text = translate("Report", "{steps} steps")
        parts.append(text.format(steps=f"{log.steps:,}"))
    parts.append(translate("Report", "seed {seed}").format(seed=seed))
    return " · ".join(parts)


def _is_trained(saved: SavedProject) -> bool:
    return saved.run_log is not None and bool(saved.run_log.steps)


def _made() -> str:
    moment = QDateTime.currentDateTime().toString("yyyy-MM-dd hh:mm")
    text = translate("Report", "Made by NNStudio {version} on {moment}")
    return text.format(version=__version__, moment=moment)


def _glance(saved: SavedProject, heads: tuple[OutputHead, ...]) -> Iterator[Block]:
    """Give the figures of the last epoch, and which one was best."""
    log = saved.run_log
    if log is None or not log.steps:
        return
    row = log.last_epoch
    if row is None:
        loss = run_figures(log, None).train_loss
        yield Figures(((translate("Report", "Training loss"), loss),))
        return
    figures = (
        (translate("Report", "Training loss"), number_text(row.train_loss)),
        (translate("Report", "Validation loss"), number_text(row.val_loss)),
        (translate("Report", "Training accuracy"), percent_text(row.train_accuracy)),
        (translate("Report", "Validation accuracy"), percent_text(row.val_accuracy)),
    )
    yield Figures(tuple((name, text) for name, text in figures if text != BLANK))
    yield from metric_blocks(log, heads)
    best = best_epoch(log, saved.checkpoint, None)
    if best is not None and saved.checkpoint is not None and saved.checkpoint.best is not None:
        text = translate("Report", "Best epoch: {epoch}, by {figure}: {value}")
        figure = figure_words(saved.checkpoint.best.watch, heads)
        yield Words(text.format(epoch=best.epoch, figure=figure, value=best.value), "muted")


def _network(diagram: Diagram, analysis: Analysis) -> Iterator[Block]:
    options = PictureOptions(margin=8)
    parts = diagram.parts(options, LEGIBLE)
    if len(parts) > 1:
        text = translate("Report", "The drawing in {count} parts, one after the other.")
        yield Words(text.format(count=len(parts)), "muted")
    full = max(part.size(options).width() for part in parts) if len(parts) > 1 else 0.0
    for part in parts:
        yield _drawn(part, options, full)
    heading = (
        translate("Report", "Layer"),
        translate("Report", "Kind"),
        translate("Report", "Settings"),
        translate("Report", "Output"),
        translate("Report", "Parameters"),
        translate("Report", "Multiply-adds"),
    )
    rows: list[tuple[str, ...]] = [
        (
            row.title,
            layer_title(row.layer),
            row.settings,
            BLANK if row.shape is None else shape_text(row.shape),
            f"{row.parameters:,}",
            f"{row.multiply_adds:,}",
        )
        for row in layer_rows(analysis)
    ]
    rows = _together(rows) if len(rows) > MOST_ROWS else rows
    if analysis.ready:
        total = translate("Report", "Total")
        rows.append((total, "", "", "", f"{analysis.parameters:,}", f"{analysis.multiply_adds:,}"))
    yield Grid(heading, tuple(rows), 4)
    told = {tr_text(problem.text): problem.blocking for problem in analysis.problems}
    for words, blocking in told.items():
        yield Words(words, "bad" if blocking else "warning")


def _drawn(diagram: Diagram, options: PictureOptions, full: float) -> Picture:
    size = diagram.size(options)
    drawing = QPicture()
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    diagram.paint(painter, options)
    painter.end()
    svg = picture_file.svg_bytes(diagram, options)
    return Picture(
        svg, drawing, size.width(), size.height(), diagram.description(options), full, LEAST
    )


def _together(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows, many alike that follow one another as one of the first to the last."""
    found: list[tuple[str, ...]] = []
    for _, group in groupby(rows, key=lambda row: row[1:]):
        alike = list(group)
        if len(alike) < ALIKE:
            found += alike
            continue
        *words, parameters, adds = alike[0][1:]
        count = f"{len(alike)} × "
        names = f"{alike[0][0]} … {alike[-1][0]}"
        found.append((names, *words, count + parameters, count + adds))
    return found


def _data(project: Project) -> Iterator[Block]:
    plan = project.data
    if not plan.source.dataset:
        yield Words(translate("Report", "No data is chosen."), "muted")
        return
    try:
        card = data_card(plan)
    except UserError as error:
        yield Words(tr_text(error.text), "warning")
        return
    yield Words(tr_text(card.summary))
    facts = [(translate("Report", "Data set"), tr_text(card.title)), *card_facts(card)]
    if plan.source.file is not None:
        source = translate("DatasetDetails", "Source")
        facts = [fact for fact in facts if fact[0] != source]
        facts.append((translate("Report", "File"), re.split(r"[/\\]", plan.source.file.path)[-1]))
    facts += [
        (translate("Report", "Held out for validation"), f"{plan.validation:,}"),
        (translate("Report", "Held out by"), preparation_texts("split", plan.split)[0]),
        (translate("Report", "Scaling"), preparation_texts("scaling", plan.scaling)[0]),
    ]
    yield Facts(tuple(facts))


def _training(analysis: Analysis, heads: tuple[OutputHead, ...]) -> Iterator[Block]:
    plan = analysis.project.training
    yield from loss_blocks(heads)
    parts: list[tuple[str, Settings]] = [
        (translate("Report", "Optimiser"), plan.optimizer),
        (translate("Report", "Learning rate over time"), plan.schedule),
    ]
    outputs = [n for n in analysis.project.graph.nodes if isinstance(n.layer, Output)]
    if len(heads) == 1 or (not heads and len(outputs) < 2):
        loss = heads[0].planned.loss if heads else plan.loss
        parts.insert(0, (translate("Report", "Loss"), loss))
    facts = [(name, setting_words(part)) for name, part in parts]
    yield Facts((*facts, *setting_rows(plan.clipping), *setting_rows(plan)))


def _notes(project: Project) -> Iterator[Block]:
    for paragraph in project.notes.split("\n\n"):
        if paragraph.strip():
            yield Words(paragraph.strip())


def _of_view(views: RunViews, view: LiveView, heads: tuple[OutputHead, ...]) -> Iterator[Block]:
    """Give what a live view says in words, then its picture, then its figures."""
    if isinstance(view, ConfusionView):
        yield from answer_blocks(views, view, heads)
        return
    if isinstance(view, GradientPlot):
        verdict = view.verdict()
        tones = {"healthy": "good", "vanishing": "warning", "exploding": "bad"}
        yield Words(tr_text(verdict.text), tones.get(verdict.kind, "muted"))
        if verdict.details is not None:
            yield Words(tr_text(verdict.details), "muted")
    yield view_picture(view, view.title())
