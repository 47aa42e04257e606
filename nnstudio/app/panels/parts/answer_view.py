"""What an output says of a sample: the answer large, and how sure it is of every class."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnstudio.app.live.token_words import visible
from nnstudio.app.panels.parts.bar_list import TIGHT_ROW, Bar, BarList
from nnstudio.app.panels.parts.output_heads import OutputHead
from nnstudio.app.style.appearance import restyle
from nnstudio.app.style.fonts import number_font
from nnstudio.app.widgets.figures import figure_text
from nnstudio.core.layer import Array
from nnstudio.core.shapes import shape_text
from nnstudio.engine.evaluation import class_probabilities

_MOST_NUMBERS = 8
_MOST_BARS = 20


class AnswerView(QWidget):
    """Shows probabilities as bars, the largest with its class above them; or numbers with units."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._headline = QLabel()
        self._headline.setFont(number_font(1.15, QFont.Weight.DemiBold))
        for label in (self._title, self._headline):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bars = BarList(TIGHT_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._headline)
        column.addWidget(self.bars)
        column.addStretch(1)
        self.set_title("")

    def set_title(self, title: str) -> None:
        """Write which output it is; nothing where there is just one."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def text(self) -> str:
        """Return the line above the bars."""
        return self._headline.text()

    def show_answer(self, head: OutputHead, values: Array, step: int = -1) -> None:
        """Show what an output gives for one sample ``(*shape)``; numbers in own units.

        Of classes at each step those at ``step`` are shown.
        """
        if values.ndim == 2 and values.shape[1] == len(head.classes):
            values = values[step]
        if values.ndim != 1:
            text = self.tr("Output: {shape} numbers").format(shape=shape_text(values.shape))
            self._say(text, "muted")
            self.bars.set_bars(())
        elif not head.classes:
            self._show_numbers(head, values)
        else:
            probabilities = class_probabilities(values[np.newaxis])[0]
            if len(probabilities) == len(head.classes) and np.isfinite(probabilities).all():
                self._show_probabilities(head.classes, probabilities)

    def show_nothing(self, classes: tuple[str, ...], reason: str) -> None:
        """Show that there is nothing to answer, and why."""
        self._say(reason, "muted")
        few = classes if len(classes) <= _MOST_BARS else ()
        self.bars.set_bars(tuple(Bar(name, 0.0, "–") for name in few))

    def _show_probabilities(self, classes: tuple[str, ...], probabilities: Array) -> None:
        best = int(probabilities.argmax())
        text = self.tr("It is {class_name}: {share}")
        share = _percent(probabilities[best])
        self._say(text.format(class_name=visible(classes[best]), share=share), "")
        order = range(len(classes))
        if len(classes) > _MOST_BARS:  # of a vocabulary what is most likely
            order = np.argsort(-probabilities, kind="stable")[:_MOST_BARS].tolist()
        self.bars.set_bars(
            tuple(
                Bar(
                    visible(classes[number]),
                    float(probabilities[number]),
                    _percent(probabilities[number]),
                    strong=number == best,
                )
                for number in order
            )
        )

    def _show_numbers(self, head: OutputHead, values: Array) -> None:
        units = head.units if len(head.units) == len(values) else ("",) * len(values)
        numbers = [
            f"{figure_text(value)} {unit}".rstrip()
            for value, unit in zip(values.tolist(), units, strict=True)
        ]
        named = len(head.names) == len(values) and all(head.names)
        if named and (len(values) > 1 or self._title.isHidden()):
            pairs = zip(head.names, numbers, strict=True)
            numbers = [f"{name}: {number}" for name, number in pairs]
            self._say("\n".join(numbers[:_MOST_NUMBERS]), "")
        else:
            text = ", ".join(numbers[:_MOST_NUMBERS])
            titled = not self._title.isHidden()
            self._say(text if titled else self.tr("Output: {numbers}").format(numbers=text), "")
        self.bars.set_bars(())

    def _say(self, text: str, role: str) -> None:
        self._headline.setText(text)
        if (self._headline.property("role") or "") != role:
            self._headline.setProperty("role", role)
            restyle(self._headline)
        self.bars.setAccessibleName(text)


def _percent(share: float) -> str:
    return f"{100 * float(share):.1f}%"
