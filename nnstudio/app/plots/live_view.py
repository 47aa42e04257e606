"""What all live views have in common: built when first needed, drawn in turn, saved to files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from nnstudio.app.plots.legend import Legend
from nnstudio.app.refresh import RefreshScheduler
from nnstudio.app.session import Session
from nnstudio.app.style.appearance import theme_signals
from nnstudio.app.style.icons import icon
from nnstudio.app.style.theme import Theme
from nnstudio.app.training import Training
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.empty_state import EmptyState

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


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
    """One sentence on what is seen here, marked with `N_`."""
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

    def save_png(self, path: Path) -> bool:
        """Save the view as it looks now; say whether that worked."""
        return self.grab().save(str(path), "PNG")

    def save_csv(self, path: Path) -> bool:
        """Save the figures shown; say whether that worked."""
        table = self.table()
        if table is None:
            return False
        heading, rows = table
        try:
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(heading)
                writer.writerows(rows)
        except OSError:
            return False
        return True

    def menu(self) -> QMenu:
        """Return the menu of the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = menu.addAction(icon("image"), self.tr("Save as PNG…"))
        picture.triggered.connect(self._ask_for_png)
        if self.table() is not None:
            figures = menu.addAction(icon("table"), self.tr("Save as CSV…"))
            figures.triggered.connect(self._ask_for_csv)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._describe()
        self._scheduler.news()

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
        for part in (*self.findChildren(EmptyState), *self.findChildren(Legend)):
            part.setToolTip(explanation)

    def _on_theme(self, theme: Theme) -> None:
        self.redraw()

    def _ask_for_png(self) -> None:
        self._save(self.tr("Save the picture"), "png", self.tr("PNG pictures (*.png)"))

    def _ask_for_csv(self) -> None:
        self._save(self.tr("Save the figures"), "csv", self.tr("CSV tables (*.csv)"))

    def _save(self, caption: str, ending: str, kinds: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, caption, f"{self.NAME}.{ending}", kinds)
        if not chosen:
            return
        path = Path(chosen)
        saved = self.save_png(path) if ending == "png" else self.save_csv(path)
        if not saved:
            text = self.tr("{path} could not be written. Choose another folder.")
            QMessageBox.warning(self, caption, text.format(path=path))
