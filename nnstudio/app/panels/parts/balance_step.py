"""The step that says how many training samples each class has, and can even them out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.live.token_words import visible
from nnstudio.app.panels.parts.bar_list import Bar, BarList
from nnstudio.app.panels.parts.chain_step import LABEL_WIDTH, ChainStep
from nnstudio.app.panels.parts.measures import Measures
from nnstudio.app.panels.parts.points_view import class_color
from nnstudio.app.panels.parts.preparation import ClassBalance, edit_of, preparation_texts
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.data import DatasetInfo
from nnstudio.data.targets import weighted_target
from nnstudio.graph.data_plan import DataPlan

MOST_CLASSES = 20
_UNEVEN = 3.0
"""A class so many times as large as another is worth a warning."""


class BalanceStep(ChainStep):
    """Shows a bar for each class of the training part, with its weight; hidden without classes."""

    edited = Signal(object)
    """The `PreparationEdit` that the user wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("tag", content, False, parent)
        self._plan = DataPlan()
        self._colored = False
        self._measures: Measures | None = None
        self.form = ParamEditor(preparation_texts, label_width=LABEL_WIDTH)
        self.form.edited.connect(self._edit)
        self.bars = BarList()
        self._more = QLabel()
        self._more.setProperty("role", "muted")
        self._more.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bars)
        column.addWidget(self._more)
        column.addSpacing(2)
        column.addWidget(self.form)
        theme_signals.changed.connect(self._show)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show by how much errors in each class count."""
        self._plan, self._colored = plan, info.kind == "points"
        self.setVisible(weighted_target(plan.signature) is not None)
        self.form.set_value(ClassBalance(plan.class_weights))
        self._show()

    def show_measures(self, measures: Measures | None) -> None:
        """Show how many training samples each class has."""
        self._measures = measures
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _edit(self, key: str, value: object) -> None:
        self.edited.emit(edit_of(ClassBalance, key, {key: value}))

    def _show(self) -> None:
        measures = self._measures
        if measures is None or not measures.classes:
            self.set_summary("", False)
            self.bars.set_bars(())
            return
        counts = measures.class_counts.tolist()
        weights = self._plan.weights
        if len(weights) != len(counts):
            weights = ()
        shown = list(range(len(counts)))
        if len(shown) > MOST_CLASSES:  # of a vocabulary those that occur most
            shown = sorted(shown, key=lambda n: -counts[n])[:MOST_CLASSES]
        most = max(counts) or 1
        self.bars.set_bars(
            tuple(
                Bar(
                    visible(measures.classes[n]),
                    counts[n] / most,
                    f"{counts[n]:,}" + (f"  × {weights[n]:.3g}" if weights else ""),
                    color=class_color(n) if self._colored else "",
                )
                for n in shown
            )
        )
        further = len(counts) - len(shown)
        self._more.setVisible(further > 0)
        self._more.setText(self.tr("… and {count} more classes").format(count=f"{further:,}"))
        self.set_summary(self._said(counts, weights), bool(weights))

    def _said(self, counts: list[int], weights: tuple[float, ...]) -> str:
        there = [count for count in counts if count]
        if weights:
            known = [w for w in weights if w]
            text = self.tr("{classes} classes, weighted {low} … {high}")
            low, high = f"{min(known):.3g}", f"{max(known):.3g}"
            return text.format(classes=f"{len(counts):,}", low=low, high=high)
        if not there:
            return self.tr("{classes} classes").format(classes=f"{len(counts):,}")
        low, high = f"{min(counts):,}", f"{max(counts):,}"
        text = self.tr("{classes} classes of {low} … {high} training samples")
        if min(counts) == max(counts):
            text = self.tr("{classes} classes of {low} training samples each")
        elif max(there) > _UNEVEN * min(there) and len(counts) <= MOST_CLASSES:
            text = self.tr("{classes} classes of {low} … {high} training samples: uneven")
        return text.format(classes=f"{len(counts):,}", low=low, high=high)

    def _translate(self) -> None:
        self.set_title(self.tr("Class balance"))
        self.bars.setAccessibleName(self.tr("Training samples per class"))
        self._show()
