"""Everything about the sample: choosing it, its picture, and what is drawn over it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSlider

from nnstudio.app.live.class_output import ClassOutput, class_output
from nnstudio.app.plots.feature_maps.pictures_of_samples import patterns, picture_of
from nnstudio.app.plots.feature_maps.sample_bar import GRADIENT, SampleBar
from nnstudio.app.plots.feature_maps.sample_card import SampleCard
from nnstudio.app.plots.feature_maps.sample_choice import (
    DATA,
    DRAWN,
    PICTURE_AXES,
    SampleChoice,
)
from nnstudio.app.plots.feature_maps.sample_strip import SampleStrip
from nnstudio.app.plots.feature_maps.tracing import NOTHING, Tracing
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array
from nnstudio.engine.studies.layer_passes import LayerPassesStudy
from nnstudio.explain.worked_pixel import as_map
from nnstudio.graph.analysis import Analysis


class SampleSide(QObject):
    """Owns bar, card and strip, and says what is to be asked of the sample they show.

    Parameters
    ----------
    slider
        Sets the size of the maps; it stands in the bar.
    """

    changed = Signal()
    """The sample is another one, or something else is wanted of it."""

    def __init__(
        self, session: Session, training: Training, slider: QSlider, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._analysis: Analysis = session.analysis
        self._likeliest: int | None = None
        self.choice = SampleChoice(self)
        self.choice.data_read.connect(self._show_split)
        self.choice.changed.connect(self._on_changed)
        self.card = SampleCard()
        self.card.split_box.setCurrentIndex(1)
        self.card.split_chosen.connect(self.choice.choose_split)
        self.card.index_chosen.connect(self.show_sample)
        self.card.drawn.connect(self._on_drawn)
        self.card.tracing_chosen.connect(self._on_changed)
        self.card.picture.pointed.connect(self._read_out)
        self.strip = SampleStrip()
        self.strip.picked.connect(self.show_sample)
        self.bar = SampleBar(self.card, self.strip, slider)
        self.bar.values_chosen.connect(self._on_changed)
        self.bar.file_wanted.connect(self._choose_file)
        self.bar.photo_chosen.connect(self.open_file)
        self.bar.draw_toggled.connect(self._on_drawing)
        self.tracing = Tracing(session, training, self)
        self.tracing.changed.connect(self._show_tracing)

    @property
    def told(self) -> ClassOutput | None:
        """The output that gives classes."""
        return class_output(self._analysis)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that are told apart."""
        return () if self.told is None else self.told.classes

    @property
    def backward(self) -> bool:
        """Whether the way back is looked at."""
        return self.bar.values() == GRADIENT

    def follow(self, analysis: Analysis) -> None:
        """Take samples for another network."""
        self._analysis, self._likeliest = analysis, None
        self.card.set_classes(self.classes)
        self.choice.follow(analysis)

    def show_sample(self, index: int) -> None:
        """Show the sample of this number."""
        self.bar.draw_button.setChecked(False)
        self.choice.choose(index)

    def show_in(self, split: str, index: int) -> None:
        """Show a sample of a split, and the samples of that split."""
        self.choice.index = index
        if self.choice.split == split:
            self.show_sample(index)
        else:
            box = self.card.split_box
            box.setCurrentIndex(box.findData(split))

    def open_file(self, path: str) -> None:
        """Read a picture file as the sample."""
        self.bar.draw_button.setChecked(False)
        self.choice.open_file(Path(path))

    def question(self, nodes: tuple[str, ...]) -> LayerPassesStudy | None:
        """Return what is to be asked of the layers; None while there is no sample."""
        picked = self.choice.picked
        if picked is None:
            return None
        others = () if self.told is None else (self.told.node,)
        return LayerPassesStudy(picked.x, nodes, others, self._target() if self.backward else None)

    def set_answer(self, output: Array | None, step: int) -> None:
        """Show what the network of this step says about the sample."""
        before, self._likeliest = self._likeliest, _likeliest(output)
        picked = self.choice.picked
        label = picked.label if picked is not None and self.choice.kind == DATA else None
        trained = self.tr("After {step} steps").format(step=f"{step:,}")
        state = trained if step else self.tr("Not trained yet")
        self.card.set_answer(output, self.classes, label, state)
        if self._likeliest != before and self._target_unknown():
            self._on_changed()  # a drawing's target is the class that it is taken for

    def show_caption(self) -> None:
        """Say what the colours over the picture mean, or how far they are computed."""
        self.card.set_caption(self.tracing.caption(self.classes))

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        self.card.retranslate()
        self.bar.retranslate()
        if self.choice.data is not None:
            self._show_split()
            self._show_picture()
        self.show_caption()

    # ---- within ----

    def _target(self) -> Array | None:
        """Return the targets: of the data, or those of the class that is chosen or predicted."""
        picked, (_, number) = self.choice.picked, self.card.tracing()
        if picked is not None and picked.t is not None and number is None:
            return picked.t
        number = self._likeliest if number is None else number
        return None if number is None else self.choice.class_target(number)

    def _target_unknown(self) -> bool:
        picked = self.choice.picked
        traced = self.card.tracing()[0] != NOTHING
        return picked is not None and picked.t is None and (self.backward or traced)

    def _on_changed(self) -> None:
        picked, told = self.choice.picked, self.told
        if picked is None:
            return
        self._show_picture()
        kind, number = self.card.tracing()
        node = None if told is None else told.node
        self.tracing.ask(kind, picked.x, node, number, self._target(), self.choice.grey())
        self.changed.emit()

    def _show_split(self) -> None:
        data, split = self.choice.data, self.choice.split
        assert data is not None
        self.bar.set_pictures_possible(self.choice.takes_pictures())
        self.card.set_count(data.count(split))
        self.strip.set_samples(
            data.count(split), lambda i: picture_of(data, data.sample(split, i).raw)
        )

    def _show_picture(self) -> None:
        picked, data = self.choice.picked, self.choice.data
        if picked is None or data is None:
            return
        if self.choice.kind == DATA:
            known = picked.label is not None and picked.label < len(self.classes)
            name = self.classes[picked.label or 0] if known else "–"
            text = self.tr("Label: {label}").format(label=name)
            self.card.set_index(self.choice.index)
            self.strip.set_current(self.choice.index)
        else:
            text = self.tr("Drawn") if self.choice.kind == DRAWN else self.choice.file
        self.card.set_sample(picture_of(data, picked.raw), text)

    def _on_drawing(self, drawing: bool) -> None:
        self.card.set_drawing(drawing)
        if drawing:
            self.choice.draw(self.card.pad.ink())
        elif self.choice.kind == DRAWN and self.card.pad.is_blank():
            self.choice.choose(self.choice.index)
        if drawing:
            self.card.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_drawn(self) -> None:
        if self.bar.draw_button.isChecked():
            self.choice.draw(self.card.pad.ink())

    def _choose_file(self) -> None:
        kinds = self.tr("Pictures ({patterns})").format(patterns=patterns())
        path, _ = QFileDialog.getOpenFileName(self.bar, self.tr("Open a picture"), "", kinds)
        if path:
            self.open_file(path)

    def _read_out(self, pixel: tuple[int, int] | None) -> None:
        """Say what the network reads at a pixel, and what it counts; None: the label again."""
        picked = self.choice.picked
        if picked is None:
            return
        if pixel is None:
            self._show_picture()
            return
        row, column = pixel
        x = as_map(picked.x)
        # The features of a sequence are the rows of its picture.
        values = x[0, column, row : row + 1] if picked.x.ndim < PICTURE_AXES else x[row, column]
        text = f"[{row}, {column}] " + " ".join(f"{value:.3g}" for value in values)
        heat = self.tracing.heat
        if heat is not None:
            text += f" → {heat[min(row, len(heat) - 1), column]:.2g}"
        self.card.set_label(text.replace("-", "−"))

    def _show_tracing(self) -> None:
        self.card.picture.set_heat(self.tracing.heat)
        self.show_caption()


def _likeliest(output: Array | None) -> int | None:
    """Return the class that the network takes a sample for."""
    if output is None or output.ndim != 1 or not np.isfinite(output).all():
        return None
    return int(output[0] >= 0.5) if len(output) == 1 else int(output.argmax())
