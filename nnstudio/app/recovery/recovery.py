"""Offers what a crash left, and opens it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from nnstudio.app.documents import Documents
from nnstudio.app.recovery.autosave import Autosave
from nnstudio.app.recovery.recovered_work import RecoveredWork
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.files.recovery import LeftWork


class Recovery(QObject):
    """Connects the copies that are kept with the page that offers them.

    Parameters
    ----------
    say
        Shows a message: ``say(tone, text)``.
    """

    def __init__(
        self,
        autosave: Autosave,
        offers: RecoveredWork,
        documents: Documents,
        say: Callable[[str, str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._autosave, self._offers = autosave, offers
        self._documents, self._say = documents, say
        offers.restore_chosen.connect(self._restore)
        offers.discard_chosen.connect(self._discard)
        autosave.failed.connect(self._complain)

    def look(self) -> None:
        """Offer what is there."""
        self._offers.offer(self._autosave.find_left())

    @Slot(object)
    def _restore(self, work: LeftWork) -> None:
        if self._documents.restore(work):
            self._autosave.restored(work)
            self.look()

    @Slot(object)
    def _discard(self, work: LeftWork) -> None:
        self._autosave.discard(work)
        self.look()

    @Slot(object)
    def _complain(self, reason: Text) -> None:
        text = self.tr("No copy of your unsaved work can be kept. {reason}")
        self._say("warning", text.format(reason=tr_text(reason)))
