"""A network that is asked again and again, as while somebody draws."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from nnstudio.app.background import Background
from nnstudio.core.layer import Array
from nnstudio.engine.answers import answers
from nnstudio.engine.model import Model


class Predictor(QObject):
    """Answers beside the window, one question at a time, so that answers never fall behind.

    Of the questions that come meanwhile only the newest is kept.
    """

    answered = Signal(object)
    """What each output gives for the samples that were asked about (`nnstudio.engine.answers`)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asking = False
        self._next: tuple[Model, Array] | None = None
        self._background = Background(self)
        self._background.done.connect(self._take)

    def ask(self, model: Model, x: Array) -> None:
        """Have a network answer for prepared samples."""
        if self._asking:
            self._next = (model, x)
            return
        self._asking = True
        self._background.start(partial(answers, model, x))

    def forget(self) -> None:
        """Want no answer any more to what was asked."""
        self._background.forget()
        self._asking, self._next = False, None

    def _take(self, outputs: dict[str, Array]) -> None:
        self._asking = False
        waiting, self._next = self._next, None
        if waiting is not None:
            self.ask(*waiting)
        self.answered.emit(outputs)
