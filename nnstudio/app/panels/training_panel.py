"""Train, pause, step, stop; how far it is; and how the network learns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.commands.shortcuts import Shortcuts, with_key
from nnstudio.app.panels.parts.run_report import RunReport
from nnstudio.app.panels.parts.seed_row import SeedRow
from nnstudio.app.panels.parts.speed_row import SpeedRow
from nnstudio.app.panels.parts.training_settings import TrainingSettings
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings as UserSettings
from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.elided_label import ElidedLabel

REST_MS = 80
"""How long figures rest while they change: more often than this, nobody reads them."""


class TrainingPanel(QWidget):
    """The controls of a run, its progress, and the training settings."""

    progressed = Signal(str, float)
    """Where the run is, in words, and which share of it is done (0 to 1)."""
    data_wanted = Signal()
    """The user wants to choose the data that is missing."""

    def __init__(
        self,
        session: Session,
        training: Training,
        memory: UserSettings | None = None,
        shortcuts: Shortcuts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self._shortcuts = shortcuts or Shortcuts(parent=self)
        self.main_button = QPushButton()
        self.main_button.setProperty("kind", "primary")
        self.main_button.setIconSize(QSize(16, 16))
        self.main_button.clicked.connect(self._press)
        self.step_button = self._tool("step-forward", self._step)
        self.epoch_button = self._tool("skip-forward", training.step_epoch)
        self.stop_button = self._tool("square", training.stop)
        self.again_button = self._tool("rotate-ccw", training.start)
        self.speed = SpeedRow(training.speed, self._shortcuts)
        self.seed = SeedRow(session, training, self._shortcuts)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFixedHeight(6)
        self._where = ElidedLabel()
        self.report = RunReport(session, training, memory)
        self.settings = TrainingSettings(session, memory, seed=False)
        self._lay_out()
        session.changed.connect(self._show_settings)
        session.opened.connect(self._show_all)
        session.weights_changed.connect(self._show_state)
        training.state_changed.connect(self._show_state)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self.refresh)
        training.advanced.connect(self._hear)
        self._shortcuts.changed.connect(self._name_buttons)
        self._retranslate()

    # ---- what the user does ----

    def _press(self) -> None:
        if self._asks_for_data():
            self.data_wanted.emit()
        else:
            self._training.press()

    def _asks_for_data(self) -> bool:
        """Return whether data is all that is missing."""
        session = self._session
        return not session.has_data and session.analysis.ready and self._training.state == "idle"

    def _step(self) -> None:
        self._training.step()

    # ---- what is shown ----

    def _hear(self) -> None:
        """Show how far the run is: a moment later while it goes on, and at once when it ends."""
        if not self._training.active:
            self._soon.stop()
            self.refresh()
        elif not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show how far the run is."""
        progress = self._training.progress
        self.report.refresh()
        if progress is None:
            self.settings.curve.set_now(None)
            self._show_where(self._idle_text(), 0.0)
            return
        ended = not self._training.active and self._session.run_log.epochs >= progress.epochs
        done = progress.epoch - 1 + progress.batch / max(progress.batches, 1)
        self.settings.curve.set_now(done if self._training.active else None)
        self._show_where(self._where_text(ended), 1.0 if ended else done / progress.epochs)

    def _show_where(self, text: str, share: float) -> None:
        self._bar.setValue(round(1000 * share))
        self._where.setText(text)
        self.progressed.emit(text, share)

    def _where_text(self, ended: bool) -> str:
        progress = self._training.progress
        assert progress is not None
        if ended:
            steps = self._session.run_log.steps
            text = self.tr("Finished: {epochs} epochs, {steps} steps")
            if progress.epochs == 1:
                text = self.tr("Finished: one epoch, {steps} steps")
                if steps == 1:
                    text = self.tr("Finished: one epoch, one step")
            return text.format(epochs=progress.epochs, steps=steps)
        if not self._training.active and self._training.reason is not None:
            return self.tr("Ended in epoch {epoch} of {epochs}").format(
                epoch=self._session.run_log.epochs or 1, epochs=progress.epochs
            )
        text = self.tr("Epoch {epoch} of {epochs} · batch {batch} of {batches}")
        if not self._training.active:
            text = self.tr("Stopped in epoch {epoch} of {epochs} · batch {batch} of {batches}")
        text = text.format(
            epoch=progress.epoch,
            epochs=progress.epochs,
            batch=progress.batch,
            batches=progress.batches,
        )
        if not self._training.active:
            return text
        if progress.phase == "validate":
            return text + " · " + self.tr("validating")
        if self._training.state == "paused":
            return text + " · " + self.tr("paused")
        return text

    def _idle_text(self) -> str:
        if self._training.active:
            return self.tr("Preparing the data…")
        if self._asks_for_data():
            return self.tr("No data is chosen to train with")
        epochs, steps = self._session.run_log.epochs, self._session.run_log.steps
        if not self._training.can_continue and self._session.analysis.ready:
            return self.tr("Ready to train")
        if epochs == 1:
            return self.tr("Trained for one epoch")
        if epochs:
            return self.tr("Trained for {epochs} epochs").format(epochs=epochs)
        if steps == 1:
            return self.tr("Trained for one step")
        if steps:
            return self.tr("Trained for {steps} steps").format(steps=steps)
        if not self._session.analysis.ready:
            return self.tr("Mend the problems of the drawing first.")
        return self.tr("Ready to train")

    def _show_all(self) -> None:
        self._show_settings()
        self._show_state()

    def _show_state(self) -> None:
        training = self._training
        state = training.state
        name, text = "play", self.tr("Train")
        tip = self.tr("Train from the starting weights of the seed (F5)")
        if state == "running":
            name, text, tip = "pause", self.tr("Pause"), self.tr("Wait before the next step (F5)")
        elif state == "paused":
            text, tip = self.tr("Resume"), self.tr("Go on training (F5)")
        elif state == "stopping":
            text, tip = self.tr("Stopping…"), ""
        elif self._asks_for_data():
            name, text = "database", self.tr("Choose Data…")
            tip = self.tr("Choose what the network learns from")
        elif training.can_continue:
            text = self.tr("Continue to epoch {epoch}").format(epoch=training.next_end)
            tip = self.tr("Go on training from the present weights (F5)")
        self.main_button.setText(text)
        self.main_button.setToolTip(tip)
        self.main_button.setIcon(icon(name, "on_accent"))
        possible = training.possible()
        self.main_button.setEnabled(possible["train"] or self._asks_for_data())
        self.step_button.setEnabled(possible["step"])
        self.epoch_button.setEnabled(possible["step_epoch"])
        self.stop_button.setEnabled(possible["stop"])
        self.again_button.setEnabled(possible["again"])
        restyle(self.main_button)
        self.refresh_if_idle()

    def refresh_if_idle(self) -> None:
        """Show the figures when no run would do so."""
        if not self._training.active:
            self.refresh()

    def _show_settings(self) -> None:
        self.settings.refresh()
        self._show_state()

    # ---- building ----

    def _tool(self, name: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        assert callable(slot)
        button.clicked.connect(lambda: slot())
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        self.main_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.main_button, 1)
        tools = (self.step_button, self.epoch_button, self.stop_button, self.again_button)
        for button in tools:
            buttons.addWidget(button)
        self._settings_part = CollapsibleSection("", self.settings)
        body = QWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        area.setWidget(body)  # empty as yet: it styles what it is given
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(buttons)
        column.addWidget(self.speed)
        column.addWidget(self._bar)
        column.addWidget(self._where)
        column.addWidget(self.report)
        column.addWidget(self.seed)
        column.addWidget(self._settings_part)
        column.addStretch(1)
        self._where.setProperty("role", "muted")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._settings_part.set_title(self.tr("Settings"))
        self._name_buttons()
        self._show_state()

    def _name_buttons(self) -> None:
        for button, name, command in (
            (self.step_button, self.tr("Step one batch"), "step"),
            (self.epoch_button, self.tr("Step one epoch"), "step_epoch"),
            (self.stop_button, self.tr("Stop and keep the weights"), "stop"),
            (self.again_button, self.tr("Start again from the same initial weights"), "again"),
        ):
            button.setToolTip(with_key(name, self._shortcuts.text(command)))
            button.setAccessibleName(name)
