"""Training that takes long: the computer stays awake, and its end is told to whoever looks away."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from nnstudio.app.awake import Awake
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.engine.messages import Failed

LONG_SECONDS = 60.0
"""Runs that trained for longer are told of."""
AWAKE_AFTER_MS = 20_000
"""No computer falls asleep sooner, and short runs need nothing of the system."""


class LongRuns(QObject):
    """Watches how long runs train, without their pauses.

    Parameters
    ----------
    window
        What asks for attention when a long run ends and nobody looks at it.
    tell
        Shows a title and a text where the desktop shows notifications; None: the system's own.
    """

    def __init__(
        self,
        training: Training,
        settings: Settings,
        window: QWidget,
        awake: Awake | None = None,
        tell: Callable[[str, str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._training, self._settings, self._window = training, settings, window
        self._tell, self._clock = tell or self._notify, clock
        self.awake = awake or Awake()
        self._seconds, self._since = 0.0, 0.0
        self._tray: QSystemTrayIcon | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(AWAKE_AFTER_MS)
        self._patience.timeout.connect(self._stay_awake)
        training.started.connect(self._begin)
        training.state_changed.connect(self._follow)
        training.finished.connect(self._finished)
        training.failed.connect(self._failed)

    def close(self) -> None:
        """Let go of the system, as before the window closes."""
        self._rest()
        if self._tray is not None:
            self._tray.hide()

    def _begin(self) -> None:
        self._seconds, self._since = 0.0, 0.0
        self._follow()

    def _follow(self) -> None:
        if self._training.state == "running":
            self._since = self._since or self._clock()
            if not self.awake.holds and not self._patience.isActive():
                self._patience.start()
        else:
            self._rest()

    def _rest(self) -> None:
        if self._since:
            self._seconds += self._clock() - self._since
            self._since = 0.0
        self._patience.stop()
        self.awake.release()

    def _stay_awake(self) -> None:
        if self._settings.keep_awake:
            self.awake.hold()

    def _finished(self, stopped: bool) -> None:
        if not stopped:
            progress = self._training.progress
            text = self.tr("Epoch {epoch} of {epochs} is done.")
            self._end(text.format(epoch=progress.epoch, epochs=progress.epochs) if progress else "")

    def _failed(self, failed: Failed) -> None:
        if not self._training.active:  # else it was refused what it was to become, and goes on
            self._end(tr_text(failed.reason))

    def _end(self, text: str) -> None:
        """Tell of the end of a long run, unless the user looks at it."""
        long = self._seconds >= LONG_SECONDS
        self._seconds = 0.0
        if long and self._settings.tell_end and not self._window.isActiveWindow():
            QApplication.alert(self._window)
            self._tell(self.tr("Training has ended"), text)

    def _notify(self, title: str, text: str) -> None:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.activated.connect(self._come_forward)
        self._tray.show()
        self._tray.showMessage(title, text)

    def _come_forward(self) -> None:
        assert self._tray is not None
        self._tray.hide()
        self._window.raise_()
        self._window.activateWindow()
