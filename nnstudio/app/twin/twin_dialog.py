"""Where the second of two runs gets its difference: settings of training and of any layers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.panels.inspector import Inspector
from nnstudio.app.panels.parts.training_settings import TrainingSettings
from nnstudio.app.settings import Settings
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.twin.twin_run import TwinRun

LIST_WIDTH = 190


class TwinDialog(QDialog):
    """Shows B's training and layers beside a form; whatever is changed there is the difference.

    Several layers are chosen with Ctrl or Shift and edited together.
    """

    def __init__(self, twin: TwinRun, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._twin = twin
        self.list = QListWidget()
        self.list.setObjectName("settingsPages")
        self.list.setIconSize(QSize(18, 18))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.training = TrainingSettings(twin.session, settings)
        self.inspector = Inspector(twin.session, twin.training, settings)
        self.stack = QStackedWidget()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 12)
        column.addWidget(self.training)
        column.addStretch(1)
        scroll.setWidget(inside)
        self.stack.addWidget(scroll)
        self.stack.addWidget(self.inspector)
        self.difference = QLabel()
        self.difference.setWordWrap(True)
        self.difference.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.close)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 12)
        foot.addWidget(self.difference, 1)
        foot.addWidget(self.buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.list.itemSelectionChanged.connect(self._choose)
        twin.changed.connect(self._show_difference)
        twin.session.changed.connect(self.training.refresh)
        self._retranslate()
        self.list.setCurrentRow(0)
        self.resize(760, 560)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _choose(self) -> None:
        """Show the form of what is chosen."""
        rows = [self.list.row(item) for item in self.list.selectedItems()]
        nodes = [str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in rows if row]
        self.stack.setCurrentIndex(1 if nodes else 0)
        if nodes:
            self._twin.session.select(nodes)

    def _show_difference(self) -> None:
        found = [tr_text(difference.text) for difference in self._twin.differences]
        if not self._twin.active:
            self.close()
        self.difference.setText("\n".join(found) or self.tr("A and B are alike as yet."))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("The twin, B"))
        self.list.setAccessibleName(self.tr("What can differ"))
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItem(QListWidgetItem(icon("sliders-horizontal"), self.tr("Training")))
        for node in self._twin.session.project.graph.nodes:
            item = QListWidgetItem(icon(layer_icon_name(node.layer)), node.title or node.id)
            item.setData(Qt.ItemDataRole.UserRole, node.id)
            self.list.addItem(item)
        self.list.setCurrentRow(max(row, 0))
        self._show_difference()
