"""What the pop-up can find: choices of which only those are worked out that are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from nnstudio.app.canvas.quick_add_list import Choice

_MOST = 80
"""Nobody scrolls farther; typing finds the rest."""


class Offer:
    """Something that is found by its name before all about it is known.

    Parameters
    ----------
    title
        What its row will be called.
    words
        By which it is found, in small letters.
    make
        Works out the row; called once, when it is to be shown.
    refused
        Whether it is known already that it does not fit.
    """

    def __init__(
        self, title: str, words: str, make: Callable[[], Choice], *, refused: bool = False
    ) -> None:
        self.title = title
        self.words = words
        self.refused = refused
        self._make = make

    @cached_property
    def choice(self) -> Choice:
        """The row."""
        return self._make()


def found(offers: Sequence[Offer], words: Sequence[str]) -> list[Offer]:
    """Return what is found by all words, first where the name begins with what was typed."""
    if not words:
        return list(offers)
    matching = [offer for offer in offers if all(word in offer.words for word in words)]
    return sorted(matching, key=lambda offer: _distance(offer, words[0]))


def worked_out(offers: Iterable[Offer]) -> tuple[list[Choice], list[Choice]]:
    """Return the rows that fit and those that do not, as many as anybody looks at."""
    fitting: list[Choice] = []
    others: list[Choice] = []
    for offer in offers:
        if offer.refused and len(others) == _MOST:
            continue
        if not offer.choice.reason:
            fitting.append(offer.choice)
        elif len(others) < _MOST:
            others.append(offer.choice)
        if len(fitting) == _MOST:
            break
    return fitting, others[: _MOST - len(fitting)]


def _distance(offer: Offer, word: str) -> int:
    title = offer.title.casefold()
    if title.startswith(word):
        return 0
    if any(part.startswith(word) for part in title.split()) or word in title:
        return 1
    return 2 if any(part.startswith(word) for part in offer.words.split()) else 3
