"""The offer to take up work again that was not saved when the program ended."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QDateTime, QEvent, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.files.recovery import LeftWork

MOST_SHOWN = 3


class RecoveredWork(QWidget):
    """One message per piece of work, with what can be done with it; hidden where there is none."""

    restore_chosen = Signal(object)
    """A `LeftWork` shall be opened."""
    discard_chosen = Signal(object)
    """A `LeftWork` is no longer wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._works: tuple[LeftWork, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(4)
        self.banners: list[Banner] = []
        self.hide()

    def offer(self, works: Iterable[LeftWork]) -> None:
        """Offer these pieces of work and no others."""
        self._works = tuple(works)
        for banner in self.banners:
            banner.hide()
            self._column.removeWidget(banner)
            banner.deleteLater()
        self.banners = []
        for work in self._works[:MOST_SHOWN]:
            banner = Banner()
            banner.closed.connect(self._follow_banners)
            self._column.addWidget(banner)
            self.banners.append(banner)
            actions = (
                (self.tr("Restore"), partial(self.restore_chosen.emit, work)),
                (self.tr("Discard"), partial(self.discard_chosen.emit, work)),
            )
            banner.say(Tone.WARNING, self._text(work), actions)
        self.setVisible(bool(self._works))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.offer(self._works)

    def _follow_banners(self) -> None:
        self.setVisible(any(not banner.isHidden() for banner in self.banners))

    def _text(self, work: LeftWork) -> str:
        time = QDateTime.fromSecsSinceEpoch(int(work.time.timestamp()))
        name = (work.path.name if work.path else work.name) or self.tr("Untitled")
        locale = QLocale()
        when = locale.toString(time, QLocale.FormatType.ShortFormat)
        if locale.language() == QLocale.Language.C:  # its dates are hard to read
            when = time.toString("yyyy-MM-dd HH:mm")
        text = self.tr("NNStudio ended before “{name}” was saved. There is a copy from {time}.")
        return text.format(name=name, time=when)
