"""Slow motion on the canvas: light that goes through the drawing as a step does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from nnstudio.app.canvas.phase_bar import PhaseBar
from nnstudio.app.canvas.phase_glow import PhaseGlow
from nnstudio.app.canvas.phase_words import PhaseWords
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.phase_clock import PhaseClock, phase_color
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.engine.messages import PhaseShown

_AFTERGLOW = 0.45
"""How much light stays where a wave has been."""


class Phases(QObject):
    """Shows the phases of a run in slow motion, in a bar and as light on cards and wires."""

    def __init__(self, view: CanvasView, training: Training) -> None:
        super().__init__(view)
        self._view = view
        self._words = PhaseWords(self)
        self.bar = PhaseBar(self._words, view)
        self.glow = PhaseGlow(view.canvas)
        self._clock = PhaseClock(view.session, training, self)
        self._clock.begun.connect(self._show)
        self._clock.moved.connect(self._draw)
        self._clock.ended.connect(self._end)
        view.installEventFilter(self)

    @property
    def shown(self) -> PhaseShown | None:
        """The phase that is shown now."""
        return self._clock.shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.shown is not None:
            self.bar.place()
        return False

    def _show(self) -> None:
        assert self.shown is not None
        running = self._view.session.running or self._view.session.project
        self.bar.show_phase(self.shown, tr_text(Text(running.training.optimizer.label)))
        # The drawing makes room, so that the bar hides nothing of it.
        self._view.setViewportMargins(0, self.bar.room(), 0, 0)

    def _end(self) -> None:
        self.bar.hide()
        self._view.setViewportMargins(0, 0, 0, 0)
        self.glow.end()

    def _draw(self, share: float) -> None:
        if self.shown is None:
            return
        phase = self.shown.phase
        place = share * len(phase.waves)
        lit = {
            node: _light(place - number) for number, wave in enumerate(phase.waves) for node in wave
        }
        self.glow.show(lit, phase_color(phase.name), wires=phase.name in ("forward", "backward"))
        said = (self._said(node) for node in self._clock.wave(share))
        self.bar.show_detail("   ".join(said))

    def _said(self, node: str) -> str:
        assert self.shown is not None
        phase = self.shown.phase
        card = self._view.canvas.nodes.get(node)
        name = card.face.name if card is not None else node
        return self._words.of_node(phase.name, name, phase.by_node.get(node))


def _light(since: float) -> float:
    """Return how much light falls on a node that a wave reached so many waves ago."""
    if since < 0:
        return 0.0
    if since <= 1:
        return min(1.0, 4 * since + 0.2)
    return max(_AFTERGLOW, 1.0 - 2 * (since - 1))
