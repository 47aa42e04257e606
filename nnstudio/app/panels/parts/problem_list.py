"""A column of problems, each with its fixes, that changes only where the problems do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnstudio.app.panels.parts.problem_card import ProblemCard
from nnstudio.app.session import Session
from nnstudio.app.widgets.tab_order import tab_through
from nnstudio.core.errors import UserError
from nnstudio.graph.problem import Fix, Problem


class ProblemList(QWidget):
    """Shows problems as cards; a click selects the node, a button applies its fix.

    Parameters
    ----------
    named
        Whether each card says to which node it belongs, and leads there.
    """

    def __init__(self, session: Session, named: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._named = named
        self._shown: tuple[tuple[Problem, str], ...] = ()
        self.cards: list[ProblemCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_problems(self, problems: Iterable[Problem], anew: bool = False) -> None:
        """Show these problems; ``anew`` after a change of language."""
        wanted = tuple((problem, self._title(problem)) for problem in problems)
        if wanted == self._shown and not anew:
            # A fix carries its edit, which must be that of the present project.
            for card, (problem, _) in zip(self.cards, wanted, strict=True):
                card.problem = problem
            return
        self._shown = wanted
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()  # its button may be what is telling us something just now
        self.cards = []
        for problem, title in wanted:
            card = ProblemCard(problem, title)
            card.pressed.connect(partial(self._go_to, card))
            card.fix_requested.connect(partial(self._fix, card))
            self._column.addWidget(card)
            self.cards.append(card)
        tab_through(self, (stop for card in self.cards for stop in (card, *card.buttons)))

    def _title(self, problem: Problem) -> str:
        node = self._session.project.graph.by_id.get(problem.node_id)
        if node is None or not self._named:
            return ""
        return node.title or node.id

    def _go_to(self, card: ProblemCard) -> None:
        if self._named and card.problem.node_id:
            self._session.select([card.problem.node_id])

    def _fix(self, card: ProblemCard, fix: Fix) -> None:
        same = (known for known in card.problem.fixes if known == fix)
        present = next(same, fix)
        try:
            project = present.edit(self._session.project)
        except UserError:
            return  # what it mends has changed since; the list is about to be shown anew
        self._session.close_merge()
        self._session.edit(present.label, project)
