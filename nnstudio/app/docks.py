"""The docks around the canvas: where they lie, how large they are, and when they are seen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QByteArray, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from nnstudio.app.dock_body import DockBody
from nnstudio.app.dock_titles import DockTitles

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical

PALETTE_WIDTH = 190
SIDE_WIDTHS = (300, 380)
LEAST_HEIGHT = 250
LARGE = QSize(900, 600)
"""How large a view is, at least, that is put into a window of its own."""
ROOMY = 520
"""How wide a view is at least that is looked at for the first time, where there is room."""


class Docks(QObject):
    """The docks of one window, by name."""

    left = Signal()
    """The user is done in a dock and wants to go back to the drawing."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._docks: dict[str, QDockWidget] = {}
        self._held: dict[str, QDockWidget] = {}
        self._titles = DockTitles(window, self._docks, self.set_large)
        self._put_away: set[str] = set()
        self._placed = False
        self._first = QByteArray()
        self._sizes: dict[str, QSize] = {}
        for area in (RIGHT, BOTTOM):
            window.setTabPosition(area, QTabWidget.TabPosition.North)

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def __contains__(self, name: str) -> bool:
        return name in self._docks

    def add(self, name: str, widget: QWidget, area: Qt.DockWidgetArea, behind: str = "") -> None:
        """Put a widget into a dock of an area, as a tab behind another dock if there is one."""
        self.hold(name, widget)
        self._put(name, area, behind)
        self._docks[name].show()  # at once, so that it can be hidden again before it is seen

    def hold(self, name: str, widget: QWidget) -> None:
        """Put a widget into a dock that is nowhere yet, until the widget is added.

        Qt styles a widget in the turn after it was made, and anew, with all that it holds, each time
        it comes into another: it should be where it will stay by then.
        """
        if name not in self._held:
            body = DockBody(lambda: widget)
            self._held[name] = self._dock(name, body)
            assert body.inner is widget

    def add_later(
        self, name: str, make: Callable[[], QWidget], area: Qt.DockWidgetArea, behind: str
    ) -> None:
        """Have a dock, hidden as yet, whose widget is made when somebody first looks at it."""
        self._held[name] = self._dock(name, DockBody(make))
        self._put(name, area, behind)
        self._docks[name].hide()

    def _dock(self, name: str, body: DockBody) -> QDockWidget:
        dock = QDockWidget(self._window)
        dock.setObjectName(f"dock/{name}")
        dock.setWidget(body)
        body.left.connect(self.left)
        dock.visibilityChanged.connect(body.set_seen)
        dock.visibilityChanged.connect(self._titles.tidy)
        dock.dockLocationChanged.connect(self._titles.tidy)
        dock.topLevelChanged.connect(self._titles.tidy)
        return dock

    def _put(self, name: str, area: Qt.DockWidgetArea, behind: str) -> None:
        dock = self._held.pop(name)
        self._window.addDockWidget(area, dock)
        self._docks[name] = dock
        if behind:
            self._window.tabifyDockWidget(self._docks[behind], dock)

    def moving(self) -> AbstractContextManager[None]:
        """Let the titles be looked at once afterwards, however many docks are moved meanwhile."""
        return self._titles.moving()

    def set_apart(self, name: str) -> None:
        """Let a dock be a window of its own that is hidden until it is opened."""
        self._docks[name].setFloating(True)
        self._docks[name].hide()

    def open(self, name: str) -> None:
        """Show a dock in front of all others, one that floats in the middle of the window."""
        dock, body = self._docks[name], self._docks[name].widget()
        new = isinstance(body, DockBody) and not body.made
        if dock.isHidden() and dock.isFloating():
            size = dock.size().expandedTo(LARGE if new else dock.sizeHint())
            self._lay_in_the_middle(dock, size)
        dock.show()
        dock.raise_()
        dock.activateWindow()
        if new:
            self.widen(name, ROOMY)

    def set_large(self, name: str, large: bool) -> None:
        """Give a dock a large window of its own, or put it back where it lay."""
        dock = self._docks[name]
        dock.setFloating(large)
        if large:
            self._lay_in_the_middle(dock, LARGE.expandedTo(self._window.size() * 0.8))
        dock.show()
        dock.raise_()
        dock.activateWindow()

    def _lay_in_the_middle(self, dock: QDockWidget, size: QSize) -> None:
        """Put a dock that floats over the middle of the window, as far as the screen allows."""
        screen = dock.screen().availableGeometry()
        dock.resize(size.boundedTo(screen.size()))
        place = dock.rect()
        place.moveCenter(self._window.geometry().center())
        place.moveTopLeft(
            QPoint(
                min(max(place.left(), screen.left()), screen.right() - place.width() + 1),
                min(max(place.top(), screen.top()), screen.bottom() - place.height() + 1),
            )
        )
        dock.move(place.topLeft())

    def toggle(self, name: str) -> None:
        """Hide a dock that is seen; show one that is hidden or lies behind others."""
        dock = self._docks[name]
        if not dock.isHidden() and dock.widget().isVisible() and not dock.visibleRegion().isEmpty():
            dock.hide()
        else:
            self.open(name)

    def remember_first_state(self) -> None:
        """Note how the docks lie before a user moves them."""
        self._first = self._window.saveState()

    def reset(self) -> None:
        """Let the docks lie as they did first."""
        away = tuple(self._put_away)
        self._put_away.clear()
        with self.moving():
            self._window.restoreState(self._first)
        self.put_away(away, away=True)
        QTimer.singleShot(0, self._size)

    def widen(self, name: str, width: int) -> None:
        """Give a dock at least so much width, as far as there is room."""
        dock = self._docks[name]
        if dock.isFloating() or dock.width() >= width:
            return
        area = self._window.dockWidgetArea(dock)
        beside = [
            other
            for other in self._docks.values()
            if self._window.dockWidgetArea(other) == area
            and other is not dock
            and not other.isFloating()
            and not other.visibleRegion().isEmpty()
        ]
        # Asked for one width only, Qt gives less than that, and takes it from all alike.
        room = sum(other.width() for other in beside)
        left = (room + dock.width() - width) / max(room, 1)
        widths = [round(max(left, 0.0) * other.width()) for other in beside]
        self._window.resizeDocks([dock, *beside], [width, *widths], ACROSS)

    def put_beside(self, name: str, neighbour: str) -> None:
        """Move a dock to the right of another."""
        self._window.splitDockWidget(self._docks[neighbour], self._docks[name], ACROSS)

    def set_title(self, name: str, title: str) -> None:
        """Name a dock in the user's language."""
        if name in self._docks:
            self._docks[name].setWindowTitle(title)

    def names(self) -> tuple[str, ...]:
        """Return the names of all docks, in the order of the menu."""
        return tuple(self._docks)

    def seen(self) -> list[QWidget]:
        """Return what is in the docks that are seen now: first at the left, then right, then below."""
        areas = {LEFT: 0, RIGHT: 1, BOTTOM: 2}
        docks = [d for d in self._docks.values() if not d.isHidden()]
        docks.sort(key=lambda d: (d.isFloating(), areas.get(self._window.dockWidgetArea(d), 3)))
        bodies = [dock.widget() for dock in docks]
        return [b.inner for b in bodies if isinstance(b, DockBody) and b.shows]

    def raise_dock(self, name: str) -> None:
        """Bring a dock to the front of its tabs."""
        self._docks[name].raise_()

    def put_away(self, names: tuple[str, ...], away: bool) -> None:
        """Hide docks for a while, and bring back those that were hidden so and not by the user."""
        if away and self._placed and not self._put_away:
            # Of docks in tabs only the front one knows its size, once it was laid out.
            self._sizes = {
                name: self._docks[name].size()
                for name in names
                if not self._window.tabifiedDockWidgets(self._docks[name])
                or not self._docks[name].visibleRegion().isEmpty()
            }
        returning = bool(self._put_away) and not away
        for name in names:
            dock = self._docks[name]
            if away and not dock.isHidden():
                self._put_away.add(name)
                dock.hide()
            elif not away and name in self._put_away:
                self._put_away.remove(name)
                dock.show()
        # Sizes count only once the docks are laid out.
        if not away and not self._placed:
            self._placed = True
            QTimer.singleShot(0, self._size)
        elif returning and self._sizes:
            QTimer.singleShot(0, self._size_as_before)

    def state(self) -> QByteArray:
        """Return where the docks lie, with those that are put away in their places."""
        if self._put_away:
            self.put_away(tuple(self._put_away), away=False)
            self._size_as_before()
        return self._window.saveState()

    def restore(self, state: QByteArray) -> None:
        """Put the docks where they lay."""
        with self.moving():
            self._placed = self._window.restoreState(state)

    def _size_as_before(self) -> None:
        """Give the docks that were put away the sizes they had."""
        window = self._window
        seen = [n for n in self._sizes if not self._docks[n].isHidden()]
        # In tabs a dock is lower than its row by the height of their bar.
        whole = [n for n in seen if not window.tabifiedDockWidgets(self._docks[n])]
        heights = [self._sizes[n].height() for n in whole]
        window.resizeDocks([self._docks[n] for n in whole], heights, DOWN)
        widths = [self._sizes[n].width() for n in seen]
        window.resizeDocks([self._docks[n] for n in seen], widths, ACROSS)

    def _size(self) -> None:
        """Give the docks their first sizes, for the window as large as it is."""
        window, width = self._window, self._window.width()
        side = max(SIDE_WIDTHS[0], min(SIDE_WIDTHS[1], width // 4))
        bottom = [self._docks[name] for name in ("loss", "gradients", "features")]
        height = max(LEAST_HEIGHT, round(0.36 * window.height()))
        window.resizeDocks([self._docks["palette"]], [PALETTE_WIDTH], ACROSS)
        window.resizeDocks([self._docks["inspector"]], [side], ACROSS)
        window.resizeDocks(bottom, [height] * 3, DOWN)
        window.resizeDocks(bottom, [(width - PALETTE_WIDTH) // 3] * 3, ACROSS)
