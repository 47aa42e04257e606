"""The title bars of docks: none in tabs, for the tab already says the name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget
from shiboken6 import isValid

from nnstudio.app.dock_body import DockBody
from nnstudio.app.widgets.dock_head import DockHead
from nnstudio.app.widgets.tab_order import tab_through


class DockTitles(QObject):
    """Gives each dock the title bar that suits the place where it lies.

    Parameters
    ----------
    docks
        All docks by name; it may grow.
    set_large
        Puts a dock into a window of its own, or back.
    """

    def __init__(
        self,
        window: QMainWindow,
        docks: Mapping[str, QDockWidget],
        set_large: Callable[[str, bool], None],
    ) -> None:
        super().__init__(window)
        self._window, self._docks, self._set_large = window, docks, set_large
        self._untitled: dict[str, QWidget] = {}
        self._moving = False

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Look at the titles once afterwards, however many docks are moved meanwhile."""
        self._moving = True
        try:
            yield
        finally:
            self._moving = False
            self.tidy()

    def tidy(self) -> None:
        """Hide the titles of docks that stand in tabs, and show those of others."""
        if self._moving or not isValid(self._window):  # docks tell of their end, too
            return
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for bar in self._window.findChildren(QTabBar, options=direct):
            # A few letters of each name would tell nothing: rather some are scrolled to.
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)
        for name, dock in self._docks.items():
            tabbed = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
            body = dock.widget()
            head = body.head if isinstance(body, DockBody) else None
            if head is not None:
                self._give_head(name, head)
                head.set_place(tabbed=tabbed, apart=dock.isFloating())
            elif tabbed and name not in self._untitled:
                self._untitled[name] = QWidget()
                dock.setTitleBarWidget(self._untitled[name])
            elif not tabbed and name in self._untitled:
                nothing = self._untitled.pop(name)  # first, for the dock tells of its new title
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]
                nothing.deleteLater()

    def _give_head(self, name: str, head: DockHead) -> None:
        """Let the head of what is in a dock be its title bar."""
        dock = self._docks[name]
        if dock.titleBarWidget() is head:
            return
        nothing = self._untitled.pop(name, None)
        dock.setTitleBarWidget(head)
        if nothing is not None:
            nothing.deleteLater()
        tab_through(dock.widget(), head.buttons())
        head.close_asked.connect(dock.close)
        head.apart_asked.connect(lambda: self._set_large(name, not dock.isFloating()))
