"""The row above the feature maps: which sample, what is shown of the layers, and how large."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSlider, QToolButton, QWidget

from nnstudio.app.plots.feature_maps.sample_card import SampleCard
from nnstudio.app.plots.feature_maps.sample_strip import SampleStrip
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox, fill_box
from nnstudio.data.photos import PHOTOS

NARROW = 620
"""In less width than this the samples have a row of their own, or none of them would be seen."""
BOX, LESS, SLIDER, VALUES, FEWER = 118, 98, 96, 100, 78
OUTPUT, SUM, GRADIENT = "y", "z", "dy"


class SampleBar(QWidget):
    """Lays out what chooses a sample, in one row or in two.

    Parameters
    ----------
    card
        Owns the boxes of split and number.
    """

    file_wanted = Signal()
    """The user wants to choose a picture file."""
    photo_chosen = Signal(str)
    """The path of a photo that comes along."""
    draw_toggled = Signal(bool)
    values_chosen = Signal()
    """Other values of the layers are wanted."""

    def __init__(
        self, card: SampleCard, strip: SampleStrip, slider: QSlider, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._card, self._strip, self._slider = card, strip, slider
        self._narrow = False
        self.values_box = ChoiceBox()
        self.values_box.currentIndexChanged.connect(self.values_chosen)
        self.draw_button, self.open_button = QToolButton(), QToolButton()
        self.draw_button.setIcon(icon("pencil"))
        self.draw_button.setCheckable(True)
        self.draw_button.toggled.connect(self.draw_toggled)
        self.open_button.setIcon(icon("image"))
        self.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.open_button.setMenu(self._menu)
        for button in (self.draw_button, self.open_button):
            button.setIconSize(QSize(16, 16))
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        slider.setMinimumWidth(SLIDER // 2)
        slider.setMaximumWidth(SLIDER)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(4, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(card.split_box, 0, 0, middle)
        self._grid.addWidget(card.index_box, 0, 1, middle)
        self._grid.addWidget(self.draw_button, 0, 2, middle)
        self._grid.addWidget(self.open_button, 0, 3, middle)
        self._grid.addWidget(strip, 0, 4)
        self._grid.addWidget(self.values_box, 0, 5, middle)
        self._grid.addWidget(slider, 0, 6, middle)
        self._place(False)
        self.retranslate()

    def values(self) -> str:
        """Return which values are wanted: ``"y"``, ``"z"`` or ``"dy"``."""
        return self.values_box.currentData() or OUTPUT

    def set_pictures_possible(self, possible: bool) -> None:
        """Say whether a drawing or a file can be a sample."""
        self.draw_button.setVisible(possible)
        self.open_button.setVisible(possible)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        entries = [
            ("f(z)", OUTPUT),
            ("z", SUM),
            ("dL/dy", GRADIENT),
        ]
        if self.values_box.count():
            for index, (text, _) in enumerate(entries):
                self.values_box.setItemText(index, text)
        else:
            fill_box(self.values_box, entries)
        self.values_box.setAccessibleName(self.tr("Values that are shown"))
        self.values_box.setToolTip(
            self.tr(
                "What is shown of the layers: f(z) is their output, z the sum before the "
                "activation, and dL/dy, backwards, how the loss changes with each number."
            )
        )
        self.draw_button.setToolTip(self.tr("Draw a sample"))
        self.open_button.setToolTip(self.tr("Open a picture; it can also be dropped here"))
        for button in (self.draw_button, self.open_button):
            button.setAccessibleName(button.toolTip())
        self._menu.clear()
        file = self._menu.addAction(icon("folder-open"), self.tr("Picture file…"))
        file.triggered.connect(self.file_wanted)
        self._menu.addSeparator()
        for photo in PHOTOS:
            action = self._menu.addAction(tr_text(photo.title))
            action.setToolTip(photo.attribution)
            action.setData(str(photo.path))
            action.triggered.connect(self._on_photo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._place(narrow)

    def _place(self, narrow: bool) -> None:
        self._narrow = narrow
        self._strip.set_low(narrow)
        self._slider.setVisible(not narrow)  # Ctrl and the wheel, and + and −, are left
        self._card.split_box.setFixedWidth(LESS if narrow else BOX)
        self.values_box.setFixedWidth(FEWER if narrow else VALUES)
        self._card.index_box.setFixedWidth(LESS if narrow else BOX)
        if narrow:
            self._grid.addWidget(self._strip, 1, 0, 1, 7)
        else:
            self._grid.addWidget(self._strip, 0, 4)

    def _on_photo(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.photo_chosen.emit(action.data())
