"""The step that says what is to be predicted: what the data says, or the samples themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.chain_step import LABEL_WIDTH, ChainStep
from nnstudio.app.panels.parts.preparation import Reconstruction, edit_of, preparation_texts
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.shapes import shape_text
from nnstudio.data import DatasetInfo
from nnstudio.data.reconstruction import can_reconstruct
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.signature import Target

MOST_NAMED = 3


class TargetStep(ChainStep):
    """Names the targets, and lets the samples be their own, as an autoencoder needs it."""

    edited = Signal(object)
    """The `PreparationEdit` that the user wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("target", content, False, parent)
        self._plan = DataPlan()
        self.form = ParamEditor(preparation_texts, label_width=LABEL_WIDTH)
        self.form.edited.connect(self._edit)
        self._targets = QLabel()
        self._targets.setWordWrap(True)
        self._targets.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._targets)
        column.addWidget(self.form)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show what is to be predicted."""
        self._plan = plan
        self.form.setVisible(can_reconstruct(plan.signature))
        self.form.set_value(Reconstruction(plan.reconstruct))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _edit(self, key: str, value: object) -> None:
        self.edited.emit(edit_of(Reconstruction, key, {key: value}))

    def _show(self) -> None:
        known = self._plan.signature.all_targets
        named = [self._said(target) for target in known[:MOST_NAMED]]
        if len(known) > MOST_NAMED:
            named.append(self.tr("and {count} more").format(count=len(known) - MOST_NAMED))
        text = ", ".join(named)
        self._targets.setText(text)
        self.set_summary(text, self._plan.reconstruct)

    def _said(self, target: Target) -> str:
        """Return a target in words: its name and what it can be."""
        if self._plan.reconstruct and target is self._plan.signature.all_targets[0]:
            text = self.tr("the samples themselves ({shape})")
            return text.format(shape=shape_text(target.shape))
        if target.task == "classification":
            known = self.tr("{count} classes").format(count=f"{len(target.classes):,}")
        else:
            known = self.tr("a number")
            if target.shape not in ((), (1,)):
                known = self.tr("{shape} numbers").format(shape=shape_text(target.shape))
        return f"{target.name}: {known}" if target.name else known

    def _translate(self) -> None:
        self.set_title(self.tr("Target"))
        self._show()
