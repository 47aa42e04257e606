"""Ties a number of a map to its working, to the map it reads and to the part of the sample."""

from __future__ import annotations

from PySide6.QtCore import QObject

from nnstudio.app.plots.feature_maps.map_section import MapSection
from nnstudio.app.plots.feature_maps.map_tiles import Cell
from nnstudio.app.plots.feature_maps.sample_card import SampleCard
from nnstudio.app.plots.feature_maps.working_panel import Working, WorkingPanel
from nnstudio.core.errors import UserError
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.layer_passes import LayerPass
from nnstudio.explain.receptive_field import receptive_field
from nnstudio.explain.window_places import BETWEEN
from nnstudio.explain.worked_pixel import WorkedPixel, as_map, work_out
from nnstudio.graph.analysis import Analysis

_SAME_PLACES = ("activation", "normalisation", "regularisation")


class PixelLink(QObject):
    """Remembers which number is looked at, and shows it everywhere anew as weights change."""

    def __init__(self, panel: WorkingPanel, card: SampleCard) -> None:
        super().__init__(panel)
        self._panel, self._card = panel, card
        self._at: tuple[str, Cell] | None = None
        self._sections: tuple[MapSection, ...] = ()
        self._worked: WorkedPixel | None = None
        self._source: str | None = None
        self._framed: tuple[Analysis, str, Cell] | None = None
        panel.channel_chosen.connect(self._frame_source)

    def at(self) -> tuple[str, Cell] | None:
        """Return the node and the number that is worked out."""
        return self._at

    def point_at(self, node_id: str, cell: Cell) -> None:
        """Look at another number."""
        self._at = node_id, cell

    def forget(self) -> None:
        """Look at no number any more."""
        self._at, self._worked, self._sections, self._framed = None, None, (), None
        self._card.picture.set_mark(None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what to do where nothing is looked at."""
        if self._at is None:
            self._panel.set_working(
                None, self.tr("Point at a number of a map to see how it comes about.")
            )

    def show(self, sections: tuple[MapSection, ...], analysis: Analysis, backward: bool) -> None:
        """Show the number with what the layers did last."""
        self._sections = sections
        for section in sections:
            here = self._at is not None and self._at[0] == section.node_id
            section.set_marked(self._at[1] if here and self._at is not None else None)
        if self._at is None:
            return
        node_id, cell = self._at
        found = [s for s in sections if s.node_id == node_id and s.done is not None]
        if not found:
            return
        [section], done = found, found[0].done
        assert done is not None
        if any(at >= size for at, size in zip(cell, as_map(done.y).shape, strict=True)):
            self.forget()
            return
        self._worked = work_out(done, *cell)
        self._source = self._read_from(analysis, section.node_id)
        self._fill(section, done, cell, backward, analysis)
        self._frame_source()
        self._frame_sample(analysis, section.node_id, cell)

    def _fill(
        self, section: MapSection, done: LayerPass, cell: Cell, backward: bool, analysis: Analysis
    ) -> None:
        worked = self._worked
        if worked is None:
            self._panel.set_working(
                None, self.tr("This layer has no window: it only enlarges or repeats pixels.")
            )
            return
        if backward and worked.dz is None:
            text = self.tr(
                "Without a target there is no gradient. Choose a class below the picture."
            )
            self._panel.set_working(None, text)
            return
        text = self.tr("{layer}, map {number} [{row}, {column}]")
        title = text.format(layer=section.title, number=cell[2], row=cell[0], column=cell[1])
        source = analysis.reports[section.node_id].sources[0]
        named = analysis.reports[source].node.title or source
        colour = section.colour and worked.kernel is not None
        self._panel.set_working(Working(title, named, done, worked, backward, colour))

    def _frame_source(self) -> None:
        """Frame what is read in the maps of the layer before."""
        worked = self._worked
        for section in self._sections:
            tiles = section.tiles()
            if worked is None or section.node_id != self._source or section.only is not None:
                tiles.set_patch(None)
                continue
            there = worked.reach != BETWEEN
            rows, columns = worked.rows[there], worked.columns[there]
            if not rows.size:
                tiles.set_patch(None)
                continue
            height, width, _ = tiles.maps().shape
            patch = (
                max(int(rows.min()), 0),
                max(int(columns.min()), 0),
                min(int(rows.max()), height - 1),
                min(int(columns.max()), width - 1),
            )
            channel = int(worked.channels[min(self._panel.channel(), len(worked.channels) - 1)])
            tiles.set_patch(patch, channel)

    def _frame_sample(self, analysis: Analysis, node_id: str, cell: Cell) -> None:
        """Frame the part of the sample that the number depends on."""
        key = (analysis, node_id, cell)
        framed = self._framed
        if framed is not None and framed[0] is analysis and framed[1:] == key[1:]:
            return
        self._framed = key
        try:
            mark = receptive_field(make_plan(analysis), node_id, cell[0], cell[1])
        except (UserError, KeyError):
            mark = None
        self._card.picture.set_mark(mark)

    def _read_from(self, analysis: Analysis, node_id: str) -> str | None:
        """Return the layer with maps that a layer reads, past those that leave places as they are."""
        known = {section.node_id for section in self._sections}
        sources = analysis.reports[node_id].sources
        while len(sources) == 1 and sources[0] not in known:
            report = analysis.reports[sources[0]]
            if report.node.layer.category not in _SAME_PLACES:
                return None
            sources = report.sources
        return sources[0] if len(sources) == 1 else None
