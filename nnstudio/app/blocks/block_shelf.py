"""The blocks that can be put into any drawing, as long as the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nnstudio.core.text import Text
from nnstudio.files import block_library
from nnstudio.graph.ready_blocks import ReadyBlock, ready_blocks


class BlockShelf(QObject):
    """Knows the blocks that come with the program and the user's own, and tells when these change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own: list[block_library.SavedBlock] | None = None
        self._messages: list[Text] = []

    @property
    def ready(self) -> tuple[ReadyBlock, ...]:
        """The blocks that come with the program."""
        return ready_blocks()

    @property
    def own(self) -> list[block_library.SavedBlock]:
        """The user's own blocks, by name."""
        if self._own is None:
            self._own, self._messages = block_library.own_blocks()
        return self._own

    def messages(self) -> list[Text]:
        """Return what is to be said of files that are no blocks; it is said once."""
        said, self._messages = self._messages, []
        return said

    def read_again(self) -> None:
        """Look into the folder anew, after something has been written there."""
        self._own = None
        self.changed.emit()
