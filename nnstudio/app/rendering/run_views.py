"""The live views of a saved run, made where nobody sees them, until they have shown all they know."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox

from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.training import Training
from nnstudio.app.view_table import ALL_VIEWS
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.files.project_file import SavedProject

QUIET_SECONDS = 0.25
"""After so long without news and without work a view shows all it knows."""
SHORT_SECONDS = 0.06
"""After so long its parts have found their places."""
MOST_SECONDS = 60.0
"""So long a view may take; then it is shown as far as it is."""
_WORK = "nnstudio-"
"""How the names of threads begin that work for views."""


class RunViews:
    """Opens a project in a session of its own and shows its live views one after the other.

    It waits for the threads of this process, so that it belongs into a process without a window.
    """

    def __init__(self, saved: SavedProject) -> None:
        # What others of this kind have left must not be collected while Qt hands out an event.
        gc.collect()
        self.session = Session()
        self.session.open_saved(saved, None)
        self._training = Training(self.session)
        self._scheduler = RefreshScheduler()

    def shown(
        self,
        names: Iterable[str] = (),
        prepare: Callable[[LiveView], None] = lambda view: None,
    ) -> Iterator[tuple[str, LiveView]]:
        """Give each view that has something to show, with the name of its dock.

        Parameters
        ----------
        names
            Which views; none: all there are.
        prepare
            Changes a view that shows all it knows.
        """
        wanted = tuple(names) or tuple(row.name for row in ALL_VIEWS)
        for row in ALL_VIEWS:
            if row.name in wanted:
                made = row.make(self.session, self._training, self._scheduler)
                with self._open(made, prepare) as view:
                    if not _is_empty(view):
                        yield row.name, view

    def settle(self) -> None:
        """Wait until the view that is open shows all it knows."""
        self._settle(QUIET_SECONDS)

    def settle_soon(self) -> None:
        """Wait until the parts of the view that is open have found their places."""
        self._settle(SHORT_SECONDS)

    @contextmanager
    def _open(self, view: LiveView, prepare: Callable[[LiveView], None]) -> Iterator[LiveView]:
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(SIZES.get(view.NAME, SIZE))
        view.show()
        try:
            self.settle()
            for part in (*view.findChildren(QAbstractButton), *view.findChildren(QComboBox)):
                part.hide()  # nobody can use them on paper
            prepare(view)
            self.settle_soon()
            yield view
        finally:
            view.hide()
            self._settle(0.0)
            view.deleteLater()
            QCoreApplication.sendPostedEvents(view, 0)

    def _settle(self, rest: float) -> None:
        """Let everything happen until nothing happens any more."""
        began = quiet = time.monotonic()
        while True:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            now = time.monotonic()
            if self._scheduler.busy or any(
                thread.name.startswith(_WORK) for thread in threading.enumerate()
            ):
                quiet = now
            if now - quiet >= rest or now - began >= MOST_SECONDS:
                return
            time.sleep(0.005)


SIZE = QSize(900, 560)
"""How large a view is, in pixels of the window."""
SIZES = {"loss_plot": QSize(900, 330), "gradient_plot": QSize(900, 340)}


def _is_empty(view: LiveView) -> bool:
    return any(part.isVisible() for part in view.findChildren(EmptyState))
