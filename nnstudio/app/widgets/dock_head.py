"""The head of a dock: what is seen below, and what can be done with it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWhatsThis, QWidget

from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.elided_label import ElidedLabel

MARGINS = (10, 4, 6, 3)
SLIM_MARGINS = (10, 1, 6, 0)
LEAST_SENTENCE = 240
"""In less room than this the explanation stands behind its button only."""


class DockHead(QWidget):
    """The title bar of a dock: its name, a sentence on what is seen, and buttons for that.

    In a dock that stands in tabs, which say the name already, it is a slim row without it.

    Parameters
    ----------
    menu
        What can be done with the picture, opened by a button.
    """

    apart_asked = Signal()
    """What is below shall have a window of its own, or go back to its place."""
    close_asked = Signal()
    """It shall no longer be seen."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place: tuple[bool, bool] | None = None
        self._tabbed = self._apart = False
        self._title = ElidedLabel()
        self._title.setProperty("role", "docktitle")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.sentence = ElidedLabel()
        self.sentence.setProperty("role", "muted")
        self.help_button = _button("circle-question-mark")
        self.save_button = _button("download")
        self.apart_button = _button("external-link")
        self.close_button = _button("x")
        self.save_button.setMenu(menu)
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.help_button.clicked.connect(self.explain)
        self.apart_button.clicked.connect(self.apart_asked)
        self.close_button.clicked.connect(self.close_asked)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(1)
        self._row.addWidget(self._title)
        self._row.addSpacing(8)
        self._row.addWidget(self.sentence, 1)
        self._row.addStretch(0)
        for button in self.buttons():
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_place(tabbed=False, apart=False)

    def buttons(self) -> tuple[QToolButton, ...]:
        """Return the buttons, from left to right."""
        return self.help_button, self.save_button, self.apart_button, self.close_button

    def set_texts(self, title: str, explanation: str) -> None:
        """Name and explain what is below."""
        self._title.setText(title)
        self.sentence.setText(explanation)
        self.help_button.setToolTip(explanation)
        self._arrange()

    def set_place(self, *, tabbed: bool, apart: bool) -> None:
        """Say whether the dock stands in tabs, and whether it is a window of its own."""
        if (tabbed, apart) == self._place:  # docks tell of every change of any of them
            return
        self._place = (tabbed, apart)
        self._tabbed, self._apart = tabbed, apart
        self._row.setContentsMargins(*(SLIM_MARGINS if tabbed else MARGINS))
        if self.property("slim") != tabbed:
            self.setProperty("slim", tabbed)
            self.style().polish(self)
        self._title.setVisible(not tabbed)
        self.close_button.setVisible(not tabbed)
        self.apart_button.setIcon(icon("panel-bottom" if apart else "external-link", "muted"))
        self._retranslate()
        self._arrange()

    def explain(self) -> None:
        """Show the whole explanation until the user clicks or presses a key."""
        below = self.help_button.mapToGlobal(QPoint(0, self.help_button.height()))
        QWhatsThis.showText(below, self.sentence.text(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def _arrange(self) -> None:
        """Show as much of the explanation as there is room for, and a button for the rest."""
        margins = self._row.contentsMargins()
        others: list[QWidget] = [self.save_button, self.apart_button, self.help_button]
        others += [] if self._tabbed else [self.close_button, self._title]
        room = (
            self.width()
            - margins.left()
            - margins.right()
            - 12
            - sum(w.sizeHint().width() for w in others)
        )
        self.sentence.setVisible(room >= LEAST_SENTENCE)
        wanted = self.sentence.fontMetrics().horizontalAdvance(self.sentence.text())
        self.help_button.setVisible(wanted > room)

    def _retranslate(self) -> None:
        self.help_button.setAccessibleName(self.tr("What is seen here"))
        place = self.tr("Back to its place in the window")
        names = {
            self.save_button: self.tr("Save or copy"),
            self.apart_button: place if self._apart else self.tr("Enlarge in a window of its own"),
            self.close_button: self.tr("Close"),
        }
        for button, name in names.items():
            button.setToolTip(name)
            button.setAccessibleName(name)


@runtime_checkable
class Headed(Protocol):
    """What has a head of its own for the dock it stands in."""

    def head(self) -> DockHead:
        """Return the head, always the same."""


def _button(picture: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("headButton")
    button.setIcon(icon(picture, "muted"))
    button.setIconSize(QSize(14, 14))
    return button
