"""What the inspector says of the whole network while no node is selected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.background import Background
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.formula_view import FormulaView
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.core.errors import UserError
from nnstudio.core.memory import memory_text, physical_memory
from nnstudio.core.text import Text
from nnstudio.data import data_card
from nnstudio.engine.memory import memory_of
from nnstudio.engine.messages import Checkpoint
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.data_plan import DataPlan

UNKNOWN = "–"


class NetworkPage(QWidget):
    """Sums up the network: its size, what it learns from, and what it minimises."""

    data_wanted = Signal()
    """The user wants to choose the data that is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        for label in (self._title, self._hint):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.facts = FactList()
        self._foreseen = Background(self)
        self._foreseen.done.connect(self._take_memory)
        self._foreseen.failed.connect(self._take_refusal)
        self._weighed: object = None
        self._memory = UNKNOWN
        self._shown: tuple[Analysis, Checkpoint | None, bool] | None = None
        self._loss_name = QLabel()
        self._loss_name.setWordWrap(True)
        self.formula = FormulaView()
        loss = QWidget()
        inside = QVBoxLayout(loss)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._loss_name)
        inside.addWidget(self.formula)
        self.data_button = QPushButton()
        self.data_button.clicked.connect(self.data_wanted)
        network = QWidget()
        facts = QVBoxLayout(network)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(8)
        facts.addWidget(self.facts)
        facts.addWidget(self.data_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._network_part = CollapsibleSection("", network)
        self._loss_part = CollapsibleSection("", loss)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        for widget in (self._title, self._hint, self._network_part, self._loss_part):
            column.addWidget(widget)
        column.addStretch(1)
        self._translate()

    def show_network(
        self, analysis: Analysis, checkpoint: Checkpoint | None, learning: bool
    ) -> None:
        """Show the network of an analysis; ``learning``: a run goes on."""
        project = analysis.project
        self._title.setText(project.name or self.tr("The network"))
        self._hint.setText(
            self.tr("Select a node to see and change its settings; several are changed together.")
        )
        self._shown = (analysis, checkpoint, learning)
        self._foresee(analysis)
        self._show_facts()
        loss = project.training.loss
        self._loss_name.setText(
            self.tr("{name}. {summary}").format(
                name=tr_text(loss.label), summary=tr_text(loss.summary)
            )
        )
        self.formula.set_formulas((loss.formula,))

    def _show_facts(self) -> None:
        if self._shown is None:
            return
        analysis, checkpoint, learning = self._shown
        project = analysis.project
        self.data_button.setVisible(not learning and not project.data.source.dataset)
        self.facts.set_facts(
            [
                (self.tr("Layers"), f"{len(project.graph.nodes):,}"),
                (self.tr("Parameters"), self._parameters(analysis)),
                (self.tr("Multiply-adds"), f"{analysis.multiply_adds:,}"),
                (self.tr("Memory for training"), self._memory),
                (self.tr("Data"), self._data(project.data)),
                (self.tr("State"), self._state(analysis, checkpoint, learning)),
            ]
        )

    def _foresee(self, analysis: Analysis) -> None:
        """Have the memory predicted where anything changed that it depends on."""
        project, training = analysis.project, analysis.project.training
        weighed = (
            [(node.id, node.layer, node.shares) for node in project.graph.nodes],
            project.graph.wires,
            project.data,
            training.with_values(epochs=1, seed=0),
        )
        if weighed == self._weighed:
            return
        self._weighed, self._memory = weighed, UNKNOWN
        self._foreseen.forget()
        if analysis.ready:
            self._foreseen.start(partial(_memory, analysis))

    def _take_memory(self, count: int) -> None:
        self._memory = memory_text(count)
        there = physical_memory()
        if 0 < there < count:
            self._memory = self.tr("{need}, but this computer has {there}").format(
                need=self._memory, there=memory_text(there)
            )
        self._show_facts()

    def _take_refusal(self, text: Text) -> None:
        self._memory = tr_text(text)
        self._show_facts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _parameters(self, analysis: Analysis) -> str:
        kept = sum(r.parameters for r in analysis.reports.values() if r.node.frozen)
        if not kept:
            return f"{analysis.parameters:,}"
        return self.tr("{count}, of which {frozen} frozen").format(
            count=f"{analysis.parameters:,}", frozen=f"{kept:,}"
        )

    def _data(self, plan: DataPlan) -> str:
        if not plan.source.dataset:
            return self.tr("none chosen")
        try:
            return tr_text(data_card(plan).title)
        except UserError:
            return plan.source.dataset  # of a newer version, or one that is gone

    def _state(self, analysis: Analysis, checkpoint: Checkpoint | None, learning: bool) -> str:
        if learning:
            return self.tr("learns now")
        if not analysis.order:
            return self.tr("nothing is drawn yet")
        if not analysis.ready:
            return self.tr("has problems")
        step = checkpoint.step if checkpoint is not None else 0
        if not step and not analysis.project.data.source.dataset:
            return self.tr("needs data to train")
        if checkpoint is None:
            return self.tr("ready to train")
        if not step:
            return self.tr("ready to train, weights set by hand")
        if step == 1:
            return self.tr("trained, one step")
        return self.tr("trained, {steps} steps").format(steps=f"{step:,}")

    def _translate(self) -> None:
        self._network_part.set_title(self.tr("Network"))
        self._loss_part.set_title(self.tr("Loss"))
        self.data_button.setText(self.tr("Choose data…"))


def _memory(analysis: Analysis) -> int:
    return memory_of(analysis).total
