"""A form of sliders for settings that are tried out rather than typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QSlider, QWidget

from nnstudio.app.style.appearance import restyle
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.core.errors import UserError
from nnstudio.core.settings import Settings

STEPS = 100


class SliderForm(QWidget):
    """Shows a slider and a number for each setting, a tick for those that are on or off.

    The form changes nothing itself: it emits `edited` and waits to be given the new value.

    Parameters
    ----------
    kind
        The settings; numbers among them have a lowest and a highest value.
    """

    edited = Signal(str, object)
    """The name of a setting and the value the user wants, which is in its range."""
    finished = Signal()
    """The user has finished with a setting; what comes next is another edit."""

    def __init__(self, kind: type[Settings], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._params = kind, kind.params()
        self._shown = set(self._params)
        self._value: Settings | None = None
        self._names: dict[str, QLabel] = {}
        self._units: dict[str, QLabel] = {}
        self.sliders: dict[str, QSlider] = {}
        self.boxes: dict[str, NumberBox] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        for key in self._params:
            self._add(key)
        self._translate()

    def set_value(self, value: Settings) -> None:
        """Show other values; where the user is at work the text stays as it is typed."""
        self._value = value
        for key, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(getattr(value, key))
        for key, box in self.boxes.items():
            if key not in self._shown:
                continue
            number = getattr(value, key)
            with QSignalBlocker(box):
                box.set_value(number)
            slider = self.sliders[key]
            if not slider.isSliderDown():
                with QSignalBlocker(slider):
                    slider.setValue(self._place(key, number))

    def set_keys(self, keys: Iterable[str]) -> None:
        """Show only some of the settings."""
        self._shown = set(keys)
        for key in self._params:
            for widgets in (self._names, self._units, self.sliders, self.boxes, self.ticks):
                if key in widgets:
                    widgets[key].setVisible(key in self._shown)
        if self._value is not None:
            self.set_value(self._value)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _add(self, key: str) -> None:
        row = self._grid.rowCount()
        if isinstance(self._kind.default_of(key), bool):
            tick = self.ticks[key] = QCheckBox()
            tick.toggled.connect(partial(self._finish, key))
            self._grid.addWidget(tick, row, 0, 1, 4)
            return
        low, high = self._range(key)
        name, unit = QLabel(), QLabel()
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        unit.setProperty("role", "muted")
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, STEPS)
        slider.setMinimumWidth(50)
        box = NumberBox(self._kind.default_of(key), low, high)
        box.setMaximumWidth(64)
        box.setMinimumWidth(64)
        slider.valueChanged.connect(partial(self._slide, key))
        slider.sliderReleased.connect(self.finished)
        box.typed.connect(partial(self._type, key))
        box.committed.connect(partial(self._finish, key))
        name.setBuddy(box)
        for column, widget in enumerate((name, slider, box, unit)):
            self._grid.addWidget(widget, row, column)
        self._names[key], self._units[key] = name, unit
        self.sliders[key], self.boxes[key] = slider, box

    def _slide(self, key: str, place: int) -> None:
        low, high = self._range(key)
        number = float(f"{low + (high - low) * place / STEPS:.6g}")
        self._want(key, number)
        if not self.sliders[key].isSliderDown():
            self.finished.emit()

    def _type(self, key: str, number: object) -> None:
        self._want(key, number)

    def _finish(self, key: str, wanted: object) -> None:
        if not self._want(key, wanted) and self._value is not None and key in self.boxes:
            self.boxes[key].set_value(getattr(self._value, key))
            self._mark(key, "")
        self.finished.emit()

    def _want(self, key: str, wanted: object) -> bool:
        """Report a value that is in its range, and mark one that is not."""
        if self._value is None:
            return False
        if isinstance(wanted, int) and not isinstance(wanted, bool):
            wanted = float(wanted)
        try:
            self._value.with_values(**{key: wanted})
        except UserError as error:
            self._mark(key, tr_text(error.text))
            return False
        self._mark(key, "")
        if wanted != getattr(self._value, key):
            self.edited.emit(key, wanted)
        return True

    def _mark(self, key: str, problem: str) -> None:
        box = self.boxes.get(key)
        if box is not None and bool(box.property("invalid")) != bool(problem):
            box.setProperty("invalid", bool(problem))
            restyle(box)
            box.setToolTip(problem or tr_text(self._params[key].help))

    def _place(self, key: str, number: float) -> int:
        low, high = self._range(key)
        return round(STEPS * (number - low) / (high - low))

    def _range(self, key: str) -> tuple[float, float]:
        info = self._params[key]
        assert info.low is not None
        assert info.high is not None
        return info.low, info.high

    def _translate(self) -> None:
        for key, info in self._params.items():
            name, explanation = tr_text(info.label), tr_text(info.help)
            if key in self.ticks:
                self.ticks[key].setText(name)
                self.ticks[key].setToolTip(explanation)
                continue
            self._names[key].setText(name)
            self._units[key].setText(tr_text(info.unit))
            for widget in (self._names[key], self.sliders[key], self.boxes[key]):
                widget.setToolTip(explanation)
            for control in (self.sliders[key], self.boxes[key]):
                control.setAccessibleName(name)
                control.setAccessibleDescription(explanation)
