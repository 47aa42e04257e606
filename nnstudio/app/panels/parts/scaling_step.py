"""The step that scales numbers, shown as they are spread before and after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.chain_step import LABEL_WIDTH, ChainStep
from nnstudio.app.panels.parts.measures import ALL, FEATURE, TARGET, Measures, Spread, spread_of
from nnstudio.app.panels.parts.preparation import (
    Scaling,
    TargetScaling,
    edit_of,
    preparation_texts,
    scaling_of,
)
from nnstudio.app.panels.parts.split_step import split_key
from nnstudio.app.shown_work import ShownWork
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.figures import figure_text
from nnstudio.app.widgets.histogram import Histogram
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import size_of
from nnstudio.data import DatasetInfo
from nnstudio.graph.data_plan import DataPlan

MOST_FEATURES, MOST_NUMBERS = 500, 20
"""So many features, and numbers of a target, can be looked at one by one."""


@dataclass(frozen=True)
class _Numbers:
    """Numbers whose spread can be looked at: all, one feature, or one number of the targets."""

    which: str
    place: int
    name: str = ""


class ScalingStep(ChainStep):
    """Shows shift and scale as numbers, and how a chosen feature is spread before and after."""

    edited = Signal(object)
    """The `PreparationEdit` that the user wants."""
    finished = Signal()
    """The user has finished with a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("scale", content, False, parent)
        self._plan = DataPlan()
        self._info: DatasetInfo | None = None
        self._training = 0
        self._spread: Spread | None = None
        self._offered: tuple[_Numbers, ...] = ()
        self.form, self.target_form = (
            ParamEditor(preparation_texts, label_width=LABEL_WIDTH),
            ParamEditor(preparation_texts, label_width=LABEL_WIDTH),
        )
        for form, owner in ((self.form, Scaling), (self.target_form, TargetScaling)):
            form.edited.connect(partial(self._edit, owner))
        for form in (self.form, self.target_form):
            form.finished.connect(self.finished)
        self.feature = ChoiceBox()
        self.feature.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.feature.activated.connect(self._look)
        self.before, self.after = Histogram("muted"), Histogram("accent")
        self._before_title, self._after_title = QLabel(), QLabel()
        for title in (self._before_title, self._after_title):
            title.setProperty("role", "section")
        self.formula, self._note = QLabel(), QLabel()
        self.formula.setFont(number_font())
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note.setProperty("role", "muted")
        for label in (self.formula, self._note):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out(content)
        self._looking = ShownWork(self.before)
        self._looking.done.connect(self._show_spread)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show how a plan scales numbers."""
        self._info, self._plan = info, plan
        self.form.set_value(scaling_of(plan, info))
        self.target_form.set_value(TargetScaling(plan.target_scaling))
        self.target_form.setVisible(_has_numbers(plan))
        self._offer(info, plan)
        self._show_texts()
        self._look()

    def show_measures(self, measures: Measures | None) -> None:
        """Say how many samples everything is fitted to."""
        self._training = measures.parts[0] if measures is not None else 0
        if measures is None:
            self._spread = None
            for view in (self.before, self.after):
                view.set_bars((), 0.0, 0.0)
        self._show_texts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    # ---- within ----

    def _edit(self, owner: type[Settings], key: str, value: object) -> None:
        self.edited.emit(edit_of(owner, key, {key: value}))

    def _offer(self, info: DatasetInfo, plan: DataPlan) -> None:
        """List the features and targets whose spread can be looked at."""
        signature = plan.signature
        offered = [_Numbers(ALL, 0)]
        if info.kind not in ("image", "sound"):
            count = min(signature.raw_shape[-1] if signature.raw_shape else 1, MOST_FEATURES)
            names = signature.features or tuple(f"x{n + 1}" for n in range(count))
            offered = [_Numbers(FEATURE, n, name) for n, name in enumerate(names[:count])]
        place = 0
        for number, target in enumerate(signature.all_targets):
            size = size_of(target.shape) if target.task == "regression" else 0
            own = plan.reconstruct and number == 0  # scaled as the samples are, which it is
            for n in range(0 if own else min(size, MOST_NUMBERS)):
                name = target.name if size == 1 else f"{target.name} {n + 1}"
                offered.append(_Numbers(TARGET, place + n, f"→ {name}"))
            place += size
        if tuple(offered) == self._offered:
            return
        self._offered = tuple(offered)
        with QSignalBlocker(self.feature):
            self.feature.clear()
            for numbers in offered:
                self.feature.addItem(numbers.name or self.tr("All pixels"))
        self.feature.setVisible(len(offered) > 1)

    def _chosen(self) -> _Numbers:
        return self._offered[max(self.feature.currentIndex(), 0)]

    def _look(self) -> None:
        """Have the spread of the chosen numbers counted."""
        if not self._offered:
            return
        plan, chosen = self._plan, self._chosen()
        fitted = plan.fill, plan.shift, plan.scale, plan.target_shift, plan.target_scale
        work = partial(spread_of, plan, chosen.which, chosen.place)
        self._looking.want((split_key(plan), fitted, chosen), work)
        self._show_texts()

    def _show_spread(self, spread: Spread) -> None:
        self._spread = spread
        for view, bars in ((self.before, spread.before), (self.after, spread.after)):
            note = self.tr("μ {mean}  σ {deviation}").format(
                mean=_rough(bars.mean, bars.deviation),
                deviation=_rough(bars.deviation, bars.deviation),
            )
            view.set_bars(bars.counts.tolist(), bars.low, bars.high, note)
        self._show_texts()

    def _show_texts(self) -> None:
        plan = self._plan
        if not self._offered:
            return
        self.formula.setText(self._formula())
        self.formula.setVisible(len(self.formula.text()) > 1)
        notes = []
        if plan.scaling != "none" or plan.target_scale:
            fitted = self.tr("Fitted to the {count} training samples alone.")
            notes.append(fitted.format(count=f"{self._training:,}"))
        if self._spread is not None and self._spread.samples < self._training:
            looked = self.tr("The histograms show {count} of them.")
            notes.append(looked.format(count=f"{self._spread.samples:,}"))
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))
        name = preparation_texts("scaling", plan.scaling)[0]
        if len(plan.shift) > 1:
            text = self.tr("{method}, {count} features each on its own")
            name = text.format(method=name, count=f"{len(plan.shift):,}")
        if plan.target_scale and _has_numbers(plan):
            targets = preparation_texts("scaling", plan.target_scaling)[0]
            name += "; " + self.tr("targets: {method}").format(method=targets)
        self.set_summary(name, plan.scaling != "none" or bool(plan.target_scale))

    def _formula(self) -> str:
        """Return what is done to the chosen numbers."""
        plan, chosen = self._plan, self._chosen()
        if chosen.which == TARGET:
            return _affine("t", plan.target_shift or (0.0,), plan.target_scale, chosen.place)
        if chosen.which == ALL and len(plan.shift) > 1:
            shifts, scales = plan.shift, plan.scale
            text = self.tr("(x − shift) × scale, shift {a} … {b}, scale {c} … {d}")
            ends = (min(shifts), max(shifts), min(scales), max(scales))
            a, b, c, d = map(figure_text, ends)
            return text.format(a=a, b=b, c=c, d=d)
        return _affine("x", plan.shift, plan.scale, chosen.place)

    def _lay_out(self, content: QWidget) -> None:
        pictures = QGridLayout()
        pictures.setHorizontalSpacing(8)
        pictures.setVerticalSpacing(2)
        for column, (title, view) in enumerate(
            ((self._before_title, self.before), (self._after_title, self.after))
        ):
            pictures.addWidget(title, 0, column)
            pictures.addWidget(view, 1, column)
            pictures.setColumnStretch(column, 1)
        column_layout = QVBoxLayout(content)
        column_layout.setContentsMargins(0, 2, 0, 0)
        column_layout.setSpacing(8)
        for widget in (self.form, self.target_form, self.feature):
            column_layout.addWidget(widget)
        column_layout.addLayout(pictures)
        column_layout.addWidget(self.formula)
        column_layout.addWidget(self._note)

    def _translate(self) -> None:
        self.set_title(self.tr("Scaling"))
        self.feature.setAccessibleName(self.tr("Numbers whose histogram is shown"))
        self._before_title.setText(self.tr("Before"))
        self._after_title.setText(self.tr("After"))
        self.before.setAccessibleName(self.tr("Histogram before scaling"))
        self.after.setAccessibleName(self.tr("Histogram after scaling"))
        self._offered = ()
        if self._info is not None:
            self.show_plan(self._info, self._plan)


def _has_numbers(plan: DataPlan) -> bool:
    """Return whether numbers are to be predicted besides the samples themselves."""
    targets = plan.signature.all_targets[1 if plan.reconstruct else 0 :]
    return any(target.task == "regression" for target in targets)


def _affine(name: str, shift: tuple[float, ...], scale: tuple[float, ...], place: int) -> str:
    at = place if len(scale) > 1 else 0
    moved, sized = (shift[at], scale[at]) if scale else (0.0, 1.0)
    if moved == 0.0 and sized == 1.0:
        return name
    inner = f"({name} − {figure_text(moved)})" if moved > 0 else f"({name} + {figure_text(-moved)})"
    return f"{inner if moved else name} × {figure_text(sized)}"


def _rough(value: float, size: float) -> str:
    """Return a number as short as a histogram has room for; beside a large ``size`` it may be 0."""
    return f"{value:.3g}".replace("-", "−") if abs(value) > 1e-3 * size else "0"
