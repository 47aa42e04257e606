"""The preparation of data as a chain of steps, each of which says in figures what it does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.panels.parts.augmentation_step import AugmentationStep
from nnstudio.app.panels.parts.balance_step import BalanceStep
from nnstudio.app.panels.parts.measures import Measures, measure
from nnstudio.app.panels.parts.missing_step import MissingStep
from nnstudio.app.panels.parts.scaling_step import ScalingStep
from nnstudio.app.panels.parts.split_step import SplitStep, split_key
from nnstudio.app.panels.parts.target_step import TargetStep
from nnstudio.app.panels.parts.token_step import TokenStep
from nnstudio.app.panels.parts.window_step import WindowStep
from nnstudio.app.shown_work import ShownWork
from nnstudio.data import DatasetInfo
from nnstudio.graph.data_plan import DataPlan


class PreparationChain(QWidget):
    """Shows the steps in the order in which samples go through them; those that do nothing hide."""

    edited = Signal(object)
    """The `PreparationEdit` that the user wants."""
    finished = Signal()
    """The user has finished with a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: object = None
        self.tokens, self.windows, self.missing = TokenStep(), WindowStep(), MissingStep()
        self.target, self.split, self.scaling = TargetStep(), SplitStep(), ScalingStep()
        self.balance, self.augmentation = BalanceStep(), AugmentationStep()
        for step in (self.target, self.split, self.scaling, self.balance, self.augmentation):
            step.edited.connect(self.edited)
        for form in (self.split, self.scaling, self.augmentation):
            form.finished.connect(self.finished)
        self._counted = (
            self.tokens,
            self.windows,
            self.split,
            self.missing,
            self.scaling,
            self.balance,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in (self.target, *self._counted, self.augmentation):
            column.addWidget(each)
        self._measuring = ShownWork(self)
        self._measuring.done.connect(self._show_measures)

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show how a plan prepares its data."""
        source = plan.source.dataset, plan.source.file
        if source != self._source:  # what was counted is of other data
            self._source = source
            self._show_measures(None)
        always = (self.tokens, self.windows, self.split, self.balance, self.augmentation)
        for step in (self.target, *always):
            step.show_plan(info, plan)
        self.scaling.setVisible(not plan.signature.tokens)
        if not plan.signature.tokens:
            self.scaling.show_plan(info, plan)
        self._measuring.want((split_key(plan), plan.fill), partial(measure, plan))
        self._link()

    def _show_measures(self, measures: Measures | None) -> None:
        for step in self._counted:
            step.show_measures(measures)
        self._link()

    def _link(self) -> None:
        """Draw the links between the steps that are shown."""
        every = (self.target, *self._counted, self.augmentation)
        shown = [step for step in every if not step.isHidden()]
        for step in shown:
            step.set_linked(step is not shown[-1])
