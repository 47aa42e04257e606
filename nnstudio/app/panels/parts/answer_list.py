"""What a network says of a sample: the answer of each of its outputs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.panels.parts.answer_view import AnswerView
from nnstudio.app.panels.parts.output_heads import OutputHead
from nnstudio.core.layer import Array


class AnswerList(QWidget):
    """Shows the answers below one another, each with the name of its output."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = [AnswerView()]
        self._heads: tuple[OutputHead, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.views[0])

    def set_heads(self, heads: tuple[OutputHead, ...]) -> None:
        """Make room for the answers of these outputs."""
        self._heads = heads
        while len(self.views) < len(heads):
            self.views.append(AnswerView())
            self._column.addWidget(self.views[-1])
        for number, view in enumerate(self.views):
            view.setVisible(number < max(len(heads), 1))
        several = len(heads) > 1
        for head, view in zip(heads, self.views, strict=False):
            view.set_title(head.title if several else "")

    def show_answers(self, values: Mapping[str, Array], step: int = -1) -> None:
        """Show what the outputs, by name, give for a sample ``(*shape)``; numbers in own units.

        Of an output that gives classes at each step those at ``step`` are shown.
        """
        for head, view in zip(self._heads, self.views, strict=False):
            if head.planned.name in values:
                view.show_answer(head, values[head.planned.name], step)

    def show_nothing(self, reason: str) -> None:
        """Show that there is nothing to answer, and why."""
        for head, view in zip(self._heads, self.views, strict=False):
            view.show_nothing(head.classes, reason)
