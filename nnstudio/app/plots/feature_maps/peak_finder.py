"""Finds the samples that wake one map most, and how they are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.plots.feature_maps.peak_row import PeakPicture, PeakRow
from nnstudio.app.plots.feature_maps.pictures_of_samples import picture_of
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.errors import UserError
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.studies.peaks import Peaks, PeaksStudy
from nnstudio.engine.studies.progress import Progress
from nnstudio.explain.receptive_field import receptive_field
from nnstudio.graph.analysis import Analysis

SAMPLES = 256
"""So many samples of the validation part are looked at."""


class PeakFinder(QObject):
    """Fills a `PeakRow` for the map that is enlarged; nothing is computed for others."""

    changed = Signal()
    """There is something new to show."""

    def __init__(self, session: Session, training: Training, row: PeakRow, parent: QObject) -> None:
        super().__init__(parent)
        self._row = row
        self._probe = ProbeSamples(SAMPLES, "validation", self)
        self._probe.changed.connect(self._ask)
        self._peaks: LiveStudy[Peaks] = LiveStudy("feature peaks", session, training, self)
        self._peaks.arrived.connect(self.changed)
        self._analysis: Analysis | None = None
        self._map: tuple[str, int] | None = None
        self._progress = Progress()
        self._drawn: object = None
        self._shown = False

    @property
    def split(self) -> str:
        """The part of the data that is looked through."""
        return "train" if self._probe.probe is None else self._probe.probe.split

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._shown = shown
        self._peaks.set_shown(shown and self._map is not None)

    def look_for(self, analysis: Analysis, wanted: tuple[str, int] | None) -> None:
        """Look for what wakes a map, a node's id and a number; None: nothing more."""
        self._analysis, self._map = analysis, wanted
        self._drawn = None
        self._row.set_pictures(())
        self._row.setVisible(wanted is not None)
        self._peaks.stop_asking()
        self._peaks.set_shown(self._shown and wanted is not None)
        if wanted is not None:
            self._probe.follow(analysis)
            self._ask()

    def refresh(self) -> None:
        """Show what is new."""
        latest, probe = self._peaks.latest, self._probe.probe
        if self._map is None:
            return
        if latest is None or probe is None:
            share = round(100 * self._progress.share)
            self._row.set_title(self.tr("Looking through samples … {share} %").format(share=share))
            return
        if latest is self._drawn:
            return
        self._drawn = latest
        title = self.tr("These of {count} samples wake map {number} most:")
        self._row.set_title(title.format(count=len(probe.x), number=latest.result.channel))
        plan = self._plan()
        data = probe.data
        shown = []
        for peak in latest.result.best:
            index = int(probe.places[peak.sample])
            picture = picture_of(data, data.sample(probe.split, index).raw)
            patch = None
            if plan is not None:
                patch = receptive_field(plan, latest.result.node, peak.row, peak.column)
            shown.append(PeakPicture(index, picture, patch, peak.value))
        self._row.set_pictures(tuple(shown))

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._map is not None and self._peaks.latest is None

    def _plan(self) -> Plan | None:
        assert self._analysis is not None
        try:
            return make_plan(self._analysis)
        except UserError:
            return None

    def _ask(self) -> None:
        probe = self._probe.probe
        if probe is None or self._map is None:
            return
        self._progress = Progress()
        self._peaks.ask(PeaksStudy(probe.x, *self._map, progress=self._progress))
        self.changed.emit()
