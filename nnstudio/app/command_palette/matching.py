"""Find names by a few of their letters, in any language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """How well letters fit a name: the score (more is better) and the places of the letters."""

    score: float
    places: tuple[int, ...]


def match(query: str, text: str) -> Match | None:
    """Return how a text is found by what was typed, None where it is not.

    The letters of each word must stand in the text in their order; the words may stand in any.
    Whole words count most, then beginnings of words, then letters in a row.
    """
    lowered = text.casefold()
    if len(lowered) != len(text):  # of a letter that has no single small form
        lowered = text.lower()
    score, places = 0.0, set[int]()
    for word in query.casefold().split():
        found = _word(word, lowered)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    return Match(score - 0.01 * len(text), tuple(sorted(places)))


def _word(word: str, text: str) -> Match | None:
    starts = [i for i in range(len(text)) if _begins_word(text, i)]
    whole = [i for i in range(len(text) - len(word) + 1) if text.startswith(word, i)]
    if whole:
        at = next((i for i in whole if i in starts), whole[0])
        bonus = 60 if at == 0 else 40 if at in starts else 15
        return Match(bonus + 2 * len(word), tuple(range(at, at + len(word))))
    by_initials = _in_order(word, text, starts)
    if by_initials is not None:
        return Match(25 + len(word), by_initials)
    anywhere = _in_order(word, text, range(len(text)))
    if anywhere is None or len(word) < 2:
        return None
    gaps = anywhere[-1] - anywhere[0] + 1 - len(word)
    return Match(10 + len(word) - gaps, anywhere) if gaps <= 3 * len(word) else None


def _in_order(word: str, text: str, among: range | list[int]) -> tuple[int, ...] | None:
    places: list[int] = []
    for i in among:
        if len(places) < len(word) and text[i] == word[len(places)]:
            places.append(i)
    return tuple(places) if len(places) == len(word) else None


def _begins_word(text: str, i: int) -> bool:
    # Each Chinese character is a word of its own.
    return text[i].isalnum() and (i == 0 or not text[i - 1].isalnum() or ord(text[i]) > 0x2E7F)
