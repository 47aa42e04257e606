"""The head of a table: names, the order of the rows, and how each column is spread."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from nnstudio.app.browser.ink import class_color
from nnstudio.app.browser.profiles import Profile
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import ui_font

_NAME, _BARS = 24, 26
_MOST_COLORED = 12
_MOST_KEPT = 300


class ColumnHeader(QHeaderView):
    """Shows a small histogram below the name of each column; a click sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._profiles: tuple[Profile | None, ...] = ()
        self._colored: tuple[bool, ...] = ()
        self._heavy: tuple[bool, ...] = ()
        self._sorted: tuple[int, bool] | None = None
        self._chosen = -1
        self._kept: dict[tuple[int, int, int, float], QPixmap] = {}
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setDefaultSectionSize(90)
        theme_signals.changed.connect(self._on_theme)

    def set_profiles(self, profiles: tuple[Profile | None, ...], colored: tuple[bool, ...]) -> None:
        """Show the figures of each column; coloured bars are classes in their colours."""
        if profiles == self._profiles and colored == self._colored:
            return
        before = self.sizeHint()
        self._profiles, self._colored = profiles, colored
        self._kept.clear()
        if self.sizeHint() != before:
            self.updateGeometry()
            self.geometriesChanged.emit()
        self.viewport().update()

    def set_targets(self, targets: tuple[bool, ...]) -> None:
        """Say which columns are to be predicted: their names stand out."""
        self._heavy = targets
        self.viewport().update()

    def set_order(self, column: int | None, falling: bool) -> None:
        """Mark the column that the rows are sorted by."""
        self._sorted = None if column is None else (column, falling)
        self.viewport().update()

    def order(self) -> tuple[int, bool] | None:
        """Return the column that the rows are sorted by, and whether the largest comes first."""
        return self._sorted

    def set_chosen(self, column: int) -> None:
        """Mark the column whose figures are shown."""
        if column != self._chosen:
            self._chosen = column
            self.viewport().update()

    def profiles(self) -> tuple[Profile | None, ...]:
        """Return the figures that are drawn."""
        return self._profiles

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _NAME + (_BARS if any(self._profiles) else 2))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current_theme()
        painter.save()
        chosen = section == self._chosen
        painter.fillRect(rect, QColor(theme.hover if chosen else theme.surface))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name = str(self.model().headerData(section, self.orientation()) or "")
        room = rect.adjusted(8, 0, -8, 0)
        if self._sorted is not None and self._sorted[0] == section:
            self._paint_arrow(painter, room)
            room.setRight(room.right() - 12)
        heavy = section < len(self._heavy) and self._heavy[section]
        painter.setFont(ui_font(0.88, QFont.Weight.Bold if heavy else QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.text if heavy or chosen else theme.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.left(), rect.top(), room.width(), _NAME), left, elided)
        profile = self._profiles[section] if section < len(self._profiles) else None
        if profile is not None:
            painter.drawPixmap(rect.left() + 8, rect.top() + _NAME, self._bars(rect, section))
        painter.restore()

    def _bars(self, rect: QRect, section: int) -> QPixmap:
        """Return the histogram of a column; it is drawn once for the width that it has."""
        ratio = self.devicePixelRatioF()
        width, height = max(rect.width() - 16, 1), max(rect.height() - _NAME - 4, 1)
        key = section, width, height, ratio
        if key not in self._kept:
            made = QPixmap(round(width * ratio), round(height * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            profile = self._profiles[section]
            assert profile is not None
            self._paint_bars(painter, QRectF(0, 0, width, height), profile, self._colored[section])
            painter.end()
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = made
        return self._kept[key]

    def _paint_bars(self, painter: QPainter, area: QRectF, profile: Profile, colored: bool) -> None:
        theme, bars = current_theme(), profile.bars
        most = max(int(bars.max(initial=0)), 1)
        count = max(len(bars), 1)
        pitch = min(area.width() / count, 16.0) if colored else area.width() / count
        gap = 1.0 if pitch > 3 else 0.0
        quiet = QColor(theme.tint(theme.accent, 0.55))
        many = colored and len(bars) > _MOST_COLORED
        for n, bar in enumerate(bars.tolist()):
            if not bar:
                continue
            height = max(bar / most * area.height(), 1.0)
            color = QColor(class_color(n)) if colored and not many else quiet
            place = QRectF(n * pitch, area.bottom() - height, max(pitch - gap, 0.5), height)
            painter.fillRect(place, color)

    def _paint_arrow(self, painter: QPainter, room: QRect) -> None:
        assert self._sorted is not None
        down = 1 if self._sorted[1] else -1
        x, y = room.right() - 4.0, room.top() + _NAME / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_theme().accent))
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x - 4, y - 2.5 * down),
                    QPointF(x + 4, y - 2.5 * down),
                    QPointF(x, y + 3 * down),
                ]
            )
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _on_theme(self) -> None:
        self._kept.clear()
        self.viewport().update()
