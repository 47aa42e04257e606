"""The step that varies training samples, tried out on some of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.chain_step import ChainStep
from nnstudio.app.panels.parts.preparation import PreparationEdit, edit_of
from nnstudio.app.panels.parts.series_sheet import SeriesSheet, Strip
from nnstudio.app.panels.parts.split_step import split_key
from nnstudio.app.panels.parts.variation_sheet import VariationSheet
from nnstudio.app.panels.parts.variations import Variations, settings_for, vary
from nnstudio.app.shown_work import ShownWork
from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.number_box import format_number
from nnstudio.app.widgets.slider_form import SliderForm
from nnstudio.core.text import N_, Text
from nnstudio.data import DatasetInfo
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.data_plan import DataPlan


class AugmentationStep(ChainStep):
    """Offers what suits pictures or sequences, and shows what it does; hidden for other data."""

    edited = Signal(object)
    """The `PreparationEdit` that the user wants."""
    finished = Signal()
    """The user has finished with a setting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("wand-sparkles", content, False, parent)
        self._plan = DataPlan()
        self._keys: tuple[str, ...] = ()
        self._draw = 0
        self.form = SliderForm(Augmentation)
        self.form.edited.connect(self._edit)
        self.form.finished.connect(self.finished)
        self.sheet, self.series = VariationSheet(), SeriesSheet()
        self.again, self.off = QToolButton(), QToolButton()
        for button, name in ((self.again, "shuffle"), (self.off, "rotate-ccw")):
            button.setIcon(icon(name, "muted"))
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.again.clicked.connect(self._draw_again)
        self.off.clicked.connect(self._switch_off)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._pictures = QWidget()
        shown = QVBoxLayout(self._pictures)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.addWidget(self.sheet)
        shown.addWidget(self.series)
        buttons = QHBoxLayout()
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        buttons.addWidget(self.off)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._pictures)
        column.addLayout(buttons)
        column.addWidget(self.form)
        column.addWidget(self._note)
        self._varying = ShownWork(self._pictures)
        self._varying.done.connect(self._show_variations)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show how a plan varies its samples."""
        self._plan = plan
        keys = settings_for(plan, info.kind)
        if keys != self._keys:
            self._keys = keys
            self.form.set_keys(keys)
        self.setVisible(bool(keys))
        pictures = len(plan.signature.input_shape) == 3
        self.sheet.setVisible(pictures)
        self.series.setVisible(not pictures)
        self.form.set_value(plan.augmentation)
        self.off.setEnabled(plan.augmentation.active)
        self._say()
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _edit(self, key: str, value: object) -> None:
        wanted = self._plan.augmentation.with_values(**{key: value})
        self.edited.emit(edit_of(Augmentation, key, {"augmentation": wanted}))

    def _switch_off(self) -> None:
        label = Text(N_("Switch augmentation off"))
        self.edited.emit(PreparationEdit(label, "", {"augmentation": Augmentation()}))

    def _draw_again(self) -> None:
        self._draw += 1
        self._look()

    def _look(self) -> None:
        """Have some samples varied."""
        if self._keys:
            plan = self._plan
            fitted = plan.fill, plan.shift, plan.scale
            key = (split_key(plan), fitted, plan.augmentation, self._draw)
            self._varying.want(key, partial(vary, plan, self._draw))

    def _show_variations(self, variations: Variations) -> None:
        if variations.kind != "series":
            self.sheet.set_variations(variations)
            return
        pairs = zip(variations.after[0], variations.before, strict=True)
        self.series.set_strips(tuple(Strip(after, behind=before) for after, before in pairs))

    def _say(self) -> None:
        values, declared = self._plan.augmentation.values(), Augmentation.params()
        said = []
        for key in self._keys:
            name = tr_text(declared[key].label).lower()
            if values[key] is True:
                said.append(name)
            elif values[key]:
                unit = tr_text(declared[key].unit)
                gap = "" if unit == "°" else " "
                said.append(f"{name} {format_number(values[key])}{gap}{unit}".rstrip())
        self.set_summary(", ".join(said) or self.tr("off"), bool(said))

    def _translate(self) -> None:
        self.set_title(self.tr("Augmentation"))
        self.again.setText(" " + self.tr("Another draw"))  # the style leaves no gap
        self.again.setToolTip(self.tr("Vary other samples in other ways"))
        self.off.setText(" " + self.tr("All off"))
        self.off.setToolTip(self.tr("Use each sample as it is"))
        self.sheet.setAccessibleName(self.tr("Pictures before and after"))
        self.series.setAccessibleName(self.tr("Sequences before and after"))
        self._note.setText(
            self.tr("Each training sample is varied anew each time; validation and test are not.")
        )
        self._say()
