"""Samples of a data set, shown large beside its description."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.data_dialogs.glimpse_painter import paint_glimpse
from nnstudio.app.panels.parts.sample_table import SampleTable
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.icons import icon_pixmap

HEIGHT = 204


class GlimpseView(QWidget):
    """Shows pictures, points, lines or text by painting, and a table as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glimpse: Glimpse | None = None
        self._icon = "image"
        self.table = SampleTable()
        self.table.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.table)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def show_glimpse(self, glimpse: Glimpse | None, icon: str) -> None:
        """Show samples; until they are there, an icon."""
        self._glimpse, self._icon = glimpse, icon
        tabular = glimpse is not None and bool(glimpse.rows)
        if glimpse is not None and tabular:
            self.table.set_rows(glimpse.heads, glimpse.targets, glimpse.rows)
        self.table.setVisible(tabular)
        self.update()

    def glimpse(self) -> Glimpse | None:
        """Return what is shown."""
        return self._glimpse

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.canvas))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 6, 6)
        if self._glimpse is None:
            picture = icon_pixmap(self._icon, 32, "disabled", self.devicePixelRatioF())
            place = self.rect().center()
            painter.drawPixmap(place.x() - 16, place.y() - 16, picture)
        elif not self._glimpse.rows:
            paint_glimpse(painter, frame.adjusted(5, 5, -5, -5), self._glimpse, small=False)

    def accessible_words(self) -> str:
        """Return what is shown in words, for who does not see it."""
        if self._glimpse is None:
            return ""
        return ", ".join(filter(None, self._glimpse.captions)) or self._glimpse.text
