"""Slow motion on the canvas: light that goes through the drawing as a step does."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer

from nnstudio.app.canvas.phase_bar import PhaseBar, phase_color
from nnstudio.app.canvas.phase_glow import PhaseGlow
from nnstudio.app.canvas.phase_words import PhaseWords
from nnstudio.app.canvas.view import CanvasView
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.engine.messages import PhaseShown

FRAME_MS = 33
_AFTERGLOW = 0.45
"""How much light stays where a wave has been."""


class Phases(QObject):
    """Shows the phases of a run in slow motion, in a bar and as light on cards and wires."""

    def __init__(self, view: CanvasView, training: Training) -> None:
        super().__init__(view)
        self._view, self._training = view, training
        self._words = PhaseWords(self)
        self.bar = PhaseBar(self._words, view)
        self.glow = PhaseGlow(view.canvas)
        self.shown: PhaseShown | None = None
        self._done, self._since = 0.0, 0.0
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._draw)
        training.phase_shown.connect(self._show)
        training.state_changed.connect(self._follow_state)
        view.session.opened.connect(self._end)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.shown is not None:
            self.bar.place()
        return False

    def _show(self, shown: PhaseShown | None) -> None:
        if shown is None:
            self._end()
            return
        self.shown, self._done, self._since = shown, 0.0, time.perf_counter()
        running = self._view.session.running or self._view.session.project
        self.bar.show_phase(shown, tr_text(Text(running.training.optimizer.label)))
        # The drawing makes room, so that the bar hides nothing of it.
        self._view.setViewportMargins(0, self.bar.room(), 0, 0)
        self._draw()
        self._frames.start()

    def _end(self) -> None:
        if self.shown is not None:
            self.shown = None
            self._frames.stop()
            self.bar.hide()
            self._view.setViewportMargins(0, 0, 0, 0)
            self.glow.end()

    def _follow_state(self) -> None:
        """Stand still while the run does."""
        if self.shown is None:
            return
        if self._training.state == "paused" and self._frames.isActive():
            self._done = self._share()
            self._frames.stop()
        elif self._training.state == "running" and not self._frames.isActive():
            self._since = time.perf_counter()
            self._frames.start()

    def _share(self) -> float:
        """Return which share of the phase is over."""
        if self.shown is None or not self._frames.isActive():
            return self._done
        passed = time.perf_counter() - self._since
        return min(self._done + passed / max(self.shown.seconds, 0.001), 1.0)

    def _draw(self) -> None:
        if self.shown is None:
            return
        phase, share = self.shown.phase, self._share()
        place = share * len(phase.waves)
        lit = {
            node: _light(place - number) for number, wave in enumerate(phase.waves) for node in wave
        }
        self.glow.show(lit, phase_color(phase.name), wires=phase.name in ("forward", "backward"))
        wave = phase.waves[min(int(place), len(phase.waves) - 1)] if phase.waves else ()
        self.bar.show_detail("   ".join(self._said(node) for node in wave))
        if share >= 1.0:
            self._done = 1.0
            self._frames.stop()

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
