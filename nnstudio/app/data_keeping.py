"""File > Keep the Data in the File: the user's data goes along with the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from nnstudio.app.background import Background
from nnstudio.app.session import Session
from nnstudio.app.translate import tr_text
from nnstudio.core.text import N_, Text
from nnstudio.files.data_inside import kept_inside
from nnstudio.graph import edits
from nnstudio.graph.data_plan import DataPlan


@dataclass(frozen=True)
class _Kept:
    """What a plan becomes."""

    before: DataPlan
    after: DataPlan


class DataKeeping(QObject):
    """Lets the project's file keep the user's data, as one undoable edit.

    Parameters
    ----------
    say
        Shows an error to the user: ``say(tone, text)``.
    """

    def __init__(self, session: Session, say: Callable[[str, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._say = session, say
        self._action: QAction | None = None
        self._work = Background(self)  # the data is read whole, to see that it can be kept
        self._work.done.connect(self._adopt)
        self._work.failed.connect(self._refuse)
        session.changed.connect(self._show)
        session.opened.connect(self._show)

    @property
    def busy(self) -> bool:
        """Whether the data is being looked at."""
        return self._work.busy

    def slots(self) -> dict[str, Callable[..., object]]:
        """Return what the commands do, by their ids."""
        return {"keep_data": self.keep}

    def bind(self, action: QAction) -> None:
        """Let the menu's entry say whether the data is kept."""
        self._action = action
        self._show()

    def keep(self, inside: bool) -> None:
        """Keep the data in the file from the next saving on, or leave it beside it again."""
        plan = self._session.project.data
        self._work.start(partial(_kept, plan, inside))

    def _adopt(self, kept: _Kept) -> None:
        if self._session.project.data == kept.before:  # else it was chosen anew meanwhile
            file = kept.after.source.file
            inside = file is not None and file.inside
            label = N_("Keep the data in the file") if inside else N_("Leave the data out")
            project = edits.set_data(self._session.project, kept.after)
            self._session.edit(Text(label), project)
        self._show()

    def _refuse(self, reason: Text) -> None:
        self._say("bad", tr_text(reason))
        self._show()

    def _show(self) -> None:
        if self._action is None:
            return
        file = self._session.project.data.source.file
        self._action.setChecked(file is not None and file.inside)
        self._action.setEnabled(file is not None)


def _kept(plan: DataPlan, inside: bool) -> _Kept:
    return _Kept(plan, kept_inside(plan, inside))
