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

from nnstudio.app.data_dialogs.catalogue import Entry, shape_words
from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.data_dialogs.glimpse_view import GlimpseView
from nnstudio.app.data_dialogs.outlook import number_words
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.core.shapes import size_of
from nnstudio.data import DatasetInfo

MOST_CLASSES = 24


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
        self.facts.set_facts(self._facts(entry.info))
        self.licence.setVisible(bool(entry.info.licence_files))
        self.show_glimpse(entry, glimpse)

    def show_glimpse(self, entry: Entry, glimpse: Glimpse | None) -> None:
        """Show samples of the data set that is shown."""
        self.view.show_glimpse(glimpse, entry.icon)
        self.view.setAccessibleDescription(self.view.accessible_words())

    def _facts(self, info: DatasetInfo) -> list[tuple[str, str]]:
        if not info.train_count:
            return []
        facts = [
            (self.tr("To learn from"), f"{info.train_count:,}"),
            (self.tr("To test with"), f"{info.test_count or info.test:,}"),
            (self.tr("One sample"), shape_words(info)),
        ]
        features = info.signature.features
        if features and info.kind == "table":
            # The columns of one category count as one.
            names = tuple(dict.fromkeys(name.split(" = ")[0] for name in features))
            facts.append((self.tr("Features"), _listed(names)))
        for target in info.signature.all_targets:
            classes = len(target.classes)
            if classes and info.signature.tokens == classes:
                facts.append((self.tr("Vocabulary"), f"{classes - 2:,}"))
            elif classes:
                words = f"{classes:,}: {_listed(target.classes)}"
                facts.append((self.tr("Classes"), words))
            else:
                unit = info.unit(target.name)
                name = f"{target.name} ({unit})" if unit else target.name
                size = size_of(target.shape)
                facts.append((self.tr("To predict"), name or number_words(size)))
        for caption, words in (
            (self.tr("Licence"), info.licence),
            (self.tr("Attribution"), info.attribution),
            (self.tr("Source"), info.origin),
        ):
            if words:
                facts.append((caption, words))
        if not info.licence:
            facts.append((self.tr("Source"), self.tr("Made by NNStudio on the spot")))
        return facts


def _listed(names: tuple[str, ...]) -> str:
    more = " …" if len(names) > MOST_CLASSES else ""
    return ", ".join(names[:MOST_CLASSES]) + more
