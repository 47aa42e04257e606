"""The pictures of what nodes give: asked for, answered, cut down, and kept until there are newer ones."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nnstudio.app.canvas.living_samples import LivingSamples
from nnstudio.app.canvas.thumbnail import (
    MOST_BARS,
    Role,
    Thumbnail,
    of_sample,
    of_wide_layer,
    over_line,
    over_plane,
)
from nnstudio.app.live.class_output import class_output
from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array
from nnstudio.core.shapes import size_of
from nnstudio.engine.study import LayerOutputs, OutputsStudy
from nnstudio.graph.analysis import Analysis
from nnstudio.layers.input import Input

KEY = "canvas"
"""Names the question that the canvas asks of a running training."""
_MOST_SAMPLES = 32
_MOST_ADDS = 8_000_000
"""More multiply-adds than these are not spent on further samples."""


class LivingPictures(QObject):
    """Knows a picture for each node that was asked for.

    ``step`` is how many steps the network had been trained that gave the newest ones.
    """

    arrived = Signal()
    """There are newer pictures."""
    sample_changed = Signal()
    """Another sample is shown, or there are others to choose from."""

    def __init__(self, session: Session, training: Training, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._outputs: LiveStudy[LayerOutputs] = LiveStudy(KEY, session, training, self)
        self._outputs.arrived.connect(self._on_arrived)
        self._outputs.project_changed.connect(self._follow)
        self.samples = LivingSamples(self)
        self.samples.changed.connect(self._on_sample)
        self._nodes: tuple[str, ...] = ()
        self._asked: tuple[Array, tuple[str, ...]] | None = None
        self._latest: Answer[LayerOutputs] | None = None
        self._made: dict[str, tuple[Answer[LayerOutputs], Thumbnail]] = {}
        self._roles: tuple[Analysis, dict[str, Role]] | None = None
        self.step = 0

    def ask(self, nodes: tuple[str, ...]) -> None:
        """Want pictures of these nodes and no others; of none, nothing is computed."""
        self._nodes = nodes
        self._outputs.set_shown(bool(nodes))
        if nodes:
            self._follow()
        self._ask()

    def thumbnail(self, node_id: str) -> Thumbnail | None:
        """Return the newest picture of a node, None where there is none."""
        known = self._made.get(node_id)
        latest = self._latest
        if latest is None or (known is not None and known[0] is latest):
            return known[1] if known else None
        output = latest.result.by_node.get(node_id)
        if output is None or not len(output):
            return known[1] if known else None
        thumbnail = self._picture(node_id, output)
        self._made[node_id] = (latest, thumbnail)
        return thumbnail

    def outdated(self, node_id: str) -> bool:
        """Return whether a picture is of another network than the one that is drawn now."""
        told, drawn = self._outputs.analysis, self._session.analysis
        if told is drawn:
            return not drawn.ready
        one, other = told.reports.get(node_id), drawn.reports.get(node_id)
        if one is None or other is None:
            return True
        return (one.node.layer, one.sources) != (other.node.layer, other.sources)

    def forget(self) -> None:
        """Drop all pictures, as after opening another project."""
        self._made.clear()
        self._latest = None

    def step_sample(self, way: int) -> None:
        """Show the next sample, or the one before."""
        self.samples.choose(self.samples.index + way)

    # ---- within ----

    def _follow(self) -> None:
        self.samples.follow(self._outputs.project.data)

    def _on_sample(self) -> None:
        if self.samples.x is None:
            self.forget()
        self._ask()
        self.sample_changed.emit()

    def _ask(self) -> None:
        x = self.samples.several(self._number_of_samples())
        wanted = None if x is None or not self._nodes else (x, self._nodes)
        if wanted is None:
            self._outputs.stop_asking()
        elif self._asked is None or self._asked[0] is not x or self._asked[1] != self._nodes:
            self._outputs.ask(OutputsStudy(*wanted))
        self._asked = wanted

    def _number_of_samples(self) -> int:
        """Return over how many samples wide layers are counted, where such are to be seen."""
        analysis = self._outputs.analysis
        shapes = [r.shape for node in self._nodes if (r := analysis.reports.get(node)) is not None]
        if not any(shape and len(shape) == 1 and shape[0] > MOST_BARS for shape in shapes):
            return 1
        return max(min(_MOST_ADDS // max(analysis.multiply_adds, 1), _MOST_SAMPLES), 1)

    def _on_arrived(self) -> None:
        self._latest = self._outputs.latest
        self.step = self._latest.step if self._latest else 0
        self.arrived.emit()

    def _picture(self, node_id: str, output: Array) -> Thumbnail:
        role = self._role(node_id)
        if self.samples.aim == "plane":
            return over_plane(output, role)
        if self.samples.aim == "line":
            return over_line(output)
        sample = output[0]
        whole = self._outputs.project.data.signature.input_shape
        if sample.ndim == 1 and len(whole) == 3 and (sample.size, whole[2]) == (size_of(whole), 1):
            sample = sample.reshape(whole)  # as many numbers as a picture has are looked at as one
        elif sample.ndim == 1 and sample.size > MOST_BARS and role == Role():
            return of_wide_layer(output)
        thumbnail = of_sample(sample, role)
        return replace(thumbnail, caption=self.samples.written()) if role.tokens else thumbnail

    def _role(self, node_id: str) -> Role:
        analysis = self._outputs.analysis
        if self._roles is None or self._roles[0] is not analysis:
            self._roles = (analysis, _roles(analysis))
        return self._roles[1].get(node_id, Role())


def _roles(analysis: Analysis) -> dict[str, Role]:
    """Return what nodes are to the data, where that is something."""
    signature = analysis.project.data.signature
    found = {}
    for node_id, report in analysis.reports.items():
        if isinstance(report.node.layer, Input):
            whole = report.shape == signature.input_shape
            found[node_id] = Role(
                sample=len(report.shape or ()) == 3, tokens=bool(signature.tokens) and whole
            )
    told = class_output(analysis)
    for point in analysis.outputs:
        for node_id in {point.node, point.name} & analysis.reports.keys():
            if told is not None and point.node == told.node:
                found[node_id] = Role(classes=told.classes)
            elif analysis.reports[node_id].shape == signature.input_shape:
                found[node_id] = Role(sample=True)
    return found
