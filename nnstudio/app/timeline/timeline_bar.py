"""A slim bar that leads back to the kept moments of a run, plays them, and branches there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nnstudio.app.live_names import setting_name
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.timeline.track import Flag, Track
from nnstudio.app.training import Training
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.core.memory import memory_text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.past_run import checkpoint_at

REPLAY_SECONDS = 8.0
"""How long a run takes to be played, about."""
FRAME_MS = (60, 400)
"""How long a moment is seen while playing, at least and at most."""
LEAST_MOMENTS = 2
MOST_MARKS = 500


class TimelineBar(QWidget):
    """Shown as soon as there is something to look back on; every view follows it together."""

    keep_wanted = Signal()
    """The user wants to give the place that is looked at a name."""

    def __init__(self, session: Session, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._moments = training.moments
        self._drawn: object = None
        self.track = Track(self._describe)
        self.readout = ElidedLabel()
        self.readout.setMinimumWidth(150)
        self.readout.setMaximumWidth(260)
        self.play, self.now, self.keep, self.branch = (QToolButton() for _ in range(4))
        for button in (self.play, self.now, self.keep, self.branch):
            button.setAutoRaise(True)
            button.setIconSize(QSize(16, 16))
        self.now.setIcon(icon("skip-forward"))
        self.now.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.keep.setIcon(icon("flag"))
        self.branch.setIcon(icon("git-branch"))
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._play_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 6, 1)
        row.setSpacing(4)
        row.addWidget(self.play)
        row.addWidget(self.track, 1)
        row.addWidget(self.readout)
        for button in (self.now, self.keep, self.branch):
            row.addWidget(button)
        self.play.clicked.connect(self.toggle_play)
        self.now.clicked.connect(self.show_now)
        self.keep.clicked.connect(self.keep_wanted)
        self.branch.clicked.connect(self.branch_here)
        self.track.moved.connect(self._go)
        self._moments.moved.connect(self.refresh)
        self._moments.grown.connect(self._follow)
        session.runs.changed.connect(self._follow)
        session.run_changed.connect(self._follow)
        training.state_changed.connect(self._follow)
        theme_signals.changed.connect(self.update)
        self._retranslate()
        self._follow()

    @property
    def playing(self) -> bool:
        """Whether the run is being played."""
        return self._clock.isActive()

    def place(self) -> Checkpoint | None:
        """Return the place that is looked at, to keep it or to go on from it; None: there is none."""
        log, moment = self._session.run_log, self._moments.shown
        if moment is not None:
            return checkpoint_at(moment, log, self._training.latest or self._session.checkpoint)
        return self._training.latest if self._training.active else self._session.checkpoint

    def toggle_play(self) -> None:
        """Play the run from where the handle is, from its beginning where that is the end; pause."""
        if self.playing:
            self._stop()
            return
        moments = self._moments.timeline.moments
        if len(moments) < LEAST_MOMENTS:
            return
        if self._moments.shown is None:
            self._moments.show_step(moments[0].step)
        pause = round(1000 * REPLAY_SECONDS / len(moments))
        self._clock.start(min(max(pause, FRAME_MS[0]), FRAME_MS[1]))
        self._show_play()

    def show_now(self) -> None:
        """Let all views show what is now."""
        self._stop()
        self._moments.show_newest()

    def branch_here(self) -> None:
        """Begin a new run at the place that is looked at."""
        present = self._session.runs.present
        if present is not None:
            self._stop()
            looks_back = self._moments.shown is not None or not self._training.active
            self._training.branch(present, self.place() if looks_back else None)

    def refresh(self) -> None:
        """Show where the run is and what is looked at; cheap where nothing is new."""
        moments, log = self._moments.timeline.moments, self._session.run_log
        runs, shown = self._session.runs, self._moments.shown
        now = max(log.steps if self._training.active else 0, moments[-1].step if moments else 0)
        kept = runs.present.kept if runs.present is not None else ()
        drawn = (moments, now, shown, kept, len(log.marks))
        if drawn == self._drawn:
            return
        self._drawn = drawn
        steps = tuple(moment.step for moment in moments)
        self.track.show_moments(steps, now, None if shown is None else shown.step, self._flags())
        self.readout.setText(self._readout(now, None if shown is None else shown.step))
        self.readout.setProperty("role", "" if shown is not None else "muted")
        self.track.setAccessibleDescription(self.readout.text())
        self.now.setVisible(shown is not None)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        past = self._moments.shown is not None
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tint(theme.warning) if past else theme.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.warning if past else theme.border))
        painter.end()

    # ---- within ----

    def _follow(self) -> None:
        """Be there where there is something to look back on."""
        there = len(self._moments.timeline.moments) >= LEAST_MOMENTS
        if not there:
            self._stop()
        if there == self.isHidden():
            self.setVisible(there)
        if not self._training.active:  # else the scheduler says when
            self.refresh()

    def _go(self, step: int) -> None:
        self._stop()
        if step < 0:
            self._moments.show_newest()
        else:
            self._moments.show_step(step)

    def _play_on(self) -> None:
        moments, shown = self._moments.timeline.moments, self._moments.shown
        after = [m.step for m in moments if shown is not None and m.step > shown.step]
        if len(after) < LEAST_MOMENTS:
            self._stop()
            self._moments.show_newest()
        else:
            self._moments.show_step(after[0])

    def _stop(self) -> None:
        if self.playing:
            self._clock.stop()
            self._show_play()

    def _show_play(self) -> None:
        self.play.setIcon(icon("pause" if self.playing else "play"))
        text = self.tr("Pause the replay") if self.playing else self.tr("Play the run again")
        self.play.setToolTip(text)
        self.play.setAccessibleName(text)

    def _flags(self) -> tuple[Flag, ...]:
        runs, log = self._session.runs, self._session.run_log
        kept = runs.present.kept if runs.present is not None else ()
        flags = [Flag(place.step, place.name) for place in kept]
        for mark in log.marks[-MOST_MARKS:]:
            text = self.tr("{setting} → {value} from step {step} on")
            name = setting_name(self._session.project, mark.target, mark.setting)
            text = text.format(setting=name, value=f"{mark.value:g}", step=f"{mark.step:,}")
            flags.append(Flag(mark.step, text, small=True))
        return tuple(flags)

    def _readout(self, now: int, shown: int | None) -> str:
        step = now if shown is None else shown
        values = {"step": f"{step:,}", "epoch": self._epoch(step)}
        if shown is None:
            return self.tr("Now: step {step} · epoch {epoch}").format(**values)
        return self.tr("Looking back: step {step} · epoch {epoch}").format(**values)

    def _epoch(self, step: int) -> str:
        """Return how many epochs are done at a step; within one to a tenth."""
        done, began, length = self._session.run_log.epoch_at(step)
        if not length and self._training.progress is not None:
            length = self._training.progress.batches
        if not length and done:
            length = began // done
        return f"{done + min((step - began) / length, 0.9):.1f}" if length else str(done)

    def _describe(self, step: int) -> str:
        timeline = self._moments.timeline
        moment = timeline.at(step)
        place = self.tr("Step {step} · epoch {epoch}")
        step = moment.step if moment is not None else step
        text = self.tr("{count} moments are kept: {used} of {most}")
        return "\n".join(
            (
                place.format(step=f"{step:,}", epoch=self._epoch(step)),
                text.format(
                    count=len(timeline.moments),
                    used=memory_text(timeline.bytes),
                    most=memory_text(self._training.moments_bytes),
                ),
            )
        )

    def _retranslate(self) -> None:
        self.track.setAccessibleName(self.tr("Timeline of the run"))
        self.now.setText(self.tr("Now"))
        texts = {
            self.now: self.tr("Show what is now again (Escape)"),
            self.keep: self.tr("Keep this place as a checkpoint with a name…"),
            self.branch: self.tr("Branch from here: a new run with these weights"),
        }
        for button, text in texts.items():
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._show_play()
        self._drawn = None
        self.refresh()
