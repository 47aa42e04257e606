"""The cards of the gallery: a picture of the samples, the name, and the size in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nnstudio.app.data_dialogs.catalogue import Entry, shape_words
from nnstudio.app.data_dialogs.glimpse import Glimpse
from nnstudio.app.data_dialogs.glimpse_painter import paint_glimpse
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.app.style.fonts import number_font, ui_font
from nnstudio.app.style.icons import icon_pixmap
from nnstudio.app.translate import tr_text
from nnstudio.core.text import N_

_ENTRY = Qt.ItemDataRole.UserRole
_LEAST_WIDTH, _HEIGHT, _PICTURE, _SPACE = 158, 150, 88, 10


class Gallery(QListView):
    """Shows data sets as cards; the arrow keys go from one to the next, Enter takes one."""

    current_changed = Signal(object)
    """The `Entry` that is chosen now, or None."""
    taken = Signal()
    """The user wants the one that is chosen: a double click, or Enter."""
    typed = Signal(str)
    """The user types, to search."""
    left_upwards = Signal()
    """The user goes up from the first row."""
    scrolled = Signal()
    """Other cards can be seen now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = QStandardItemModel(self)
        self._painter = _CardPainter(self)
        self.setModel(self._cards)
        self.setItemDelegate(self._painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setMinimumWidth(2 * (_LEAST_WIDTH + _SPACE) + 20)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._take)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        theme_signals.changed.connect(self._repaint)

    def show_entries(self, entries: Sequence[Entry], current: str) -> None:
        """Show these data sets, with the one of this name chosen, or the first."""
        with QSignalBlocker(self.selectionModel()):  # which else tells of every card that goes
            self._fill(entries)
            names = [entry.name for entry in entries]
            row = names.index(current) if current in names else 0
            self.setCurrentIndex(self._cards.index(row, 0))
        self._fit()
        self.scrollTo(self.currentIndex())
        self.viewport().update()
        self.current_changed.emit(self.current())

    def current(self) -> Entry | None:
        """Return the data set that is chosen."""
        return self._entry(self.currentIndex())

    def entries(self) -> tuple[Entry, ...]:
        """Return the data sets that are shown."""
        found = [self._entry(self._cards.index(row, 0)) for row in range(self._cards.rowCount())]
        return tuple(entry for entry in found if entry is not None)

    def seen(self) -> tuple[Entry, ...]:
        """Return the data sets whose cards can be seen now."""
        area = self.viewport().rect()
        rows = [self._cards.index(row, 0) for row in range(self._cards.rowCount())]
        found = [self._entry(row) for row in rows if self.visualRect(row).intersects(area)]
        return tuple(entry for entry in found if entry is not None)

    def set_glimpse(self, name: str, glimpse: Glimpse) -> None:
        """Show samples of the data set of this name on its card."""
        self._painter.glimpses[name] = glimpse
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Up and self._in_first_row():
            self.left_upwards.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
        self.scrolled.emit()

    def _fill(self, entries: Sequence[Entry]) -> None:
        self._cards.clear()
        for entry in entries:
            item = QStandardItem(entry.title)
            item.setData(entry, _ENTRY)
            item.setEditable(False)
            item.setToolTip(f"{entry.title}\n{tr_text(entry.info.summary)}")
            item.setAccessibleText(f"{entry.title}: {size_words(entry)}")
            self._cards.appendRow(item)

    def _fit(self) -> None:
        """Let the cards fill the width evenly."""
        width = self.viewport().width() - 2
        columns = max(width // (_LEAST_WIDTH + _SPACE), 1)
        self.setGridSize(QSize(width // columns, _HEIGHT + _SPACE))

    def _repaint(self) -> None:
        self._painter.pictures.clear()
        self.viewport().update()

    def _in_first_row(self) -> bool:
        current = self.currentIndex()
        first = self.visualRect(self._cards.index(0, 0))
        return not current.isValid() or self.visualRect(current).top() <= first.top()

    def _entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        entry = index.data(_ENTRY)
        return entry if isinstance(entry, Entry) else None

    def _tell(self, current: QModelIndex) -> None:
        self.current_changed.emit(self._entry(current))

    def _take(self) -> None:
        if self.current() is not None:
            self.taken.emit()


class _CardPainter(QStyledItemDelegate):
    """Draws a card as those of the start page are drawn."""

    def __init__(self, view: Gallery) -> None:
        super().__init__(view)
        self._view = view
        self.glimpses: dict[str, Glimpse] = {}
        self.pictures: dict[str, QPixmap] = {}
        """What was painted of them, for the next time."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self._view.gridSize()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(_ENTRY)
        assert isinstance(entry, Entry)
        theme = current_theme()
        state = option.state
        rect = option.rect
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        frame = QRectF(rect).adjusted(_SPACE / 2, _SPACE / 2, -_SPACE / 2, -_SPACE / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = chosen and self._view.hasFocus()
        edge = theme.accent if chosen or over else theme.border
        painter.setPen(QPen(QColor(edge), 2.0 if focused else 1.4 if chosen else 1.0))
        painter.setBrush(QColor(theme.selection if chosen else theme.node))
        painter.drawRoundedRect(frame, 8, 8)
        area = QRectF(frame.left() + 6, frame.top() + 6, frame.width() - 12, _PICTURE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(area, 5, 5)
        glimpse = self.glimpses.get(entry.name)
        if glimpse is not None:
            painter.drawPixmap(area.topLeft(), self._picture(entry.name, glimpse, area.size()))
        else:
            picture = icon_pixmap(
                entry.icon, 28, "disabled", self._view.viewport().devicePixelRatioF()
            )
            size = picture.deviceIndependentSize()
            painter.drawPixmap(
                round(area.center().x() - size.width() / 2),
                round(area.center().y() - size.height() / 2),
                picture,
            )
        self._paint_texts(painter, frame, entry)
        painter.restore()

    def _picture(self, name: str, glimpse: Glimpse, size: QSizeF) -> QPixmap:
        """Return the samples as a picture: hundreds of points take too long to paint each time."""
        scale = self._view.viewport().devicePixelRatioF()
        wanted = (size * scale).toSize()
        picture = self.pictures.get(name)
        if picture is None or picture.size() != wanted:
            picture = QPixmap(wanted)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_glimpse(painter, QRectF(QPointF(0, 0), size), glimpse, small=True)
            painter.end()
            self.pictures[name] = picture
        return picture

    def _paint_texts(self, painter: QPainter, frame: QRectF, entry: Entry) -> None:
        theme = current_theme()
        line = QRectF(frame.left() + 10, frame.top() + _PICTURE + 11, frame.width() - 20, 18)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for font, color, text in (
            (ui_font(1.0, QFont.Weight.DemiBold), theme.text, entry.title),
            (number_font(0.88), theme.muted, size_words(entry)),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            elide = Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(text, elide, round(line.width()))
            painter.drawText(line, middle, shown)
            line.translate(0, 18)


def size_words(entry: Entry) -> str:
    """Return how many samples there are, and of which shape."""
    info = entry.info
    if entry.is_painted:
        return tr_text(N_("yours to paint"))
    return f"{info.train_count + info.test_count:,} · {shape_words(info)}"
