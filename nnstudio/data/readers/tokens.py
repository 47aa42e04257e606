"""Texts as numbers: characters or words, and the vocabulary that numbers them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.data.readers.reader import Progress, unheard

PADDING, UNKNOWN = 0, 1
RESERVED = 2
"""How many token numbers lie before those of the vocabulary."""

CHARACTERS, WORDS = "characters", "words"

_CODE_POINTS = 0x110000
_CHUNK = re.compile(r"\n|[^\s]+")
_PORTION = 1 << 20
_JOINING = "'’-_"
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x312F),  # Chinese radicals, kana, bopomofo
    (0x31A0, 0x9FFF),
    (0xA000, 0xA4CF),  # Yi
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
)
"""Scripts that are written without spaces between words: each letter is a word of its own."""


@dataclass(frozen=True, eq=False)
class Tokens:
    """Some texts, taken apart.

    Parameters
    ----------
    distinct
        The tokens that occur, each once.
    counts
        How often each occurs ``(distinct,)``.
    numbers
        The texts one after the other, as places in ``distinct`` ``(tokens,)``.
    lengths
        How many tokens each text has ``(texts,)``.
    """

    distinct: tuple[str, ...]
    counts: Array
    numbers: Array
    lengths: Array


def tokens_of(
    texts: Sequence[str], unit: str, breaks: bool = True, progress: Progress = unheard
) -> Tokens:
    """Return the tokens of some texts.

    Parameters
    ----------
    unit
        ``"characters"`` or ``"words"``: what spaces and punctuation marks divide, the marks being
        words of their own, and each letter of scripts that are written without spaces.
    breaks
        Whether among words the end of a line is a token, too.
    """
    if unit == CHARACTERS:
        return _characters(texts)
    known: dict[str, int] = {}
    # Most of what stands between two spaces was there before.
    parts: dict[str, tuple[int, ...]] = {} if breaks else {"\n": ()}
    numbers = array("i")
    lengths = np.empty(len(texts), np.int64)
    for n, text in enumerate(texts):
        before = len(numbers)
        for portion in _portions(text):
            progress(n / len(texts))
            for chunk in _CHUNK.findall(portion):
                found = parts.get(chunk)
                if found is None:
                    words = (chunk,) if chunk == "\n" else _words(chunk)
                    found = tuple(known.setdefault(word, len(known)) for word in words)
                    parts[chunk] = found
                numbers.extend(found)
        lengths[n] = len(numbers) - before
    places = np.frombuffer(numbers, np.int32) if numbers else np.empty(0, np.int32)
    return Tokens(tuple(known), np.bincount(places, minlength=len(known)), places, lengths)


def vocabulary_of(tokens: Tokens, most: int) -> tuple[str, ...]:
    """Return the most frequent tokens, the most frequent first; ties by code point."""
    counts = tokens.counts.tolist()
    order = sorted(range(len(counts)), key=lambda n: (-counts[n], tokens.distinct[n]))
    return tuple(tokens.distinct[n] for n in order[:most])


def numbered(tokens: Tokens, vocabulary: Sequence[str]) -> Array:
    """Return the token numbers of all texts ``(tokens,)``, in the smallest whole numbers."""
    known = {token: number for number, token in enumerate(vocabulary, RESERVED)}
    size = len(vocabulary) + RESERVED
    kind = np.uint8 if size <= 2**8 else np.uint16 if size <= 2**16 else np.uint32
    mapping = np.array([known.get(token, UNKNOWN) for token in tokens.distinct], kind)
    return mapping[tokens.numbers] if len(mapping) else np.empty(0, kind)


def holds_for(vocabulary: Sequence[str], unit: str, lower_case: bool, normalise: bool) -> bool:
    """Return whether texts that are taken apart like this could have such a vocabulary."""
    return all(
        written(token, lower_case, normalise) == token
        and (len(token) == 1 if unit == CHARACTERS else token == "\n" or _is_word(token))
        for token in vocabulary
    )


def written(text: str, lower_case: bool, normalise: bool) -> str:
    """Return a text with line ends, accents and case made alike, as far as that is wanted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if normalise:
        text = unicodedata.normalize("NFC", text)
    return text.lower() if lower_case else text


def is_unspaced(text: str) -> bool:
    """Return whether most letters of a text are of scripts without spaces between words."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(map(_stands_alone, letters)) > len(letters)


def _characters(texts: Sequence[str]) -> Tokens:
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4")
    counts = np.bincount(codes, minlength=_CODE_POINTS)
    places = np.flatnonzero(counts)
    mapping = np.zeros(_CODE_POINTS, np.int32)
    mapping[places] = np.arange(len(places))
    lengths = np.array([len(text) for text in texts], np.int64)
    return Tokens(tuple(map(chr, places.tolist())), counts[places], mapping[codes], lengths)


def _portions(text: str) -> Iterator[str]:
    """Yield a text bit by bit, whole lines at a time."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PORTION) + 1 or len(text)
        yield text[start:end]
        start = end


def _words(chunk: str) -> tuple[str, ...]:
    """Return the words of what stands between two spaces."""
    found: list[str] = []
    word = ""
    for place, letter in enumerate(chunk):
        if unicodedata.category(letter)[0] == "M":  # accents belong to the letter before
            if not word and found:
                found[-1] += letter
            else:
                word += letter
            continue
        joins = letter in _JOINING and bool(word) and chunk[place + 1 : place + 2].isalnum()
        if _stands_alone(letter) or not (letter.isalnum() or joins):
            found += [word, letter] if word else [letter]
            word = ""
        else:
            word += letter
    return (*found, word) if word else tuple(found)


def _is_word(token: str) -> bool:
    return not token.isspace() and _words(token) == (token,)


def _stands_alone(letter: str) -> bool:
    code = ord(letter)
    return any(low <= code <= high for low, high in _UNSPACED)
