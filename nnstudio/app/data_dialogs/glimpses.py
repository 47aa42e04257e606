"""Looks into data sets, one after the other, beside the window."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.data_dialogs.glimpse import Glimpse, glimpse_of
from nnstudio.app.turns import frequent_turns
from nnstudio.core.text import Text
from nnstudio.data import glance_at


class Glimpses(QObject):
    """Brings samples of data sets by their names, those that are asked for first."""

    came = Signal(str, object)
    """The name of a data set and its `Glimpse`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: dict[str, Glimpse] = {}
        self._failed: set[str] = set()
        self._wanted: tuple[str, ...] = ()
        self._now = ""
        self._work = Background(self)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._miss)

    def get(self, name: str) -> Glimpse | None:
        """Return what is known of a data set."""
        return self._found.get(name)

    def want(self, names: Iterable[str]) -> None:
        """Bring these and, until they are asked for again, no others."""
        self._wanted = tuple(names)
        self._go_on()

    def forget(self) -> None:
        """Bring nothing more."""
        self._wanted = ()
        self._work.forget()

    def _go_on(self) -> None:
        if self._work.busy:
            return
        known = self._found.keys() | self._failed
        self._now = next((name for name in self._wanted if name not in known), "")
        if self._now:
            self._work.start(partial(_look_into, self._now))

    def _take(self, glimpse: Glimpse) -> None:
        self._found[self._now] = glimpse
        self.came.emit(self._now, glimpse)
        self._go_on()

    def _miss(self, text: Text) -> None:
        self._failed.add(self._now)  # whoever takes this data set is told why it cannot be read
        self._go_on()


@cache
def _look_into(name: str) -> Glimpse:
    with frequent_turns():
        return glimpse_of(glance_at(name))
