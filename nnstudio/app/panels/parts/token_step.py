"""The step that makes numbers of a text."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnstudio.app.live.token_words import plan_words, visible
from nnstudio.app.panels.parts.chain_step import ChainStep
from nnstudio.app.panels.parts.fact_list import FactList
from nnstudio.app.panels.parts.measures import Measures
from nnstudio.app.panels.parts.split_bar import percent
from nnstudio.data import DatasetInfo
from nnstudio.graph.data_plan import DataPlan

MOST_SHOWN = 60


class TokenStep(ChainStep):
    """Shows the vocabulary and how much is padding or unknown; hidden for other data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__("hash", content, False, parent)
        self._plan = DataPlan()
        self._measures: Measures | None = None
        self.facts = FactList()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        for widget in (self.facts, self.words, self._note):
            column.addWidget(widget)
        self._translate()

    def show_plan(self, info: DatasetInfo, plan: DataPlan) -> None:
        """Show the vocabulary of a plan's texts."""
        self._plan = plan
        self.setVisible(plan.signature.tokens > 0)
        self._show()

    def show_measures(self, measures: Measures | None) -> None:
        """Show how much of the training texts is padding or unknown."""
        self._measures = measures
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    def _show(self) -> None:
        signature, measures = self._plan.signature, self._measures
        if not signature.tokens:
            return
        known, steps = signature.tokens - 2, signature.raw_shape[0] if signature.raw_shape else 0
        text = self.tr("{steps} steps a sample, {known} tokens in the vocabulary")
        self.set_summary(text.format(steps=f"{steps:,}", known=f"{known:,}"))
        facts = [(self.tr("Vocabulary"), f"{known:,}"), (self.tr("Steps"), f"{steps:,}")]
        if measures is not None:
            facts += [
                (self.tr("Padding"), _share(measures.padding)),
                (self.tr("Unknown"), _share(measures.unknown)),
            ]
        self.facts.set_facts(facts)
        words = [visible(word) for word in plan_words(self._plan)[2:]]
        shown = "  ".join(words[:MOST_SHOWN])
        self.words.setText(shown + ("  …" if len(words) > MOST_SHOWN else ""))

    def _translate(self) -> None:
        self.set_title(self.tr("Tokens"))
        self._note.setText(
            self.tr(
                "Token 0 fills short texts up, token 1 stands for all that the vocabulary lacks."
            )
        )
        self._show()


def _share(share: float) -> str:
    return percent(round(share * 1_000_000), 1_000_000)
