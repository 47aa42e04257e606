"""What is shown of judged samples as a table."""

from __future__ import annotations

from nnstudio.app.plots.confusion.judged import Judged
from nnstudio.app.plots.view_file import Table
from nnstudio.engine.studies.judging import NumberVerdicts
from nnstudio.metrics.class_figures import class_figures


def table_of(judged: Judged) -> Table:
    """Return the matrix with the figures of each class, or every number with its error."""
    if isinstance(judged.verdicts, NumberVerdicts):
        true, predicted = judged.values()
        rows = [
            (int(judged.cases.places[judged.sample_of_point(n)]), t, p, p - t)
            for n, (t, p) in enumerate(zip(true.tolist(), predicted.tolist(), strict=True))
        ]
        return ("sample", "true", "predicted", "error"), rows
    figures, names = class_figures(judged.verdicts.counts), judged.subject.classes
    columns = (figures.precision, figures.recall, figures.f1)
    lines = [
        (
            name,
            *judged.verdicts.counts[row].tolist(),
            *(float(values[row]) for values in columns),
            int(figures.support[row]),
        )
        for row, name in enumerate(names)
    ]
    return ("true", *names, "precision", "recall", "f1", "samples"), lines
