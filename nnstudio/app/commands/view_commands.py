"""The commands that bring a panel or a plot in front of the user."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from nnstudio.app.docks import Docks
from nnstudio.app.session import Session
from nnstudio.app.side_views import SideViews
from nnstudio.app.view_table import VIEWS

ANALYZER_WIDTH = 760


class ViewCommands(QObject):
    """Opens what lies in docks; before everything is built, nothing happens."""

    def __init__(self, session: Session, views: SideViews, docks: Docks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._views, self._docks = session, views, docks

    def slots(self) -> dict[str, Callable[..., object]]:
        """Return what the commands do, by their ids."""
        return {
            "analyzer": self.open_analyzer,
            "browse": self.open_browser,
            "paint_points": self.paint_points,
        }

    def show_fitting(self, drawing: bool) -> None:
        """Show the plots beside a canvas only, with the one in front that suits the data."""
        if not self._views.built:
            return
        views = (
            *self._views.plots,
            *(row.name for row in VIEWS),
            "problems",
            "analyzer",
            "twin",
            "experiments",
        )
        self._docks.put_away(tuple(dict.fromkeys(views)), away=not drawing)
        if drawing:
            self._docks.raise_dock(self._fitting_view())

    def show_gradients(self, node_id: str) -> None:
        """Show the gradient plot, with one layer marked."""
        self._docks.open("gradients")
        self._session.select((node_id,))

    def open_analyzer(self) -> None:
        """Open the table of layers."""
        if "analyzer" in self._docks:
            opened = self._docks["analyzer"].isHidden()
            self._docks.open("analyzer")
            if opened:
                self._docks.widen("analyzer", ANALYZER_WIDTH)
            self._views.analyzer.setFocus()

    def open_browser(self) -> None:
        """Open the data browser."""
        if "browse" in self._docks:
            self._docks.open("browse")

    def paint_points(self) -> None:
        """Open the data browser with an empty plane to paint points on."""
        if "browse" in self._docks:
            self.open_browser()
            self._views.browser_place.browser().paint_points()

    def _fitting_view(self) -> str:
        """Return the view that has something to show, of those that lie behind one another."""
        if self._session.project.data.signature.input_shape == (2,):
            return "decision"
        reports = self._session.analysis.reports.values()
        maps = (r.node.layer.category == "convolution" and len(r.shape or ()) == 3 for r in reports)
        return "features" if any(maps) else "problems"
