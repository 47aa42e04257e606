"""What the layers give for chosen samples, always of the newest weights, only while it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.messages import Watch, Watched
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weights import WeightMap, adopt_weights
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.project import Project


@dataclass(frozen=True, eq=False)
class Outputs:
    """The outputs ``(samples, *shape)`` of some nodes for the samples ``x``.

    ``step`` is how many steps the network had been trained, 0 for its starting weights.
    """

    x: Array
    step: int
    by_node: Mapping[str, Array] = field(default_factory=dict)


class LiveOutputs(QObject):
    """Asks the running training, or computes beside the window where none is running.

    Parameters
    ----------
    key
        Names the `Watch`; each view has its own.
    """

    arrived = Signal()
    """`latest` is new."""
    project_changed = Signal()
    """`project` is another one, or its layers or data are."""

    def __init__(
        self, key: str, session: Session, training: Training, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._session = session
        self._training = training
        self._asked: tuple[Array, tuple[str, ...]] | None = None
        self._shown = False
        self._watching = False
        self._stale = True
        self._analysis = session.analysis
        self.latest: Outputs | None = None
        self._background = Background(self)
        self._background.done.connect(self._on_computed)
        training.watched.connect(self._on_watched)
        training.state_changed.connect(self._follow)
        session.weights_changed.connect(self._on_weights)
        session.changed.connect(self._follow)
        session.opened.connect(self._follow)

    @property
    def project(self) -> Project:
        """The project that is looked at: the running one while a run goes on."""
        return self._analysis.project

    @property
    def analysis(self) -> Analysis:
        """The analysis of `project`."""
        return self._analysis

    def ask(self, x: Array, nodes: tuple[str, ...]) -> None:
        """Want the outputs of ``nodes`` for the prepared samples ``x`` ``(n, *input_shape)``."""
        self._asked = (np.ascontiguousarray(x, np.float32), nodes)
        self._stale = True
        self._serve()

    def stop_asking(self) -> None:
        """Want nothing more."""
        self._asked, self.latest = None, None
        self._background.forget()
        self._unwatch()

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks; nothing is computed for a view that is not seen."""
        self._shown = shown
        if shown:
            self._follow()
        else:
            self._unwatch()

    def _follow(self) -> None:
        """Look at the project that matters now."""
        if not self._shown:
            return
        running = self._session.running if self._training.active else None
        before = self._analysis
        if running is None or running is self._session.project:
            self._analysis = self._session.analysis
        elif running is not before.project:
            self._analysis = analyze(running)
        if _computed(self._analysis.project) != _computed(before.project):
            self._stale = True
            self.project_changed.emit()
        if self._watching != self._training.active:
            self._stale = True
        self._serve()

    def _on_weights(self) -> None:
        self._stale = True
        self._serve()

    def _serve(self) -> None:
        if not self._shown or self._asked is None or not self._stale:
            return
        x, nodes = self._asked
        shape = self._analysis.project.data.signature.input_shape
        if x.shape[1:] != shape or not self._analysis.ready:
            self._unwatch()
            return
        self._stale = False
        if self._training.active:
            self._background.forget()
            self._watching = True
            self._training.watch(Watch(self._key, x, nodes))
            return
        self._unwatch()
        checkpoint = self._session.checkpoint
        weights: WeightMap = checkpoint.weights if checkpoint else {}
        step = checkpoint.step if checkpoint else 0
        analysis = self._analysis

        def compute() -> Outputs:
            return _outputs(analysis, weights, step, x, nodes)

        self._background.start(compute)

    def _unwatch(self) -> None:
        if self._watching:
            self._watching = False
            self._stale = True
            self._training.unwatch(self._key)

    def _on_watched(self, answer: Watched) -> None:
        if answer.key == self._key and self._watching and self._asked is not None:
            self._arrive(Outputs(self._asked[0], answer.step, answer.outputs))

    def _on_computed(self, answer: Outputs) -> None:
        if self._asked is not None and not self._watching:
            self._arrive(answer)

    def _arrive(self, outputs: Outputs) -> None:
        # An answer to an earlier question may still be on its way when another is asked.
        if self._asked is not None and outputs.x is self._asked[0]:
            self.latest = outputs
            self.arrived.emit()


def _outputs(
    analysis: Analysis, weights: WeightMap, step: int, x: Array, nodes: tuple[str, ...]
) -> Outputs:
    try:
        plan = make_plan(analysis)
    except UserError:
        return Outputs(x, step)
    adopted = adopt_weights(plan, weights, analysis.project.training.seed)
    if any(key not in weights or weights[key].shape != w.shape for key, w in adopted.items()):
        step = 0  # some weights are new, so nothing here has been trained as it is
    model = Model(plan, adopted)
    with np.errstate(all="ignore"):  # weights of a run that went wrong are shown as they are
        outputs = model.forward(x).outputs
    return Outputs(x, step, {node: outputs[node] for node in nodes if node in outputs})


def _computed(project: Project) -> object:
    """Return what decides layers, their names and data; places on the canvas left out."""
    layers = tuple((node.id, node.layer, node.title) for node in project.graph.nodes)
    return layers, frozenset(project.graph.wires), project.data
