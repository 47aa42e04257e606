"""Keeping blocks: save the selection as one, change, delete, export and import those there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nnstudio.app.blocks.block_dialog import BlockDialog
from nnstudio.app.blocks.block_edits import free_title, selected_block
from nnstudio.app.blocks.block_shelf import BlockShelf
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.translate import tr_text
from nnstudio.core.errors import UserError
from nnstudio.files import block_library
from nnstudio.files.block_library import SUFFIX, SavedBlock
from nnstudio.graph.ready_blocks import as_block

Say = Callable[[str, str], None]


class BlockKeeping(QObject):
    """Asks what is needed, writes the files, and says what went wrong.

    Parameters
    ----------
    say
        Shows a message of a tone: ``"good"``, ``"warning"`` or ``"bad"``.
    """

    def __init__(
        self, session: Session, shelf: BlockShelf, settings: Settings, window: QWidget, say: Say
    ) -> None:
        super().__init__(window)
        self._session, self._shelf, self._settings = session, shelf, settings
        self._window, self._say = window, say

    def save_selection(self) -> None:
        """Keep the selected layers as a block of the user's own."""
        if not self._session.selection:
            self._say("warning", self.tr("A block needs layers. Select some first."))
            return
        block = selected_block(self._session)
        asked = self._ask(block.title if block is not None else free_title(self._session), "")
        if asked is not None:
            self._try(lambda: self._save(*asked))

    def do(self, command: str, block: SavedBlock | None) -> None:
        """Do to a block what the palette's menu says; ``"import"`` needs none."""
        if command == "import":
            self.take_over()
        elif block is not None:
            {"change": self.change, "delete": self.delete, "export": self.export}[command](block)

    def change(self, block: SavedBlock) -> None:
        """Ask for another name and description of a block."""
        asked = self._ask(block.name, block.description)
        if asked is not None:
            self._try(lambda: block_library.change_block(block, *asked))

    def delete(self, block: SavedBlock) -> None:
        """Take a block away, after a question."""
        question = self.tr(
            "Delete the block “{name}”? Drawings that use it keep their layers."
        ).format(name=block.name)
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        icon = QMessageBox.Icon.Question
        box = QMessageBox(icon, self.tr("Delete a block"), question, yes | no, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        answer = box.exec()
        box.deleteLater()
        if answer == yes:
            self._try(lambda: block_library.delete_block(block))

    def export(self, block: SavedBlock) -> None:
        """Write a block to a file that can be given to others."""
        start = self._settings.last_folder / f"{block.path.stem}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export a block"), str(start), self._filter()
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name + SUFFIX)
            self._settings.last_folder = path.parent
            self._try(lambda: block_library.export_block(block, path))

    def take_over(self) -> None:
        """Take blocks over from files that somebody gave."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import blocks"),
            str(self._settings.last_folder),
            self._filter(),
        )
        for name in names:
            self._try(lambda name=name: block_library.import_block(Path(name)))  # type: ignore[misc]

    def _save(self, name: str, description: str) -> None:
        graph = as_block(self._session.project.graph, self._session.selection, name)
        block_library.save_block(name, description, graph)
        self._say("good", self.tr("“{name}” is in the palette, under My blocks.").format(name=name))

    def _ask(self, name: str, description: str) -> tuple[str, str] | None:
        dialog = BlockDialog(name, description, self._window)
        accepted = bool(dialog.exec())
        answer = dialog.name.text(), dialog.description.toPlainText()
        dialog.deleteLater()
        return answer if accepted else None

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self._say("bad", tr_text(error.text))
            return
        self._shelf.read_again()

    def _filter(self) -> str:
        return self.tr("Blocks of NNStudio (*{suffix})").format(suffix=SUFFIX)
