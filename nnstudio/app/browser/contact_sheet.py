"""All pictures of a data set side by side; only what is seen is drawn."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from nnstudio.app.browser.contents import Contents
from nnstudio.app.browser.data_table import gone_by_choice
from nnstudio.app.browser.judgement import Judgement
from nnstudio.app.browser.tile_painter import CAPTION, GAP, MARGIN, TilePainter
from nnstudio.app.style.appearance import current_theme, theme_signals
from nnstudio.core.layer import Array

SIDES = (40, 48, 56, 64, 80, 96, 128, 160, 224)
"""The sizes that tiles can have."""
USUAL = 64
EDGE = 8
_PATIENCE = 0.006
"""For so many seconds pictures are made while they are drawn; the rest comes a moment later."""


class ContactSheet(QAbstractScrollArea):
    """Lets the user look at thousands of pictures and choose some by mouse or keys."""

    asked = Signal(str)
    """A key or double click asks for something: ``"open"``, ``"leave_out"``, ``"put_back"`` or a
    digit."""
    selection_changed = Signal()
    side_changed = Signal(int)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: Contents | None = None
        self._judgement: Judgement | None = None
        self._parts: tuple[str, ...] = ()
        self._tiles = TilePainter()
        self._places: Array = np.zeros(0, np.int64)
        self._chosen: Array = np.zeros(0, bool)
        self._at = self._anchor = -1
        self._side = USUAL
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme_signals.changed.connect(self._on_theme)

    # ---- what is shown ----

    def show_samples(
        self,
        contents: Contents,
        judgement: Judgement | None,
        parts: tuple[str, ...],
        places: Array,
    ) -> None:
        """Show samples by their numbers, with what a network says of them."""
        before = self._contents
        if before is None or before.dataset is not contents.dataset:
            self._chosen = np.zeros(contents.count, bool)
            self._at = self._anchor = -1
            self.verticalScrollBar().setValue(0)
        current = self.current()
        self._contents, self._judgement, self._parts = contents, judgement, parts
        self._tiles.set_samples(contents, judgement)
        listed = self._places
        if not np.array_equal(places, listed):
            self._places = places
            here: Array = np.flatnonzero(places == (-1 if current is None else current))
            row = int(here[0]) if len(here) else -1
            chosen = np.flatnonzero(self._chosen)
            shown = np.zeros(contents.count, bool)
            shown[places] = True
            self._chosen &= shown
            if row < 0 and self._at >= 0 and gone_by_choice(listed, places, chosen):
                row = min(self._at, len(places) - 1)  # the next one comes to where it was
                self._chosen[places[row]] = True
            self._at = self._anchor = row
        self._measure()
        self.viewport().update()
        self.selection_changed.emit()

    def places(self) -> Array:
        """Return the numbers of the samples that are listed."""
        return self._places

    def side(self) -> int:
        """Return how large a tile is."""
        return self._side

    def set_side(self, side: int) -> None:
        """Show tiles as large as this, the sample in the middle staying where it is."""
        side = min(SIDES, key=lambda known: abs(known - side))
        if side == self._side:
            return
        top = self._first_seen()
        self._side = side
        self._measure()
        self.verticalScrollBar().setValue(top // self._columns() * self._pitch()[1])
        self.viewport().update()
        self.side_changed.emit(side)

    def selected(self) -> Array:
        """Return the numbers of the chosen samples."""
        return np.flatnonzero(self._chosen)

    def select(self, samples: Array) -> None:
        """Choose samples by their numbers."""
        self._chosen[:] = False
        self._chosen[samples] = True
        self.viewport().update()
        self.selection_changed.emit()

    def current(self) -> int | None:
        """Return the number of the sample that the keys act on."""
        return int(self._places[self._at]) if 0 <= self._at < len(self._places) else None

    def set_current(self, sample: int) -> None:
        """Let the keys act on a sample and bring it into view."""
        here = np.flatnonzero(self._places == sample)
        if len(here):
            self._go(int(here[0]), Qt.KeyboardModifier.NoModifier)

    def place_of(self, row: int) -> QRect:
        """Return where the tile of a row of the list lies in the viewport."""
        across, down = self._pitch()
        line, column = divmod(row, self._columns())
        left = EDGE + column * across
        top = EDGE + line * down - self.verticalScrollBar().value()
        return QRect(left, top, self._side, self._side)

    # ---- Qt ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.surface))
        if self._contents is None:
            return
        tiles, (across, down), columns = self._tiles, self._pitch(), self._columns()
        tiles.set_side(self._side, self.devicePixelRatioF())
        seen, scrolled = event.rect(), self.verticalScrollBar().value()
        first = max((seen.top() + scrolled - EDGE) // down, 0)
        last = min((seen.bottom() + scrolled - EDGE) // down + 2, -(-len(self._places) // columns))
        left = max((seen.left() - EDGE) // across, 0)
        right = min((seen.right() - EDGE) // across + 2, columns)
        until, missing = time.perf_counter() + _PATIENCE, False
        chosen, nothing = QColor(theme.selection), QColor(theme.hover)
        width, height = self._side + 2 * MARGIN, self._side + CAPTION + MARGIN
        # Plain numbers in place of rectangles: there are hundreds of tiles, each a few microseconds.
        for line in range(first, last):
            start = line * columns
            y = EDGE + line * down - scrolled - MARGIN
            for row, sample in enumerate(
                self._places[start + left : min(start + right, start + columns)].tolist(),
                start + left,
            ):
                x = EDGE + (row - start) * across - MARGIN
                if self._chosen[sample]:
                    painter.fillRect(x, y, width, height, chosen)
                tile = tiles.get(sample)
                if tile is None and time.perf_counter() < until:
                    tile = tiles.make(sample)
                if tile is not None:
                    painter.drawPixmap(x, y, tile)
                else:
                    painter.fillRect(x + MARGIN, y + MARGIN, self._side, self._side, nothing)
                    missing = True
                if row == self._at:
                    painter.setPen(QPen(QColor(theme.accent), 2))
                    painter.drawRect(x + 1, y + 1, self._side + 3, self._side + 3)
        if missing:
            self._rest.start()
        if self.hasFocus() and self._at < 0:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint().x(), event.position().toPoint().y())
        if event.button() == Qt.MouseButton.LeftButton:
            if row is not None:
                self._go(row, event.modifiers())
            elif not event.modifiers():
                self.select(np.zeros(0, np.int64))
        elif row is not None and not self._chosen[self._places[row]]:
            self._go(row, Qt.KeyboardModifier.NoModifier)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint().x(), event.position().toPoint().y())
        if event.buttons() & Qt.MouseButton.LeftButton and row is not None and row != self._at:
            self._go(row, Qt.KeyboardModifier.ShiftModifier)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._row_at(at.x(), at.y()) is not None:
            self.asked.emit("open")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def zoom(self, steps: int) -> None:
        """Show larger or smaller tiles."""
        at = SIDES.index(self._side) + steps
        self.set_side(SIDES[min(max(at, 0), len(SIDES) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        columns = self._columns()
        page = columns * max(self.viewport().height() // self._pitch()[1], 1)
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._places),
            Qt.Key.Key_End: len(self._places),
        }
        wishes = {
            Qt.Key.Key_Return: "open",
            Qt.Key.Key_Enter: "open",
            Qt.Key.Key_Delete: "leave_out",
            Qt.Key.Key_Insert: "put_back",
        }
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in ways and len(self._places):
            self._go(min(max(self._at + ways[key], 0), len(self._places) - 1), held)
        elif key in wishes and not control:
            self.asked.emit(wishes[key])
        elif event.text().isdigit() and event.text().isascii() and not control:
            self.asked.emit(event.text())
        elif event.text() in ("+", "-"):
            self.zoom(1 if event.text() == "+" else -1)
        elif control and key == Qt.Key.Key_A:
            self.select(self._places)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos().x(), event.pos().y())
            text = "" if row is None else self.explanation(int(self._places[row]))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def explanation(self, sample: int) -> str:
        """Return everything that is known of a sample, line by line."""
        contents, judgement = self._contents, self._judgement
        if contents is None:
            return ""
        lines = [self.tr("Sample {number}").format(number=sample)]
        if contents.name(sample):
            lines.append(contents.name(sample))
        if contents.labels is not None:
            name = contents.classes[contents.labels[sample]]
            lines.append(self.tr("Class: {name}").format(name=name))
        if contents.changed[sample]:
            assert contents.given is not None
            said = contents.classes[contents.given[sample]]
            lines.append(self.tr("The data says: {name}").format(name=said))
        lines.append(self.tr("Part: {name}").format(name=self._parts[contents.part[sample]]))
        if judgement is not None and judgement.right is not None:
            assert judgement.predicted is not None
            name = contents.classes[judgement.predicted[sample]]
            lines.append(self.tr("The network says: {name}").format(name=name))
            lines.append(self.tr("Loss: {loss}").format(loss=f"{judgement.loss[sample]:.3g}"))
        return "\n".join(lines)

    # ---- within ----

    def _go(self, row: int, held: Qt.KeyboardModifier) -> None:
        """Move to a row of the list; Shift chooses all up to it, Ctrl adds it or takes it away."""
        sample, before = self._places[row], self._at
        alone = int(self._chosen.sum()) <= 1
        if held & Qt.KeyboardModifier.ShiftModifier and self._anchor >= 0:
            self._chosen[:] = False
            low, high = sorted((self._anchor, row))
            self._chosen[self._places[low : high + 1]] = True
            alone = False
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._chosen[sample] = not self._chosen[sample]
            self._anchor = row
        else:
            self._chosen[:] = False
            self._chosen[sample] = True
            self._anchor = row
        self._at = row
        self._show_row(row)
        if alone and before >= 0:  # two tiles are drawn far faster than all
            for changed in (before, row):
                around = self.place_of(changed).adjusted(-4, -4, 4, CAPTION + 4)
                self.viewport().update(around)
        else:
            self.viewport().update()
        self.selection_changed.emit()

    def _show_row(self, row: int) -> None:
        """Scroll so far that a row of the list is seen."""
        place, bar = self.place_of(row), self.verticalScrollBar()
        if place.top() < EDGE:
            bar.setValue(bar.value() + place.top() - EDGE)
        elif place.bottom() + CAPTION > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() + CAPTION + GAP - self.viewport().height())

    def _row_at(self, x: int, y: int) -> int | None:
        across, down = self._pitch()
        column = (x - EDGE + GAP // 2) // across
        line = (y - EDGE + GAP // 2 + self.verticalScrollBar().value()) // down
        row = line * self._columns() + column
        inside = 0 <= column < self._columns() and 0 <= row < len(self._places)
        return row if inside else None

    def _first_seen(self) -> int:
        return self.verticalScrollBar().value() // self._pitch()[1] * self._columns()

    def _columns(self) -> int:
        return max((self.viewport().width() - 2 * EDGE + GAP) // self._pitch()[0], 1)

    def _pitch(self) -> tuple[int, int]:
        return self._side + GAP, self._side + CAPTION + GAP

    def _measure(self) -> None:
        lines = -(-len(self._places) // self._columns())
        down, bar, room = self._pitch()[1], self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(lines * down + 2 * EDGE - room, 0))
        bar.setPageStep(room)
        bar.setSingleStep(down // 2)

    def _on_theme(self) -> None:
        self._tiles.forget()
        self.viewport().update()
