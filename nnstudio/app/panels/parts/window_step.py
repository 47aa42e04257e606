"""The step that cuts a series into windows, as a picture."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.chain_step import ChainStep
from nnstudio.app.panels.parts.measures import Measures
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import ui_font
from nnstudio.core.shapes import size_of
from nnstudio.data import DatasetInfo
from nnstudio.data.readers.text_options import WINDOWS
from nnstudio.graph.data_plan import DataPlan


class WindowPicture(QWidget):
    """Draws how long a window is and how far ahead is predicted, to scale, and the next windows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window, self._horizon, self._stride = 1, 0, 1
        self._names = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_lengths(self, window: int, horizon: int, stride: int, names: tuple[str, str]) -> None:
        """Show lengths in steps, and what the window and the horizon are called."""
        self._window, self._horizon, self._stride = window, horizon, stride
        self._names = names
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 74)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 74)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = 3
        total = self._window + self._horizon + (rows - 1) * self._stride
        unit = self.width() / max(total, 1)
        painter.setFont(ui_font(0.85))
        for row in range(rows):
            left = row * self._stride * unit
            # However short a horizon is, it is to be seen.
            ahead = max(self._horizon * unit, 5.0) if self._horizon else 0.0
            window = min(self._window * unit, self.width() - left - ahead)
            top = 18 + row * 15
            strength = 1.0 if row == 0 else 0.45
            for x, width, color in (
                (left, window, theme.train),
                (left + window, ahead, theme.validation),
            ):
                shade = QColor(color)
                shade.setAlphaF(strength)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(shade)
                painter.drawRoundedRect(QRectF(x, top, max(width - 1, 0), 10), 2, 2)
        painter.setPen(QColor(theme.muted))
        line = QRectF(0, 0, self.width(), 16)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._names[0])
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._names[1])
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        bottom = self.height() - 6.0
        painter.drawLine(QPointF(0, bottom), QPointF(self.width(), bottom))


class WindowStep(ChainStep):
    """Says how a series is cut; hidden for data that is no series going on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("chart-line", content, False, parent)
        self._plan = DataPlan()
        self._options: dict[str, Any] = {}
        self._measures: Measures | None = None
        self.picture, self._note = WindowPicture(), QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.picture)
        column.addWidget(self._note)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show how a plan's series is cut."""
        self._plan = plan
        self._options = info.options.values()
        self.setVisible(self._options.get("layout") == WINDOWS or "window" in self._options)
        self._show()

    def show_measures(self, measures: Measures | None) -> None:
        """Say how many windows the borders between parts cost."""
        self._measures = measures
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show(self) -> None:
        signature = self._plan.signature
        if not signature.raw_shape:
            return
        window = signature.raw_shape[0]
        target = signature.all_targets[1 if self._plan.reconstruct else 0]
        horizon = size_of(target.shape) if target.task == "regression" else 1
        stride = int(self._options.get("stride") or 1)
        named = (
            self.tr("{count} steps are known").format(count=f"{window:,}"),
            self.tr("{count} ahead").format(count=f"{horizon:,}"),
        )
        self.picture.set_lengths(window, horizon, stride, named)
        text = self.tr("windows of {window} steps, {horizon} ahead")
        if stride > 1:
            text = self.tr("windows of {window} steps, {horizon} ahead, one every {stride} steps")
        self.set_summary(text.format(window=f"{window:,}", horizon=f"{horizon:,}", stride=stride))
        gap = self._measures.gap if self._measures is not None else 0
        self._note.setVisible(gap > 0)
        note = self.tr(
            "Windows that share steps with the next part are not used: {count} at each border."
        )
        self._note.setText(note.format(count=f"{gap:,}"))

    def _translate(self) -> None:
        self.set_title(self.tr("Windows"))
        self.picture.setAccessibleName(self.tr("How the series is cut into windows"))
        self._show()
