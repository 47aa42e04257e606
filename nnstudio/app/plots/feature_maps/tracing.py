"""What in the picture made the network say a class: saliency and occlusion, as colours over it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnstudio.app.live.live_study import LiveStudy
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.layer import Array
from nnstudio.core.text import Text
from nnstudio.engine.studies.occlusion import Occlusion, OcclusionStudy
from nnstudio.engine.studies.progress import Progress
from nnstudio.engine.studies.saliency import Saliency, SaliencyStudy
from nnstudio.explain.worked_pixel import as_map

NOTHING, SLOPE, SIGNED, LOSS, COVERED = "nothing", "slope", "signed", "loss", "covered"
KINDS = (NOTHING, SLOPE, SIGNED, LOSS, COVERED)


class Tracing(QObject):
    """Asks for the tracing that is wanted and gives a number for each pixel.

    Nothing is computed while no tracing is wanted or nobody looks.
    """

    changed = Signal()
    """`heat` is new, or `reason`."""

    def __init__(self, session: Session, training: Training, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = NOTHING
        self.reason = ""
        self.progress = Progress()
        self._shown = False
        self._asked: object = None
        self._kept: object = None  # what has an id while it is kept
        self._saliency: LiveStudy[Saliency] = LiveStudy("saliency", session, training, self)
        self._occlusion: LiveStudy[Occlusion] = LiveStudy("occlusion", session, training, self)
        for study in (self._saliency, self._occlusion):
            study.arrived.connect(self._on_arrived)
            study.failed.connect(self._on_failed)

    def set_shown(self, shown: bool) -> None:
        """Say whether somebody looks."""
        self._shown = shown
        traced = self.kind in (SLOPE, SIGNED, LOSS)
        self._saliency.set_shown(shown and traced)
        self._occlusion.set_shown(shown and self.kind == COVERED)

    def stop(self) -> None:
        """Want nothing more."""
        self._forget()
        self._asked = None

    def _forget(self) -> None:
        self._saliency.stop_asking()
        self._occlusion.stop_asking()

    def ask(
        self,
        kind: str,
        x: Array,
        node: str | None,
        number: int | None,
        t: Array | None,
        grey: float,
    ) -> None:
        """Trace a class back to the sample ``x``; None: the class the network is for."""
        wanted = (kind, id(x), node, number, id(t) if kind == LOSS else 0)
        if wanted == self._asked and not self.reason:
            return
        self._asked, self._kept = wanted, (x, t)
        self.kind, self.reason = kind, ""
        self._forget()
        self.set_shown(self._shown)
        if node is None or kind == NOTHING:
            if kind != NOTHING:
                self.reason = self.tr("This network gives no classes that could be traced back.")
        elif kind == COVERED:
            if x.ndim != 3:
                self.reason = self.tr("Only pictures can be covered with a square.")
            else:
                size = max(2, round(min(x.shape[:2]) / 5))
                self.progress = Progress()
                stride = max(1, size // 2)
                study = OcclusionStudy(x, node, number, size, stride, grey, self.progress)
                self._occlusion.ask(study)
        elif kind == LOSS and t is None:
            self.reason = self.tr("The loss needs a class: choose one.")
        else:
            self._saliency.ask(SaliencyStudy(x, node, number, t if kind == LOSS else None))
        self.changed.emit()

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        wanted = self.kind != NOTHING and not self.reason
        return wanted and self.result is None

    @property
    def result(self) -> Saliency | Occlusion | None:
        """The newest answer to what is asked."""
        study = self._occlusion if self.kind == COVERED else self._saliency
        if self.kind == NOTHING or study.latest is None:
            return None
        return study.latest.result

    @property
    def heat(self) -> Array | None:
        """What each pixel counts ``(rows, columns)``; positive: it speaks for the class."""
        result = self.result
        if result is None:
            return None
        if isinstance(result, Occlusion):
            return np.asarray(result.share - result.by_pixel)
        if self.kind == SIGNED:
            return as_map(result.times_input).sum(axis=2)
        return np.abs(as_map(result.gradient)).max(axis=2)

    def caption(self, classes: tuple[str, ...]) -> str:
        """Return what is seen, for which class, in a sentence."""
        result = self.result
        if result is None:
            if self.reason or self.kind == NOTHING:
                return self.reason
            return self.tr("{share} % computed").format(share=round(100 * self.progress.share))
        name = classes[result.number] if result.number < len(classes) else str(result.number)
        if isinstance(result, Occlusion):
            text = self.tr("{name}: {share} %. A grey square lowers it to {least} %.")
            least = 100 * min(float(result.shares.min()), result.share)
            return text.format(name=name, share=f"{100 * result.share:.1f}", least=f"{least:.1f}")
        texts = {
            SLOPE: self.tr("|ds/dx| up to {most}, s: score of {name}"),
            SIGNED: self.tr("x · ds/dx up to ±{most}, s: score of {name}"),
            LOSS: self.tr("|dL/dx| up to {most}"),
        }
        heat = self.heat
        most = "–" if heat is None else f"{float(np.abs(heat).max()):.3g}"
        return texts[self.kind].format(name=name, most=most)

    def _on_arrived(self) -> None:
        self.changed.emit()

    def _on_failed(self, reason: Text) -> None:
        self.reason = tr_text(reason)
        self.changed.emit()
