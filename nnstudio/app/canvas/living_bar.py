"""A small bar in the corner of the canvas: which sample the cards show."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from nnstudio.app.canvas.floating_bar import FloatingBar
from nnstudio.app.canvas.zoom_bar import ZoomBar
from nnstudio.app.commands.shortcuts import Shortcuts, with_key
from nnstudio.app.style.fonts import number_font
from nnstudio.app.style.icons import icon

_MARGIN = 10


class LivingBar(FloatingBar):
    """Says the number and class of the sample, and asks for the one before or after it."""

    stepped = Signal(int)
    """Another sample is wanted: 1 for the next, -1 for the one before."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__(parent)
        self._shortcuts, self._view = shortcuts, parent
        self._text = QLabel()
        self._text.setFont(number_font(0.9))
        self._before, self._after = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for button, icon_name, way in (
            (self._before, "chevron-left", -1),
            (self._after, "chevron-right", 1),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the canvas do the same
            button.setIconSize(QSize(15, 15))
            button.setIcon(icon(icon_name, "muted"))
            button.clicked.connect(self._step_back if way < 0 else self._step_on)
        row.addWidget(self._before)
        row.addWidget(self._text)
        row.addWidget(self._after)
        self._shown = (0, "")
        shortcuts.changed.connect(self._name_parts)
        self._name_parts()

    def show_sample(self, index: int, label: str) -> None:
        """Say which sample is shown, and its class where it has one."""
        self._shown = (index, label)
        text = self.tr("Sample {number}").format(number=f"{index:,}")
        self._text.setText(f"{text} · {label}" if label else text)
        self.place()

    def place(self) -> None:
        """Stand beside the bar that zooms."""
        self.adjustSize()
        zoom = self._view.findChild(ZoomBar)
        assert zoom is not None
        left = max(zoom.x() - self.width() - _MARGIN, _MARGIN)
        self.move(left, zoom.geometry().bottom() + 1 - self.height())

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)

    def _name_parts(self) -> None:
        for button, command, name in (
            (self._before, "sample_before", self.tr("The sample before")),
            (self._after, "sample_after", self.tr("The next sample")),
        ):
            button.setToolTip(with_key(name, self._shortcuts.text(command)))
            button.setAccessibleName(name)
        self.setToolTip(self.tr("What the pictures on all nodes are made of"))
        self.show_sample(*self._shown)
