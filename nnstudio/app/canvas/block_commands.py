"""What the canvas does with blocks when menus, keys or the mouse ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nnstudio.app.blocks import block_edits
from nnstudio.app.canvas.gestures.gesture import Pointer
from nnstudio.core.errors import UserError
from nnstudio.graph.project import Group

if TYPE_CHECKING:
    from nnstudio.app.canvas.view import CanvasView


class BlockCommands(QObject):
    """Groups, ungroups, folds and repeats; what cannot be done is said by the canvas."""

    saving_wanted = Signal()
    """The user wants the selection kept as a block of their own."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.session

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what is done for commands of the table, by their ids."""
        return {
            "group": self.group,
            "ungroup": self.ungroup,
            "fold_block": self.fold,
            "save_block": self.saving_wanted.emit,
        }

    def group(self) -> None:
        """Make the selected layers one block."""
        self._try(lambda: block_edits.group_selection(self._session))

    def ungroup(self) -> None:
        """Let the layers of the selected blocks be plain layers again."""
        block_edits.ungroup_selection(self._session)

    def fold(self) -> None:
        """Collapse the selected blocks, or expand them."""
        block_edits.fold_selection(self._session)

    def repeat(self, block: Group, times: int) -> None:
        """Repeat a block so often."""
        self._session.close_merge()
        self._try(lambda: block_edits.repeat(self._session, block, times))

    def fold_at(self, at: Pointer) -> bool:
        """Expand the block whose card is at a place, collapse it by the title of its frame."""
        block = self._view.canvas.blocks.block_at(at.scene)
        if block is None:
            return False
        self._view.cancel_gesture()
        block_edits.fold(self._session, [block], not block.collapsed)
        return True

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self._view.message.emit(error.text)
