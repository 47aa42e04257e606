"""Buttons in the corner of the canvas that zoom, for whoever has no wheel at hand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nnstudio.app.canvas.floating_bar import FloatingBar
from nnstudio.app.commands.shortcuts import Shortcuts, with_key
from nnstudio.app.style.icons import icon


class ZoomBar(FloatingBar):
    """Says how near the drawing is seen, and asks for another zoom."""

    out_pressed = Signal()
    in_pressed = Signal()
    reset_pressed = Signal()
    fit_pressed = Signal()

    def __init__(self, parent: QWidget, shortcuts: Shortcuts) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        shortcuts.changed.connect(self._name_parts)
        self._out, self._percent, self._in, self._fit = (QToolButton() for _ in range(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(0)
        for button, icon_name, signal in (
            (self._out, "minus", self.out_pressed),
            (self._percent, "", self.reset_pressed),
            (self._in, "plus", self.in_pressed),
            (self._fit, "maximize", self.fit_pressed),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the canvas do the same
            button.setIconSize(QSize(15, 15))
            if icon_name:
                button.setIcon(icon(icon_name, "muted"))
            button.clicked.connect(signal)
            row.addWidget(button)
        self.show_zoom(1.0)
        self._percent.setFixedWidth(self._percent.fontMetrics().horizontalAdvance("000 %") + 18)
        self._name_parts()

    def show_zoom(self, zoom: float) -> None:
        """Say the present zoom in per cent."""
        self._percent.setText(f"{round(100 * zoom)} %")

    def _name_parts(self) -> None:
        for button, name, command in (
            (self._out, self.tr("Zoom out"), "zoom_out"),
            (self._percent, self.tr("Zoom to 100 %"), "zoom_reset"),
            (self._in, self.tr("Zoom in"), "zoom_in"),
            (self._fit, self.tr("Fit the drawing"), "zoom_fit"),
        ):
            button.setToolTip(with_key(name, self._shortcuts.text(command)))
            button.setAccessibleName(name)
