"""What a report shows of the answers of a network: every output of classes, every number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize

from nnstudio.app.live.token_words import visible
from nnstudio.app.panels.parts.output_heads import OutputHead
from nnstudio.app.panels.parts.run_figures import percent_text
from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.confusion.subject import Subject, subjects_of
from nnstudio.app.rendering.report import Block, Exhibit, Gallery, Grid, Title, Words
from nnstudio.app.rendering.run_views import RunViews
from nnstudio.app.rendering.view_picture import FULL_WIDTH, bare, view_picture
from nnstudio.core.layer import Array
from nnstudio.engine.studies.judging import ClassVerdicts
from nnstudio.metrics.class_figures import class_figures

translate = QCoreApplication.translate
FEW_CLASSES, MOST_CLASSES = 12, 120
"""The figures of a few classes stand beside the matrix; of very many there is no row each."""
SMALL_CLASSES = 6
"""Of several outputs those with up to so many classes stand side by side."""
MOST_PAIRS = 12
_HALF = QSize(440, 330)
_MOST_CELLS = 62
"""Of more classes the cells are smaller than letters."""
_SHORT_NAME, _LONG_TABLE = 14, 10


def answer_blocks(
    views: RunViews, view: ConfusionView, heads: tuple[OutputHead, ...]
) -> Iterator[Block]:
    """Give the answers of each output: a matrix for classes, predicted against true for numbers."""
    subjects = subjects_of(views.session.analysis)
    several = len(subjects) > 1
    small: list[Exhibit] = []
    for subject in subjects:
        half = several and len(subject.classes) <= SMALL_CLASSES
        view.matrix.figures_wanted = not half and len(subject.classes) <= FEW_CLASSES
        view.resize(_HALF if half else _size(subject))
        if several:
            view.show_subject(subject)
        views.settle()
        bare(view)
        view.scatter.set_marked(None)
        views.settle_soon()
        judged = view.judged()
        if judged is None:
            continue
        title = _title(subject, subjects, heads) if several else view.title()
        picture = view_picture(view, title)
        if half:
            small.append(Exhibit(title, judged.summary(), picture))
            continue
        if small:
            yield Gallery(tuple(small))
            small.clear()
        if several:
            yield Title(title)
        yield Words(judged.summary())
        yield picture
        if isinstance(judged.verdicts, ClassVerdicts):
            names = tuple(visible(name) for name in subject.classes)
            yield from answer_tables(judged.verdicts.counts, names)
    if small:
        yield Gallery(tuple(small))


def _title(subject: Subject, subjects: tuple[Subject, ...], heads: tuple[OutputHead, ...]) -> str:
    """Return what the drawing calls an output, or a number's own name where it has several."""
    alone = sum(other.output == subject.output for other in subjects) == 1
    named = [head.title for head in heads if alone and head.planned.name == subject.output]
    return named[0] if named and named[0] else subject.title


def _size(subject: Subject) -> QSize:
    """Return how large a picture is in which the classes can be told from one another."""
    count = len(subject.classes)
    if not count:
        return QSize(FULL_WIDTH, 440)
    if count > _MOST_CELLS:
        return QSize(FULL_WIDTH, FULL_WIDTH)
    names = 20 if count <= FEW_CLASSES else 60
    high = min(max(480 // count, 14), 84)
    return QSize(min(FULL_WIDTH, 320 + 150 * count), 12 + names + count * high)


def answer_tables(counts: Array, names: tuple[str, ...]) -> Iterator[Block]:
    """Give in words what a large matrix shows: what is mixed up most, and the figures.

    Parameters
    ----------
    counts
        Which class was taken for which: rows are true classes.
    """
    if len(names) <= FEW_CLASSES:
        return
    yield from _pairs(counts, names)
    if len(names) <= MOST_CLASSES:
        yield from _classes(counts, names)


def _pairs(counts: Array, names: tuple[str, ...]) -> Iterator[Block]:
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    order = np.argsort(-wrong, axis=None, kind="stable")[:MOST_PAIRS]
    found = [divmod(int(place), len(names)) for place in order if wrong.flat[place]]
    if not found:
        return
    heading = (
        translate("Report", "True class"),
        translate("Report", "Taken for"),
        translate("Report", "Samples"),
        translate("Report", "Of the class"),
    )
    totals = counts.sum(axis=1)
    yield Title(translate("Report", "Mixed up most"))
    rows = tuple(
        (
            names[true],
            names[taken],
            f"{int(wrong[true, taken]):,}",
            percent_text(float(wrong[true, taken] / totals[true])),
        )
        for true, taken in found
    )
    yield _compact(heading, rows, 2)


def _classes(counts: Array, names: tuple[str, ...]) -> Iterator[Block]:
    figures = class_figures(counts)
    heading: tuple[str, ...] = (
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
    yield Title(translate("Report", "Each class"))
    yield _compact(heading, rows, 1)


def _compact(heading: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numbers: int) -> Grid:
    """Return a table, twice side by side where it is long and its words are short."""
    short = all(len(word) <= _SHORT_NAME for row in rows for word in row[:numbers])
    if not short or len(rows) < _LONG_TABLE:
        return Grid(heading, rows, numbers)
    half = (len(rows) + 1) // 2
    second = (*rows[half:], ("",) * len(heading))
    both = tuple((*one, *other) for one, other in zip(rows[:half], second, strict=False))
    return Grid(heading * 2, both, numbers, beside=2)
