"""Who is selected: picture, name and kind of a node, or how many there are; and the freeze button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.freezing import all_frozen, freezable, set_frozen
from nnstudio.app.layer_picture import layer_summary, layer_tile
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.layer import CATEGORIES
from nnstudio.graph.project import Node

TILE = 36


class NodeHead(QWidget):
    """Names what the inspector shows; a single node can be renamed here."""

    title_edited = Signal(str)
    """The user gave the node another name."""
    editing_finished = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._nodes: tuple[Node, ...] = ()
        self._tile = QLabel()
        self._tile.setFixedSize(TILE, TILE)
        self.title = QLineEdit()
        self.title.textEdited.connect(self.title_edited)
        self.title.editingFinished.connect(self.editing_finished)
        self._several = QLabel()
        self._several.setProperty("role", "heading")
        self._kind = ElidedLabel()
        self._kind.setProperty("role", "muted")
        self.freeze = QToolButton()
        self.freeze.setCheckable(True)
        self.freeze.setIconSize(QSize(18, 18))
        self.freeze.clicked.connect(self._on_freeze)
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        names = QVBoxLayout()
        names.setSpacing(2)
        for widget in (self.title, self._several, self._kind):
            names.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._tile)
        row.addLayout(names, 1)
        row.addWidget(self.freeze)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._summary)
        theme_signals.changed.connect(self._paint)
        self._translate()

    def show_nodes(self, nodes: tuple[Node, ...]) -> None:
        """Show one node or several."""
        self._nodes = nodes
        single = len(nodes) == 1
        self.title.setVisible(single)
        self._several.setVisible(not single)
        self._several.setText(self.tr("{count} nodes selected").format(count=len(nodes)))
        if self.title.text().strip() != nodes[0].title:
            self.title.setText(nodes[0].title)
        self.title.setPlaceholderText(nodes[0].id)
        kinds = list(dict.fromkeys(tr_text(node.layer.label) for node in nodes))
        one_kind = len({type(node.layer) for node in nodes}) == 1
        words = kinds
        if one_kind:
            category = CATEGORIES.get(nodes[0].layer.category, nodes[0].layer.category)
            words = [*kinds, tr_text(category)]
        if single and nodes[0].title:
            words.append(nodes[0].id)
        self._kind.setText((" · " if one_kind else ", ").join(dict.fromkeys(words)))
        self._summary.setText(layer_summary(nodes[0].layer) if one_kind else "")
        self._summary.setVisible(one_kind)
        self._tile.setVisible(one_kind)
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _freezable(self) -> tuple[str, ...]:
        graph = self._session.project.graph
        # Out of sight it may still show what was deleted.
        return freezable(graph, [node.id for node in self._nodes if node.id in graph.by_id])

    def _on_freeze(self) -> None:
        set_frozen(self._session, self._freezable(), self.freeze.isChecked())

    def _paint(self) -> None:
        if not self._nodes:
            return
        self._tile.setPixmap(layer_tile(self._nodes[0].layer, TILE, self.devicePixelRatioF()))
        graph, known = self._session.project.graph, self._freezable()
        frozen = all_frozen(graph, known)
        self.freeze.setVisible(bool(known))
        self.freeze.setChecked(frozen)
        self.freeze.setIcon(icon("snowflake", "accent" if frozen else "muted"))
        if frozen:
            text = self.tr("Frozen: training keeps these weights. Press to let them learn again.")
        else:
            text = self.tr("Freeze: training then keeps these weights as they are.")
        if any(graph.by_id[i].layer.across_batch for i in known):
            text += " " + self.tr(
                "A frozen BatchNorm normalises by its running averages, as when predicting."
            )
        self.freeze.setToolTip(text)
        self.freeze.setAccessibleDescription(text)

    def _translate(self) -> None:
        self.title.setAccessibleName(self.tr("Name of the node"))
        self.title.setToolTip(self.tr("Give the node a name of your own"))
        self.freeze.setAccessibleName(self.tr("Freeze"))
        self._paint()
