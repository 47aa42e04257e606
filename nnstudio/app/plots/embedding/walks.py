"""The places that the user asks about: the two ends of a walk, and a free place among the points."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.plots.embedding.seen import Seen
from nnstudio.app.plots.embedding.subject import Subject
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.studies.decoding import Decoded, DecodingStudy, WalkStudy

STEPS = 9
"""So many pictures lie on the way between two samples, these among them."""


class Walks(QObject):
    """Keeps what was chosen, and what the network makes of it.

    ``ends`` are the numbers of up to two samples, ``place`` is where the free place lies in the
    plane; ``decoded`` is what lies between the ends, or ``refusal`` says why nothing does.
    """

    arrived = Signal()
    refused = Signal()

    def __init__(self, session: Session, training: Training, parent: QObject) -> None:
        super().__init__(parent)
        self._walk: LiveStudy[Decoded] = LiveStudy("embedding walk", session, training, self)
        self._point: LiveStudy[Decoded] = LiveStudy("embedding point", session, training, self)
        for study in (self._walk, self._point):
            study.arrived.connect(self.arrived)
            study.failed.connect(self._refuse)
        self.ends: tuple[int, ...] = ()
        self.place: Array | None = None
        self.decoded: Decoded | None = None
        self.refusal = ""

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._walk.set_shown(shown)
        self._point.set_shown(shown)

    def clear(self) -> None:
        """Forget what was chosen: there are other samples."""
        self.ends, self.place, self.decoded = (), None, None

    def stop(self) -> None:
        """Ask for nothing more: there is no network to ask."""
        self.decoded = None
        self._walk.stop_asking()
        self._point.stop_asking()

    def choose(self, sample: int | None) -> bool:
        """Make a sample an end of the walk; a third one begins a new walk, None ends it.

        Returns
        -------
        bool
            Whether a walk is complete by that.
        """
        if sample is None:
            self.ends = ()
            self.forget_place()
            return False
        complete = len(self.ends) == 1 and sample != self.ends[0]
        self.ends = (*self.ends, sample) if complete else (sample,)
        return complete

    def forget_place(self) -> None:
        """Do without the free place."""
        self.place = None
        self._point.stop_asking()

    def ask_walk(self, subject: Subject | None, node: str) -> None:
        """Ask what lies between the ends, as a layer sees the samples."""
        self.refusal = ""
        if subject is None or len(self.ends) < 2:
            self._walk.stop_asking()
            self.decoded = None
            return
        ends = np.ascontiguousarray(subject.x[list(self.ends)])
        self._walk.ask(WalkStudy(node, ends, subject.output, STEPS))

    def ask_point(self, seen: Seen | None, node: str, plane: tuple[int, int]) -> None:
        """Ask what the network makes of the free place in the plane of two axes."""
        if seen is None or self.place is None:
            return
        place = np.zeros((1, len(seen.principal.axes)))
        place[0, list(plane)] = self.place
        values = seen.principal.values_at(place)
        self._point.ask(DecodingStudy(node, values, seen.subject.output))

    def take(self) -> None:
        """Take the newest answer."""
        walk = self._walk.latest
        if walk is not None and walk.result is not self.decoded:
            self.decoded, self.refusal = walk.result, ""

    def at_place(self) -> Array | None:
        """Return what the network makes of the free place ``(*shape)``."""
        point = self._point.latest
        return None if point is None or self.place is None else point.result.outputs[0]

    def _refuse(self, reason: Text) -> None:
        self.refusal, self.decoded = tr_text(reason), None
        self.refused.emit()
