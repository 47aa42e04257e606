"""The feature maps of every convolution and pooling layer for one sample, live, and worked out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.plots.feature_maps.layout import SIDES, Places, arrange, lay_out
from nnstudio.app.plots.feature_maps.map_column import MapColumn
from nnstudio.app.plots.feature_maps.map_section import MapSection
from nnstudio.app.plots.feature_maps.map_tiles import Cell
from nnstudio.app.plots.feature_maps.peak_finder import PeakFinder
from nnstudio.app.plots.feature_maps.peak_row import PeakRow
from nnstudio.app.plots.feature_maps.pictures_of_samples import carried_file, sections_of
from nnstudio.app.plots.feature_maps.pixel_link import PixelLink
from nnstudio.app.plots.feature_maps.sample_side import SampleSide
from nnstudio.app.plots.feature_maps.working_panel import WorkingPanel
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.view_file import Table
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.layer import Array
from nnstudio.core.text import N_
from nnstudio.engine.studies.layer_passes import LayerPasses

PULSE_MS = 150
"""How often the progress of a long study is shown."""


class FeatureMaps(LiveView):
    """Draws what each convolution and pooling layer makes of a sample, and works out its numbers.

    The sample is picked by number or by its picture, drawn, or read from a file. A number that the
    mouse or the arrow keys point at is worked out; a click or Enter enlarges its map, Escape or
    another click shows all again.
    """

    NAME = "feature_maps"
    TITLE = N_("Feature maps")
    EXPLANATION = N_(
        "What each convolution and pooling layer makes of one sample. Point at a number to see the "
        "patch and the kernel it comes from."
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
        self._passes: LiveStudy[LayerPasses] = LiveStudy("feature maps", session, training, self)
        self._passes.arrived.connect(scheduler.news)
        self._passes.project_changed.connect(self._adopt_project)
        self._drawn: Answer[LayerPasses] | None = None
        self._selecting = False
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SIDES[0], SIDES[2])
        self.size_slider.setValue(SIDES[1])
        self.size_slider.valueChanged.connect(self._set_sides)
        self.side = SampleSide(session, training, self.size_slider, self)
        self.side.changed.connect(self._ask_layers)
        self.side.choice.failed.connect(self._on_refused)
        self.side.tracing.changed.connect(self._on_tracing)
        self.card, self.strip = self.side.card, self.side.strip
        self.panel = WorkingPanel()
        self.link = PixelLink(self.panel, self.card)
        self.peaks = PeakRow()
        self.peaks.hide()
        self.finder = PeakFinder(session, training, self.peaks, self)
        self.finder.changed.connect(scheduler.news)
        self.peaks.picked.connect(self._show_peak)
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(scheduler.news)
        session.selection_changed.connect(self._follow_selection)
        self._empty = EmptyState(self.ICON, "", "")
        self._body = QWidget()
        self.column = MapColumn(self.peaks)
        self.column.pointed.connect(self._on_pointed)
        self.column.enlarged_changed.connect(self._on_enlarged)
        self._places = Places(self.side.bar, self.card, self.column, self.panel, self.peaks)
        lay_out(self, self._places, self._body, self._empty)
        self.setAcceptDrops(True)
        self.retranslate()

    # ---- what LiveView asks for ----

    def refresh(self) -> None:
        self.finder.refresh()
        if self.side.tracing.waiting:
            self.side.show_caption()
        if not (self.side.tracing.waiting or self.finder.waiting):
            self._pulse.stop()
        latest = self._passes.latest
        if latest is None or latest is self._drawn:
            return
        self._drawn = latest
        self.column.set_passes(latest.result, self.side.bar.values())
        self._show_link()
        told = self.side.told
        output = None if told is None else latest.result.outputs.get(told.node)
        self.side.set_answer(output, latest.step)

    def redraw(self) -> None:
        self._drawn = None
        self.column.repaint_all()
        self.card.picture.repaint_all()
        self.panel.update()
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        self.side.retranslate()
        self.link.retranslate()
        self.size_slider.setToolTip(self.tr("Size of the maps"))
        self.size_slider.setAccessibleName(self.tr("Size of the maps"))
        self.panel.setAccessibleName(self.tr("How the number came about"))
        self._say_what_is_missing()

    def table(self) -> Table | None:
        if not any(section.maps() is not None for section in self.column.sections):
            return None
        return ("layer", "row", "column", "map", "value"), self.column.rows()

    # ---- what is shown ----

    def maps(self, node_id: str) -> Array | None:
        """Return the maps of a layer as they are displayed, ``(height, width, channels)``."""
        section = self.column.section(node_id)
        return None if section is None else section.maps()

    def sections(self) -> tuple[MapSection, ...]:
        """Return the layers that are shown, from input to output."""
        return self.column.sections

    def sample(self) -> tuple[str, int]:
        """Return the split and the number of the sample that was chosen last."""
        return self.side.choice.split, self.side.choice.index

    def step(self) -> int | None:
        """Return after how many steps the network gave what is displayed."""
        return self._drawn.step if self._drawn else None

    def show_sample(self, index: int) -> None:
        """Show the sample of this number."""
        self.side.show_sample(index)

    # ---- Qt ----

    def look(self, shown: bool) -> None:
        for part in (self._passes, self.side.tracing, self.finder):
            part.set_shown(shown)
        if shown:
            self._adopt_project()
        else:
            self._pulse.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_sides()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_slider.setValue(self.size_slider.value() + event.angleDelta().y() // 12)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sizes = {Qt.Key.Key_Plus: 12, Qt.Key.Key_Equal: 12, Qt.Key.Key_Minus: -12}
        key = Qt.Key(event.key())
        enlarged = self.column.enlarged
        if key == Qt.Key.Key_Escape and enlarged is not None:
            self.column.toggle(enlarged.node_id, 0)
        elif key in sizes:
            self.size_slider.setValue(self.size_slider.value() + sizes[key])
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.side.choice.takes_pictures() and carried_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = carried_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.side.open_file(str(path))

    # ---- the network ----

    def _adopt_project(self) -> None:
        """Show the layers of the project that is looked at, and load its data."""
        if not self.isVisible():
            return
        analysis = self._passes.analysis
        shown = sections_of(analysis)
        if self.column.set_layers(shown):
            self._drawn = None
            self.link.forget()
            self.finder.look_for(analysis, None)
            self._set_sides()
        self._say_what_is_missing()
        if not shown or not analysis.ready:
            self._passes.stop_asking()
            self.side.tracing.stop()
        else:
            self.side.follow(analysis)

    def _say_what_is_missing(self) -> None:
        analysis, text = self._passes.analysis, ""
        if not self.column.sections:
            text = self.tr(
                "This network has no convolution or pooling layer to look into. Add a Conv2D or "
                "Conv1D layer, or open the template for digits."
            )
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

    def _on_refused(self, reason: str) -> None:
        """Say why there is no sample: in the way of the maps only where there are none."""
        if self.side.choice.picked is None:
            self._say(reason)
        else:
            self.card.set_caption(reason)

    def _ask_layers(self) -> None:
        """Ask what the layers make of the sample that is chosen now."""
        study = self.side.question(tuple(section.node_id for section in self.column.sections))
        if study is not None:
            self._say_what_is_missing()
            self._passes.ask(study)

    # ---- what is looked at closely ----

    def _on_pointed(self, node_id: str, cell: Cell | None) -> None:
        if cell is not None:
            self.link.point_at(node_id, cell)
            self._show_link()

    def _show_link(self) -> None:
        self.link.show(self.column.sections, self._passes.analysis, self.side.backward)

    def _on_tracing(self) -> None:
        if self.side.tracing.waiting and self.isVisible():
            self._pulse.start()

    def _show_peak(self, index: int) -> None:
        """Show a sample that wakes the map, of the part of the data that was looked through."""
        self.side.show_in(self.finder.split, index)

    def _follow_selection(self) -> None:
        if not self._selecting:
            self.column.scroll_to(self._session.selection)

    def _on_enlarged(self, node_id: str, channel: int) -> None:
        """Look closely at one map, or at all again; its node is selected on the canvas too."""
        large = self.column.enlarged is not None
        self.finder.look_for(self._passes.analysis, (node_id, channel) if large else None)
        if large:
            self._pulse.start()
        self.size_slider.setEnabled(not large)
        self._set_sides()
        self._show_link()
        self._selecting = True
        self._session.select((node_id,))
        self._selecting = False

    def _set_sides(self) -> None:
        arrange(self._places, self.size(), self.size_slider.value())
