"""How the parts of the embedding share its room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnstudio.app.plots.embedding.below import Below
from nnstudio.app.plots.embedding.class_key import ClassKey
from nnstudio.app.plots.embedding.cloud import Cloud
from nnstudio.app.plots.embedding.sample_box import SampleBox
from nnstudio.app.plots.embedding.sample_pane import SamplePane
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.empty_state import EmptyState

_LOW, _NARROW = 330, 480


class EmbeddingLayout:
    """The points, and around them what chooses and explains them."""

    def __init__(self, icon_name: str, view: QWidget) -> None:
        self.layer_box, self.plane_box, self.count_box = ChoiceBox(), ChoiceBox(), SampleBox()
        self.key, self.cloud, self.pane, self.below = ClassKey(), Cloud(), SamplePane(), Below()
        self.readout = ElidedLabel()
        self.readout.setProperty("role", "muted")
        self.readout.setFont(number_font(0.9))
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._empty, self._body = EmptyState(icon_name, "", ""), QWidget()
        self._beside = True
        self._head = head = QHBoxLayout()
        head.setSpacing(6)
        for box in (self.layer_box, self.plane_box, self.count_box):
            box.hug()
            head.addWidget(box)
        head.addWidget(self.readout, 1)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.cloud, 1)
        middle.addWidget(self.pane)
        self._column = column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.key)
        column.addLayout(middle, 1)
        column.addWidget(self.below)
        whole = QVBoxLayout(view)
        whole.setContentsMargins(10, 6, 8, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)

    def share_room(self, width: int, height: int, rows: int) -> None:
        """Leave out what has no room; ``rows`` of pictures may lie below the points."""
        self.below.setVisible(height >= _LOW)
        self.below.setFixedHeight(min(height // 3, 190 if rows > 2 else 150))
        beside = width >= _NARROW
        self.pane.setVisible(beside)
        self.count_box.setVisible(beside)
        if beside != self._beside:  # a narrow head has no room for what is read out
            self._beside = beside
            (self._column if beside else self._head).removeWidget(self.readout)
            if beside:
                self._head.addWidget(self.readout, 1)
            else:
                self._column.addWidget(self.readout)
            side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
            self.readout.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def say(self, title: str, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the points."""
        self._empty.set_texts(title, text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)

    def retranslate(self) -> None:
        """Take over the texts of another language."""
        translate = QCoreApplication.translate
        names = (
            (self.layer_box, translate("EmbeddingView", "The layer whose outputs are shown")),
            (self.plane_box, translate("EmbeddingView", "Which two axes span the plane")),
            (self.count_box, translate("EmbeddingView", "Which samples, and how many at most")),
        )
        for widget, name in names:
            widget.setToolTip(name)
            widget.setAccessibleName(name)
        points = translate("EmbeddingView", "The samples in the plane of two axes")
        self.cloud.setAccessibleName(points)
        self.key.setAccessibleName(translate("EmbeddingView", "The classes"))
        self.below.retranslate()
        self.count_box.retranslate()
