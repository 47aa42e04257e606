"""The place of the data browser in the window: it is built when it is seen for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.session import Session
from nnstudio.app.training import Training

if TYPE_CHECKING:  # nobody waits for it at the start of the program
    from nnstudio.app.browser.data_browser import DataBrowser


class BrowserPlace(QWidget):
    """Holds the `DataBrowser` from the first time that somebody looks."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._browser: DataBrowser | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def browser(self) -> DataBrowser:
        """Return the data browser."""
        if self._browser is None:
            from nnstudio.app.browser.data_browser import DataBrowser

            self._browser = DataBrowser(self._session, self._training)
            self._column.addWidget(self._browser)
        return self._browser

    def sizeHint(self) -> QSize:
        return QSize(980, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.browser()
