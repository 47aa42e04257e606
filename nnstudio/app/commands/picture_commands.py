"""Pictures of the drawing, loaded only when the first one is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings

if TYPE_CHECKING:
    from nnstudio.app.rendering.pictures import Pictures


class PictureCommands(QObject):
    """What the menu offers, before there is a picture."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget,
        say: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._window, self._say = window, say
        self._pictures: Pictures | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by its id."""
        return {"export_picture": self._export, "copy_picture": self._copy}

    def _export(self) -> None:
        self._loaded().export()

    def _copy(self) -> None:
        self._loaded().copy()

    def _loaded(self) -> Pictures:
        if self._pictures is None:
            from nnstudio.app.rendering.pictures import Pictures

            self._pictures = Pictures(self._session, self._settings, self._window, self._say)
        return self._pictures
