"""The feature maps of every convolution and pooling layer for one sample, live."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.live.class_output import class_output
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.pictures import sample_image
from nnstudio.app.live.sample_loader import SampleLoader
from nnstudio.app.plots.live_view import LiveView, Table
from nnstudio.app.plots.map_section import MapSection
from nnstudio.app.plots.sample_bar import SampleBar
from nnstudio.app.plots.sample_card import SampleCard
from nnstudio.app.plots.sample_strip import SampleStrip
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.targets import class_target
from nnstudio.engine.study import LayerOutputs, OutputsStudy

CATEGORIES = ("convolution", "pooling")
MAP_AXES = 3
"""Height, width and channels: global poolings and layers for sequences make no maps."""
SIDES = (28, 84, 224)
"""The smallest, usual and largest size of a map."""

NARROW, NARROW_SIDE = 420, 56


class FeatureMaps(LiveView):
    """Draws what each convolution and pooling layer makes of a sample of any split.

    The sample is picked by number or by its picture. A click enlarges one map; Escape or another
    click shows all again.
    """

    NAME = "feature_maps"
    TITLE = N_("Feature maps")
    EXPLANATION = N_(
        "What each convolution and pooling layer makes of one sample: each small picture shows where "
        "in the sample a filter finds what it looks for."
    )
    ICON = "grid-3x3"

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, training, scheduler, parent)
        self._outputs: LiveStudy[LayerOutputs] = LiveStudy("feature maps", session, training, self)
        self._outputs.arrived.connect(scheduler.news)
        self._outputs.project_changed.connect(self._adopt_project)
        self._loader = SampleLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._say)
        self._data: PreparedData | None = None
        self._split, self._index = "validation", 0
        self._label: int | None = None
        self._drawn: Answer[LayerOutputs] | None = None
        self._sections: tuple[MapSection, ...] = ()
        self._enlarged: MapSection | None = None
        self.card = SampleCard()
        self.card.split_box.setCurrentIndex(1)
        self.card.split_chosen.connect(self._choose_split)
        self.card.index_chosen.connect(self.show_sample)
        self.strip = SampleStrip()
        self.strip.picked.connect(self.show_sample)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SIDES[0], SIDES[2])
        self.size_slider.setValue(SIDES[1])
        self.size_slider.valueChanged.connect(self._set_sides)
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        self._scroll = QScrollArea()
        self._column = QVBoxLayout()
        self._lay_out()
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        latest = self._outputs.latest
        if latest is None or latest is self._drawn:
            return
        self._drawn = latest
        for section in self._sections:
            output = latest.result.by_node.get(section.node_id)
            if output is not None:
                section.set_maps(output[0])
        told = class_output(self._outputs.analysis)
        output = None if told is None else latest.result.by_node.get(told.node)
        trained = self.tr("After {step} steps").format(step=f"{latest.step:,}")
        state = trained if latest.step else self.tr("Not trained yet")
        classes = () if told is None else told.classes
        self.card.set_answer(None if output is None else output[0], classes, self._label, state)

    def redraw(self) -> None:
        self._drawn = None
        for section in self._sections:
            section.tiles().repaint_all()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.card.retranslate()
        self.size_slider.setToolTip(self.tr("Size of the maps"))
        self.size_slider.setAccessibleName(self.tr("Size of the maps"))
        self.card.setToolTip(tr_text(self.EXPLANATION))
        self._say_what_is_missing()
        if self._data is not None:
            self._show_split()

    def table(self) -> Table | None:
        if not any(section.maps() is not None for section in self._sections):
            return None
        rows = (
            (section.node_id, *place, float(value))
            for section in self._sections
            for place, value in np.ndenumerate(_or_empty(section.maps()))
        )
        return ("layer", "row", "column", "map", "value"), rows

    # ---- what is shown ----

    def maps(self, node_id: str) -> Array | None:
        """Return the maps of a layer as they are displayed, ``(height, width, channels)``."""
        found = (section for section in self._sections if section.node_id == node_id)
        section = next(found, None)
        return section.maps() if section else None

    def sections(self) -> tuple[MapSection, ...]:
        """Return the layers that are shown, from input to output."""
        return self._sections

    def sample(self) -> tuple[str, int]:
        """Return the split and the number of the sample that is shown."""
        return self._split, self._index

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._drawn.step if self._drawn else None

    def show_sample(self, index: int) -> None:
        """Show the sample of this number."""
        if self._data is None or not 0 <= index < self._data.count(self._split):
            return
        self._index = index
        sample = self._data.sample(self._split, index)
        self._label = sample.label
        info = self._data.dataset.info
        number = class_target(info.signature)
        label = "–"
        if number is not None and sample.label is not None:
            label = info.signature.all_targets[number].classes[sample.label]
        self.card.set_sample(sample_image(sample.raw, info.value_range), label)
        self.card.set_index(index)
        self.strip.set_current(index)
        told = class_output(self._outputs.analysis)
        nodes = (*(s.node_id for s in self._sections), *((told.node,) if told else ()))
        self._outputs.ask(OutputsStudy(np.ascontiguousarray(sample.x[np.newaxis]), nodes))

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._outputs.set_shown(True)
        self._adopt_project()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._outputs.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_sides()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._enlarged is not None:
            self._enlarge(self._enlarged.node_id, 0)
        else:
            super().keyPressEvent(event)

    # ---- within ----

    def _adopt_project(self) -> None:
        """Show the layers of the project that is looked at, and load its data."""
        if not self.isVisible():
            return
        analysis = self._outputs.analysis
        shown = [
            (node_id, report.node.title or node_id)
            for node_id in analysis.order
            if (report := analysis.reports[node_id]).node.layer.category in CATEGORIES
            and len(report.shape or ()) == MAP_AXES
        ]
        if [(section.node_id, section.title) for section in self._sections] != shown:
            self._build_sections(shown)
        self._say_what_is_missing()
        plan = analysis.project.data
        if not shown or not analysis.ready:
            self._outputs.stop_asking()
        elif self._data is not None and self._data.plan == plan:
            self.show_sample(self._index)
        else:
            self._loader.load(plan, self._split)

    def _build_sections(self, shown: list[tuple[str, str]]) -> None:
        self._enlarged = None
        for section in self._sections:
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = tuple(MapSection(node_id, title) for node_id, title in shown)
        for place, section in enumerate(self._sections):
            section.clicked.connect(self._enlarge)
            self._column.insertWidget(place, section)
        self._drawn = None
        self._set_sides()

    def _say_what_is_missing(self) -> None:
        analysis = self._outputs.analysis
        text = ""
        if not self._sections:
            text = self.tr("This network has no convolution or pooling layer to look into.")
        elif not analysis.ready:
            text = self.tr(
                "The drawing has problems. Once they are solved its maps are shown here."
            )
        self._say(text)

    def _say(self, text: str) -> None:
        """Say why there is nothing to see; an empty text shows the maps."""
        self._empty.set_texts(self.tr("No feature maps"), text)
        self._empty.setVisible(bool(text))
        self._body.setVisible(not text)

    def _on_loaded(self, data: PreparedData) -> None:
        if data.plan == self._outputs.project.data:
            self._data = data
            self._show_split()

    def _choose_split(self, split: str) -> None:
        self._split = split
        if self._data is not None and self._outputs.project.data == self._data.plan:
            self._loader.load(self._data.plan, split)

    def _show_split(self) -> None:
        data = self._data
        assert data is not None
        count = data.count(self._split)
        self.card.set_count(count)
        split, limits = self._split, data.dataset.info.value_range
        self.strip.set_samples(count, lambda i: sample_image(data.sample(split, i).raw, limits))
        self.show_sample(min(self._index, max(count - 1, 0)))

    def _enlarge(self, node_id: str, channel: int) -> None:
        """Show one map alone and large, or all again."""
        self._enlarged = (
            None
            if self._enlarged is not None
            else next(section for section in self._sections if section.node_id == node_id)
        )
        for section in self._sections:
            section.setVisible(self._enlarged in (None, section))
            section.show_only(channel if section is self._enlarged else None)
        self.size_slider.setEnabled(self._enlarged is None)
        self._set_sides()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_sides(self) -> None:
        room = self._scroll.viewport().size()
        largest = max(min(room.width() - 16, room.height() - 48), SIDES[0])
        side = self.size_slider.value()
        if side == SIDES[1] and room.width() < NARROW:  # as long as nobody chose another size
            side = NARROW_SIDE
        for section in self._sections:
            section.tiles().set_side(largest if section is self._enlarged else side)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        inside = QWidget()
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, the rows, and whether it is needed.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.card)
        row.addWidget(self._scroll, 1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addWidget(SampleBar(self.card, self.strip, self.size_slider))
        body.addLayout(row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 6, 4, 4)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._empty, 1)


def _or_empty(maps: Array | None) -> Array:
    return np.empty((0, 0, 0)) if maps is None else maps
