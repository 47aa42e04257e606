"""The gradients of the run record as the canvas shows them: a bar per layer, a strength per wire."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from nnstudio.app.canvas.wire_item import Flow
from nnstudio.app.session import Session
from nnstudio.explain.gradient_ribbon import (
    Ribbon,
    Scale,
    gradient_bearers,
    gradient_ribbon,
    weighted_before,
)
from nnstudio.explain.verdicts import layer_distances
from nnstudio.graph.analysis import Analysis

MOST_SWELLING = 5
"""By how much the wires with the largest gradients grow, in scene units."""


class LivingGradients(QObject):
    """Reads the newest gradients; it goes on showing them after the run has ended."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = True
        self._read: tuple[object, ...] = ()
        self._ways: tuple[Analysis, tuple[str, ...], dict[str, str], dict[str, str]] | None = None
        self._ribbons: dict[str, Ribbon] = {}
        self.scale = Scale()

    def set_wanted(self, wanted: bool) -> None:
        """Say whether they are to be shown at all."""
        self._wanted = wanted
        self._read = ()

    def read(self) -> bool:
        """Take over what is new in the run record; return whether there was something."""
        log, analysis = self._session.run_log, self._session.analysis
        broken = bool(log.steps) and not np.isfinite(log.loss[-1])
        stamp = (log, len(log.probe_steps), broken, analysis, self._wanted)
        if stamp == self._read:
            return False
        self._read = stamp
        self._ribbons = {}
        if self._wanted and log.layers:
            before, _ = self._along(analysis, log.layers)
            sources = {node: report.sources for node, report in analysis.reports.items()}
            distance = layer_distances(analysis.order, sources, log.layers)
            self.scale, self._ribbons = gradient_ribbon(
                log.norms, log.layers, before, log.loss, distance
            )
        return True

    def ribbon(self, node_id: str) -> Ribbon | None:
        """Return the bar of a layer, None where it has none."""
        return self._ribbons.get(node_id)

    def outdated(self, node_id: str) -> bool:
        """Return whether the layer is no longer the one that was trained."""
        running = self._session.running
        if running is None:
            return False
        trained = running.graph.by_id.get(node_id)
        drawn = self._session.project.graph.by_id.get(node_id)
        return trained is None or drawn is None or trained.layer != drawn.layer

    def bearer(self, node_id: str) -> tuple[str, Ribbon] | None:
        """Return the layer whose gradient flows back into a node, with its bar."""
        if not self._ribbons:
            return None
        layer = self._along(self._session.analysis, self._session.run_log.layers)[1].get(node_id)
        ribbon = self._ribbons.get(layer) if layer is not None else None
        return None if layer is None or ribbon is None else (layer, ribbon)

    def flow(self, node_id: str) -> Flow | None:
        """Return what flows back into a node through each of its wires, None before training.

        Wires show the median of the last probes: they would flicker with every single one.
        """
        found = self.bearer(node_id)
        if found is None or self.outdated(found[0]):
            return None
        return Flow(round(found[1].steady_share * MOST_SWELLING), found[1].state)

    def _along(
        self, analysis: Analysis, layers: tuple[str, ...]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return for each layer the one before it, and for each node the layer that speaks for it."""
        if self._ways is None or self._ways[0] is not analysis or self._ways[1] != layers:
            sources = {node: report.sources for node, report in analysis.reports.items()}
            drawn = tuple(layer for layer in layers if layer in sources)
            before = weighted_before(analysis.order, sources, drawn)
            bearers = gradient_bearers(analysis.order, sources, drawn)
            self._ways = (analysis, layers, before, bearers)
        return self._ways[2], self._ways[3]
