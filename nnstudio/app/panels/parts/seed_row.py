"""The seed of the starting weights, and the way back to them."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from nnstudio.app.commands.shortcuts import Shortcuts, with_key
from nnstudio.app.session import Session
from nnstudio.app.style.icons import icon
from nnstudio.app.training import Training
from nnstudio.app.widgets.number_box import NumberBox
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.graph import edits
from nnstudio.graph.training_plan import TrainingPlan


class SeedRow(QWidget):
    """Shows the seed, takes another one, and resets the weights to those that belong to it."""

    def __init__(
        self,
        session: Session,
        training: Training,
        shortcuts: Shortcuts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._training, self._shortcuts = session, training, shortcuts
        self._label = QLabel()
        info = TrainingPlan.params()["seed"]
        self.box = NumberBox(0, info.low, info.high)
        self._label.setBuddy(self.box)
        self.box.committed.connect(self._take)
        self.reset_button = self._button("refresh-cw")
        self.reset_button.clicked.connect(lambda: training.reset())
        self.new_button = self._button("dices")
        self.new_button.clicked.connect(lambda: training.draw_weights())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._label)
        row.addWidget(self.box, 1)
        row.addWidget(self.reset_button)
        row.addWidget(self.new_button)
        session.changed.connect(self.refresh)
        session.opened.connect(self.refresh)
        session.weights_changed.connect(self.refresh)
        training.state_changed.connect(self.refresh)
        shortcuts.changed.connect(self._name)
        self._name()

    def refresh(self) -> None:
        """Show the seed of the project."""
        seed = self._session.project.training.seed
        if self.box.value() != seed:
            self.box.set_value(seed)
        possible = self._training.possible()
        self.reset_button.setEnabled(possible["reset"])
        self.new_button.setEnabled(possible["new_weights"])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _take(self, value: object) -> None:
        label = Text(TrainingPlan.params()["seed"].label)
        # What is no seed is not taken: the box shows the present one again.
        with suppress(UserError):
            project = edits.set_training(self._session.project, seed=value)
            self._session.edit(Text(N_("Change {setting}"), setting=label), project)
        self.refresh()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        return button

    def _name(self) -> None:
        self._label.setText(self.tr("Seed"))
        self.box.setAccessibleName(self.tr("Seed"))
        self.box.setToolTip(
            self.tr(
                "Decides the starting weights, the order of samples and dropout. Another seed "
                "counts from the next start on."
            )
        )
        for button, text, command in (
            (self.reset_button, self.tr("Reset to the same starting weights"), "reset"),
            (self.new_button, self.tr("New starting weights: draw another seed"), "new_weights"),
        ):
            button.setToolTip(with_key(text, self._shortcuts.text(command)))
            button.setAccessibleName(text)
        self.refresh()
