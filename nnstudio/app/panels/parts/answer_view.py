"""What the network says of a sample: the answer large, and how sure it is of every class."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnstudio.app.panels.parts.bar_list import TIGHT_ROW, Bar, BarList
from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.fonts import number_font
from nnstudio.core.layer import Array


class AnswerView(QWidget):
    """Shows probabilities as bars, the largest with its class above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = QLabel()
        self._headline.setFont(number_font(1.15, QFont.Weight.DemiBold))
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setWordWrap(True)
        self.bars = BarList(TIGHT_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._headline)
        column.addWidget(self.bars)
        column.addStretch(1)

    def text(self) -> str:
        """Return the line above the bars."""
        return self._headline.text()

    def show_probabilities(self, classes: tuple[str, ...], probabilities: Array) -> None:
        """Show how probable each class is ``(classes,)``."""
        best = int(probabilities.argmax())
        text = self.tr("It is {class_name}: {share}")
        self._say(text.format(class_name=classes[best], share=_percent(probabilities[best])), "")
        self.bars.set_bars(
            tuple(
                Bar(name, float(p), _percent(p), strong=number == best)
                for number, (name, p) in enumerate(zip(classes, probabilities, strict=True))
            )
        )

    def show_numbers(self, values: Array) -> None:
        """Show what a network gives that does not classify."""
        numbers = ", ".join(f"{value:.4g}" for value in values)
        self._say(self.tr("Output: {numbers}").format(numbers=numbers), "")
        self.bars.set_bars(())

    def show_nothing(self, classes: tuple[str, ...], reason: str) -> None:
        """Show that there is nothing to answer, and why."""
        self._say(reason, "muted")
        self.bars.set_bars(tuple(Bar(name, 0.0, "–") for name in classes))

    def _say(self, text: str, role: str) -> None:
        self._headline.setText(text)
        if (self._headline.property("role") or "") != role:
            self._headline.setProperty("role", role)
            restyle(self._headline)
        self.bars.setAccessibleName(text)


def _percent(share: float) -> str:
    return f"{100 * float(share):.1f}%"
