"""What the canvas tells screen readers: what is selected, and what an edit has done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from nnstudio.app.remark_names import spoken
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView

_MOST_NAMED = 6


class Speech(QObject):
    """Describes the selection always, and speaks while the canvas has the focus.

    Tab and Shift+Tab walk over everything that is drawn, so that all of it can be heard.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view, self._session = view, view.session
        self._labels: tuple[Text, ...] = ()
        self._done, self._num_problems = 0, 0
        self._session.selection_changed.connect(self._on_selection)
        self._session.changed.connect(self.describe)
        self._session.history_changed.connect(self._on_history)
        self._session.opened.connect(self._on_opened)
        view.message.connect(self._on_message)
        self._on_opened()

    def selection_text(self) -> str:
        """Return what is selected, in words; many things are only counted."""
        session, nodes = self._session, self._view.canvas.nodes
        shown = dict.fromkeys(nodes[i] for i in session.selection if i in nodes)
        remarks = session.project.graph.remarks_by_id
        chosen = [remarks[i] for i in session.selected_remarks if i in remarks]
        count = len(shown) + len(chosen)
        if count > _MOST_NAMED:
            return self.tr("{count} things are selected").format(count=count)
        return "; ".join([*(item.spoken() for item in shown), *map(spoken, chosen)])

    def _on_selection(self) -> None:
        self.describe()
        self._say(self.selection_text() or self.tr("Nothing is selected"))

    def describe(self) -> None:
        """Write down what is selected, for whoever asks."""
        text = self.selection_text()
        if text != self._view.accessibleDescription():
            self._view.setAccessibleDescription(text)
            kind = QAccessible.Event.DescriptionChanged
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, kind))

    def _on_history(self) -> None:
        """Say which edit was made, taken back or made again, and whether that left problems."""
        session, before, kept = self._session, self._done, self._labels
        self._done = done = session.edits_done
        self._labels = labels = session.edit_labels
        said = ""
        if done < before and done < len(labels):
            said = self.tr("Undone: {what}").format(what=tr_text(labels[done]))
        elif done > before and labels == kept:
            said = self.tr("Done again: {what}").format(what=tr_text(labels[done - 1]))
        elif done > before:
            said = tr_text(labels[done - 1])
        count, had = len(session.analysis.problems), self._num_problems
        self._num_problems = count
        if count != had:
            problems = self.tr("{count} problems").format(count=count)
            said = f"{said}. {problems}" if said else problems
        self._say(said)

    def _on_opened(self) -> None:
        self._done, self._labels = self._session.edits_done, self._session.edit_labels
        self._num_problems = len(self._session.analysis.problems)
        self.describe()

    def _on_message(self, text: Text) -> None:
        self._say(tr_text(text))

    def _say(self, text: str) -> None:
        if text and self._view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))
