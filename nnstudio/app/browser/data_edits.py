"""Changes of the data, each fitted anew beside the window before it becomes an edit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.app.session import Session
from nnstudio.core.errors import UserError
from nnstudio.core.text import Text
from nnstudio.data.prepare import make_plan, replan
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project

Change = Callable[[Project], Project]


@dataclass(frozen=True)
class _Edit:
    label: Text
    change: Change


class DataEdits(QObject):
    """Makes one edit of the data after the other; none is lost where they come fast.

    Scaling and weights of classes are fitted to what is left to learn from, which takes longer
    than the window may wait.
    """

    refused = Signal(object)
    """The `Text` that says why an edit is not possible."""
    ended = Signal()
    """Nothing is waiting any more."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: deque[_Edit] = deque()
        self._base: DataPlan | None = None
        self._background = Background(self)
        self._background.done.connect(self._adopt)
        self._background.failed.connect(self._refuse)
        session.opened.connect(self.forget)

    @property
    def busy(self) -> bool:
        """Whether an edit is still to come."""
        return self._base is not None

    def do(self, label: Text, change: Change) -> None:
        """Change the data of the project; it takes effect in a moment.

        Parameters
        ----------
        change
            Gives the project with another data plan, whose scaling need not be fitted yet.
        """
        self._waiting.append(_Edit(label, change))
        if not self.busy:
            self._begin()

    def forget(self) -> None:
        """Drop what is still waiting."""
        self._waiting.clear()
        self._background.forget()
        self._base = None

    def _begin(self) -> None:
        while self._waiting:
            project = self._session.project
            try:
                plan = self._waiting[0].change(project).data
            except UserError as error:
                self._waiting.popleft()
                self.refused.emit(error.text)
                continue
            if plan == project.data:
                self._waiting.popleft()
                continue
            self._base = project.data
            self._background.start(partial(_fitted, project.data, plan))
            return
        self._base = None
        self.ended.emit()

    def _adopt(self, plan: DataPlan) -> None:
        project = self._session.project
        if project.data is self._base:  # else it was changed meanwhile: once more on top of that
            edit = self._waiting.popleft()
            self._session.edit(edit.label, edits.set_data(project, plan))
        self._begin()

    def _refuse(self, reason: Text) -> None:
        self._waiting.popleft()
        self.refused.emit(reason)
        self._begin()


def _fitted(before: DataPlan, after: DataPlan) -> DataPlan:
    if after.source == before.source:
        return replan(after)
    if after.source.dataset != before.source.dataset:
        return make_plan(after.source)
    return replan(before, source=after.source)
