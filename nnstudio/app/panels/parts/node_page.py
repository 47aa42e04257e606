"""What the inspector says of one node, or of several of one kind."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.activations.activated import ActivatedLayer
from nnstudio.app.choice_texts import choice_texts
from nnstudio.app.layer_picture import layer_summary, layer_tile
from nnstudio.app.panels.parts.activation_plot import ActivationPlot
from nnstudio.app.panels.parts.data_words import known_choices, known_names
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.formula_view import FormulaView
from nnstudio.app.panels.parts.problem_list import ProblemList
from nnstudio.app.panels.parts.share_row import ShareRow
from nnstudio.app.panels.parts.weight_table import WeightTable
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.layer import CATEGORIES, Layer
from nnstudio.core.shapes import shape_text
from nnstudio.graph.analysis import NodeReport
from nnstudio.graph.problem import Problem
from nnstudio.graph.project import Node

TILE = 36


class NodePage(QWidget):
    """Shows a layer's settings, sizes, formula and weights, and reports what the user changes."""

    title_edited = Signal(str)
    """The user gave the node another name."""
    setting_edited = Signal(str, object)
    """A setting and the value that the user wants."""
    editing_finished = Signal()
    """The user has finished with a field."""

    def __init__(
        self, session: Session, memory: UserSettings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._memory = session, memory
        self._nodes: tuple[Node, ...] = ()
        self._offered: dict[str, tuple[str, ...]] = {}
        self._tile = QLabel()
        self._tile.setFixedSize(TILE, TILE)
        self.title = QLineEdit()
        self.title.textEdited.connect(self.title_edited)
        self.title.editingFinished.connect(self.editing_finished)
        self._several = QLabel()
        self._several.setProperty("role", "heading")
        self._kind = ElidedLabel()
        self._kind.setProperty("role", "muted")
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.problems = ProblemList(session, named=False)
        self._forms: dict[type[Layer], ParamEditor] = {}
        self._form: ParamEditor | None = None
        self.share_row = ShareRow(session)
        form_place = QWidget()
        self._form_column = QVBoxLayout(form_place)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._form_column.setSpacing(8)
        self._form_column.addWidget(self.share_row)
        self.facts = FactList()
        self.plot = ActivationPlot()
        self.formula = FormulaView()
        self._source = QLabel()
        self._source.setProperty("role", "muted")
        self._source.setWordWrap(True)
        self.weights = WeightTable()
        formula = QWidget()
        inside = QVBoxLayout(formula)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.formula)
        inside.addWidget(self.plot)
        inside.addWidget(self._source)
        self._settings_part = CollapsibleSection("", form_place)
        self._sizes_part = CollapsibleSection("", self.facts)
        self._formula_part = CollapsibleSection("", formula)
        self._weights_part = CollapsibleSection("", self.weights)
        self._lay_out()
        theme_signals.changed.connect(self._paint_tile)
        self._translate()

    def show_nodes(
        self,
        nodes: tuple[Node, ...],
        report: NodeReport | None,
        problems: tuple[Problem, ...],
        anew: bool = False,
    ) -> None:
        """Show one node, or several whose layers are of one kind.

        Parameters
        ----------
        report
            What the analysis says of a single node; None for several.
        anew
            True after a change of language.
        """
        self._nodes = nodes
        layer = nodes[0].layer
        self._show_head(nodes, layer)
        self.problems.show_problems(problems, anew)
        self.problems.setVisible(bool(problems))
        self._show_form(layer)
        self.share_row.show_node(nodes[0] if len(nodes) == 1 else None)
        self._sizes_part.setVisible(report is not None)
        self._weights_part.setVisible(report is not None and bool(report.weights))
        if report is not None:
            self.facts.set_facts(self._sizes(report))
        self._show_formula(layer)
        self._paint_tile()

    @property
    def form(self) -> ParamEditor:
        """The form with the settings of the layer that is shown."""
        assert self._form is not None, "no node is shown yet"
        return self._form

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_head(self, nodes: tuple[Node, ...], layer: Layer) -> None:
        single = len(nodes) == 1
        self.title.setVisible(single)
        self._several.setVisible(not single)
        self._several.setText(self.tr("{count} nodes selected").format(count=len(nodes)))
        if self.title.text().strip() != nodes[0].title:
            self.title.setText(nodes[0].title)
        self.title.setPlaceholderText(nodes[0].id)
        words = [tr_text(layer.label), tr_text(CATEGORIES.get(layer.category, layer.category))]
        if single and nodes[0].title:
            words.append(nodes[0].id)
        self._kind.setText(" · ".join(dict.fromkeys(words)))
        self._summary.setText(layer_summary(layer))

    def _show_form(self, layer: Layer) -> None:
        """Show the form of the layer's kind; each is made once, for making one takes a moment."""
        form = self._forms.get(type(layer))
        if form is None:
            form = self._forms[type(layer)] = ParamEditor(choice_texts, self._memory)
            form.edited.connect(partial(self._forward, form))
            form.finished.connect(self.editing_finished)
            self._form_column.insertWidget(0, form)
        before, self._form = self._form, form
        if before is not None and before is not form:
            before.hide()
        self._offer_words(form, layer)
        form.set_value(layer)
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

    def _show_formula(self, layer: Layer) -> None:
        formulas = [layer.formula] if layer.formula else []
        function = layer.activation_function() if isinstance(layer, ActivatedLayer) else None
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

    def _paint_tile(self) -> None:
        if self._nodes:
            picture = layer_tile(self._nodes[0].layer, TILE, self.devicePixelRatioF())
            self._tile.setPixmap(picture)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self._several)
        names.addWidget(self._kind)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._tile)
        head.addLayout(names, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._summary)
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
        self.title.setAccessibleName(self.tr("Name of the node"))
        self.title.setToolTip(self.tr("Give the node a name of your own"))
        self._settings_part.set_title(self.tr("Settings"))
        self._sizes_part.set_title(self.tr("Sizes"))
        self._formula_part.set_title(self.tr("Formula"))
        self._weights_part.set_title(self.tr("Weights"))
