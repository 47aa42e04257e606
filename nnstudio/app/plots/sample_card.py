"""Which sample is looked at: its split, number, picture, label, and the network's answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from nnstudio.app.plots.class_bars import ClassBars
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import Array
from nnstudio.data.prepared_data import SPLITS

WIDTH = 120
PICTURE = 112
SMALLEST = 48


class SampleCard(QWidget):
    """Shows the sample that its split and number stand for.

    `split_box` and `index_box` choose both; they belong to the card and are laid out above it.
    """

    split_chosen = Signal(str)
    index_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.split_box = QComboBox()
        for split in SPLITS:
            self.split_box.addItem(split, split)
        self.split_box.currentIndexChanged.connect(self._on_split)
        self.index_box = QSpinBox()
        self.index_box.lineEdit().setTextMargins(7, 0, 0, 0)  # a style sheet cannot pad this side
        self.index_box.setKeyboardTracking(False)
        self.index_box.valueChanged.connect(self.index_chosen)
        self._picture = _Picture()
        self._label = ElidedLabel()
        self.bars = ClassBars()
        self._state = ElidedLabel()
        self._state.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._picture, 4)
        column.addWidget(self._label)
        column.addWidget(self.bars, 6)
        column.addStretch(1)
        column.addWidget(self._state)
        self.setFixedWidth(WIDTH)
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
        """Show a sample and the name of its class."""
        self._picture.set_image(picture)
        self._label.setText(self.tr("Label: {label}").format(label=label))

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

    def _on_split(self) -> None:
        self.split_chosen.emit(self.split_box.currentData())


class _Picture(QWidget):
    """The sample, enlarged without being smoothed: these are the numbers the network reads."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(SMALLEST)
        self.setMaximumHeight(PICTURE + 2)

    def set_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(PICTURE, PICTURE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        size = self._image.size()
        scale = (min(self.width(), self.height()) - 2) / max(size.width(), size.height())
        target = QRectF(1, 1, size.width() * scale, size.height() * scale)
        painter.drawImage(target, self._image)
        painter.setPen(QColor(current_theme().border))
        painter.drawRect(target)
