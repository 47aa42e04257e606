"""Asks the network what it says all over a plane of inputs, and what of the samples there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from nnstudio.app.live.live_study import Answer, LiveStudy
from nnstudio.app.live.plane import Box
from nnstudio.app.plots.decision.aims import Aim
from nnstudio.app.plots.decision.choice import Choice
from nnstudio.app.plots.decision.ground import Ground
from nnstudio.app.plots.decision.picture import Answered
from nnstudio.app.plots.decision.raster import Raster
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.core.layer import Array
from nnstudio.engine.studies.chunked_outputs import ChunkedOutputs
from nnstudio.engine.study import LayerOutputs


@dataclass(frozen=True, eq=False)
class Found:
    """What the network said after ``step`` steps.

    Parameters
    ----------
    answered
        What was aimed at, for the places of the raster and for the samples.
    outputs
        The outputs of all layers that were asked for, by node: places first, then samples.
    """

    raster: Raster
    answered: Answered
    outputs: Mapping[str, Array]
    step: int


class Inquiry:
    """Has the network asked again as it learns; `found` is what is known of the present places.

    ``live`` says when there is news.
    """

    def __init__(self, session: Session, training: Training, parent: QObject) -> None:
        self.live: LiveStudy[LayerOutputs] = LiveStudy("decision map", session, training, parent)
        self.found: Found | None = None
        self._asked: tuple[ChunkedOutputs, Raster] | None = None
        self._taken: Answer[LayerOutputs] | None = None

    def ask(self, ground: Ground, choice: Choice, box: Box) -> None:
        """Ask for all that can be chosen, in a part of the plane."""
        plan = self.live.project.data
        if not self.live.analysis.ready or plan.signature.input_shape != (len(ground.centre),):
            return
        raster = Raster(box, len(ground.columns) == 1)
        x = np.concatenate([ground.prepared(raster.places(), plan), ground.read_by(plan)])
        nodes = {aim.node for aim in choice.aims}
        if choice.layer is not None:
            nodes.add(choice.layer.node)
        study = ChunkedOutputs(np.ascontiguousarray(x, np.float32), tuple(nodes))
        self._asked = study, raster
        self.live.ask(study)

    def take(self, ground: Ground, aim: Aim) -> bool:
        """Take the newest answer; return whether there is one that belongs to what was asked."""
        latest = self.live.latest
        if latest is None or latest is self._taken or self._asked is None:
            return False
        study, raster = self._asked
        output = latest.result.by_node.get(aim.node)
        if latest.study is not study or output is None:
            return False
        if len(output) != raster.count + len(ground.x):
            return False
        self._taken = latest
        answered = Answered.of(aim, output, raster.count)
        self.found = Found(raster, answered, latest.result.by_node, latest.step)
        return True

    def take_again(self) -> None:
        """Let the newest answer be news once more."""
        self._taken = None

    def forget(self) -> None:
        """Forget what is known: it is of other samples."""
        self.found = self._taken = None
