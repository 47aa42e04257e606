"""Pictures of the drawing and reports, loaded only when the first one is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nnstudio.app.session import Session
from nnstudio.app.settings import Settings
from nnstudio.app.widgets.banner import Banner

if TYPE_CHECKING:
    from nnstudio.app.rendering.pictures import Pictures
    from nnstudio.app.rendering.reports import Reports


class PictureCommands(QObject):
    """What the menu offers, before there is a picture."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget,
        say: Callable[[str, str], None],
        banner: Banner,
    ) -> None:
        super().__init__(window)
        self._session, self._settings = session, settings
        self._window, self._say, self._banner = window, say, banner
        self._pictures: Pictures | None = None
        self._reports: Reports | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by its id."""
        return {
            "export_picture": self._export,
            "copy_picture": self._copy,
            "export_report": self._report,
            "export_plots": self._plots,
        }

    def _export(self) -> None:
        self._loaded().export()

    def _copy(self) -> None:
        self._loaded().copy()

    def _report(self) -> None:
        self._loaded_reports().ask_report()

    def _plots(self) -> None:
        self._loaded_reports().ask_plots()

    def _loaded_reports(self) -> Reports:
        if self._reports is None:
            from nnstudio.app.rendering.reports import Reports

            self._reports = Reports(self._session, self._settings, self._window, self._banner)
        return self._reports

    def _loaded(self) -> Pictures:
        if self._pictures is None:
            from nnstudio.app.rendering.pictures import Pictures

            self._pictures = Pictures(self._session, self._settings, self._window, self._say)
        return self._pictures
