"""What the inspector says of one node, or of several together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.panels.parts.activation_plot import ActivationPlot
from nnstudio.app.panels.parts.data_words import known_choices, known_names
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.formula_view import FormulaView
from nnstudio.app.panels.parts.node_head import NodeHead
from nnstudio.app.panels.parts.problem_list import ProblemList
from nnstudio.app.panels.parts.share_row import ShareRow
from nnstudio.app.panels.parts.start_preview import StartPreview
from nnstudio.app.panels.parts.weight_table import WeightTable
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.app.widgets.tab_order import tab_through
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import shape_text
from nnstudio.graph.analysis import NodeReport
from nnstudio.graph.problem import Problem
from nnstudio.graph.project import Node


class NodePage(QWidget):
    """Shows a layer's settings, sizes, formula and weights, and reports what the user changes."""

    title_edited = Signal(str)
    """The user gave the node another name."""
    setting_edited = Signal(str, object)
    """A setting and the value that the user wants."""
    editing_finished = Signal()
    """The user has finished with a field."""
    weights_wanted = Signal()
    """The user wants to see and change each number of the weights."""

    def __init__(
        self, session: Session, memory: UserSettings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._memory = session, memory
        self._nodes: tuple[Node, ...] = ()
        self._offered: dict[str, tuple[str, ...]] = {}
        self.head = NodeHead(session)
        self.head.title_edited.connect(self.title_edited)
        self.head.editing_finished.connect(self.editing_finished)
        self.title = self.head.title
        self.problems = ProblemList(session, named=False)
        self._forms: dict[frozenset[type[Layer]], ParamEditor] = {}
        self._form: ParamEditor | None = None
        self.share_row = ShareRow(session)
        self._form_place = QWidget()
        self._form_column = QVBoxLayout(self._form_place)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._form_column.setSpacing(8)
        self._form_column.addWidget(self.share_row)
        self.start = StartPreview(session)
        self._form_column.addWidget(self.start)
        self.facts = FactList()
        self.plot = ActivationPlot()
        self.formula = FormulaView()
        self._source = QLabel()
        self._source.setProperty("role", "muted")
        self._source.setWordWrap(True)
        self.weights = WeightTable()
        self.weights.edit_wanted.connect(self.weights_wanted)
        formula = QWidget()
        inside = QVBoxLayout(formula)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.formula)
        inside.addWidget(self.plot)
        inside.addWidget(self._source)
        self._settings_part = CollapsibleSection("", self._form_place)
        self._sizes_part = CollapsibleSection("", self.facts)
        self._formula_part = CollapsibleSection("", formula)
        self._weights_part = CollapsibleSection("", self.weights)
        self._lay_out()
        self._translate()

    def show_nodes(
        self,
        nodes: tuple[Node, ...],
        report: NodeReport | None,
        problems: tuple[Problem, ...],
        anew: bool = False,
    ) -> None:
        """Show one node, or several: then what their layers have in common.

        Parameters
        ----------
        report
            What the analysis says of a single node; None for several.
        anew
            True after a change of language.
        """
        self._nodes = nodes
        layers = [node.layer for node in nodes]
        one_kind = len({type(layer) for layer in layers}) == 1
        self.head.show_nodes(nodes)
        self.problems.show_problems(problems, anew)
        self.problems.setVisible(bool(problems))
        self._show_form(layers)
        self.share_row.show_node(nodes[0] if len(nodes) == 1 else None)
        self._sizes_part.setVisible(report is not None)
        self._weights_part.setVisible(report is not None and bool(report.weights))
        self.start.show_report(report)
        if report is not None:
            self.facts.set_facts(self._sizes(report))
        if one_kind:
            self._show_formula(layers)
        else:
            self._formula_part.hide()

    @property
    def form(self) -> ParamEditor:
        """The form with the settings of the layer that is shown."""
        assert self._form is not None, "no node is shown yet"
        return self._form

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_form(self, layers: Sequence[Layer]) -> None:
        """Show the form of the layers' kinds; each is made once, for making one takes a moment."""
        kinds = frozenset(type(layer) for layer in layers)
        form = self._forms.get(kinds)
        if form is None:
            memory = self._memory if len(kinds) == 1 else None
            form = self._forms[kinds] = ParamEditor(choice_texts, memory, resettable=True)
            form.edited.connect(partial(self._forward, form))
            form.finished.connect(self.editing_finished)
            self._form_column.insertWidget(0, form)
            tab_through(self._form_place, [form])
        before, self._form = self._form, form
        if before is not None and before is not form:
            before.hide()
        if len(kinds) == 1:
            self._offer_words(form, layers[0])
        form.set_value(layers[0], others=layers[1:])
        form.show()

    def _offer_words(self, form: ParamEditor, layer: Layer) -> None:
        project = self._session.project
        for key, names in known_names(layer, project).items():
            form.suggest(key, names)
        offered = known_choices(layer, project)
        if offered != self._offered:  # else a list that is open would be filled anew
            for key, choices in offered.items():
                form.offer(key, choices)
            self._offered = offered or self._offered

    def _forward(self, form: ParamEditor, key: str, value: object) -> None:
        # What leaving a hidden form reports is about a node that is no longer shown.
        if form is self._form:
            self.setting_edited.emit(key, value)

    def _show_formula(self, layers: Sequence[Layer]) -> None:
        """Show the formula of layers of one kind, and of their activation where it is the same."""
        layer = layers[0]
        formulas = [layer.formula] if layer.formula else []
        known = {n.activation_function() for n in layers if isinstance(n, ActivatedLayer)}
        function = known.pop() if len(known) == 1 else None
        if function is not None:
            formulas.append(function.formula)
        self.formula.set_formulas(tuple(formulas))
        self._formula_part.setVisible(bool(formulas))
        drawn = function is not None and function.elementwise
        if function is not None and drawn:
            self.plot.set_activation(function)
        self.plot.setVisible(drawn)
        sources = [layer.source, function.source if function is not None else ""]
        self._source.setText("; ".join(filter(None, dict.fromkeys(sources))))
        self._source.setVisible(any(sources))

    def _sizes(self, report: NodeReport) -> list[tuple[str, str]]:
        incoming = " + ".join(f"({shape_text(s)})" for s in report.input_shapes)
        if len(report.input_shapes) == 1:
            incoming = shape_text(report.input_shapes[0])
        unknown = "–"
        facts = [(self.tr("Output"), shape_text(report.shape) if report.shape else unknown)]
        if report.sources:
            facts.insert(0, (self.tr("Input"), incoming or unknown))
        if report.shape is not None:
            facts += [
                (self.tr("Parameters"), f"{report.parameters:,}"),
                (self.tr("Multiply-adds"), f"{report.multiply_adds:,}"),
            ]
        return facts

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.problems)
        for part in (
            self._settings_part,
            self._sizes_part,
            self._formula_part,
            self._weights_part,
        ):
            column.addWidget(part)
        column.addStretch(1)

    def _translate(self) -> None:
        self._settings_part.set_title(self.tr("Settings"))
        self._sizes_part.set_title(self.tr("Sizes"))
        self._formula_part.set_title(self.tr("Formula"))
        self._weights_part.set_title(self.tr("Weights"))
