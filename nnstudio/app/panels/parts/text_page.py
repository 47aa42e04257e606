"""Typing a text, and how it is taken apart."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.live.token_words import plan_words
from nnstudio.core.layer import Array
from nnstudio.data.readers.text_options import WINDOWS, TextOptions
from nnstudio.data.readers.text_samples import rows_to_predict, windows_to_predict
from nnstudio.data.readers.tokens import PADDING, RESERVED, UNKNOWN
from nnstudio.graph.data_plan import DataPlan


class TextPage(QWidget):
    """Gives a sample of token numbers, from what is typed."""

    beside: QVBoxLayout
    """The place for the network's answer."""
    changed = Signal()
    """`sample` gives another one now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: TextOptions | None = None
        self._vocabulary: tuple[str, ...] = ()
        self._sample: Array | None = None
        self.line = QLineEdit()
        self.line.textChanged.connect(self._read)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.beside = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self._note)
        column.addLayout(self.beside)
        self._translate()

    def set_texts(self, plan: DataPlan, options: TextOptions) -> None:
        """Take texts apart as those of a plan were."""
        vocabulary = plan_words(plan)[RESERVED:]
        if (options, vocabulary) != (self._options, self._vocabulary):
            self._options, self._vocabulary = options, vocabulary
            self._read()

    def sample(self) -> Array | None:
        """Return the token numbers ``(steps,)``, None where nothing is typed."""
        return self._sample

    def step(self) -> int:
        """Return the step at which the text ends."""
        if self._sample is None:
            return -1
        return int(np.flatnonzero(self._sample != PADDING)[-1])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _read(self) -> None:
        options, text = self._options, self.line.text()
        self._sample = None
        if options is not None and text.strip():
            reading = windows_to_predict if options.layout == WINDOWS else _lines
            sample = reading(text, options, self._vocabulary)[-1]
            self._sample = sample if (sample != PADDING).any() else None
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        if self._sample is None:
            self._note.setText(self.tr("Type a text of the kind that it has learned from."))
            return
        tokens = int((self._sample != PADDING).sum())
        unknown = int((self._sample == UNKNOWN).sum())
        text = self.tr("{tokens} tokens, {unknown} of them unknown")
        self._note.setText(text.format(tokens=tokens, unknown=unknown))

    def _translate(self) -> None:
        self.line.setAccessibleName(self.tr("Text to try"))
        self.line.setPlaceholderText(self.tr("Type here"))
        self._say()


def _lines(text: str, options: TextOptions, vocabulary: tuple[str, ...]) -> Array:
    return rows_to_predict([text], options, vocabulary)
