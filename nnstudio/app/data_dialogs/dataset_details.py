"""What is known of the data set that is chosen in the gallery, with a look at its samples."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.data_dialogs.card_facts import card_facts
from nnstudio.app.data_dialogs.catalogue import Entry
from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.data_dialogs.glimpse_view import GlimpseView
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text


class DatasetDetails(QScrollArea):
    """Shows the card of a data set: what it is, how much, whose it is."""

    licence_wanted = Signal()
    """The user wants to read the licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = GlimpseView()
        self.facts = FactList()
        self._title, self._summary = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        for label in (self._title, self._summary):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.licence = QPushButton(self.tr("Read the licence"))
        self.licence.setProperty("kind", "quiet")
        self.licence.setIcon(icon("file-text", "accent"))
        self.licence.clicked.connect(self.licence_wanted)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 0, 12, 8)
        column.setSpacing(10)
        column.addWidget(self.view)
        column.addWidget(self._title)
        column.addWidget(self._summary)
        column.addWidget(self.facts)
        column.addWidget(self.licence, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._body = body
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(290)
        self.view.setAccessibleName(self.tr("Some samples"))

    def show_entry(self, entry: Entry | None, glimpse: Glimpse | None) -> None:
        """Show a data set.

        Parameters
        ----------
        glimpse
            Some of its samples; None: they are still to come.
        """
        self._body.setVisible(entry is not None)
        if entry is None:
            return
        self._title.setText(entry.title)
        summary = tr_text(entry.info.summary)
        self._summary.setText(summary.replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"))
        self.facts.set_facts(card_facts(entry.info))
        self.licence.setVisible(bool(entry.info.licence_files))
        self.show_glimpse(entry, glimpse)

    def show_glimpse(self, entry: Entry, glimpse: Glimpse | None) -> None:
        """Show samples of the data set that is shown."""
        self.view.show_glimpse(glimpse, entry.icon)
        self.view.setAccessibleDescription(self.view.accessible_words())
