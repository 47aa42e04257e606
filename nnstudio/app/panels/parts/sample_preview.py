"""Some samples of any kind of data, each as people look at it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.panels.parts.curve_view import CurveView
from nnstudio.app.panels.parts.points_view import PointsView
from nnstudio.app.panels.parts.preview import Preview, kind_of
from nnstudio.app.panels.parts.sample_sheet import SampleSheet
from nnstudio.app.panels.parts.sample_table import SampleTable
from nnstudio.app.panels.parts.series_sheet import SeriesSheet, Strip
from nnstudio.app.panels.parts.text_samples import TextSamples
from nnstudio.core.shapes import size_of
from nnstudio.data import DatasetInfo
from nnstudio.graph.signature import Signature


class SamplePreview(QWidget):
    """Shows pictures, points, a function, rows, small plots or texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.points, self.curve = SampleSheet(), PointsView(), CurveView()
        self.table, self.series, self.texts = SampleTable(), SeriesSheet(), TextSamples()
        self._views: dict[str, QWidget] = {
            "image": self.sheet,
            "sound": self.sheet,
            "points": self.points,
            "curve": self.curve,
            "table": self.table,
            "series": self.series,
            "text": self.texts,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for view in dict.fromkeys(self._views.values()):
            view.hide()
            column.addWidget(view)
        self._translate()

    def show_kind(self, info: DatasetInfo) -> None:
        """Make room for samples of the data set with this card."""
        self._show_view(kind_of(info.kind, info.signature))

    def show_samples(self, preview: Preview, info: DatasetInfo) -> None:
        """Show samples of the data set with this card."""
        signature, samples = preview.signature, preview.samples
        self._show_view(preview.kind)
        if preview.kind in ("image", "sound"):
            spectra = preview.kind == "sound"
            self.sheet.set_samples(samples, preview.captions, preview.indices, spectra)
        elif preview.kind == "points":
            self.points.set_points(samples, preview.labels, signature.features)
        elif preview.kind == "curve":
            known = signature.features[0] if signature.features else "x"
            self.curve.set_points(samples, (known, _told(signature)[0]))
        elif preview.kind == "series":
            following = preview.following
            self.series.set_strips(
                tuple(
                    Strip(steps, following[n], preview.captions[n])
                    for n, steps in enumerate(samples)
                )
            )
        elif preview.kind == "text":
            self.texts.set_samples(samples, preview.captions, preview.words)
        else:
            names = *preview.heads, *_told(signature)
            units = any(info.unit(name) for name in names)
            heads = [f"{name}\n{info.unit(name)}" if units else name for name in names]
            targets = len(heads) - len(preview.heads)
            self.table.set_rows(tuple(heads), targets, preview.rows)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_view(self, kind: str) -> None:
        wanted = self._views[kind]
        for view in dict.fromkeys(self._views.values()):
            view.setVisible(view is wanted)

    def _translate(self) -> None:
        self.sheet.setAccessibleName(self.tr("Samples of the data set"))
        self.points.setAccessibleName(self.tr("Points of the data set"))
        self.curve.setAccessibleName(self.tr("Samples of the function"))
        self.table.setAccessibleName(self.tr("Rows of the data set"))
        self.series.setAccessibleName(self.tr("Sequences of the data set"))
        self.texts.setAccessibleName(self.tr("Texts of the data set"))


def _told(signature: Signature) -> list[str]:
    """Return a name for each number that the data tells of a sample."""
    names = []
    for target in signature.all_targets:
        size = size_of(target.shape)
        names += [target.name] if size == 1 else [f"{target.name} {n + 1}" for n in range(size)]
    return names
