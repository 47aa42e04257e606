"""What the gradient view shows: norms of the run record, of the present, and of kept moments."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.live.moment_studies import MomentStudies
from nnstudio.app.live.probe_samples import ProbeSamples
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array
from nnstudio.engine.studies.gradient_flow import GradientFlow, GradientFlowStudy, LayerFlow
from nnstudio.explain.gradient_causes import explained, judge_flow
from nnstudio.explain.verdicts import FEWEST_PROBES, Verdict, judge, layer_distances, medians
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.project import Project

SAMPLES = 32
KINDS = ("weights", "activations")
MEASURES = ("l2", "mean", "largest")


@dataclass(frozen=True, eq=False)
class Course:
    """Sizes over time: ``steps`` ``(times,)`` and ``values`` ``(times, layers)``, oldest first.

    It only grows while ``thinning`` is the same; else some of the older times were left out.
    """

    layers: tuple[str, ...]
    steps: Array
    values: Array
    thinning: int = 0


class GradientSource(QObject):
    """Asks for what the view shows, and no more.

    The L2 norms of weights come from the run record, where training put those of its batches. All
    other sizes are measured on a few fixed samples: now, and for kept moments of the run.
    """

    changed = Signal()

    def __init__(self, session: Session, training: Training, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self.kind, self.measure = "weights", "l2"
        self._study: GradientFlowStudy | None = None
        self._shown = False
        self._distances: tuple[Analysis, tuple[str, ...], Array] | None = None
        self._samples = ProbeSamples(SAMPLES, "train", self)
        self._samples.changed.connect(self._ask)
        self._samples.failed.connect(self._forget)
        self._live: LiveStudy[GradientFlow] = LiveStudy("gradient_flow", session, training, self)
        self._live.arrived.connect(self.changed)
        self._live.project_changed.connect(self._follow)
        self._moments: MomentStudies[GradientFlow] = MomentStudies(session, training, self)
        self._moments.grown.connect(self.changed)
        training.moments.moved.connect(self.changed)

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._shown = shown
        self._live.set_shown(shown)
        self._moments.set_shown(shown)
        if shown:
            self._follow()

    def choose(self, kind: str, measure: str) -> None:
        """Show the sizes of weights' or activations' gradients, measured as one of `MEASURES`."""
        self.kind, self.measure = kind, measure
        self._ask_moments()
        self.changed.emit()

    @property
    def recorded(self) -> bool:
        """Whether what is chosen stands in the run record."""
        return self.kind == "weights" and self.measure == "l2"

    @property
    def shown_step(self) -> int | None:
        """The step that the views look back on; None: the newest."""
        moment = self._training.moments.shown
        return None if moment is None else moment.step

    @property
    def flow(self) -> GradientFlow | None:
        """The present gradient, or that of the moment which is looked back on."""
        return None if self._live.latest is None else self._live.latest.result

    @property
    def flow_step(self) -> int:
        """The step to which `flow` belongs."""
        return 0 if self._live.latest is None else self._live.latest.step

    def probes(self) -> int:
        """Return how many probes of the run record count: those up to the shown step."""
        steps, shown = self._session.run_log.probe_steps, self.shown_step
        if shown is None:
            return len(steps)
        return int(np.searchsorted(steps, shown, side="right"))

    def course(self) -> Course:
        """Return the sizes over time."""
        log = self._session.run_log
        if self.recorded:
            return Course(log.layers, log.probe_steps, log.norms, log.thinned)
        results = self._moments.results
        if not results:
            return Course((), np.empty(0), np.empty((0, 0)))
        layers = tuple(x.node for x in results[-1][1].layers if self._has(x))
        steps = np.array([step for step, _ in results])
        rows = [[self._size(flow, node) for node in layers] for _, flow in results]
        # There are few moments, and any new one may be in the place of others.
        return Course(layers, steps, np.array(rows, np.float64), thinning=int(steps[-1]))

    def now(self) -> tuple[tuple[str, ...], Array]:
        """Return the layers and their present sizes; of a run the medians of the last probes."""
        log, count = self._session.run_log, self.probes()
        if self.recorded and count and not self._outdated():
            return log.layers, medians(log.norms[:count])
        flow = self.flow
        if flow is None:
            return (), np.empty(0)
        layers = tuple(x.node for x in flow.layers if self._has(x))
        return layers, np.array([self._size(flow, node) for node in layers])

    def verdict(self) -> Verdict:
        """Return the verdict with its cause, as far as it is known."""
        log, count, flow = self._session.run_log, self.probes(), self.flow
        analysis = self._live.analysis
        clipping = analysis.project.training.clipping
        broken = self.shown_step is None and len(log.loss) and not np.isfinite(log.loss[-1])
        if not broken and flow is not None and (count < FEWEST_PROBES or self._outdated()):
            layers = tuple(x.node for x in flow.layers if x.learns)
            verdict = judge_flow(flow, layers, self._distance(layers))
        else:
            loss = log.loss if self.shown_step is None else None
            distance = self._distance(log.layers)
            verdict = judge(log.norms[:count], log.layers, loss, distance)
        return explained(verdict, flow, clipping)

    # ---- within ----

    def _has(self, layer: LayerFlow) -> bool:
        return self.kind == "activations" or layer.learns

    def _size(self, flow: GradientFlow, node: str) -> float:
        layer = flow.by_node.get(node)
        if layer is None:
            return math.nan
        found: float = getattr(
            layer.weights if self.kind == "weights" else layer.flow, self.measure
        )
        return found

    def _outdated(self) -> bool:
        """Return whether the drawing is no longer what the run record belongs to."""
        running = self._session.running
        if running is None:
            return False
        here = self._live.analysis.project
        return here is not running and _layers(here) != _layers(running)

    def _distance(self, layers: tuple[str, ...]) -> Array:
        analysis = self._live.analysis
        kept = self._distances
        if kept is None or kept[0] is not analysis or kept[1] != layers:
            sources = {node: report.sources for node, report in analysis.reports.items()}
            distance = layer_distances(analysis.order, sources, layers)
            kept = self._distances = (analysis, layers, distance)
        return kept[2]

    def _follow(self) -> None:
        if self._shown:
            self._samples.follow(self._live.analysis)

    def _ask(self) -> None:
        probe = self._samples.probe
        if probe is not None:
            self._study = GradientFlowStudy(probe.x, probe.t)
            self._live.ask(self._study)
            self._ask_moments()

    def _forget(self, reason: str) -> None:
        """Without samples nothing is measured, and what was measured is of another network."""
        self._study = None
        self._live.stop_asking()
        self._ask_moments()
        self.changed.emit()

    def _ask_moments(self) -> None:
        self._moments.ask(None if self.recorded else self._study)


def _layers(project: Project) -> dict[str, object]:
    return {node.id: node.layer for node in project.graph.nodes}
