"""The pop-up over the canvas in which a user types what to add, to replace by or to connect to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from nnstudio.app.canvas.quick_add_list import Choice, ChoiceList, height_of, spoken
from nnstudio.app.canvas.quick_add_offer import Offer, found, worked_out
from nnstudio.app.style.appearance import current_theme
from nnstudio.app.style.fonts import ui_font
from nnstudio.app.style.icons import icon
from nnstudio.app.widgets.press_outside import PressOutside

_WIDTH = 380
_SHADOW = 14
_MARGIN = 8
"""How far it keeps from the edge of the window."""
_APART = 24
"""How far it keeps from what it is about."""
_MOST_HEIGHT = 356
_LIKELY = 6
"""So many choices stand under the first heading."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class QuickAddPopup(QWidget):
    """A search field with choices below it. It lies in the window and goes when it is left.

    Parameters
    ----------
    caption
        What the choice is for.
    offers
        What can be chosen, the best first; what does not fit is shown last.
    """

    closed = Signal()

    def __init__(self, window: QWidget, caption: str, offers: Sequence[Offer]) -> None:
        super().__init__(window)
        self._window = window
        self._offers = tuple(offers)
        self._open = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._caption = QLabel(caption)
        self._caption.setFont(ui_font(0.88))
        self._caption.setProperty("role", "muted")
        self.search = QLineEdit()
        self.search.setProperty("role", "bare")
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.list = ChoiceList(self)
        self.list.setProperty("role", "bare")
        self.list.clicked.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._describe)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._help = QLabel()
        self._help.setFont(ui_font(0.88))
        self._help.setProperty("role", "muted")
        self._help.setWordWrap(True)
        self._help.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._help.setFixedHeight(3 * self._help.fontMetrics().lineSpacing() + 14)
        self._help.setContentsMargins(13, 5, 13, 5)
        for label in (self._caption, self._nothing, self._help):  # they tell names of the user's
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.setAccessibleName(caption)
        self.search.setAccessibleName(caption)
        self.list.setAccessibleName(caption)

    def open_beside(self, thing: QRect, text: str = "") -> None:
        """Show it beside a rectangle of the window, with a search that has begun."""
        self.search.setPlaceholderText(self.tr("Type a name"))
        self.search.setText(text)
        self.search.textChanged.connect(self._show_found)
        self._show_found(text)
        self.adjustSize()
        self.move(self._place_beside(thing))
        self._open = True
        self.show()
        self._outside = PressOutside(self)
        self._outside.pressed.connect(self.leave)
        self._window.installEventFilter(self)
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.search.deselect()

    def _place_beside(self, thing: QRect) -> QPoint:
        """Return the corner from which it hides the thing as little as the window allows."""
        card = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        room = self._window.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        right = QPoint(thing.right() + _APART, thing.top())
        below = QPoint(thing.left(), thing.bottom() + _APART)
        above = QPoint(thing.left(), thing.top() - _APART - card.height())
        left = QPoint(thing.left() - _APART - card.width(), thing.top())
        places = [
            _moved_into(QRect(corner, card.size()), room) for corner in (right, below, above, left)
        ]
        free = [place for place in places if not place.intersects(thing)]
        return (free or places)[0].topLeft() - QPoint(_SHADOW, _SHADOW)

    def leave(self) -> None:
        """Close it without a choice."""
        if self._open:
            self._open = False
            self._outside.stop()
            self._window.removeEventFilter(self)
            self.hide()
            self.closed.emit()
            self.close()

    # ---- keys and clicks ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.search:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
            if kind == QEvent.Type.FocusOut and not self._keeps_focus():
                self.leave()
        elif kind == QEvent.Type.Resize and watched is self._window:
            self.leave()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.leave()  # it is quickly asked for anew, in the other language

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # whatever the search field leaves is not for the canvas below

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key in _STEPS:
            self.list.step(_STEPS[key])
        else:
            return False
        return True

    def focusNextPrevChild(self, next_one: bool) -> bool:
        return True  # Tab goes along the choices

    def _keeps_focus(self) -> bool:
        """Return whether the search loses the focus to something that gives it back."""
        return QApplication.activePopupWidget() is not None or not self.isActiveWindow()

    def _choose(self) -> None:
        choice = self.list.current()
        if choice is None:
            return
        if choice.act is None:
            QApplication.beep()
            return
        self.leave()
        choice.act()

    # ---- what it shows ----

    def _show_found(self, text: str) -> None:
        rows = self._rows(text)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(self.tr("Nothing matches “{text}”.").format(text=text.strip()))
        self._describe()

    def _rows(self, text: str) -> list[Choice | str]:
        """Return what is found, under headings."""
        words = text.casefold().split()
        fitting, others = worked_out(found(self._offers, words))
        rows: list[Choice | str] = [*fitting]
        if not words and len(fitting) > _LIKELY + 2:
            rows.insert(_LIKELY, self.tr("Others that fit"))
            rows.insert(0, self.tr("Most likely"))
        if others:
            rows += [self.tr("Do not fit here"), *others]
        return rows

    def _describe(self) -> None:
        choice = self.list.current()
        self._help.setText((choice.reason or choice.help) if choice else "")
        self.search.setAccessibleDescription(spoken(choice) if choice else self._nothing.text())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SHADOW, _SHADOW + 8, _SHADOW, _SHADOW)
        column.setSpacing(0)
        self._caption.setContentsMargins(13, 0, 13, 0)
        self.search.setFixedHeight(36)
        self._nothing.setFixedHeight(64)
        for widget in (self._caption, self.search, self.list, self._nothing, self._help):
            column.addWidget(widget)
        # It stays as tall as it was at first, so that nothing jumps while the user types.
        wanted = height_of(self._rows("")) + 4
        window = self._window
        room = window.height() - 2 * 8 - 36 - self._help.height() - 40
        self.list.setFixedHeight(max(min(wanted, _MOST_HEIGHT, room), 96))
        self._nothing.setFixedHeight(self.list.height())
        self.setFixedWidth(min(_WIDTH + 2 * _SHADOW, window.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        card = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 22 if theme.is_dark else 7))
        for spread in range(_SHADOW - 3, 0, -2):  # a soft shadow, lighter outwards
            wide = card.adjusted(-spread, -spread + 3, spread, spread + 2)
            painter.drawRoundedRect(wide, 10 + spread, 10 + spread)
        painter.setBrush(QColor(theme.raised))
        painter.setPen(QPen(QColor(theme.border_strong), 1))
        painter.drawRoundedRect(card, 10, 10)
        painter.setPen(QPen(QColor(theme.border), 1))
        for line in (self.search.geometry().bottom(), self._help.geometry().top()):
            painter.drawLine(card.left() + 1, line, card.right() - 1, line)


def _moved_into(rect: QRect, room: QRect) -> QRect:
    """Return a rectangle moved as little as needed to lie in another, by its upper left corner."""
    x = max(min(rect.left(), room.right() - rect.width()), room.left())
    y = max(min(rect.top(), room.bottom() - rect.height()), room.top())
    return QRect(QPoint(x, y), rect.size())
