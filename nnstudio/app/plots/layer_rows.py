"""Rows of a view, one a layer: a click or the arrow keys choose a layer."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnstudio.app.style.appearance import current_theme


class RowOfLayer(Protocol):
    """What each row has."""

    @property
    def node_id(self) -> str:
        """The layer's node."""
        ...


R = TypeVar("R", bound=RowOfLayer)


class LayerRows(QWidget, Generic[R]):
    """Shows layers from input to output; a subclass paints what is known of each.

    Parameters
    ----------
    row, head
        The height of a row, and of what stands above the first one.
    usual, least
        How wide it likes to be, and has to be.
    """

    chosen = Signal(str)
    """The id of the node that was clicked."""

    def __init__(
        self, row: int, head: int, usual: int, least: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row, self._head, self._usual, self._least = row, head, usual, least
        self._rows: tuple[R, ...] = ()
        self._selected: tuple[str, ...] = ()
        # It paints all of itself, so nothing below has to be painted first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rows(self) -> tuple[R, ...]:
        """Return what is shown."""
        return self._rows

    def set_selected(self, node_ids: tuple[str, ...]) -> None:
        """Mark the rows of these nodes."""
        self._selected = node_ids
        self.update()

    def row_place(self, index: int) -> QPointF:
        """Return the middle of a row in the widget."""
        return QPointF(self.width() / 2, self._head + (index + 0.5) * self._row)

    def index_at(self, y: float) -> int | None:
        """Return the number of the row at a height."""
        index = int((y - self._head) // self._row)
        return index if 0 <= index < len(self._rows) else None

    # ---- what a subclass gives ----

    def paint_head(self, painter: QPainter) -> None:
        """Paint what stands above the rows, or behind them."""

    def paint_row(self, painter: QPainter, area: QRectF, index: int) -> None:
        """Paint a row."""
        raise NotImplementedError

    def about(self, index: int) -> str:
        """Return what is said of a row below the mouse."""
        return ""

    # ---- for a subclass ----

    def take(self, rows: tuple[R, ...]) -> None:
        """Show other rows."""
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        self.update()

    def paint_ground(self, painter: QPainter, area: QRectF, color: str) -> None:
        """Paint what lies behind a row that is marked."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)

    def paint_name(self, painter: QPainter, place: QRectF, name: str) -> None:
        """Write the name of a layer, in its middle shorter where there is no room."""
        painter.setPen(QColor(current_theme().text))
        mode = Qt.TextElideMode.ElideMiddle
        text = painter.fontMetrics().elidedText(name, mode, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    # ---- Qt ----

    def sizeHint(self) -> QSize:
        return QSize(self._usual, self._head + max(len(self._rows), 1) * self._row)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self.index_at(event.pos().y())
            text = "" if index is None else self.about(index)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self.chosen.emit(self._rows[index].node_id)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None or not self._rows:
            super().keyPressEvent(event)
            return
        ids = [row.node_id for row in self._rows]
        now = next((i for i, node_id in enumerate(ids) if node_id in self._selected), -1)
        self.chosen.emit(ids[min(max(now + way, 0), len(ids) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(current_theme().surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_head(painter)
        for index in range(len(self._rows)):
            area = QRectF(0, self._head + index * self._row, self.width(), self._row)
            if area.intersects(QRectF(event.rect())):
                self.paint_row(painter, area, index)
