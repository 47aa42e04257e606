"""What each target of an export would write, worked out beside the window and kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.exporting.outlook import Missing, Outlook, Wanted, judge, look
from nnstudio.engine.plan import Plan
from nnstudio.export import Exporter


class Prospects(QObject):
    """Finds out what targets cannot say of a network, and what exports will write.

    Each target has its own worker: one that takes seconds for a large network keeps nobody waiting
    who chooses another meanwhile, and what it finds is there when the user comes back.
    """

    judged = Signal(str)
    """What this target cannot say is known now."""
    found = Signal(object)
    """The `Outlook` of what was wanted last of its target."""
    refused = Signal(str, object)
    """The `Text` why nothing can be written of what was wanted last of a target."""

    def __init__(
        self, targets: Iterable[Exporter], plan: Plan, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self._targets = {target.name: target for target in targets}
        self._missing: dict[str, Missing] = {}
        self._outlooks: dict[str, Outlook] = {}
        self._asked: dict[str, Wanted] = {}
        self._judging: dict[str, Background] = {}
        self._looking: dict[str, Background] = {}

    def missing(self, name: str) -> Missing | None:
        """Return what a target cannot say; None while that is not known."""
        return self._missing.get(name)

    def judge(self, name: str) -> None:
        """Find out what a target cannot say."""
        if name in self._judging:
            return
        worker = self._judging[name] = Background(self)
        worker.done.connect(self._take_missing)
        worker.start(partial(judge, self._targets[name], self._plan))

    def judge_next(self) -> None:
        """Find out about the next target of which nothing is known, one after the other."""
        if any(worker.busy for worker in self._judging.values()):
            return
        rest = (name for name in self._targets if name not in self._judging)
        if name := next(rest, None):
            self.judge(name)

    def look(self, wanted: Wanted) -> None:
        """Find out what will be written; what is known already is told at once."""
        name = wanted.target.name
        known, asked = self._outlooks.get(name), self._asked.get(name)
        self._asked[name] = wanted
        if known is not None and known.wanted.is_like(wanted):
            self.found.emit(known)
            return
        if name not in self._looking:
            worker = self._looking[name] = Background(self)
            worker.done.connect(self._take_outlook)
            worker.failed.connect(partial(self.refused.emit, name))
        worker = self._looking[name]
        if not (worker.busy and asked is not None and asked.is_like(wanted)):
            worker.start(partial(look, wanted))

    def _take_missing(self, found: tuple[str, Missing]) -> None:
        name, missing = found
        self._missing[name] = missing
        self.judged.emit(name)

    def _take_outlook(self, outlook: Outlook) -> None:
        self._outlooks[outlook.wanted.target.name] = outlook
        self.found.emit(outlook)
