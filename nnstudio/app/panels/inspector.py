"""The inspector: everything about what is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nnstudio.app.blocks.block_edits import selected_block
from nnstudio.app.panels.parts.block_page import BlockPage
from nnstudio.app.panels.parts.network_page import NetworkPage
from nnstudio.app.panels.parts.node_page import NodePage
from nnstudio.app.panels.parts.remark_page import RemarkPage
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.training import Training
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.project import Node, Remark


class Inspector(QWidget):
    """Shows and edits the selected node, or several together; where none is, the network."""

    weights_wanted = Signal(str)
    """The numbers of a node's weights are wanted in a table."""
    data_wanted = Signal()
    """Data shall be chosen for a network that has none."""

    def __init__(
        self,
        session: Session,
        training: Training,
        memory: UserSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self.node_page = NodePage(session, memory)
        self.node_page.title_edited.connect(self._set_title)
        self.node_page.setting_edited.connect(self._set_value)
        self.node_page.editing_finished.connect(session.close_merge)
        self.node_page.weights_wanted.connect(self._want_weights)
        self.network_page = NetworkPage()
        self.network_page.data_wanted.connect(self.data_wanted)
        self.block_page = BlockPage(session)
        self.remark_page = RemarkPage(session)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        for page in (self.node_page, self.network_page, self.remark_page, self.block_page):
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._pages.addWidget(scroll)
            scroll.setWidget(page)  # last, for it styles the page
        session.changed.connect(self._show)
        session.opened.connect(self._show)
        session.selection_changed.connect(self._show_selection)
        session.weights_changed.connect(self._show)
        training.state_changed.connect(self._show)
        self._translate()

    def sizeHint(self) -> QSize:
        return QSize(300, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- what the user does ----

    def _set_title(self, title: str) -> None:
        node = self._nodes()[0]
        label = Text(N_("Rename {node}"), node=node.id)
        project = edits.set_title(self._session.project, node.id, title)
        self._session.edit(label, project, merge=f"{node.id}/title")

    def _want_weights(self) -> None:
        self.weights_wanted.emit(self._nodes()[0].id)

    def _set_value(self, key: str, value: object) -> None:
        nodes = self._nodes()
        name = type(nodes[0].layer).params()[key].label
        setting = Text(name) if name else key
        if len(nodes) == 1:
            label = Text(N_("Change {setting} of {node}"), setting=setting, node=nodes[0].id)
        else:
            label = Text(N_("Change {setting} of {count} nodes"), setting=setting, count=len(nodes))
        project = self._session.project
        try:
            for node in nodes:
                project = edits.set_values(project, node.id, **{key: value})
        except UserError:
            return  # the form says what is wrong with it
        merge = "/".join([*(node.id for node in nodes), key])
        self._session.edit(label, project, merge=merge)

    # ---- what is shown ----

    def _nodes(self) -> tuple[Node, ...]:
        by_id = self._session.project.graph.by_id
        return tuple(by_id[node_id] for node_id in self._session.selection)

    def _remarks(self) -> tuple[Remark, ...]:
        """Return the selected frames and notes where no node is selected."""
        by_id = self._session.project.graph.remarks_by_id
        chosen = () if self._session.selection else self._session.selected_remarks
        return tuple(by_id[remark_id] for remark_id in chosen)

    def _show_selection(self) -> None:
        self._session.close_merge()
        self._show()

    def _show(self) -> None:
        self._apply(anew=False)

    def _apply(self, anew: bool) -> None:
        nodes = self._nodes()
        remarks = self._remarks()
        block = None if remarks else selected_block(self._session)
        self._pages.setCurrentIndex(2 if remarks else 3 if block else 0 if nodes else 1)
        if remarks:
            self.remark_page.show_remarks(remarks)
            return
        analysis = self._session.analysis
        if block is not None:
            self.block_page.show_block(block, analysis, anew)
            return
        if not nodes:
            learning = self._training.active
            self.network_page.show_network(analysis, self._session.checkpoint, learning)
            return
        single = len(nodes) == 1
        report = analysis.reports.get(nodes[0].id) if single else None
        problems = analysis.problems_at(nodes[0].id) if single else ()
        self.node_page.show_nodes(nodes, report, problems, anew)
        if report is not None:
            weights = self._session.weights or {}
            values = [weights.get((nodes[0].id, name)) for name, _ in report.weights]
            fitting = [
                value if value is not None and value.shape == weight.shape else None
                for value, (_, weight) in zip(values, report.weights, strict=True)
            ]
            self.node_page.weights.set_weights(report.weights, fitting)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Inspector"))
        self._apply(anew=True)
