"""What can be done with the table of weights: fill, copy from a layer, reset, export."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.core.shapes import shape_text
from nnstudio.engine.weight_edits import Donor


class ToolRow(QWidget):
    """A row of buttons below the table."""

    fill_wanted = Signal(float)
    donor_chosen = Signal(str)
    reset_wanted = Signal(bool)
    """Starting weights are wanted: of this layer, or (True) of all."""
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._donors: tuple[Donor, ...] = ()
        self._fill_label = QLabel()
        self.number = NumberBox(0.0)
        self.number.setMaximumWidth(110)
        self._fill_label.setBuddy(self.number)
        self.fill, self.copy = QPushButton(), QPushButton()
        self.reset, self.export = QPushButton(), QPushButton()
        self.donors, self._resets = QMenu(self), QMenu(self)
        self.copy.setMenu(self.donors)
        self.reset.setMenu(self._resets)
        self.reset_layer = self._resets.addAction(icon("rotate-ccw"), "")
        self.reset_all = self._resets.addAction("")
        self.reset_layer.triggered.connect(partial(self._reset, False))
        self.reset_all.triggered.connect(partial(self._reset, True))
        self.fill.clicked.connect(self._on_fill)
        self.export.clicked.connect(self.export_wanted)
        self.export.setIcon(icon("download"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._fill_label, self.number, self.fill):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.copy, self.reset, self.export):
            row.addWidget(button)
        for button in (self.fill, self.copy, self.reset, self.export):
            button.setAutoDefault(False)
        self._translate()

    def set_donors(self, donors: tuple[Donor, ...]) -> None:
        """Offer the weights of other layers; those of other shapes are shown, but cannot be taken."""
        if donors == self._donors and self.donors.actions():
            return
        self._donors = donors
        self.donors.clear()
        for donor in donors:
            shapes = ", ".join(shape_text(shape) for shape in donor.shapes)
            text = f"{donor.node_id}   {shapes}"
            if not donor.fits:
                text = self.tr("{layer} (does not fit)").format(layer=text)
            action = self.donors.addAction(text)
            action.setEnabled(donor.fits)
            action.triggered.connect(partial(self._take, donor.node_id))
        if not donors:
            self.donors.addAction(self.tr("No other layer has weights")).setEnabled(False)

    def set_enabled(self, editable: bool) -> None:
        """Let weights be changed or not; the table can be exported in any case."""
        for widget in (self.number, self.fill, self.copy, self.reset):
            widget.setEnabled(editable)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _on_fill(self) -> None:
        value = self.number.value()
        if isinstance(value, int | float):
            self.fill_wanted.emit(float(value))

    def _take(self, donor: str) -> None:
        self.donor_chosen.emit(donor)

    def _reset(self, everything: bool) -> None:
        self.reset_wanted.emit(everything)

    def _translate(self) -> None:
        self._fill_label.setText(self.tr("Number"))
        self.number.setAccessibleName(self.tr("Number for the selected cells"))
        self.fill.setText(self.tr("Fill selection"))
        self.copy.setText(self.tr("Copy from"))
        self.reset.setText(self.tr("Reset"))
        self.reset_layer.setText(self.tr("This layer to its starting weights"))
        self.reset_all.setText(self.tr("All layers to their starting weights"))
        self.export.setText(self.tr("Export CSV…"))
        donors, self._donors = self._donors, ()
        self.donors.clear()
        self.set_donors(donors)
