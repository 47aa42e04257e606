"""What all live views have in common: built when first needed, drawn in turn, saved to files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from nnstudio.app.plots.legend import Legend
from nnstudio.app.plots.view_file import Table as Table
from nnstudio.app.plots.view_file import csv_bytes, png_bytes, svg_bytes
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.style.theme import Theme
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.dock_head import DockHead
from nnstudio.app.widgets.empty_state import EmptyState
from nnstudio.core.atomic_file import write_atomically
from nnstudio.core.errors import UserError


class LiveView(QWidget):
    """A view that the refresh scheduler draws while it is visible.

    A subclass gives the texts below, `refresh`, and where it has figures `table`.

    Parameters
    ----------
    session, training
        What is shown.
    scheduler
        Says when to draw.
    """

    NAME: ClassVar[str]
    """A stable name for the window's layout."""
    TITLE: ClassVar[str]
    """The title of its dock, marked with `N_`."""
    EXPLANATION: ClassVar[str]
    """A sentence or two on what is seen here, marked with `N_`."""
    ICON: ClassVar[str]
    """The name of its icon."""

    def __init__(
        self,
        session: Session,
        training: Training,
        scheduler: RefreshScheduler,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._training = training
        self._scheduler = scheduler
        self._head: DockHead | None = None
        self._menu: QMenu | None = None
        self.setObjectName(self.NAME)
        self.setMinimumSize(160, 120)
        theme_signals.changed.connect(self._on_theme)
        scheduler.register(self, self.refresh)

    def title(self) -> str:
        """Return the title in the user's language."""
        return tr_text(self.TITLE)

    def refresh(self) -> None:
        """Show what is new; cheap where nothing is."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show everything anew, as after a change of theme or language."""
        self.refresh()

    def retranslate(self) -> None:
        """Take over the texts of another language."""

    def table(self) -> Table | None:
        """Return the figures shown, as a heading and rows; None where there are none."""
        return None

    def head(self) -> DockHead:
        """Return the head of the dock that the view stands in."""
        if self._head is None:
            self._head = DockHead(self.menu(), self)
            self._head.hide()  # until a dock takes it
            self._describe()
        return self._head

    def save(self, path: Path) -> None:
        """Save the picture or the figures, as the ending of the file's name says.

        Raises
        ------
        UserError
            The file cannot be written.
        """
        ending = path.suffix.lower()
        if ending == ".csv":
            table = self.table()
            content = csv_bytes(table) if table is not None else b""
        elif ending == ".svg":
            content = svg_bytes(self, self.title(), tr_text(self.EXPLANATION))
        else:
            content = png_bytes(self)
        write_atomically(path, lambda stream: stream.write(content))

    def copy(self) -> None:
        """Copy the picture, as it looks now, to the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def menu(self) -> QMenu:
        """Return the menu of the right mouse button and of the head's button."""
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.aboutToShow.connect(self._fill_menu)
        return self._menu

    def _fill_menu(self) -> None:
        """Offer what can be saved now, in the user's language."""
        menu = self.menu()
        menu.clear()
        self._offer("image", self.tr("Save as PNG…"), self._ask_for_png)
        self._offer("chart-spline", self.tr("Save as SVG…"), self._ask_for_svg)
        if self.table() is not None:
            self._offer("table", self.tr("Save as CSV…"), self._ask_for_csv)
        menu.addSeparator()
        self._offer("copy", self.tr("Copy the picture"), self.copy)

    def _offer(self, picture: str, text: str, do: Callable[[], None]) -> None:
        self.menu().addAction(icon(picture), text).triggered.connect(do)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())
        event.accept()

    def look(self, shown: bool) -> None:
        """Begin to ask for what is shown, or end it: nothing is computed for a view nobody sees."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._describe()
        self._scheduler.news()
        self.look(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.look(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
            self.retranslate()
            self.redraw()

    def _describe(self) -> None:
        """Say what the view is: to a screen reader, and where the mouse rests beside the figures."""
        explanation = tr_text(self.EXPLANATION)
        self.setAccessibleName(self.title())
        self.setAccessibleDescription(explanation)
        if self._head is not None:
            self._head.set_texts(self.title(), explanation)
        for part in (*self.findChildren(EmptyState), *self.findChildren(Legend)):
            part.setToolTip(explanation)

    def _on_theme(self, theme: Theme) -> None:
        self.redraw()

    def _ask_for_png(self) -> None:
        self._ask(self.tr("Save the picture"), "png", self.tr("PNG pictures (*.png)"))

    def _ask_for_svg(self) -> None:
        self._ask(self.tr("Save the picture"), "svg", self.tr("SVG drawings (*.svg)"))

    def _ask_for_csv(self) -> None:
        self._ask(self.tr("Save the figures"), "csv", self.tr("CSV tables (*.csv)"))

    def _ask(self, caption: str, ending: str, kinds: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, caption, f"{self.NAME}.{ending}", kinds)
        if not chosen:
            return
        path = Path(chosen)
        try:
            self.save(path if path.suffix.lower() == f".{ending}" else Path(f"{path}.{ending}"))
        except UserError as error:
            QMessageBox.warning(self, caption, tr_text(error.text))
