"""The gallery of examples: cards under the headings of their topics, found by words and keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnstudio.app.start.facts import Facts
from nnstudio.app.translate import tr_text
from nnstudio.app.widgets.card import Card
from nnstudio.app.widgets.column_layout import ColumnLayout
from nnstudio.core.text import Text
from nnstudio.graph.template import Template
from nnstudio.graph.templates import templates

_GAP = 12
_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class TemplateGallery(QWidget):
    """Shows the examples; Tab reaches one of them, and the arrow keys lead to the others."""

    chosen = Signal(str)
    """The slug of a template."""
    reached = Signal(object)
    """The `Card` that the keyboard has come to, which should be seen."""
    left_upwards = Signal()
    """The user goes up from the first row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, Card] = {}
        self.headings: dict[str, QLabel] = {}
        self._facts: dict[str, Facts] = {}
        self._words: list[str] = []
        self._current = templates()[0].slug
        self._layout = ColumnLayout(self, spacing=_GAP)
        for template in templates():
            if template.topic not in self.headings:
                heading = QLabel()
                heading.setProperty("role", "heading")
                heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                heading.setContentsMargins(0, 8, 0, 0)
                self.headings[template.topic] = heading
                self._layout.addWidget(heading)
            card = Card("", "")
            card.clicked.connect(partial(self.chosen.emit, template.slug))
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.cards[template.slug] = card
            self._layout.addWidget(card)
        self.cards[self._current].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    def shown(self) -> tuple[str, ...]:
        """Return the slugs of the examples that are not hidden by the search."""
        return tuple(slug for slug, card in self.cards.items() if not card.isHidden())

    def search(self, text: str) -> None:
        """Show the examples that have all words of ``text``, and suggest the first of them."""
        self._words = text.casefold().split()
        found = {t.slug: _matches(t, self._facts.get(t.slug), self._words) for t in templates()}
        self._layout.setEnabled(False)  # else Qt lays everything out anew after each of them
        for slug, card in self.cards.items():
            card.setVisible(found[slug])
        for topic, heading in self.headings.items():
            heading.setVisible(any(found[t.slug] for t in templates() if t.topic == topic))
        self._layout.setEnabled(True)
        self._layout.invalidate()
        shown = self.shown()
        for slug, card in self.cards.items():
            card.suggest(bool(self._words) and slug == shown[0] if shown else False)
        if shown and (self._words or self._current not in shown):
            self._make_current(shown[0])

    def take(self) -> None:
        """Open the example that the search suggests."""
        for slug, card in self.cards.items():
            if card.suggested:
                self.chosen.emit(slug)
                return

    def enter(self) -> None:
        """Give the keyboard to the card it was at last, or the first one found."""
        if self.shown():
            self._go_to(self._current)

    def show_facts(self, facts: Facts) -> None:
        """Show the thumbnail and the data of an example that was read."""
        self._facts[facts.slug] = facts
        self.cards[facts.slug].set_drawing(facts.sketch.paint)
        self._write(next(t for t in templates() if t.slug == facts.slug))

    def retranslate(self) -> None:
        """Show all texts in the language now in force."""
        for topic, heading in self.headings.items():
            heading.setText(tr_text(topic))
        for template in templates():
            self._write(template)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _KEYS or plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        shown = self.shown()
        if not shown:
            return
        at = shown.index(self._current)
        match event.key():
            case Qt.Key.Key_Left:
                self._go_to(shown[max(at - 1, 0)])
            case Qt.Key.Key_Right:
                self._go_to(shown[min(at + 1, len(shown) - 1)])
            case Qt.Key.Key_Home:
                self._go_to(shown[0])
            case Qt.Key.Key_End:
                self._go_to(shown[-1])
            case _:
                self._go_down(1 if event.key() == Qt.Key.Key_Down else -1)

    def _go_down(self, step: int) -> None:
        """Go to the card below (1) or above (-1) that is nearest across."""
        here = self.cards[self._current].geometry()
        ahead = [
            (step * (card.y() - here.y()), abs(card.x() - here.x()), slug)
            for slug, card in self.cards.items()
            if not card.isHidden() and step * (card.y() - here.y()) > 0
        ]
        if ahead:
            self._go_to(min(ahead)[2])
        elif step < 0:
            self.left_upwards.emit()

    def _go_to(self, slug: str) -> None:
        self._make_current(slug)
        card = self.cards[slug]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit(card)

    def _make_current(self, slug: str) -> None:
        """Let Tab lead to this card, and to no other."""
        self.cards[self._current].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = slug
        self.cards[slug].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _write(self, template: Template) -> None:
        facts = self._facts.get(template.slug)
        card = self.cards[template.slug]
        note = tr_text(facts.data_title) if facts else ""
        icon = facts.data_icon if facts else ""
        card.set_texts(tr_text(template.title), tr_text(template.description), note, icon)


def _matches(template: Template, facts: Facts | None, words: list[str]) -> bool:
    """Return whether an example has all words, in the user's language or in English."""
    texts: list[Text | str] = [template.title, template.description, template.topic]
    names = [template.slug]
    if facts is not None:
        texts.append(facts.data_title)
        for layer in facts.layers:
            texts.append(layer.label)
            names += [layer.name, layer.keywords]
    searched = " ".join((*names, *map(str, texts), *map(tr_text, texts))).casefold()
    return all(word in searched for word in words)
