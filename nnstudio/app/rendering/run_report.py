"""What a report says of a network and its run, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QDateTime
from PySide6.QtGui import QPainter, QPicture

from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.data_dialogs.card_facts import card_facts
from nnstudio.app.layer_picture import layer_title
from nnstudio.app.panels.parts.preparation import preparation_texts
from nnstudio.app.panels.parts.run_figures import (
    BLANK,
    best_epoch,
    last_metrics,
    number_text,
    percent_text,
)
from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.gradient_plot import GradientPlot
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import drawing_of, svg_bytes
from nnstudio.app.rendering import picture_file
from nnstudio.app.rendering.diagram import Diagram
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
from nnstudio.app.rendering.svg_outlines import with_outlines
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.translate import language_code, tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import shape_text
from nnstudio.core.version import __version__
from nnstudio.data import data_card
from nnstudio.engine.figure_names import metric_label
from nnstudio.engine.layer_table import layer_rows
from nnstudio.engine.studies.judging import ClassVerdicts
from nnstudio.files.project_file import SavedProject
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.project import Project
from nnstudio.metrics.class_figures import class_figures

translate = QCoreApplication.translate
FEW_CLASSES, MOST_CLASSES = 12, 60
"""The figures of a few classes stand beside the matrix; of very many there is no row each."""


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
    found = {name: tuple(_of_view(view)) for name, view in views.shown(_PLOTS, _on_paper)}
    parts = (
        (translate("Report", "At a glance"), tuple(_glance(saved))),
        (translate("Report", "Network"), tuple(_network(diagram, analysis))),
        (translate("Report", "Data"), tuple(_data(saved.project))),
        (translate("Report", "Training"), tuple(_training(saved.project))),
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


def _made() -> str:
    moment = QDateTime.currentDateTime().toString("yyyy-MM-dd hh:mm")
    text = translate("Report", "Made by NNStudio {version} on {moment}")
    return text.format(version=__version__, moment=moment)


def _glance(saved: SavedProject) -> Iterator[Block]:
    """Give the figures of the last epoch, and which one was best."""
    log = saved.run_log
    row = log.last_epoch if log is not None else None
    if log is None or row is None:
        return
    figures = (
        (translate("Report", "Training loss"), number_text(row.train_loss)),
        (translate("Report", "Validation loss"), number_text(row.val_loss)),
        (translate("Report", "Training accuracy"), percent_text(row.train_accuracy)),
        (translate("Report", "Validation accuracy"), percent_text(row.val_accuracy)),
    )
    yield Figures(tuple((name, text) for name, text in figures if text != BLANK))
    text, told = translate("Report", "{figure} (validation)"), tr_text(metric_label("accuracy"))
    measured = [(text.format(figure=n), value) for n, value in last_metrics(log) if n != told]
    if measured:
        yield Facts(tuple(measured))
    best = best_epoch(log, saved.checkpoint, None)
    if best is not None:
        text = translate("Report", "Best epoch: {epoch}, by {figure}: {value}")
        figure = tr_text(best.figure)
        yield Words(text.format(epoch=best.epoch, figure=figure, value=best.value), "muted")


def _network(diagram: Diagram, analysis: Analysis) -> Iterator[Block]:
    options = PictureOptions(margin=8)
    size = diagram.size(options)
    words = diagram.description(options)
    drawing = QPicture()
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    diagram.paint(painter, options)
    painter.end()
    svg = picture_file.svg_bytes(diagram, options)
    yield Picture(svg, drawing, size.width(), size.height(), words)
    heading = (
        translate("Report", "Layer"),
        translate("Report", "Kind"),
        translate("Report", "Settings"),
        translate("Report", "Output"),
        translate("Report", "Parameters"),
        translate("Report", "Multiply-adds"),
    )
    rows = [
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
    if analysis.ready:
        total = translate("Report", "Total")
        rows.append((total, "", "", "", f"{analysis.parameters:,}", f"{analysis.multiply_adds:,}"))
    yield Grid(heading, tuple(rows), 4)
    for problem in analysis.problems:
        yield Words(tr_text(problem.text), "bad" if problem.blocking else "warning")


def _data(project: Project) -> Iterator[Block]:
    plan = project.data
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


def _training(project: Project) -> Iterator[Block]:
    plan = project.training
    parts: tuple[tuple[str, Settings], ...] = (
        (translate("Report", "Loss"), plan.loss),
        (translate("Report", "Optimiser"), plan.optimizer),
        (translate("Report", "Learning rate over time"), plan.schedule),
    )
    facts = []
    for name, part in parts:
        settings = ", ".join(f"{key} {value}" for key, value in _settings(part))
        label = tr_text(part.label)
        facts.append((name, f"{label}: {settings}" if settings else label))
    yield Facts((*facts, *_settings(plan.clipping), *_settings(plan)))


def _notes(project: Project) -> Iterator[Block]:
    for paragraph in project.notes.split("\n\n"):
        if paragraph.strip():
            yield Words(paragraph.strip())


def _of_view(view: LiveView) -> Iterator[Block]:
    """Give what a live view says in words, then its picture, then its figures."""
    if isinstance(view, GradientPlot):
        verdict = view.verdict()
        tones = {"healthy": "good", "vanishing": "warning", "exploding": "bad"}
        yield Words(tr_text(verdict.text), tones.get(verdict.kind, "muted"))
        if verdict.details is not None:
            yield Words(tr_text(verdict.details), "muted")
    if isinstance(view, ConfusionView):
        judged = view.judged()
        if judged is not None:
            yield Words(judged.summary())
    title, explanation = view.title(), tr_text(view.EXPLANATION)
    drawn = with_outlines(svg_bytes(view, title, explanation).decode()).encode()
    yield Picture(drawn, drawing_of(view), view.width(), view.height(), title)
    if isinstance(view, ConfusionView):
        yield from _classes(view)


def _on_paper(view: LiveView) -> None:
    """Hide what speaks of what is pointed at, and what the report says in words."""
    for part in view.findChildren(ElidedLabel):
        part.hide()
    if isinstance(view, GradientPlot):
        view.verdict_bar().hide()
    if isinstance(view, ConfusionView):
        view.pane.hide()


def _classes(view: ConfusionView) -> Iterator[Block]:
    judged = view.judged()
    if judged is None or not isinstance(judged.verdicts, ClassVerdicts):
        return
    names, figures = judged.subject.classes, class_figures(judged.verdicts.counts)
    if not FEW_CLASSES < len(names) <= MOST_CLASSES:
        return
    heading = (
        translate("Report", "Class"),
        translate("Report", "Precision"),
        translate("Report", "Recall"),
        "F1",
        translate("Report", "Samples"),
    )
    columns = figures.precision, figures.recall, figures.f1
    rows = tuple(
        (name, *(percent_text(float(c[n])) for c in columns), f"{int(figures.support[n]):,}")
        for n, name in enumerate(names)
    )
    yield Grid(heading, rows, 1)


def _settings(part: Settings) -> tuple[tuple[str, str], ...]:
    """Return the settings that matter, as forms call them; rare ones where they were changed."""
    return tuple(
        (tr_text(info.label) or key, _value(key, getattr(part, key), tr_text(info.unit)))
        for key, info in part.visible_params().items()
        if not info.advanced or getattr(part, key) != type(part).default_of(key)
    )


def _value(key: str, value: object, unit: str) -> str:
    if isinstance(value, bool):
        return translate("Report", "yes") if value else translate("Report", "no")
    if isinstance(value, str):
        return _choice(key, value)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, int):
        text = f"{value:,}" if key != "seed" else text
    return f"{text} {unit}" if unit else text


def _choice(key: str, value: str) -> str:
    return choice_texts(key, value)[0]
