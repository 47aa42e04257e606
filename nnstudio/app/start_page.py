"""What a new user sees first: templates to begin with, and the files opened last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.mime import has_layer, layer_from_mime
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.card import Card
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.errors import UserError
from nnstudio.graph.templates import templates

ICONS = {
    "perceptron": "perceptron",
    "xor": "xor",
    "spiral-mlp": "spiral",
    "digits-mlp": "digits",
    "digits-cnn": "layer-conv2d",
    "deep-sigmoid": "activity",
    "residual-mlp": "workflow",
}
MOST_RECENT = 6


class StartPage(QWidget):
    """Offers the templates as cards, an empty canvas, a file, and the recent files."""

    template_chosen = Signal(str)
    """The slug of a template."""
    empty_chosen = Signal()
    open_chosen = Signal()
    file_chosen = Signal(object)
    """The path of a recent file."""
    return_chosen = Signal()
    """The user wants to go back to what is open."""
    layer_dropped = Signal(object)
    """A layer from the palette: whoever drags one here wants to draw."""

    def __init__(self, recent: tuple[Path, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._subtitle = QLabel(), QLabel()
        self._title.setProperty("role", "display")
        self._subtitle.setProperty("role", "muted")
        self._subtitle.setWordWrap(True)
        self._empty, self._open, self._return = QPushButton(), QPushButton(), QPushButton()
        self._empty.setProperty("kind", "primary")
        self._empty.setIcon(icon("plus", "on_accent"))
        self._open.setIcon(icon("folder-open"))
        self._return.setIcon(icon("undo-2"))
        self._return.clicked.connect(self.return_chosen)
        self._return.hide()
        self._open_name = ""
        self._empty.clicked.connect(self.empty_chosen)
        self._open.clicked.connect(self.open_chosen)
        self._templates_title, self._recent_title = QLabel(), QLabel()
        for label in (self._templates_title, self._recent_title):
            label.setProperty("role", "heading")
        self.cards: dict[str, Card] = {}
        cards = QWidget()
        flow = FlowLayout(cards, spacing=14)
        for template in templates():
            card = Card(
                ICONS.get(template.slug, "network"),
                tr_text(template.title),
                tr_text(template.description),
            )
            card.clicked.connect(partial(self.template_chosen.emit, template.slug))
            self.cards[template.slug] = card
            flow.addWidget(card)
        self._recent_column = QVBoxLayout()
        self._recent_column.setSpacing(2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(36, 28, 36, 28)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._empty)
        buttons.addWidget(self._open)
        buttons.addWidget(self._return)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(10)
        column.addWidget(self._templates_title)
        column.addWidget(cards)
        column.addSpacing(10)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent_column)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setAcceptDrops(True)
        self.show_recent(recent)
        self._retranslate()

    def offer_return(self, name: str) -> None:
        """Offer the way back to what is open under ``name``; nothing is open where it is empty."""
        self._open_name = name
        self._return.setText(self.tr("Back to {name}").format(name=name))
        self._return.setVisible(bool(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open_name:
            self.return_chosen.emit()
        else:
            super().keyPressEvent(event)

    def show_recent(self, recent: tuple[Path, ...]) -> None:
        """Offer these files."""
        while self._recent_column.count():
            item = self._recent_column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for path in recent[:MOST_RECENT]:
            button = QPushButton(path.name)
            button.setProperty("kind", "link")
            button.setIcon(icon("file"))
            button.setToolTip(str(path))
            button.clicked.connect(partial(self.file_chosen.emit, path))
            self._recent_column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._recent_title.setVisible(bool(recent))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_layer(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        try:
            layer = layer_from_mime(event.mimeData())
        except UserError:
            return
        event.acceptProposedAction()
        self.layer_dropped.emit(layer)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("What will you train?"))
        self._subtitle.setText(
            self.tr("Open an example and press Train, or draw a network of your own.")
        )
        self._empty.setText(self.tr("Empty canvas"))
        self.offer_return(self._open_name)
        self._open.setText(self.tr("Open a file…"))
        self._templates_title.setText(self.tr("Examples"))
        self._recent_title.setText(self.tr("Recent files"))
        for template in templates():
            self.cards[template.slug].set_texts(
                tr_text(template.title), tr_text(template.description)
            )
