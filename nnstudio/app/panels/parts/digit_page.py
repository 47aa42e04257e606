"""Drawing a digit or opening a picture, and what the network gets to see of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.panels.parts.picture_view import PictureView
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.digit_pad import DigitPad
from nnstudio.app.widgets.pixels import color_image
from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape
from nnstudio.data.pictures import Picture, centre_digit

_THINNEST, _THICKEST = 10, 44
_SEEN = 56


class DigitPage(QWidget):
    """Gives a sample in the data set's own units, from strokes or from a picture file."""

    beside: QVBoxLayout
    """The place for the network's answer."""
    below: QVBoxLayout
    """The place for what else can be done with a drawing."""
    changed = Signal()
    """`sample` gives another one now."""
    open_requested = Signal()
    """The user wants to choose a picture file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: Shape = (28, 28)
        self._picture: Picture | None = None
        self.pad = DigitPad()
        self.pad.changed.connect(self._on_drawn)
        self.seen = PictureView(_SEEN)
        self._seen_title, self._pen_title = QLabel(), QLabel()
        for title in (self._seen_title, self._pen_title):
            title.setProperty("role", "section")
        self.pen = QSlider(Qt.Orientation.Horizontal)
        self.pen.setRange(_THINNEST, _THICKEST)
        self.pen.setValue(self.pad.pen_width())
        self.pen.valueChanged.connect(self.pad.set_pen_width)
        self._pen_title.setBuddy(self.pen)
        self.centre = QCheckBox()
        self.centre.setChecked(True)
        self.centre.toggled.connect(self._update)
        self.clear_button, self.open_button = QPushButton(), QPushButton()
        self.clear_button.setIcon(icon("eraser"))
        self.open_button.setIcon(icon("folder-open"))
        for button in (self.clear_button, self.open_button):
            button.setIconSize(QSize(14, 14))
        self.clear_button.clicked.connect(self.clear)
        self.open_button.clicked.connect(self.open_requested)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._translate()

    def set_shape(self, shape: Shape) -> None:
        """Make samples of this shape, the data set's ``raw_shape``."""
        if shape != self._shape:
            self._shape = shape
            self.clear()

    def sample(self) -> Array | None:
        """Return the sample ``(height, width)``, None where nothing is drawn."""
        return self.seen.picture()

    def show_picture(self, picture: Picture) -> None:
        """Take a picture instead of what is drawn."""
        self.pad.clear()
        self._picture = picture
        self._update()

    def clear(self) -> None:
        """Wipe the pad and put the picture away."""
        self.pad.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _on_drawn(self) -> None:
        self._picture = None
        self._update()

    def _update(self) -> None:
        self.seen.set_picture(self._pixels())
        note = tr_text(self._picture.note) if self._picture is not None else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.changed.emit()

    def _pixels(self) -> Array | None:
        if self._picture is not None:
            return self._picture.pixels
        ink = self.pad.ink()
        if not ink.any():
            return None
        if self.centre.isChecked():
            return centre_digit(ink, self._shape)
        return _shrunk(ink, self._shape)

    def _lay_out(self) -> None:
        self.beside = QVBoxLayout()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.pad, 1, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self.beside, 1)
        seen = QVBoxLayout()
        seen.setSpacing(3)
        seen.addWidget(self._seen_title)
        seen.addWidget(self.seen)
        pen = QHBoxLayout()
        pen.setSpacing(8)
        pen.addWidget(self._pen_title)
        pen.addWidget(self.pen, 1)
        settings = QVBoxLayout()
        settings.setSpacing(2)
        settings.addStretch(1)
        settings.addWidget(self.centre)
        settings.addLayout(pen)
        tools = QHBoxLayout()
        tools.setSpacing(14)
        tools.addLayout(seen)
        tools.addLayout(settings, 1)
        self.below = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.clear_button)
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(tools)
        column.addLayout(buttons)
        column.addWidget(self._note)
        column.addLayout(self.below)
        self._note.hide()

    def _translate(self) -> None:
        self.pad.set_hint(self.tr("Draw a digit here"))
        self.pad.setAccessibleName(self.tr("Drawing pad"))
        self.pad.setAccessibleDescription(
            self.tr("Left button draws, right button erases, Delete clears.")
        )
        self.pad.setToolTip(self.pad.accessibleDescription())
        self._seen_title.setText(self.tr("It sees"))
        self.seen.setAccessibleName(self.tr("What the network sees"))
        self.seen.setToolTip(self.tr("The pixels that the network gets"))
        self._pen_title.setText(self.tr("Pen"))
        self.pen.setAccessibleName(self.tr("Width of the pen"))
        self.centre.setText(self.tr("Centre the digit"))
        self.centre.setToolTip(
            self.tr("Crop, scale and centre what is drawn, as the digits of MNIST were.")
        )
        # The space keeps the icon off the text, for which the style leaves no gap.
        self.clear_button.setText(" " + self.tr("Clear"))
        self.open_button.setText(" " + self.tr("Picture…"))
        self.open_button.setToolTip(self.tr("Open a picture file; it can also be dropped here."))


def _shrunk(ink: Array, shape: Shape) -> Array:
    """Return the whole pad at the size of a sample, without moving anything."""
    image = color_image(ink).scaled(
        shape[1],
        shape[0],
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(shape[0], image.bytesPerLine())[:, : shape[1]].copy()
