"""The place where a user brings a sample of their own, in whichever form suits the data."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.background import Background
from nnstudio.app.panels.parts.digit_page import DigitPage
from nnstudio.app.panels.parts.features_page import FeaturesPage
from nnstudio.app.panels.parts.points_page import PointsPage
from nnstudio.app.panels.parts.preview import Preview, look_at
from nnstudio.app.panels.parts.text_page import TextPage
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.data import DatasetInfo, data_card
from nnstudio.data.feature_groups import feature_groups
from nnstudio.data.readers.text_options import TextOptions
from nnstudio.data.units import unit_of
from nnstudio.graph.data_plan import DataPlan, DataSource

_Page = DigitPage | PointsPage | FeaturesPage | TextPage


class SampleInput(QWidget):
    """Shows a pad for grey pictures, a plane for points, sliders for rows or a line for texts."""

    changed = Signal()
    """`sample` gives another one now."""
    failed = Signal(object)
    """A `Text`: why the data cannot be looked at."""

    def __init__(self, answer: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._seen: DataSource | None = None
        self.digits, self.points, self.features = DigitPage(), PointsPage(), FeaturesPage()
        self.texts = TextPage()
        self._pages = (self.digits, self.points, self.features, self.texts)
        self._none = QLabel()
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)
        self._none.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._shown: _Page | None = None
        self._looking = Background(self)
        self._looking.done.connect(self._show_samples)
        self._looking.failed.connect(self.failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            page.changed.connect(self.changed)
            page.hide()
            column.addWidget(page)
        column.addWidget(self._none)
        self.digits.beside.addWidget(answer)
        self._translate()

    def set_data(self, plan: DataPlan) -> None:
        """Ask for a sample of the data of a plan."""
        info = _card(plan)
        page = self._page_for(plan, info)
        if page is not self._shown:
            self._shown = page
            for each in self._pages:
                each.setVisible(each is page)
            self._answer.setVisible(page is not None)
            if page is not None:
                page.beside.addWidget(self._answer)
        self._none.setVisible(page is None)
        if page is self.digits:
            self.digits.set_shape(plan.signature.raw_shape)
        elif page is self.texts:
            assert info is not None
            assert isinstance(info.options, TextOptions)
            self.texts.set_texts(plan, info.options)
        elif page is not None:
            self._set_features(plan)

    def takes_pictures(self) -> bool:
        """Return whether a picture can be brought."""
        return self._shown is self.digits

    def sample(self) -> Array | None:
        """Return the sample in the data set's own units; None where there is none yet."""
        return None if self._shown is None else self._shown.sample()

    def step(self) -> int:
        """Return the step of a sequence at which the sample ends; -1: the last one."""
        return self.texts.step() if self._shown is self.texts else -1

    def nothing_yet(self) -> str:
        """Return what is said while there is no sample."""
        if self._shown is self.texts:
            return self.tr("Nothing typed yet")
        return self.tr("Nothing drawn yet")

    def forget(self) -> None:
        """Begin anew, as for another project."""
        self._looking.forget()
        self._seen = None
        self.digits.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _page_for(self, plan: DataPlan, info: DatasetInfo | None) -> _Page | None:
        shape, kind = plan.signature.input_shape, info.kind if info is not None else ""
        if plan.signature.tokens:
            typed = info is not None and isinstance(info.options, TextOptions)
            return self.texts if typed else None
        if len(shape) == 3:
            return self.digits if shape[2] == 1 and kind in ("", "image") else None
        if len(shape) != 1:
            return None
        return self.points if shape == (2,) and kind in ("", "points") else self.features

    def _set_features(self, plan: DataPlan) -> None:
        signature = plan.signature
        names = signature.features or tuple(f"x{n + 1}" for n in range(signature.input_shape[0]))
        if self._shown is self.points:
            self.points.set_signature(signature)
        else:
            groups = feature_groups(replace(signature, features=names), plan.source.columns)
            units = tuple(unit_of(plan, [group.name]) for group in groups)
            self.features.set_features(groups, units)
        wanted = plan.source
        if wanted != self._seen:
            self._seen = wanted
            self._looking.start(partial(look_at, plan.source, 0))

    def _show_samples(self, preview: Preview) -> None:
        if self._shown is self.points or self._shown is self.features:
            self._shown.show_samples(preview)

    def _translate(self) -> None:
        self._none.setText(
            self.tr("Samples of this form cannot be entered here. Evaluate it on the test samples.")
        )


def _card(plan: DataPlan) -> DatasetInfo | None:
    try:
        return data_card(plan)
    except UserError:
        return None  # reading the samples says what is wrong
