"""Whose weights a layer uses: its own, or those of another layer of its kind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QStringListModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from nnstudio.app.session import Session
from nnstudio.app.sharing import holders_for, share_weights
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.param_editor import LABEL_WIDTH
from nnstudio.graph.project import Node


class ShareRow(QWidget):
    """Offers the layers whose weights could be used; hidden where there are none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._node: Node | None = None
        self._holders: tuple[str, ...] = ()
        self._label = QLabel()
        self._label.setMinimumWidth(LABEL_WIDTH)
        self.box = ChoiceBox()
        # All texts at once: to add hundreds of layers one by one takes longer than a frame.
        self._texts = QStringListModel(self)
        self.box.setModel(self._texts)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(self._choose)
        self._label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self.box, 1)
        self._translate()

    def show_node(self, node: Node | None) -> None:
        """Show whose weights a node uses; None for several nodes."""
        self._node = node
        graph = self._session.project.graph
        holders = holders_for(graph, node.id) if node is not None else ()
        self.setVisible(bool(holders))
        if node is None or not holders:
            return
        self._holders = ("", *holders)
        text = self.tr("Those of {node}")
        titles = (graph.by_id[holder].title or holder for holder in holders)
        with QSignalBlocker(self.box):
            texts = [self.tr("Its own"), *(text.format(node=title) for title in titles)]
            self._texts.setStringList(texts)
            self.box.setCurrentIndex(self._holders.index(node.shares))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _choose(self, index: int) -> None:
        holder = self._holders[index]
        if self._node is not None and holder != self._node.shares:
            share_weights(self._session, self._node.id, holder)

    def _translate(self) -> None:
        self._label.setText(self.tr("Weights"))
        self.box.setAccessibleName(self.tr("Whose weights it uses"))
        help_ = self.tr(
            "Layers of one kind can share one set of weights and settings, which then learns from "
            "all places where it is used."
        )
        self.box.setToolTip(help_)
        self.box.setAccessibleDescription(help_)
        self.show_node(self._node)
