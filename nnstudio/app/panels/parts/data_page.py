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
from nnstudio.app.panels.parts.sample_table import SampleTable
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.shapes import shape_text, size_of
from nnstudio.data import DatasetInfo
from nnstudio.data.targets import class_target
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.signature import Signature, Target


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
        self._previewed: DatasetInfo | None = None
        self._summary, self._test_note, self._running_note = QLabel(), QLabel(), QLabel()
        for label in (self._summary, self._test_note, self._running_note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._test_note.setProperty("role", "muted")
        self._running_note.setProperty("role", "warning")
        self._running_note.hide()
        self.sheet, self.points, self.table = SampleSheet(), PointsView(), SampleTable()
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
        self.other_button.setVisible(info.kind != "points")
        self.points.setVisible(info.kind == "points")
        self.table.setVisible(info.kind == "table")
        self.facts.set_facts(self._facts(info, plan))

    def show_preview(self, preview: Preview, info: DatasetInfo) -> None:
        """Show samples of the data set with this card."""
        self._preview, self._previewed = preview, info
        signature = info.signature
        if preview.kind == "image":
            classes = _balanced(info).classes
            captions = tuple(classes[n] if classes else "" for n in preview.labels.tolist())
            self.sheet.set_samples(preview.samples, captions, preview.indices)
        elif preview.kind == "points":
            self.points.set_points(preview.samples, preview.labels, signature.features)
        else:
            names = *signature.features, *_numbers(signature)
            units = any(info.unit(name) for name in names)
            heads = [f"{name}\n{info.unit(name)}" if units else name for name in names]
            targets = len(heads) - len(signature.features)
            self.table.set_rows(tuple(heads), targets, preview.rows)
        self._show_balance()

    def set_running(self, running: bool) -> None:
        """Say whether a run is going on, for which changes here come too late."""
        self._running_note.setVisible(running)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show_balance(self) -> None:
        preview, info = self._preview, self._previewed
        if preview is None or info is None:
            return
        target = _balanced(info)
        title = self.tr("Samples per class")
        self._balance_title.setText(f"{title}: {target.name}" if target.name else title)
        self._balance_title.setVisible(bool(target.classes))
        most = max(int(preview.counts.max(initial=0)), 1)
        colored = preview.kind == "points"
        self.balance.set_bars(
            tuple(
                Bar(name, count / most, f"{count:,}", color=class_color(n) if colored else "")
                for n, (name, count) in enumerate(
                    zip(target.classes, preview.counts.tolist(), strict=True)
                )
            )
        )

    def _facts(self, info: DatasetInfo, plan: DataPlan) -> list[tuple[str, str]]:
        shape = shape_text(info.signature.input_shape).replace(" ", "\N{NO-BREAK SPACE}")
        facts = [
            (self.tr("Training"), f"{info.train_count - plan.validation:,}"),
            (self.tr("Validation"), f"{plan.validation:,}"),
            (self.tr("Test"), f"{info.test_count:,}"),
            (self.tr("One sample"), shape),
            (self.tr("Scaled by"), _scaling_text("x", plan.shift, plan.scale)),
        ]
        facts[3:3] = self._targets(info)
        if plan.target_scale:
            scaled = _scaling_text("t", plan.target_shift, plan.target_scale)
            facts.append((self.tr("Targets scaled by"), scaled))
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
                name += ": " + ", ".join(target.classes)
            words.append(name)
        return [(self.tr("Targets"), "\n".join(words))]

    def _lay_out(self) -> None:
        samples = QWidget()
        inside = QVBoxLayout(samples)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.sheet)
        inside.addWidget(self.points)
        inside.addWidget(self.table)
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
        self.balance.setAccessibleName(self.tr("Samples per class"))
        self.sheet.setAccessibleName(self.tr("Samples of the data set"))
        self.points.setAccessibleName(self.tr("Points of the data set"))
        self.table.setAccessibleName(self.tr("Rows of the data set"))
        self._show_balance()
        self.other_button.setText(" " + self.tr("Others"))  # the style leaves no gap
        self.other_button.setToolTip(self.tr("Show other samples"))
        self._test_note.setText(
            self.tr("The test samples are kept apart: only Evaluate looks at them.")
        )
        self._running_note.setText(
            self.tr("A run is going on with the data as it was. Changes count from the next run.")
        )


def _balanced(info: DatasetInfo) -> Target:
    """Return the target whose classes are counted; one without classes where there is none."""
    number = class_target(info.signature)
    return Target() if number is None else info.signature.all_targets[number]


def _with_unit(info: DatasetInfo, name: str) -> str:
    unit = info.unit(name)
    return f"{name} ({unit})" if unit else name


def _numbers(signature: Signature) -> list[str]:
    """Return a name for each number that the data tells of a sample."""
    names = []
    for target in signature.all_targets:
        size = size_of(target.shape)
        names += [target.name] if size == 1 else [f"{target.name} {n + 1}" for n in range(size)]
    return names


def _scaling_text(name: str, shift: tuple[float, ...], scale: tuple[float, ...]) -> str:
    if all(value == 0 for value in shift) and all(value == 1 for value in scale):
        return "–"
    shifts = ", ".join(f"{value:.4g}" for value in shift)
    scales = ", ".join(f"{value:.4g}" for value in scale)
    if len(shift) > 1:
        shifts, scales = f"({shifts})", f"({scales})"
    return f"({name} − {shifts}) × {scales}"
