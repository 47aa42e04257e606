"""How many threads training uses, and whether numba helps, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnstudio.app.threads import automatic_threads
from nnstudio.app.training import Training


class ThreadLabel(QLabel):
    """Says how many threads the last run uses; before the first one, how many it may use."""

    def __init__(self, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self.setProperty("role", "muted")
        training.advanced.connect(self._show)
        training.state_changed.connect(self._show)
        self._show()

    def choose(self, count: int) -> None:
        """Let later runs use so many threads; 0: as many as leave the window alive."""
        self._training.threads = count
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        training = self._training
        allowed = training.threads or automatic_threads()
        used = training.threads_used if training.active else 0
        text = self.tr("Threads: {count}").format(count=used or allowed)
        fast = training.active and training.fast
        text += " · numba" if fast else ""
        if text == self.text():
            return
        self.setText(text)
        tip = self.tr("Training may use {allowed} threads (Training > Threads).")
        if used and used != allowed:
            tip = self.tr(
                "This run uses {used} of {allowed} threads. Small networks are fastest on one; "
                "another choice counts from the next run on."
            )
        if fast:
            tip += "\n" + self.tr("Kernels that numba compiled compute where they fit.")
        self.setToolTip(tip.format(used=used, allowed=allowed))
