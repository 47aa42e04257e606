"""What the data panel says of the chosen data: samples, balance, options, preparation, origin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.bar_list import Bar, BarList
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.points_view import PointsView, class_color
from nnstudio.app.panels.parts.preparation import preparation_of, preparation_texts
from nnstudio.app.panels.parts.preview import Preview
from nnstudio.app.panels.parts.sample_sheet import SampleSheet
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.shapes import shape_text
from nnstudio.data import DatasetInfo
from nnstudio.graph.project import DataPlan, Signature


class DataPage(QWidget):
    """Shows a data set and reports what the user wants to be different."""

    option_edited = Signal(str, object)
    """An option of the data set and the value that the user wants."""
    preparation_edited = Signal(str, object)
    """A setting of the preparation and the value that the user wants."""
    editing_finished = Signal()
    """The user has finished with a field."""
    other_samples_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._signature: Signature | None = None
        self._summary, self._test_note, self._running_note = QLabel(), QLabel(), QLabel()
        for label in (self._summary, self._test_note, self._running_note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._test_note.setProperty("role", "muted")
        self._running_note.setProperty("role", "warning")
        self._running_note.hide()
        self.sheet, self.points = SampleSheet(), PointsView()
        self.balance = BarList()
        self._balance_title = QLabel()
        self._balance_title.setProperty("role", "section")
        self.other_button = QToolButton()
        self.other_button.setIcon(icon("shuffle", "muted"))
        self.other_button.setIconSize(QSize(14, 14))
        self.other_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.other_button.clicked.connect(self.other_samples_wanted)
        self.options = ParamEditor()
        self.options.edited.connect(self.option_edited)
        self.options.finished.connect(self.editing_finished)
        self.preparation = ParamEditor(preparation_texts)
        self.preparation.edited.connect(self.preparation_edited)
        self.preparation.finished.connect(self.editing_finished)
        self.facts = FactList()
        self._lay_out()
        theme_signals.changed.connect(self._show_balance)
        self._translate()

    def show_data(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show what a data set is and how it is prepared."""
        self._info, self._plan = info, plan
        # A size such as 28 × 28 stays on one line.
        self._summary.setText(
            tr_text(info.summary).replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")
        )
        self.options.set_value(info.options)
        self._options_part.setVisible(bool(type(info.options).params()))
        self.preparation.set_value(preparation_of(plan))
        self.sheet.setVisible(info.kind == "image")
        self.other_button.setVisible(info.kind == "image")
        self.points.setVisible(info.kind == "points")
        self.facts.set_facts(self._facts(info, plan))

    def show_preview(self, preview: Preview, signature: Signature) -> None:
        """Show samples."""
        self._preview, self._signature = preview, signature
        if preview.kind == "image":
            captions = tuple(signature.classes[label] for label in preview.labels.tolist())
            self.sheet.set_samples(preview.samples, captions, preview.indices)
        else:
            self.points.set_points(preview.samples, preview.labels, signature.features)
        self._show_balance()

    def set_running(self, running: bool) -> None:
        """Say whether a run is going on, for which changes here come too late."""
        self._running_note.setVisible(running)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_balance(self) -> None:
        preview, signature = self._preview, self._signature
        if preview is None or signature is None:
            return
        most = max(int(preview.counts.max(initial=0)), 1)
        colored = preview.kind == "points"
        self.balance.set_bars(
            tuple(
                Bar(name, count / most, f"{count:,}", color=class_color(n) if colored else "")
                for n, (name, count) in enumerate(
                    zip(signature.classes, preview.counts.tolist(), strict=True)
                )
            )
        )

    def _facts(self, info: DatasetInfo, plan: DataPlan) -> list[tuple[str, str]]:
        shape = shape_text(info.signature.input_shape).replace(" ", "\N{NO-BREAK SPACE}")
        facts = [
            (self.tr("Training"), f"{info.train_count - plan.validation:,}"),
            (self.tr("Validation"), f"{plan.validation:,}"),
            (self.tr("Test"), f"{info.test_count:,}"),
            (self.tr("Classes"), f"{len(info.signature.classes):,}"),
            (self.tr("One sample"), shape),
            (self.tr("Scaled by"), _scaling_text(plan)),
        ]
        if info.attribution:
            facts.append((self.tr("Source"), info.attribution))
        if info.licence:
            facts.append((self.tr("Licence"), info.licence))
        return facts

    def _lay_out(self) -> None:
        samples = QWidget()
        inside = QVBoxLayout(samples)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.sheet)
        inside.addWidget(self.points)
        row = QHBoxLayout()
        row.addWidget(self._balance_title, 1)
        row.addWidget(self.other_button)
        inside.addLayout(row)
        inside.addWidget(self.balance)
        prepared = QWidget()
        below = QVBoxLayout(prepared)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.preparation)
        below.addWidget(self._test_note)
        self._samples_part = CollapsibleSection("", samples)
        self._options_part = CollapsibleSection("", self.options)
        self._preparation_part = CollapsibleSection("", prepared)
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

    def _translate(self) -> None:
        self._samples_part.set_title(self.tr("Samples"))
        self._options_part.set_title(self.tr("How it is drawn"))
        self._preparation_part.set_title(self.tr("Preparation"))
        self._facts_part.set_title(self.tr("About this data"))
        self._balance_title.setText(self.tr("Samples per class"))
        self.balance.setAccessibleName(self.tr("Samples per class"))
        self.sheet.setAccessibleName(self.tr("Samples of the data set"))
        self.points.setAccessibleName(self.tr("Points of the data set"))
        self.other_button.setText(" " + self.tr("Others"))  # the style leaves no gap
        self.other_button.setToolTip(self.tr("Show other samples"))
        self._test_note.setText(
            self.tr("The test samples are kept apart: only Evaluate looks at them.")
        )
        self._running_note.setText(
            self.tr("A run is going on with the data as it was. Changes count from the next run.")
        )


def _scaling_text(plan: DataPlan) -> str:
    if plan.scaling == "none":
        return "–"
    shift = ", ".join(f"{value:.4g}" for value in plan.shift)
    scale = ", ".join(f"{value:.4g}" for value in plan.scale)
    if len(plan.shift) > 1:
        shift, scale = f"({shift})", f"({scale})"
    return f"(x − {shift}) × {scale}"
