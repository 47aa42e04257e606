"""How fast a run may go, as a slider from slow motion to full speed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QSlider, QToolButton, QWidget

from nnstudio.app.commands.shortcuts import Shortcuts, with_key
from nnstudio.app.run_speed import SPEEDS, RunSpeed
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.engine.speed import Speed


class SpeedRow(QWidget):
    """A slider between a turtle and a rabbit, and what it means in words."""

    def __init__(
        self, speed: RunSpeed, shortcuts: Shortcuts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._speed, self._shortcuts = speed, shortcuts
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SPEEDS) - 1)
        self.slider.setPageStep(3)
        self.slider.setValue(speed.place)
        self.slider.valueChanged.connect(speed.choose)
        self.slower = self._button("turtle")
        self.slower.clicked.connect(speed.slower)
        self.faster = self._button("rabbit")
        self.faster.clicked.connect(speed.faster)
        self.words = ElidedLabel()
        self.words.setProperty("role", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.slower, 0, 0)
        grid.addWidget(self.slider, 0, 1)
        grid.addWidget(self.faster, 0, 2)
        grid.addWidget(self.words, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        speed.changed.connect(self._show)
        shortcuts.changed.connect(self._name)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def speed_text(self, speed: Speed) -> str:
        """Return a speed in words."""
        if speed.slow:
            text = self.tr("Slow motion: {seconds} s for each phase of a step")
            return text.format(seconds=f"{speed.seconds_per_phase:g}")
        if speed == SPEEDS[-1]:
            return self.tr("Full speed")
        if speed.steps_per_second == 1:
            return self.tr("1 step per second")
        return self.tr("{count} steps per second").format(count=f"{speed.steps_per_second:,.0f}")

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, "muted"))
        button.setIconSize(QSize(16, 16))
        button.setAutoRaise(True)
        return button

    def _show(self) -> None:
        self.slider.setValue(self._speed.place)
        text = self.speed_text(self._speed.chosen)
        self.words.setText(text)
        self.slider.setAccessibleDescription(text)
        self.slower.setEnabled(self._speed.place > 0)
        self.faster.setEnabled(self._speed.place < len(SPEEDS) - 1)

    def _name(self) -> None:
        name = self.tr("Speed of training")
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(with_key(name, self._shortcuts.text("slow_motion")))
        for button, text, command in (
            (self.slower, self.tr("Slower"), "slower"),
            (self.faster, self.tr("Faster"), "faster"),
        ):
            button.setToolTip(with_key(text, self._shortcuts.text(command)))
            button.setAccessibleName(text)
        self._show()
