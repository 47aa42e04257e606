"""Work that takes long: the computer stays awake, and its end is told to whoever looks away."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from nnstudio.app.awake import Awake
from nnstudio.app.settings import Settings

LONG_SECONDS = 60.0
"""Work that took longer is told of."""
AWAKE_AFTER_MS = 20_000
"""No computer falls asleep sooner, and short work needs nothing of the system."""


class LongWork(QObject):
    """Measures how long work goes on, without its pauses.

    Parameters
    ----------
    place
        What asks for attention, with its window, when long work ends and nobody looks at it.
    tell
        Shows a title and a text where the desktop shows notifications; None: the system's own.
    """

    def __init__(
        self,
        settings: Settings,
        place: QWidget,
        awake: Awake | None = None,
        tell: Callable[[str, str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(place)
        self._settings, self._place = settings, place
        self._tell, self._clock = tell or self._notify, clock
        self.awake = awake or Awake()
        self._seconds, self._since = 0.0, 0.0
        self._tray: QSystemTrayIcon | None = None
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(AWAKE_AFTER_MS)
        self.patience.timeout.connect(self._stay_awake)

    def begin(self) -> None:
        """Count from nothing."""
        self._seconds, self._since = 0.0, 0.0

    def go_on(self) -> None:
        """Note that it goes on now."""
        self._since = self._since or self._clock()
        if not self.awake.holds and not self.patience.isActive():
            self.patience.start()

    def rest(self) -> None:
        """Note that nothing goes on now: the computer may fall asleep."""
        if self._since:
            self._seconds += self._clock() - self._since
            self._since = 0.0
        self.patience.stop()
        self.awake.release()

    def end(self, title: str, text: str) -> None:
        """Tell of the end of long work, unless the user looks at it."""
        self.rest()
        long = self._seconds >= LONG_SECONDS
        self._seconds = 0.0
        window = self._place.window()
        if long and self._settings.tell_end and not window.isActiveWindow():
            QApplication.alert(window)
            self._tell(title, text)

    def close(self) -> None:
        """Let go of the system, as before the window closes."""
        self.rest()
        if self._tray is not None:
            self._tray.hide()

    # ---- within ----

    def _stay_awake(self) -> None:
        if self._settings.keep_awake:
            self.awake.hold()

    def _notify(self, title: str, text: str) -> None:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._place.window().windowIcon(), self)
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.activated.connect(self._come_forward)
        self._tray.show()
        self._tray.showMessage(title, text)

    def _come_forward(self) -> None:
        assert self._tray is not None
        self._tray.hide()
        window = self._place.window()
        window.raise_()
        window.activateWindow()
