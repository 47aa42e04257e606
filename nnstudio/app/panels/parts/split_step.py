"""The step that divides the samples into training, validation and test."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.chain_step import LABEL_WIDTH, ChainStep
from nnstudio.app.panels.parts.measures import Measures, count_classes
from nnstudio.app.panels.parts.preparation import (
    PreparationEdit,
    Split,
    changed_split,
    edit_of,
    preparation_texts,
    sensible_splits,
    split_of,
)
from nnstudio.app.panels.parts.split_bar import ClassSplit, Part, SplitBar, percent
from nnstudio.app.shown_work import ShownWork
from nnstudio.app.widgets.fold_button import FoldButton
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data import DatasetInfo
from nnstudio.data.targets import class_target
from nnstudio.graph.data_plan import DataPlan


class SplitStep(ChainStep):
    """Shows how many samples each part has, in all and class by class, and how they are chosen."""

    edited = Signal(object)
    """The `PreparationEdit` that the user wants."""
    finished = Signal()
    """The user has finished with a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("scissors", content, True, parent)
        self._plan = DataPlan()
        self._info: DatasetInfo | None = None
        self._measures: Measures | None = None
        self._choices: tuple[str, ...] = ()
        self.bar, self.classes = SplitBar(), ClassSplit()
        self.form = ParamEditor(preparation_texts, label_width=LABEL_WIDTH)
        self.form.edited.connect(self._edit)
        self.form.finished.connect(self.finished)
        self.by_class = FoldButton()
        self.by_class.setProperty("kind", "quiet")
        self.by_class.toggled.connect(self.classes.setVisible)
        self.classes.hide()
        self._changes = QLabel()
        self._changes.setWordWrap(True)
        self._changes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.restore = QPushButton()
        self.restore.setProperty("kind", "quiet")
        self.restore.clicked.connect(self._restore)
        self._changed_row = QWidget()
        row = QHBoxLayout(self._changed_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._changes, 1)
        row.addWidget(self.restore)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        for widget in (
            self.bar,
            self._changed_row,
            self.form,
            self.by_class,
            self.classes,
            self._note,
        ):
            column.addWidget(widget)
        self._counting = ShownWork(self.classes)
        self._counting.done.connect(self._show_classes)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show how a plan divides its samples."""
        self._info, self._plan = info, plan
        choices = sensible_splits(plan, info)
        if choices != self._choices:
            self._choices = choices
            self.form.offer("split", choices)
        self.form.set_value(split_of(plan))
        total = info.train_count + info.test_count
        for key in ("validation", "test"):
            self.form.field(key).set_unit(percent(getattr(plan, key), total))
        classes = class_target(plan.signature) is not None
        self.by_class.setVisible(classes)
        self.classes.setVisible(classes and self.by_class.isChecked())
        left, changed = len(plan.left_out), len(plan.relabelled)
        self._changed_row.setVisible(bool(left or changed))
        text = self.tr("{left} left out, {changed} with another class")
        self._changes.setText(text.format(left=f"{left:,}", changed=f"{changed:,}"))
        self._note.setVisible(info.test_count > 0 or plan.test > 0)
        if classes:
            self._counting.want(split_key(plan), partial(count_classes, plan))

    def show_measures(self, measures: Measures | None) -> None:
        """Show how many samples each part has; None where it is not known yet."""
        self._measures = measures
        if measures is None:
            self.set_summary("")
            self.bar.set_parts(())
            self.classes.set_rows(())
            return
        training, validation, test = measures.parts
        names = (
            self.tr("Training"),
            self.tr("Validation"),
            self.tr("Test"),
            self.tr("Left out"),
            self.tr("Unused, as they overlap"),
        )
        counts = (training, validation, test, measures.left_out, measures.unused)
        parts = [Part(name, count) for name, count in zip(names, counts, strict=True)]
        self.bar.set_parts(tuple(parts))
        text = self.tr("{training} to learn from, {validation} to validate, {test} to test")
        self.set_summary(
            text.format(training=f"{training:,}", validation=f"{validation:,}", test=f"{test:,}")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _edit(self, key: str, value: object) -> None:
        if self._info is not None:
            changes = changed_split(self._plan, self._info, key, value)
            self.edited.emit(edit_of(Split, key, changes))

    def _restore(self) -> None:
        label = Text(N_("Restore all samples and classes"))
        self.edited.emit(PreparationEdit(label, "", {"left_out": (), "relabelled": ()}))

    def _show_classes(self, counts: Array) -> None:
        number = class_target(self._plan.signature)
        names = () if number is None else self._plan.signature.all_targets[number].classes
        if len(names) == counts.shape[1]:
            columns = counts.T.tolist()
            self.classes.set_rows(
                tuple((name, tuple(row)) for name, row in zip(names, columns, strict=True))
            )

    def _translate(self) -> None:
        self.set_title(self.tr("Split"))
        self.bar.setAccessibleName(self.tr("Samples in each part"))
        self.by_class.set_title(self.tr("Class by class"))
        self.classes.setAccessibleName(self.tr("Training, validation and test samples per class"))
        self.restore.setText(self.tr("Restore all"))
        self._note.setText(self.tr("The test samples are kept apart: only Evaluate looks at them."))
        if self._info is not None:
            self.show_plan(self._info, self._plan)
        self.show_measures(self._measures)


def split_key(plan: DataPlan) -> tuple[object, ...]:
    """Return everything that decides which samples are in which part, with which class."""
    return (
        plan.source,
        plan.split,
        plan.validation,
        plan.test,
        plan.seed,
        plan.left_out,
        plan.relabelled,
    )
