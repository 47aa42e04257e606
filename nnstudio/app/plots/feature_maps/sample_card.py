"""Which sample is looked at: its split, number, picture, label, and the network's answer."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QLabel, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from nnstudio.app.plots.class_bars import ClassBars
from nnstudio.app.plots.feature_maps.sample_picture import PICTURE, SMALLEST, SamplePicture
from nnstudio.app.plots.feature_maps.tracing import (
    COVERED,
    KINDS,
    LOSS,
    NOTHING,
    SIGNED,
    SLOPE,
)
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.app.widgets.digit_pad import DigitPad
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import SPLITS

WIDTH, NARROW_WIDTH = 144, 120
LOW = 250
"""In less height than this what traces a class back is left out: bars and picture come first."""
PREDICTED = -1


class SampleCard(QWidget):
    """Shows the sample that its split and number stand for.

    `split_box` and `index_box` choose both; they belong to the card and are laid out above it.
    """

    split_chosen = Signal(str)
    index_chosen = Signal(int)
    drawn = Signal()
    """Something else is drawn on the pad."""
    tracing_chosen = Signal()
    """Another tracing, or another class for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.split_box = ChoiceBox()
        for split in SPLITS:
            self.split_box.addItem(split, split)
        self.split_box.currentIndexChanged.connect(self._on_split)
        self.index_box = QSpinBox()
        self.index_box.lineEdit().setTextMargins(7, 0, 0, 0)  # a style sheet cannot pad this side
        self.index_box.setKeyboardTracking(False)
        self.index_box.valueChanged.connect(self.index_chosen)
        self.picture = SamplePicture()
        self.pad = DigitPad()
        self.pad.setMinimumSize(SMALLEST, SMALLEST)
        self.pad.changed.connect(self.drawn)
        self._stack = QStackedWidget()
        self._stack.setMaximumHeight(PICTURE + 2)
        self._stack.addWidget(self.picture)
        self._stack.addWidget(self.pad)
        self._label = ElidedLabel()
        self.bars = ClassBars()
        self.trace_box, self.class_box = ChoiceBox(), ChoiceBox()
        for box in (self.trace_box, self.class_box):
            box.currentIndexChanged.connect(self.tracing_chosen)
        self._caption = QLabel()
        self._caption.setProperty("role", "muted")
        self._caption.setWordWrap(True)
        self._state = ElidedLabel()
        self._state.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._stack, 4)
        column.addWidget(self._label)
        column.addWidget(self.trace_box)
        column.addWidget(self.class_box)
        column.addWidget(self._caption)
        column.addWidget(self.bars, 6)
        column.addStretch(1)
        column.addWidget(self._state)
        self.setFixedWidth(WIDTH)
        self.class_box.hide()
        self._caption.hide()
        self.retranslate()

    def set_count(self, count: int) -> None:
        """Offer the numbers from 0 up to ``count`` - 1."""
        with QSignalBlocker(self.index_box):
            self.index_box.setRange(0, max(count - 1, 0))
        of = self.tr("of {count}").format(count=f"{count:,}")
        self.index_box.setSuffix(f" {of}")

    def set_index(self, index: int) -> None:
        """Show a number without reporting it."""
        with QSignalBlocker(self.index_box):
            self.index_box.setValue(index)

    def set_sample(self, picture: QImage, label: str) -> None:
        """Show a sample and what it is."""
        self.picture.set_image(picture)
        self.set_label(label)

    def set_label(self, text: str) -> None:
        """Write something below the picture."""
        if self._label.text() != text:
            self._label.setText(text)

    def label(self) -> str:
        """Return what is written below the picture."""
        return self._label.text()

    def set_drawing(self, drawing: bool) -> None:
        """Show the pad in place of the picture."""
        self._stack.setCurrentWidget(self.pad if drawing else self.picture)
        if drawing:
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_classes(self, classes: tuple[str, ...]) -> None:
        """Offer classes that can be traced back."""
        predicted = (self.tr("Predicted"), str(PREDICTED))
        fill_box(self.class_box, [predicted, *((name, str(n)) for n, name in enumerate(classes))])

    def tracing(self) -> tuple[str, int | None]:
        """Return what is wanted: one of `KINDS` and a class; None: the predicted one."""
        number = int(self.class_box.currentData() or PREDICTED)
        return self.trace_box.currentData() or NOTHING, None if number == PREDICTED else number

    def set_caption(self, text: str) -> None:
        """Say what the colours over the picture mean."""
        if self._caption.text() != text:
            self._caption.setText(text)
        self._fit()

    def caption(self) -> str:
        """Return what the colours over the picture mean."""
        return self._caption.text()

    def set_answer(
        self, output: Array | None, classes: tuple[str, ...], label: int | None, state: str
    ) -> None:
        """Show what the network says about the sample, and which network that is."""
        self.bars.set_output(output, classes, label)
        if self._state.text() != state:
            self._state.setText(state)

    def state(self) -> str:
        """Return which network answers."""
        return self._state.text()

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        names = (self.tr("Training"), self.tr("Validation"), self.tr("Test"))
        for index, name in enumerate(names):
            self.split_box.setItemText(index, name)
        self.split_box.setAccessibleName(self.tr("Samples to choose from"))
        self.index_box.setAccessibleName(self.tr("Number of the sample"))
        texts = {
            NOTHING: self.tr("Picture"),
            SLOPE: self.tr("Saliency"),
            SIGNED: self.tr("Gradient × input"),
            LOSS: self.tr("Loss gradient"),
            COVERED: self.tr("Occlusion"),
        }
        fill_box(self.trace_box, [(texts[kind], kind) for kind in KINDS])
        self.trace_box.setAccessibleName(self.tr("What is drawn over the picture"))
        self.trace_box.setToolTip(
            self.tr(
                "What made the network decide: how fast a class's score changes with each pixel, "
                "or what covering parts with a grey square does to its probability."
            )
        )
        self.class_box.setAccessibleName(self.tr("Class that is traced back"))
        if self.class_box.count():
            self.class_box.setItemText(0, self.tr("Predicted"))
        self.pad.setAccessibleName(self.tr("Drawing pad"))
        self.pad.setToolTip(self.tr("Left button draws, right button erases, Delete clears."))
        self.pad.set_hint(self.tr("Draw here"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < LOW
        side = max(min(self._stack.width(), self._stack.height(), PICTURE), SMALLEST)
        self.pad.setMaximumSize(side, side)  # what is drawn must not be distorted
        traced = self.tracing()[0] != NOTHING
        self.trace_box.setVisible(not low)
        self.class_box.setVisible(not low and traced)
        self._caption.setVisible(not low and bool(self._caption.text()))
        # A layout asks a text that wraps for its height only now and then.
        self._caption.setMinimumHeight(max(self._caption.heightForWidth(self.width()), 0))

    def _on_split(self) -> None:
        self.split_chosen.emit(self.split_box.currentData())
