"""What the inspector says of a block."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from nnstudio.app.blocks import block_edits
from nnstudio.app.panels.parts.block_form import BlockForm
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.problem_list import ProblemList
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.flow_layout import FlowLayout
from nnstudio.core.shapes import shape_text
from nnstudio.graph.analysis import Analysis, Problem
from nnstudio.graph.project import Group

TILE = 36
_MOST_LAYERS = 60


class BlockPage(QWidget):
    """Shows a block's parameters, its layers with their sizes, and the problems of all of them."""

    saving_wanted = Signal()
    """The user wants the block kept for other drawings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._block: Group | None = None
        self._tile = QLabel()
        self._tile.setFixedSize(TILE, TILE)
        self.title = QLineEdit()
        self.title.textEdited.connect(self._rename)
        self.title.editingFinished.connect(self._finish_title)
        self._kind = ElidedLabel()
        self._kind.setProperty("role", "muted")
        self.problems = ProblemList(session, named=True)
        self.form = BlockForm(session)
        self.layers = FactList()
        self.facts = FactList()
        self.fold, self.ungroup, self.save = QPushButton(), QPushButton(), QPushButton()
        self.fold.clicked.connect(lambda: block_edits.fold_selection(session))
        self.ungroup.clicked.connect(lambda: block_edits.ungroup_selection(session))
        self.save.clicked.connect(self.saving_wanted)
        self._settings_part = CollapsibleSection("", self.form)
        self._layers_part = CollapsibleSection("", self.layers)
        self._sizes_part = CollapsibleSection("", self.facts)
        self._lay_out()
        theme_signals.changed.connect(self._paint_tile)
        self._translate()
        self._paint_tile()

    def show_block(self, block: Group, analysis: Analysis, anew: bool = False) -> None:
        """Show a block; ``anew`` after a change of language."""
        if self._block is None or block.id != self._block.id or not self.title.hasFocus():
            self.title.setText(block.title)
        self._block = block
        count, times = len(block.unit), len(block.repetitions)
        if count == 1:
            kind = self.tr("Block of one layer")
        else:
            kind = self.tr("Block of {count} layers").format(count=count)
        self._kind.setText(f"{kind} · × {times}" if times > 1 else kind)
        problems = _problems(block, analysis)
        self.problems.show_problems(problems, anew)
        self.problems.setVisible(bool(problems))
        self.form.show_block(block)
        self.layers.set_facts(self._layers(block, analysis))
        self.facts.set_facts(self._sizes(block, analysis))
        self.fold.setText(self.tr("Expand") if block.collapsed else self.tr("Collapse"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _rename(self, title: str) -> None:
        if self._block is not None and title.strip():
            block_edits.rename(self._session, self._block, title)

    def _finish_title(self) -> None:
        self._session.close_merge()
        if self._block is not None:
            self.title.setText(self._block.title)  # an empty one does not count

    def _layers(self, block: Group, analysis: Analysis) -> list[tuple[str, str]]:
        facts = []
        for node_id in block.unit[:_MOST_LAYERS]:
            report = analysis.reports[node_id]
            shape = shape_text(report.shape) if report.shape is not None else "–"
            if report.parameters:
                text = self.tr("{shape} · {count} parameters")
                shape = text.format(shape=shape, count=f"{report.parameters:,}")
            facts.append((report.node.title or node_id, shape))
        if len(block.unit) > _MOST_LAYERS:
            facts.append(("…", ""))
        return facts

    def _sizes(self, block: Group, analysis: Analysis) -> list[tuple[str, str]]:
        reports = [analysis.reports[node_id] for node_id in block.members]
        parameters = sum(report.parameters for report in reports)
        operations = sum(report.multiply_adds for report in reports)
        return [
            (self.tr("Parameters"), f"{parameters:,}"),
            (self.tr("Multiply-adds"), f"{operations:,}"),
        ]

    def _paint_tile(self) -> None:
        self._tile.setPixmap(icon_pixmap("package", TILE - 8, "accent", self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self._kind)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.fold, self.ungroup, self.save):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.problems)
        column.addWidget(self._settings_part)
        column.addWidget(self._layers_part)
        column.addWidget(self._sizes_part)
        column.addWidget(buttons)
        column.addStretch(1)

    def _translate(self) -> None:
        self.title.setAccessibleName(self.tr("Title of the block"))
        self.title.setToolTip(self.tr("Give the block a title"))
        self.ungroup.setText(self.tr("Ungroup"))
        self.save.setText(self.tr("Save as a block of mine…"))
        self._settings_part.set_title(self.tr("Settings"))
        self._layers_part.set_title(self.tr("Layers"))
        self._sizes_part.set_title(self.tr("Sizes"))
        if self._block is not None:
            self.show_block(self._block, self._session.analysis, anew=True)


def _problems(block: Group, analysis: Analysis) -> list[Problem]:
    """Return the problems of a block's nodes; what each repetition has is told of the first."""
    first = {
        node_id: model
        for row in block.repetitions
        for model, node_id in zip(block.unit, row, strict=True)
    }
    found = [problem for problem in analysis.problems if problem.node_id in first]
    told = {problem.node_id for problem in found if problem.node_id in block.unit}
    return [p for p in found if p.node_id in told or first[p.node_id] not in told]
