"""The middle of the window: messages on top, below them the start page or the canvas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.recovery.recovered_work import RecoveredWork
from nnstudio.app.start_page import StartPage
from nnstudio.app.widgets.banner import Banner

LEAST_WIDTH, LEAST_HEIGHT = 320, 240


class CentralArea(QWidget):
    """Shows one of both pages; what a crash left is offered above either of them.

    Below the canvas there is room for what leads through its run.
    """

    def __init__(
        self, start_page: StartPage, canvas: CanvasView, below: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._start_page, self._canvas = start_page, canvas
        self.recovered, self.banner, self.difference = RecoveredWork(), Banner(), Banner()
        self._pages = QStackedWidget()
        self._drawing = QWidget()
        stack = QVBoxLayout(self._drawing)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(canvas, 1)
        stack.addWidget(below)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for message in (self.recovered, self.banner, self.difference):
            column.addWidget(message)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(start_page)  # last, for the first page is styled
        self._pages.addWidget(self._drawing)

    @property
    def drawing(self) -> bool:
        """Whether the canvas is shown."""
        return self._pages.currentWidget() is self._drawing

    def show_canvas(self) -> None:
        """Show the canvas, with the keyboard in it."""
        self._pages.setCurrentWidget(self._drawing)
        self._canvas.setFocus()

    def take_keyboard(self) -> None:
        """Let the keyboard act on the page that is shown."""
        self.activateWindow()
        page = self._canvas if self.drawing else self._start_page
        page.setFocus(Qt.FocusReason.TabFocusReason)

    def show_start(self) -> None:
        """Show the start page."""
        self._pages.setCurrentWidget(self._start_page)
