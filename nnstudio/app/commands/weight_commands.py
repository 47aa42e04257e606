"""The window of weights, loaded only when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.training import Training

if TYPE_CHECKING:
    from nnstudio.app.weight_editor.weights_window import WeightsWindow


class WeightCommands(QObject):
    """What the menu and the inspector offer, before there is a window."""

    def __init__(
        self, session: Session, training: Training, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._training, self._settings = session, training, settings
        self._parent = parent
        self.window: WeightsWindow | None = None
        session.selection_changed.connect(self._follow)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by its id."""
        return {"edit_weights": self.edit_selected}

    def edit_selected(self) -> None:
        """Open the window with the selected layer."""
        self.edit(self._session.selection[0] if self._session.selection else "")

    def edit(self, node_id: str) -> None:
        """Open the window with a layer; it then follows what is selected."""
        if self.window is None:
            from nnstudio.app.weight_editor.weights_window import WeightsWindow

            self.window = WeightsWindow(self._session, self._training, self._settings, self._parent)
        self.window.show_node(node_id)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.grid.setFocus()

    def _follow(self) -> None:
        chosen = self._session.selection
        if self.window is not None and self.window.isVisible() and len(chosen) == 1:
            self.window.show_node(chosen[0])
