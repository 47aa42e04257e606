"""Into which parts samples are divided, as bars: in all, and class by class."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font, ui_font

_BAR, _ROW, _CLASS_ROW = 14, 18, 16
MOST_CLASSES = 30


@dataclass(frozen=True)
class Part:
    """A part of the samples: its name and how many there are."""

    name: str
    count: int


def part_colors() -> tuple[str, ...]:
    """Return the colours of training, validation, test, left out and unused samples."""
    theme = current_theme()
    return theme.train, theme.validation, theme.series[2], theme.border_strong, theme.pressed


class SplitBar(QWidget):
    """Shows one bar of all samples, and below it name, number and share of each part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_parts(self, parts: tuple[Part, ...]) -> None:
        """Show training, validation, test, and what else there is; parts of none are left out."""
        self._parts = parts
        self.setAccessibleDescription(", ".join(f"{p.name}: {p.count:,}" for p in self._shown()))
        self.updateGeometry()
        self.update()

    def parts(self) -> dict[str, int]:
        """Return how many samples each part that is shown has."""
        return {part.name: part.count for part in self._shown()}

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR + 6 + _ROW * max(len(self._shown()), 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(part.count for part in self._parts)
        counts = tuple(part.count for part in self._parts)
        _paint_stack(painter, QRectF(0, 0, self.width(), _BAR), counts, total, 4)
        for row, part in enumerate(self._shown()):
            top = _BAR + 6 + row * _ROW
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(part_colors()[self._parts.index(part)]))
            painter.drawRoundedRect(QRectF(0, top + 4, 9, 9), 2, 2)
            area = QRectF(15, top, self.width() - 15, _ROW)
            painter.setFont(ui_font(0.95))
            painter.setPen(QColor(theme.text))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, part.name)
            painter.setFont(number_font(0.95))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            share = percent(part.count, total)
            painter.drawText(area.adjusted(0, 0, -52, 0), right, f"{part.count:,}")
            painter.setPen(QColor(theme.muted))
            painter.drawText(area, right, share)

    def _shown(self) -> tuple[Part, ...]:
        return tuple(p for n, p in enumerate(self._parts) if p.count or n < 3)


class ClassSplit(QWidget):
    """Shows for each class how many samples are for training, validation and test."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, tuple[int, ...]], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals.changed.connect(self.update)

    def set_rows(self, rows: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
        """Show classes with the samples of each part; of very many the first."""
        self._rows = rows[:MOST_CLASSES]
        self.setAccessibleDescription("; ".join(f"{name}: {_written(n)}" for name, n in self._rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return what is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(200, _CLASS_ROW * max(len(self._rows), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((sum(counts) for _, counts in self._rows), default=1) or 1
        painter.setFont(number_font(0.88))
        figures = painter.fontMetrics()
        wide = max((figures.horizontalAdvance(_written(n)) for _, n in self._rows), default=0)
        names = min(self.width() // 4, 70)
        for row, (name, counts) in enumerate(self._rows):
            line = QRectF(0, row * _CLASS_ROW, self.width(), _CLASS_ROW)
            painter.setFont(ui_font(0.92))
            painter.setPen(QColor(theme.text))
            short = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, short)
            painter.setFont(number_font(0.88))
            painter.setPen(QColor(theme.muted))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, right, _written(counts))
            room = max(self.width() - names - wide - 16, 10)
            bar = QRectF(names + 8, line.top() + 5, room, _CLASS_ROW - 10)
            _paint_stack(painter, bar, counts, most, 2)


def percent(count: int, total: int) -> str:
    """Return a share as people read it; what is not quite nothing is not written as 0 %."""
    share = 100 * count / total if total else 0.0
    if 0 < share < 0.1:
        return "< 0.1 %"
    return f"{share:.1f} %" if share < 10 and share != round(share) else f"{share:.0f} %"


def _written(counts: tuple[int, ...]) -> str:
    return " / ".join(f"{count:,}" for count in counts)


def _paint_stack(
    painter: QPainter, area: QRectF, counts: tuple[int, ...], total: int, radius: int
) -> None:
    painter.save()
    frame = QPainterPath()
    frame.addRoundedRect(area, radius, radius)
    painter.setClipPath(frame)
    painter.fillRect(area, QColor(current_theme().pressed))
    left = area.left()
    for count, color in zip(counts, part_colors(), strict=False):
        width = area.width() * count / max(total, 1)
        if count:
            shown = max(width - 1, 1.0)
            painter.fillRect(QRectF(left, area.top(), shown, area.height()), QColor(color))
        left += width
    painter.restore()
