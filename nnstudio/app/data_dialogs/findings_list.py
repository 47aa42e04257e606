"""What the user should know of a file: warnings, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from nnstudio.app.style.icons import icon
from nnstudio.app.translate import tr_text
from nnstudio.core.text import Text
from nnstudio.data.dataset import Skipped

MOST_LINES, ROWS = 500, 4
LEAST_HEIGHT = 52


class FindingsList(QListWidget):
    """Lists sentences, the warnings first; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(14, 14))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What to know of this file"))
        self._wanted = 0
        self.hide()

    def show_findings(self, warnings: Sequence[Text], skipped: Sequence[Skipped]) -> None:
        """Show these warnings, and what was left out with the reason."""
        self.clear()
        for warning in warnings[:MOST_LINES]:
            self.addItem(QListWidgetItem(icon("triangle-alert", "warning"), tr_text(warning)))
        if skipped:
            text = self.tr("Not read ({count}):").format(count=f"{len(skipped):,}")
            self.addItem(QListWidgetItem(icon("circle-alert", "bad"), text))
        for each in skipped[:MOST_LINES]:
            line = QListWidgetItem(icon("minus", "muted"), f"{each.name}: {tr_text(each.reason)}")
            line.setToolTip(line.text())
            self.addItem(line)
        if len(skipped) > MOST_LINES:
            more = self.tr("… and {count} more").format(count=f"{len(skipped) - MOST_LINES:,}")
            self.addItem(QListWidgetItem(icon("minus", "muted"), more))
        self.setVisible(bool(self.count()))
        self._measure()

    def lines(self) -> list[str]:
        """Return what is listed."""
        return [self.item(row).text() for row in range(self.count())]

    def sizeHint(self) -> QSize:
        return QSize(200, self._wanted)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(self._wanted, LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Ask for the height of the first lines, which depends on the width."""
        self.doItemsLayout()
        rows = range(min(self.count(), ROWS))
        wanted = sum(self.visualItemRect(self.item(row)).height() for row in rows) + 6
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()
