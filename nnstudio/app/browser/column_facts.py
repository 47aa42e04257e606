"""The figures of the chosen column in one line."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.browser.contents import Field
from nnstudio.app.browser.ink import class_color
from nnstudio.app.browser.profiles import Profile
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.widgets.figures import figure_text

_HEIGHT, _GAP = 40, 18


class ColumnFacts(QWidget):
    """Count, missing, mean, deviation, smallest, quarter marks and largest; or counts of classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._facts: tuple[tuple[str, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self._on_theme)

    def set_column(self, field: Field | None, profile: Profile | None) -> None:
        """Show the figures of a column; None shows nothing."""
        self._title, self._facts = "", ()
        if field is not None and profile is not None:
            self._title = field.name or self.tr("Class")
            if field.unit:
                self._title += f" ({field.unit})"
            known = profile.count - profile.missing
            facts = [(self.tr("Count"), f"{known:,}", "")]
            if profile.missing or not field.classes:
                facts.append((self.tr("Missing"), f"{profile.missing:,}", ""))
            if field.classes:
                names = zip(field.classes, profile.bars.tolist(), strict=True)
                facts += [(name, f"{n:,}", class_color(k)) for k, (name, n) in enumerate(names)]
            elif math.isfinite(profile.mean):
                facts += self._numbers(profile)
            self._facts = tuple(facts)
        written = ", ".join(f"{name} {value}" for name, value, _ in self._facts)
        self.setAccessibleName(self._title or self.tr("Figures of the chosen column"))
        self.setAccessibleDescription(written)
        self.setToolTip(f"{self._title}: {written}" if written else "")
        self.update()

    def facts(self) -> dict[str, str]:
        """Return what is written, by its name."""
        return {name: value for name, value, _ in self._facts}

    def title(self) -> str:
        """Return the name of the column."""
        return self._title

    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.setPen(QColor(theme.border))
        painter.drawLine(0, 0, self.width(), 0)
        small, large, bold = ui_font(0.82), number_font(0.95), ui_font(0.95)
        bold.setBold(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 10.0
        if not self._title:
            painter.setFont(ui_font(0.92))
            painter.setPen(QColor(theme.muted))
            middle = Qt.AlignmentFlag.AlignVCenter
            text = self.tr("Choose a column to see its figures.")
            painter.drawText(QRectF(left, 0, self.width() - 20, _HEIGHT), middle, text)
            return
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        room = QFontMetricsF(bold)
        title = room.elidedText(self._title, Qt.TextElideMode.ElideRight, 180)
        width = room.horizontalAdvance(title)
        painter.drawText(QRectF(left, 0, width + 2, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, title)
        left += width + _GAP
        above, below = QFontMetricsF(small), QFontMetricsF(large)
        for name, value, color in self._facts:
            swatch = 11.0 if color else 0.0
            width = max(above.horizontalAdvance(name) + swatch, below.horizontalAdvance(value))
            if left + width > self.width() - 22 and (name, value, color) != self._facts[-1]:
                painter.setPen(QColor(theme.muted))
                painter.drawText(QRectF(left, 0, 20, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, "…")
                break
            if color:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(color))
                painter.drawEllipse(QRectF(left, 9.5, 7, 7))
            painter.setFont(small)
            painter.setPen(QColor(theme.muted))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left + swatch, 5, width + 2, 16), middle, name)
            painter.setFont(large)
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(left, 20, width + 2, 16), middle, value)
            left += width + _GAP

    def _numbers(self, profile: Profile) -> list[tuple[str, str, str]]:
        first, median, third = profile.quartiles
        facts = (
            (self.tr("Mean"), profile.mean),
            (self.tr("Deviation"), profile.deviation),
            (self.tr("Smallest"), profile.low),
            (self.tr("Lower quarter"), first),
            (self.tr("Median"), median),
            (self.tr("Upper quarter"), third),
            (self.tr("Largest"), profile.high),
        )
        return [(name, figure_text(value), "") for name, value in facts]

    def _on_theme(self) -> None:
        self.update()
