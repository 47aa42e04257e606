"""A bar over the canvas in which one types what to look for, as in a browser."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from nnstudio.app.canvas.floating_bar import FloatingBar
from nnstudio.app.style.icons import icon

_FIELD_WIDTH = 220


class FindBar(FloatingBar):
    """Asks what to look for and says how much was found; whoever shows the drawing does the rest."""

    text_changed = Signal(str)
    step_wanted = Signal(int)
    """The next thing (1) or the one before (-1)."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self.count = QLineEdit(), QLabel()
        self._buttons = self._before, self._next, self._close = (
            QToolButton(),
            QToolButton(),
            QToolButton(),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 5, 5)
        row.setSpacing(4)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.count.setProperty("role", "muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.field)
        row.addWidget(self.count)
        for button, name in (
            (self._before, "chevron-up"),
            (self._next, "chevron-down"),
            (self._close, "x"),
        ):
            button.setIcon(icon(name, "muted"))
            button.setIconSize(QSize(15, 15))
            button.setAutoRaise(True)
            row.addWidget(button)
        self.field.textChanged.connect(self.text_changed)
        self._before.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._next.clicked.connect(lambda: self.step_wanted.emit(1))
        self._close.clicked.connect(self.close_bar)
        self.setFocusProxy(self.field)
        self._name_parts()
        self.show_count(0, 0)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar and let the user type."""
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar."""
        # Focus is given away first; as Qt looked for the next widget, the canvas would take it for
        # a step along the network.
        self.closed.emit()
        self.hide()

    def show_count(self, number: int, total: int) -> None:
        """Say which of how many things is shown; 0 of 0 says that there is none."""
        if total:
            text = self.tr("{number} of {total}").format(number=number, total=total)
        else:
            text = self.tr("Nothing found") if self.field.text().strip() else ""
        self.count.setText(text)
        self.count.setAccessibleName(text)
        for button in (self._before, self._next):
            button.setEnabled(total > 0)
        wide = max(
            self.count.fontMetrics().horizontalAdvance(sample)
            for sample in (self.tr("Nothing found"), text)
        )
        self.count.setFixedWidth(wide + 12)
        self.adjustSize()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Let Tab go round in the bar; beyond it, it would walk along the network."""
        places = [self.field, *(b for b in self._buttons if b.isEnabled())]
        at = next((i for i, place in enumerate(places) if place.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason if next_one else Qt.FocusReason.BacktabFocusReason
        places[(at + (1 if next_one else -1)) % len(places)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.step_wanted.emit(-1 if back else 1)
            case Qt.Key.Key_Down:
                self.step_wanted.emit(1)
            case Qt.Key.Key_Up:
                self.step_wanted.emit(-1)
            case _:
                super().keyPressEvent(event)

    def _name_parts(self) -> None:
        self.setAccessibleName(self.tr("Find on the canvas"))
        self.field.setAccessibleName(self.tr("Find on the canvas"))
        self.field.setPlaceholderText(self.tr("Name, id, kind of layer, note"))
        for button, name in (
            (self._before, self.tr("The one before (Shift+Enter)")),
            (self._next, self.tr("The next one (Enter)")),
            (self._close, self.tr("Close (Esc)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
