"""A field for a number or a small group of numbers such as a kernel's height and width."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from nnstudio.app.style.fonts import number_font

Number = int | float
NumberOrGroup = Number | tuple[Number, ...]

_SEPARATORS = re.compile(r"[\s,;x×*()]+")


class NumberBox(QAbstractSpinBox):
    """Takes a number typed in any usual way: ``0.001``, ``1e-3``; groups: ``3``, ``3, 3``, ``3x3``.

    Anything may be typed; what cannot be read is reported, never corrected under the user's hands.
    The arrows, Up, Down and the wheel step through sensible values.

    Parameters
    ----------
    example
        A value of the kind wanted: an int or float, or a tuple of them.
    low, high
        The range, used for stepping only.
    """

    typed = Signal(object)
    """The text now means this value; None when it means nothing."""
    committed = Signal(object)
    """The user finished with this value (None: no value), by Enter, leaving or stepping."""

    def __init__(
        self,
        example: NumberOrGroup,
        low: float | None = None,
        high: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = len(example) if isinstance(example, tuple) else 0
        first = example[0] if isinstance(example, tuple) else example
        self._whole = isinstance(first, int)
        self._low = -math.inf if low is None else low
        self._high = math.inf if high is None else high
        self._shown: NumberOrGroup | None = example
        # With Qt's own policy the wheel would first choose the box and then turn it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(number_font())
        self.setMinimumWidth(76)
        self.lineEdit().setTextMargins(7, 0, 0, 0)  # a style sheet cannot pad this side
        self.lineEdit().textEdited.connect(self._on_typed)
        self.set_value(example)

    def value(self) -> NumberOrGroup | None:
        """Return what the text means, or None when it means nothing."""
        words = [word for word in _SEPARATORS.split(self.text()) if word]
        numbers = [self._read(word) for word in words]
        known = [number for number in numbers if number is not None]
        if not known or len(known) != len(numbers):
            return None
        if not self._group:
            return known[0] if len(known) == 1 else None
        if len(known) == 1:
            known *= self._group
        return tuple(known) if len(known) == self._group else None

    def set_value(self, value: NumberOrGroup) -> None:
        """Show a value; text that means the same already is left as the user typed it."""
        self._shown = value
        if self.value() != value:
            self._write(value)

    def set_several(self, text: str) -> None:
        """Show ``text`` in place of a number until one is typed, as for things that differ."""
        self._shown = None
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().clear()
        self.lineEdit().setPlaceholderText(text)

    def revert(self) -> None:
        """Show again the value that was given last."""
        if self._shown is None:
            self.set_several(self.lineEdit().placeholderText())
        else:
            self._write(self._shown)
        self.typed.emit(self._shown)

    # --- Qt ---

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, position

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        value = self.value()
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if value is None or self.isReadOnly():
            return flags
        numbers = value if isinstance(value, tuple) else (value,)
        if max(numbers) > self._low:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        if min(numbers) < self._high:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        return flags

    def stepBy(self, steps: int) -> None:
        value = self.value()
        if value is None:
            return
        stepped: NumberOrGroup
        if isinstance(value, tuple):
            stepped = tuple(self._step(number, steps) for number in value)
        else:
            stepped = self._step(value, steps)
        self._write(stepped)
        self.selectAll()
        self.typed.emit(stepped)
        self.committed.emit(stepped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.value() != self._shown:
            self.revert()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling through a form must not change what the mouse happens to pass over.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    # --- private ---

    def _on_typed(self) -> None:
        self.typed.emit(self.value())

    def _commit(self) -> None:
        self.committed.emit(self.value())

    def _write(self, value: NumberOrGroup) -> None:
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().setText(format_number(value))
        self.update()

    def _read(self, word: str) -> Number | None:
        try:
            number = float(word.replace("−", "-"))
        except ValueError:
            return None
        if not math.isfinite(number):
            return None
        if not self._whole:
            return number
        return int(number) if number.is_integer() else None

    def _step(self, number: Number, steps: int) -> Number:
        if self._whole:
            stepped: Number = int(number) + steps
        elif math.isfinite(self._high - self._low):
            size = (self._high - self._low) / 20
            stepped = round((round(number / size) + steps) * size, 12)
        else:
            stepped = _next_round_number(float(number), steps)
        return type(number)(min(max(stepped, self._low), self._high))


def format_number(value: NumberOrGroup) -> str:
    """Return the shortest text that means exactly this value; groups as ``3, 3``."""
    if isinstance(value, tuple):
        return ", ".join(format_number(number) for number in value)
    short = f"{value:g}"
    text = short if float(short) == value else repr(value)
    return re.sub(r"e([+-])0*", lambda match: "e-" if match[1] == "-" else "e", text)


def _next_round_number(number: float, steps: int) -> float:
    """Step through 1, 2, 5, 10, 20, ... (and 0.5, 0.2, 0.1, ...), away from or towards zero."""
    if number == 0:
        return 0.001 * (1 if steps > 0 else -1)
    sign = math.copysign(1, number)
    rounds = [1.0, 2.0, 5.0]
    size = abs(number)
    for _ in range(abs(steps)):
        exponent = math.floor(math.log10(size) + 1e-9)
        ladder = [r * 10.0**e for e in (exponent - 1, exponent, exponent + 1) for r in rounds]
        if steps * sign > 0:
            size = min(r for r in ladder if r > size * (1 + 1e-9))
        else:
            size = max(r for r in ladder if r < size * (1 - 1e-9))
    return sign * float(f"{size:.12g}")
