"""The commands that concern runs: to keep a place under a name, and to branch there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.timeline.timeline_bar import TimelineBar
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text


class RunCommands(QObject):
    """Asks for what runs need, and says what they could not keep.

    Parameters
    ----------
    say
        Shows a message of a tone such as ``"warning"``.
    """

    def __init__(
        self,
        session: Session,
        training: Training,
        settings: Settings,
        bar: TimelineBar,
        window: QWidget,
        say: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._session, self._training, self._settings = session, training, settings
        self._bar, self._window, self._say = bar, window, say
        self._waiting = False
        bar.keep_wanted.connect(self.keep)
        training.handed_over.connect(self._keep_waiting)
        training.state_changed.connect(self._keep_at_end)
        session.runs.dropped.connect(self._tell)
        self.apply_settings()

    def slots(self) -> dict[str, Callable[..., object]]:
        """Return what the commands do, by their ids."""
        return {
            "keep_checkpoint": self.keep,
            "branch": self._bar.branch_here,
            "replay": self._bar.toggle_play,
        }

    def apply_settings(self) -> None:
        """Have as much memory as the user allows; the timeline from the next run on."""
        self._training.moments_bytes = self._settings.timeline_megabytes << 20
        self._session.runs.most_bytes = self._settings.runs_megabytes << 20

    def keep(self) -> None:
        """Ask for a name and keep the place that is looked at under it."""
        if self._training.active and self._training.moments.shown is None:
            self._waiting = True
            self._training.hand_over()
        else:
            self._ask()

    def _keep_waiting(self) -> None:
        if self._waiting:
            self._waiting = False
            self._ask()

    def _keep_at_end(self) -> None:
        if not self._training.active:
            self._keep_waiting()

    def _ask(self) -> None:
        present, place = self._session.runs.present, self._bar.place()
        if present is None or place is None:
            self._say("info", self.tr("There is nothing to keep yet. Train the network first."))
            return
        usual = self.tr("Step {step}").format(step=f"{place.step:,}")
        name, wanted = QInputDialog.getText(
            self._window,
            self.tr("Keep as a checkpoint"),
            self.tr("Name of the checkpoint at step {step}:").format(step=f"{place.step:,}"),
            QLineEdit.EchoMode.Normal,
            usual,
        )
        if not wanted:
            return
        try:
            self._session.runs.keep(present.id, name.strip() or usual, place)
        except UserError as error:
            self._say("warning", tr_text(error.text))

    def _tell(self, text: Text) -> None:
        self._say("info", tr_text(text))
