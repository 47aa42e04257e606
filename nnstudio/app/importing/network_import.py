"""Asks for a network of another program, reads it beside the window, and opens it.

Weights without a drawing go into the network that is open, where they fit.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nnstudio.app.background import Background
from nnstudio.app.documents import Documents
from nnstudio.app.importing.notes_dialog import NotesDialog
from nnstudio.app.log import logger
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.translate import tr_text
from nnstudio.app.turns import frequent_turns
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.engine.messages import Checkpoint
from nnstudio.engine.plan import make_plan
from nnstudio.engine.weight_transfer import transfer_weights
from nnstudio.engine.weights import WeightMap
from nnstudio.files.weight_file import ALONE, read_weights
from nnstudio.graph.analysis import Analysis
from nnstudio.imports import Imported, all_importers, import_network

FEW_NOTES = 1
"""So many remarks are read in the message itself; more in a window of their own."""


class NetworkImport(QObject):
    """Brings a network into the window, with what there is to remark on it."""

    weights_loaded = Signal()
    """The file held weights alone, and they are in the network that is open now."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        documents: Documents,
        window: QWidget,
        banner: Banner,
    ) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._documents, self._window, self._banner = documents, window, banner
        self._path = Path()
        self._reading = Background(self)
        self._reading.done.connect(self._open)
        self._reading.failed.connect(self._refuse)

    def ask(self) -> None:
        """Ask for a file and read it."""
        kinds = [cls() for cls in all_importers().values()]
        every = " ".join(f"*{suffix}" for kind in kinds for suffix in kind.suffixes)
        lines = [f"{self.tr('Networks')} ({every})"]
        for kind in kinds:
            # File dialogs take what stands in brackets for a pattern.
            label = tr_text(kind.label).partition(" (")[0]
            lines.append(f"{label} ({' '.join(f'*{suffix}' for suffix in kind.suffixes)})")
        weights = " ".join(f"*{suffix}" for suffix in ALONE)
        lines.append(f"{self.tr('Weights for the open network')} ({weights})")
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import a network"),
            str(self._settings.last_folder),
            ";;".join(lines),
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file beside the window, and open what is in it."""
        self._path = path
        text = self.tr("Reading {file} …").format(file=path.name)
        cancel = ((self.tr("Cancel"), self._cancel),)
        self._banner.say(Tone.INFO, text, cancel)
        self._window.setCursor(Qt.CursorShape.BusyCursor)
        self._reading.start(partial(_read, path, self._session.analysis))

    def _cancel(self) -> None:
        self._reading.forget()
        self._rest()

    def _rest(self) -> None:
        self._window.unsetCursor()
        self._banner.hide()

    def _refuse(self, reason: Text) -> None:
        self._rest()
        self._banner.say(Tone.ERROR, tr_text(reason))

    def _open(self, found: tuple[Imported | None, WeightMap | None]) -> None:
        self._rest()
        imported, weights = found
        if imported is None:
            assert weights is not None
            if self._documents.put_weights(self._path, weights):
                self.weights_loaded.emit()
            return
        if not self._documents.may_close():
            return
        checkpoint = Checkpoint(weights) if weights is not None else None
        self._session.open(imported.project, checkpoint, unsaved=True)
        self._settings.last_folder = self._path.absolute().parent
        logger.info("Network %s", self._path.name)
        self._tell(imported)

    def _tell(self, imported: Imported) -> None:
        """Say what was read, and what there is to remark on it."""
        notes = tuple(tr_text(note) for note in imported.notes)
        text = self.tr("Imported {file}: layers: {layers}, numbers in weights: {numbers}.").format(
            file=self._path.name,
            layers=len(imported.project.graph.nodes),
            numbers=f"{sum(value.size for value in imported.weights.values()):,}",
        )
        if not notes:
            self._banner.say(Tone.GOOD, text)
        elif len(notes) <= FEW_NOTES:
            self._banner.say(Tone.WARNING, " ".join((text, *notes)))
        else:
            said = self.tr("{imported} Remarks on what is otherwise here: {count}.")
            action = (self.tr("Show the remarks"), partial(self._show_notes, text, notes))
            said = said.format(imported=text, count=len(notes))
            self._banner.say(Tone.WARNING, said, (action,))

    def _show_notes(self, text: str, notes: tuple[str, ...]) -> None:
        dialog = NotesDialog(text, notes, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _read(path: Path, drawn: Analysis) -> tuple[Imported | None, WeightMap | None]:
    """Return the network in a file, and weights for all of its drawing if there are any.

    Parameters
    ----------
    drawn
        The network that is open: weights without a drawing are given alone where they fit it.
    """
    with frequent_turns():
        try:
            imported = import_network(path)
        except UserError:
            if not drawn.ready or path.suffix.lower() not in ALONE:
                raise
            return None, _fitting(path, drawn)
        return imported, imported.all_weights()


def _fitting(path: Path, drawn: Analysis) -> WeightMap:
    """Return the weights in a file that has no drawing; refuse what does not fit the open one."""
    plan = make_plan(drawn)
    given = read_weights(path, plan)
    try:
        transfer_weights(plan, given, {}, 0)
    except UserError as misfit:
        text = N_(
            "{reason} Or open the network that they belong to, and choose File > Load Weights… there."
        )
        raise UserError(Text(text, reason=misfit.text)) from misfit
    return given
