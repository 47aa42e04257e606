"""Networks that leave for other programs and come from them, loaded only when first wanted."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nnstudio.app.background import Background
from nnstudio.app.documents import Documents
from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.turns import frequent_turns
from nnstudio.app.widgets.banner import Banner, Tone
from nnstudio.core.text import Text
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.engine.weights import WeightMap, check_weights, fits, initial_weights
from nnstudio.files.weight_file import holds_weights
from nnstudio.graph.analysis import Analysis
from nnstudio.graph.project import Project

if TYPE_CHECKING:
    from nnstudio.app.exporting.export_dialog import ExportDialog
    from nnstudio.app.importing.network_import import NetworkImport


@dataclass(frozen=True)
class _Prepared:
    """What an export is made of."""

    project: Project
    plan: Plan
    weights: WeightMap


class ExchangeCommands(QObject):
    """What File > Export and File > Import Network do.

    Parameters
    ----------
    banner
        Where it is said what came of it.
    """

    node_wanted = Signal(str)
    """The user wants to see a layer that cannot be exported."""
    weights_loaded = Signal()
    """The network that is open has got weights from a file."""

    def __init__(
        self,
        session: Session,
        training: Training,
        settings: Settings,
        documents: Documents,
        window: QWidget,
        banner: Banner,
    ) -> None:
        super().__init__(window)
        self._session, self._training = session, training
        self._settings, self._documents = settings, documents
        self._window, self._banner = window, banner
        self._import: NetworkImport | None = None
        self._dialog: ExportDialog | None = None
        self._preparing = Background(self)
        self._preparing.done.connect(self._make_dialog)
        self._preparing.failed.connect(self._refuse)
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.timeout.connect(self._open_dialog)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by its id."""
        return {"export": self.export, "import_network": self.ask_network}

    # ---- export ----

    def export(self) -> None:
        """Open the dialog that makes up an export and writes it, once there is what it shows."""
        if self._preparing.busy or self._dialog is not None:
            return
        session = self._session
        latest = self._training.latest if self._training.active else None
        trained = latest.weights if latest is not None else None
        self._preparing.start(partial(_prepared, session.analysis, trained, session.weights))

    def _refuse(self, reason: Text) -> None:
        self._banner.say(Tone.WARNING, tr_text(reason))

    def _make_dialog(self, prepared: _Prepared) -> None:
        from nnstudio.app.exporting.export_choices import ExportChoices
        from nnstudio.app.exporting.export_dialog import ExportDialog

        session, settings = self._session, self._settings
        dialog = ExportDialog(
            prepared.project,
            prepared.plan,
            prepared.weights,
            ExportChoices.from_text(settings.export),
            settings.last_folder / (session.stem or self.tr("Untitled")),
            self._window,
        )
        if session.weights is None and not self._training.active:
            text = self.tr("This network is not trained yet: the files get its starting weights.")
            dialog.banner.say(Tone.INFO, text)
        self._dialog = dialog
        dialog.written.connect(self._tell_written)
        dialog.node_wanted.connect(self.node_wanted)
        dialog.finished.connect(self._keep_choices)
        self._opening.start()  # in a turn of its own: to make it and to paint it takes as long

    def _open_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.open()

    def _keep_choices(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            self._settings.export = dialog.choices.to_text()
            dialog.deleteLater()

    def _tell_written(self, places: tuple[Path, ...]) -> None:
        self._settings.last_folder = places[0].parent
        if len(places) == 1:
            text = self.tr("Exported to {path}").format(path=places[0])
        else:
            others = ", ".join(place.name for place in places[1:])
            text = self.tr("Exported to {path}, with {others} beside it.").format(
                path=places[0], others=others
            )
        self._banner.say(Tone.GOOD, text)

    # ---- import ----

    def ask_network(self) -> None:
        """Ask for a file with a network of another program, and open it."""
        self._loaded().ask()

    def import_network(self, path: Path) -> None:
        """Open a network of another program, or load weights into the one that is open."""
        self._loaded().read(path)

    def reads(self, path: Path) -> bool:
        """Return whether a file is called like a network of another program, or holds weights."""
        from nnstudio.imports import all_importers

        suffix = path.suffix.lower()
        known = any(suffix in each.suffixes for each in all_importers().values())
        return known or holds_weights(path)

    def _loaded(self) -> NetworkImport:
        if self._import is None:
            from nnstudio.app.importing.network_import import NetworkImport

            self._import = NetworkImport(
                self._session, self._settings, self._documents, self._window, self._banner
            )
            self._import.weights_loaded.connect(self.weights_loaded)
        return self._import


def _prepared(analysis: Analysis, trained: WeightMap | None, drawn: WeightMap | None) -> _Prepared:
    """Load the dialog and the targets; return the drawing with its weights as they are now.

    Parameters
    ----------
    trained
        The newest weights of a run that goes on; they count where they fit.
    drawn
        The weights of the drawing; None where training never began: it would begin with others.
    """
    from nnstudio.export import all_exporters

    with frequent_turns():
        plan = make_plan(analysis)
        if trained is not None and fits(plan, trained):
            weights = trained
        elif drawn is not None:
            weights = check_weights(plan, drawn)
        else:
            weights = initial_weights(plan, analysis.project.training.seed)
        importlib.import_module("nnstudio.app.exporting.export_dialog")
        all_exporters()
    return _Prepared(analysis.project, plan, weights)
