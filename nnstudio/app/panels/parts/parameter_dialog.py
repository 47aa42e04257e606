"""Choosing which settings of its layers a block offers, and what they are called."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.graph.block_parameters import possible_parameters
from nnstudio.graph.project import BlockParameter, Graph, Group


class ParameterDialog(QDialog):
    """Lists the settings with a box to tick and a name to write; `parameters` is what was chosen."""

    def __init__(self, graph: Graph, block: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Parameters of {block}").format(block=block.title))
        text = QLabel(
            self.tr("Tick what the block shall offer. Equal settings of several layers are one.")
        )
        text.setWordWrap(True)
        text.setProperty("role", "muted")
        self.list = QTreeWidget()
        self.list.setHeaderLabels([self.tr("Name"), self.tr("Setting"), self.tr("Layers")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Settings of the layers"))
        self.list.setEditTriggers(
            QTreeWidget.EditTrigger.DoubleClicked | QTreeWidget.EditTrigger.EditKeyPressed
        )
        self._known = possible_parameters(graph, block)
        chosen = set(block.parameters)
        for parameter in self._known:
            node_id, key = parameter.places[0]
            kind = type(graph.by_id[node_id].layer)
            setting = tr_text(kind.params()[key].label) or key.replace("_", " ")
            layers = ", ".join(graph.by_id[i].title or i for i, _ in parameter.places)
            row = QTreeWidgetItem([tr_text(Text(parameter.name)), setting, layers])
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = parameter in chosen
            row.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            row.setToolTip(2, layers)
            self.list.addTopLevelItem(row)
        for column in range(2):
            self.list.resizeColumnToContents(column)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column_layout = QVBoxLayout(self)
        column_layout.addWidget(text)
        column_layout.addWidget(self.list, 1)
        column_layout.addWidget(buttons)

    def sizeHint(self) -> QSize:
        return QSize(520, 380)

    def parameters(self) -> tuple[BlockParameter, ...]:
        """Return what is ticked, by the names that stand there now; none is called as another."""
        chosen: dict[str, BlockParameter] = {}
        for index, parameter in enumerate(self._known):
            row = self.list.topLevelItem(index)
            if row is None or row.checkState(0) != Qt.CheckState.Checked:
                continue
            shown = row.text(0).strip()
            # A name that nobody changed stays as it is kept, so that it is told in any language.
            name = parameter.name if shown == tr_text(Text(parameter.name)) else shown
            name = base = name or parameter.name
            count = 1
            while name in chosen:
                count += 1
                name = f"{base} {count}"
            chosen[name] = BlockParameter(name, parameter.places)
        return tuple(chosen.values())
