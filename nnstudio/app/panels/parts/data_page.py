"""What the data panel says of the chosen data: samples, options, preparation, origin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.preparation_chain import PreparationChain
from nnstudio.app.panels.parts.preview import Preview
from nnstudio.app.panels.parts.sample_preview import SamplePreview
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.shapes import shape_text
from nnstudio.data import DatasetInfo
from nnstudio.graph.data_plan import DataPlan

_MOST_NAMED = 12


class DataPage(QWidget):
    """Shows a data set and how it is prepared, and reports what the user wants to be different."""

    option_edited = Signal(str, object)
    """An option of the data set and the value that the user wants."""
    preparation_edited = Signal(object)
    """The `PreparationEdit` that the user wants."""
    editing_finished = Signal()
    """The user has finished with a field."""
    other_samples_wanted = Signal()
    browsing_wanted = Signal()
    """The user wants to see every sample."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info: DatasetInfo | None = None
        self._drawn = True
        self._summary, self._running_note = QLabel(), QLabel()
        for label in (self._summary, self._running_note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._running_note.setProperty("role", "warning")
        self._running_note.hide()
        self.samples = SamplePreview()
        self.browse_button, self.other_button = QToolButton(), QToolButton()
        for button, symbol, wanted in (
            (self.browse_button, "table", self.browsing_wanted),
            (self.other_button, "shuffle", self.other_samples_wanted),
        ):
            button.setIcon(icon(symbol, "muted"))
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(wanted)
        self.options = ParamEditor()
        self.options.edited.connect(self.option_edited)
        self.options.finished.connect(self.editing_finished)
        self.preparation = PreparationChain()
        self.preparation.edited.connect(self.preparation_edited)
        self.preparation.finished.connect(self.editing_finished)
        self.facts = FactList()
        self._lay_out()
        self._translate()

    def show_data(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show what a data set is and how it is prepared."""
        self._info = info
        # A size such as 28 × 28 stays on one line.
        self._summary.setText(
            tr_text(info.summary).replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")
        )
        drawn = plan.source.file is None and not info.licence
        if drawn != self._drawn:
            self._drawn = drawn
            # How a file is read was decided when it was chosen; toys are played with.
            self._options_part.set_expanded(drawn)
        self._show_options()
        self._options_part.setVisible(bool(type(info.options).params()))
        self._name_options()
        self.samples.show_kind(info)
        self.other_button.setVisible(info.kind != "points")
        self.preparation.show_plan(info, plan)
        self.facts.set_facts(self._facts(info))

    def show_preview(self, preview: Preview, info: DatasetInfo) -> None:
        """Show samples of the data set with this card."""
        self.samples.show_samples(preview, info)

    def set_running(self, running: bool) -> None:
        """Say whether a run is going on, for which changes here come too late."""
        self._running_note.setVisible(running)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _facts(self, info: DatasetInfo) -> list[tuple[str, str]]:
        shape = shape_text(info.signature.input_shape).replace(" ", "\N{NO-BREAK SPACE}")
        facts = [*self._targets(info), (self.tr("One sample"), shape)]
        if info.attribution:
            facts.append((self.tr("Source"), info.attribution))
        if info.licence:
            facts.append((self.tr("Licence"), info.licence))
        return facts

    def _targets(self, info: DatasetInfo) -> list[tuple[str, str]]:
        """Return what is to be told of each sample."""
        targets = info.signature.all_targets
        if len(targets) == 1 and targets[0].classes:
            return [(self.tr("Classes"), f"{len(targets[0].classes):,}")]
        words = []
        for target in targets:
            name = _with_unit(info, target.name) or shape_text(target.shape)
            if target.classes:
                name += ": " + ", ".join(target.classes[:_MOST_NAMED])
                name += ", …" if len(target.classes) > _MOST_NAMED else ""
            words.append(name)
        return [(self.tr("Targets"), "\n".join(words))]

    def _lay_out(self) -> None:
        samples = QWidget()
        inside = QVBoxLayout(samples)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.samples)
        row = QHBoxLayout()
        row.addWidget(self.browse_button)
        row.addStretch(1)
        row.addWidget(self.other_button)
        inside.addLayout(row)
        self._samples_part = CollapsibleSection("", samples)
        self._options_part = CollapsibleSection("", self.options)
        self._options_part.expanded_changed.connect(self._show_options)
        self._preparation_part = CollapsibleSection("", self.preparation)
        self._facts_part = CollapsibleSection("", self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(10)
        column.addWidget(self._summary)
        column.addWidget(self._running_note)
        for part in (
            self._samples_part,
            self._options_part,
            self._preparation_part,
            self._facts_part,
        ):
            column.addWidget(part)
        column.addStretch(1)

    def _show_options(self) -> None:
        """Show the options, once they are unfolded: a file has many."""
        if self._info is not None and self._options_part.is_expanded():
            self.options.set_value(self._info.options)

    def _name_options(self) -> None:
        title = self.tr("How it is drawn") if self._drawn else self.tr("How it is read")
        self._options_part.set_title(title)

    def _translate(self) -> None:
        self._samples_part.set_title(self.tr("Samples"))
        self._name_options()
        self._preparation_part.set_title(self.tr("Preparation"))
        self._facts_part.set_title(self.tr("About this data"))
        self.browse_button.setText(" " + self.tr("Browse data"))
        self.browse_button.setToolTip(self.tr("Look at every sample, and put classes right"))
        self.other_button.setText(" " + self.tr("Others"))  # the style leaves no gap
        self.other_button.setToolTip(self.tr("Show other samples"))
        self._running_note.setText(
            self.tr("A run is going on with the data as it was. Changes count from the next run.")
        )
        if self._info is not None:
            self.facts.set_facts(self._facts(self._info))


def _with_unit(info: DatasetInfo, name: str) -> str:
    unit = info.unit(name)
    return f"{name} ({unit})" if unit else name
