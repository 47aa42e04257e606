"""Train, pause, step, stop; how far it is; and how the network learns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnstudio.app.panels.parts.run_figures import run_figures
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.choice_box import ChoiceBox
from nnstudio.app.widgets.collapsible_section import CollapsibleSection
from nnstudio.app.widgets.elided_label import ElidedLabel
from nnstudio.app.widgets.number_label import NumberLabel
from nnstudio.app.widgets.param_editor import ParamEditor
from nnstudio.core.errors import UserError
from nnstudio.core.layer import Settings
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers


class TrainingPanel(QWidget):
    """The controls of a run, its progress, and the training settings."""

    progressed = Signal(str, float)
    """Where the run is, in words, and which share of it is done (0 to 1)."""

    def __init__(
        self,
        session: Session,
        training: Training,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training = session, training
        self.main_button = QPushButton()
        self.main_button.setProperty("kind", "primary")
        self.main_button.setIconSize(QSize(16, 16))
        self.main_button.clicked.connect(training.press)
        self.step_button = self._tool("step-forward", self._step)
        self.stop_button = self._tool("square", training.stop)
        self.again_button = self._tool("rotate-ccw", training.start)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setFixedHeight(6)
        self._where = ElidedLabel()
        self._numbers = {
            key: NumberLabel("", "0.0000")
            for key in ("train_loss", "val_loss", "train_accuracy", "val_accuracy", "speed", "left")
        }
        self.loss_box, self.optimizer_box = ChoiceBox(), ChoiceBox()
        self.loss_box.activated.connect(self._choose_loss)
        self.optimizer_box.activated.connect(self._choose_optimizer)
        self._loss_label, self._optimizer_label = QLabel(), QLabel()
        self.optimizer_form, self.plan_form = ParamEditor(), ParamEditor()
        self.optimizer_form.edited.connect(self._edit_optimizer)
        self.plan_form.edited.connect(self._edit_plan)
        self._lay_out()
        session.changed.connect(self._show_settings)
        session.opened.connect(self._show_all)
        session.weights_changed.connect(self._show_state)
        training.state_changed.connect(self._show_state)
        training.advanced.connect(self.refresh)
        self._retranslate()

    # ---- what the user does ----

    def _step(self) -> None:
        self._training.step()

    def _choose_loss(self) -> None:
        loss = all_losses()[self.loss_box.currentData()]()
        label = Text(N_("Use the loss {loss}"), loss=Text(loss.label))
        self._session.edit(label, edits.set_loss(self._session.project, loss))

    def _choose_optimizer(self) -> None:
        old = self._session.project.training.optimizer
        cls = all_optimizers()[self.optimizer_box.currentData()]
        if type(old) is cls:
            return
        optimizer = cls()
        label = Text(N_("Use the optimiser {optimizer}"), optimizer=Text(optimizer.label))
        self._session.edit(label, edits.set_optimizer(self._session.project, optimizer))

    def _edit_optimizer(self, key: str, value: object) -> None:
        optimizer = self._session.project.training.optimizer
        self._edit(optimizer, key, value, "optimizer")

    def _edit_plan(self, key: str, value: object) -> None:
        self._edit(self._session.project.training, key, value, "training")

    def _edit(self, owner: Settings, key: str, value: object, which: str) -> None:
        project = self._session.project
        name = type(owner).params()[key].label
        label = Text(N_("Change {setting}"), setting=Text(name) if name else key)
        try:
            changed = owner.with_values(**{key: value})
        except UserError:
            return  # the form shows what is wrong with it
        if which == "optimizer":
            project = edits.set_optimizer(project, changed)
        else:
            project = edits.set_training(project, **{key: getattr(changed, key)})
        self._session.edit(label, project, merge=f"{which}/{key}")

    # ---- what is shown ----

    def refresh(self) -> None:
        """Show how far the run is."""
        progress = self._training.progress
        figures = run_figures(self._session.run_log, progress if self._training.active else None)
        for key, label in self._numbers.items():
            label.set_text(getattr(figures, key))
        if progress is None:
            self._show_where(self._idle_text(), 0.0)
            return
        ended = not self._training.active and self._session.run_log.epochs >= progress.epochs
        done = progress.epoch - 1 + progress.batch / max(progress.batches, 1)
        self._show_where(self._where_text(ended), 1.0 if ended else done / progress.epochs)

    def _show_where(self, text: str, share: float) -> None:
        self._bar.setValue(round(1000 * share))
        self._where.setText(text)
        self.progressed.emit(text, share)

    def _where_text(self, ended: bool) -> str:
        progress = self._training.progress
        assert progress is not None
        if ended:
            return self.tr("Finished: {epochs} epochs, {steps} steps").format(
                epochs=progress.epochs, steps=self._session.run_log.steps
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
        epochs = self._session.run_log.epochs
        if epochs:
            return self.tr("Trained for {epochs} epochs").format(epochs=epochs)
        if self._session.run_log.steps:
            return self.tr("Trained for {steps} steps").format(steps=self._session.run_log.steps)
        if not self._session.analysis.ready:
            return self.tr("Mend the problems of the drawing first.")
        return self.tr("Ready to train")

    def _show_all(self) -> None:
        self._training.progress = None
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
        elif training.can_continue:
            text = self.tr("Continue (+{epochs} epochs)").format(
                epochs=self._session.project.training.epochs
            )
            tip = self.tr("Train the present weights for more epochs (F5)")
        self.main_button.setText(text)
        self.main_button.setToolTip(tip)
        self.main_button.setIcon(icon(name, "on_accent"))
        possible = training.possible()
        self.main_button.setEnabled(possible["train"])
        self.step_button.setEnabled(possible["step"])
        self.stop_button.setEnabled(possible["stop"])
        self.again_button.setEnabled(possible["again"])
        restyle(self.main_button)
        self.refresh_if_idle()

    def refresh_if_idle(self) -> None:
        """Show the figures when no run would do so."""
        if not self._training.active:
            self.refresh()

    def _show_settings(self) -> None:
        plan = self._session.project.training
        self.loss_box.setCurrentIndex(self.loss_box.findData(plan.loss.name))
        self.loss_box.setToolTip(tr_text(plan.loss.summary))
        self.optimizer_box.setCurrentIndex(self.optimizer_box.findData(plan.optimizer.name))
        self.optimizer_box.setToolTip(tr_text(plan.optimizer.summary))
        self.optimizer_form.set_value(plan.optimizer)
        self.plan_form.set_value(plan)
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
        for button in (self.step_button, self.stop_button, self.again_button):
            buttons.addWidget(button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, key in enumerate(self._numbers):
            grid.addWidget(self._numbers[key], place // 2, place % 2)
        settings = QWidget()
        inside = QVBoxLayout(settings)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(10)
        # What is changed while a class looks on comes first: the learning rate.
        inside.addLayout(_row(self._optimizer_label, self.optimizer_box))
        inside.addWidget(self.optimizer_form)
        inside.addWidget(self.plan_form)
        inside.addLayout(_row(self._loss_label, self.loss_box))
        self._settings = CollapsibleSection(self.tr("Settings"), settings)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addLayout(buttons)
        column.addWidget(self._bar)
        column.addWidget(self._where)
        column.addLayout(grid)
        column.addWidget(self._settings)
        column.addStretch(1)
        self._where.setProperty("role", "muted")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        captions = {
            "train_loss": self.tr("Training loss"),
            "val_loss": self.tr("Validation loss"),
            "train_accuracy": self.tr("Training accuracy"),
            "val_accuracy": self.tr("Validation accuracy"),
            "speed": self.tr("Samples/s"),
            "left": self.tr("Time left"),
        }
        for key, caption in captions.items():
            self._numbers[key].set_caption(caption)
        self._loss_label.setText(self.tr("Loss"))
        self._optimizer_label.setText(self.tr("Optimiser"))
        self._settings.set_title(self.tr("Settings"))
        tips = (
            (self.step_button, self.tr("Step one batch (F10)")),
            (self.stop_button, self.tr("Stop and keep the weights (Shift+F5)")),
            (
                self.again_button,
                self.tr("Start again from the same initial weights (Ctrl+Shift+F5)"),
            ),
        )
        for button, tip in tips:
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.loss_box.setAccessibleName(self.tr("Loss"))
        self.optimizer_box.setAccessibleName(self.tr("Optimiser"))
        self.loss_box.clear()
        for name, loss in all_losses().items():
            self.loss_box.addItem(tr_text(loss.label), name)
        self.optimizer_box.clear()
        for name, optimizer in all_optimizers().items():
            self.optimizer_box.addItem(tr_text(optimizer.label), name)
        self._show_settings()


def _row(label: QLabel, box: QComboBox) -> QHBoxLayout:
    """Return a name with its choice beside it."""
    label.setBuddy(box)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(label)
    row.addWidget(box, 1)
    return row
