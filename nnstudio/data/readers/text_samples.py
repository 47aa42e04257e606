"""Texts as samples: windows of a document, or a row of token numbers for each text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.readers.text_corpus import Corpus
from nnstudio.data.readers.text_file import AUTOMATIC
from nnstudio.data.readers.text_options import (
    CLASS,
    END,
    EVERY,
    FILES,
    FRONT,
    LARGEST_VOCABULARY,
    LINES,
    NEXT,
    WINDOWS,
    TextOptions,
)
from nnstudio.data.readers.text_sources import lines_of
from nnstudio.data.readers.tokens import (
    CHARACTERS,
    PADDING,
    UNKNOWN,
    WORDS,
    holds_for,
    is_unspaced,
    numbered,
    tokens_of,
    vocabulary_of,
    written,
)
from nnstudio.data.targets import IGNORED

MOST_NUMBERS = 50_000_000
"""Of all samples together; prepared for training they fill 400 MB."""

_LOOKED_AT = 100_000
_USUAL_STEPS = {CHARACTERS: 50, WORDS: 20}
_LONGEST_USUAL = 200
_USUAL_VOCABULARY = {(CHARACTERS, NEXT): 5000, (CHARACTERS, CLASS): 5000, (WORDS, NEXT): 2000}
_USUAL_WINDOWS = 20_000


@dataclass(frozen=True, eq=False)
class TextSamples:
    """Token numbers, and what is to be predicted.

    Parameters
    ----------
    options
        How they were made, nothing automatic left.
    vocabulary
        The tokens behind padding and unknown, in the order of their numbers.
    x
        ``(n, steps)``; of a document a view that takes no room.
    y
        ``(n, steps)`` the next tokens, ``(n,)`` just the one behind the last step, or a class.
    rows
        The line of a document that each sample is; None: not lines.
    warnings
        What was cut off or is unknown.
    """

    options: TextOptions
    vocabulary: tuple[str, ...]
    x: Array
    y: Array
    rows: Array | None
    warnings: tuple[Text, ...]


def samples_of(
    corpus: Corpus, given: Sequence[str], name: str, progress: Progress = unheard
) -> TextSamples:
    """Return the samples of some texts.

    Parameters
    ----------
    given
        The vocabulary, where it is known already.
    name
        What messages call the file.

    Raises
    ------
    UserError
        The texts are too short, or say nothing.
    """
    options = corpus.options
    task = CLASS if corpus.labels else NEXT
    texts = [written(text, options.lower_case, options.normalise) for text in corpus.texts]
    layout, rows = options.layout, None
    if corpus.is_document:
        layout = _layout(texts[0]) if layout in (AUTOMATIC, FILES) else layout
        if layout == LINES:
            lines = lines_of(texts[0])
            texts, rows = [line for _, line in lines], np.array([n for n, _ in lines])
    unit = _unit(texts, task) if options.unit == AUTOMATIC else options.unit
    ended = [f"{text}\n" for text in texts] if layout != WINDOWS and task == NEXT else texts
    tokens = tokens_of(ended, unit, task == NEXT, progress)
    if len(tokens.distinct) - (ended is not texts) < 2:
        text = N_(
            "{name} consists of nothing but {token}, so there is nothing to learn. Choose another text."
        )
        shown = repr(tokens.distinct[0]) if tokens.distinct else "–"
        raise UserError(Text(text, name=name, token=shown))
    vocabulary = tuple(given[:LARGEST_VOCABULARY])
    numbers = numbered(tokens, vocabulary)
    if not _fits(vocabulary, numbers, options, unit):
        usual = _USUAL_VOCABULARY.get((unit, task), 5000)
        vocabulary = vocabulary_of(tokens, options.vocabulary or usual)
        numbers = numbered(tokens, vocabulary)
    found: TextOptions = options.with_values(
        task=task, unit=unit, layout=layout, vocabulary=len(vocabulary)
    )
    warnings = _unknown(numbers, vocabulary)
    if layout == WINDOWS:
        found, x, y = _windows(numbers, found, name)
        return TextSamples(found, vocabulary, x, y, rows, warnings)
    found = found.with_values(
        steps=options.steps or _usual_steps(tokens.lengths),
        padding=_padding(options.padding, task),
    )
    _require_room(name, len(texts), found.steps)
    cut = int((tokens.lengths > found.steps).sum())
    if cut:
        text = N_("{count} of {total} texts are longer than {steps} steps; their ends are cut off.")
        warnings += (Text(text, count=cut, total=len(texts), steps=found.steps),)
    if task == CLASS:
        x = padded(numbers, tokens.lengths, found.steps, found.padding == FRONT)
        return TextSamples(found, vocabulary, x, corpus.label_numbers(), rows, warnings)
    x, y = _next_tokens(numbers, tokens.lengths, found)
    return TextSamples(found, vocabulary, x, y, rows, warnings)


def rows_to_predict(texts: Sequence[str], options: TextOptions, vocabulary: Sequence[str]) -> Array:
    """Return the samples ``(n, steps)`` of other texts, as those of lines and classes were made.

    Where the next token is asked for a text is one that goes on: its end is not marked.
    """
    made = [written(text, options.lower_case, options.normalise) for text in texts]
    if options.task == NEXT:
        made = ["\n" + text for text in made]
    tokens = tokens_of(made, options.unit, breaks=options.task == NEXT)
    numbers = numbered(tokens, vocabulary)
    return padded(numbers, tokens.lengths, options.steps, options.padding == FRONT)


def windows_to_predict(text: str, options: TextOptions, vocabulary: Sequence[str]) -> Array:
    """Return a text as windows ``(n, steps)`` behind one another; the last one ends with the text.

    A shorter text is filled up in front.
    """
    made = written(text, options.lower_case, options.normalise)
    numbers = numbered(tokens_of([made], options.unit), vocabulary)
    steps = options.steps
    if len(numbers) < steps:
        return padded(numbers, np.array([len(numbers)]), steps, front=True)
    every = np.lib.stride_tricks.sliding_window_view(numbers, steps)
    last = len(numbers) - steps
    places = list(range(0, last + 1, steps))
    return every[places if places[-1] == last else [*places, last]]


def padded(
    numbers: Array, lengths: Array, steps: int, front: bool, filling: int = PADDING
) -> Array:
    """Return the texts as rows ``(texts, steps)`` of token numbers, filled up or cut at the end."""
    rows = np.full((len(lengths), steps), filling, numbers.dtype)
    starts = [0, *accumulate(lengths.tolist())]
    for row, start, length in zip(rows, starts, lengths.tolist(), strict=False):
        taken = min(length, steps)
        row[steps - taken if front else 0 :][:taken] = numbers[start : start + taken]
    return rows


def _next_tokens(numbers: Array, lengths: Array, options: TextOptions) -> tuple[Array, Array]:
    """Return each line behind a line's end, and what comes next: the line and its end."""
    front = options.padding == FRONT
    y = padded(numbers.astype(np.int32), lengths, options.steps, front, IGNORED)
    # A line is ended by the token that the one before ended with: so a line can begin from nothing.
    begin = numbers[lengths[0] - 1]
    shifted = np.concatenate([[begin], numbers[:-1]]).astype(numbers.dtype)
    return padded(shifted, lengths, options.steps, front), y


def _windows(numbers: Array, options: TextOptions, name: str) -> tuple[TextOptions, Array, Array]:
    count = len(numbers)
    steps = options.steps or min(_USUAL_STEPS[options.unit], max(1, (count - 1) // 10))
    if count <= steps:
        text = N_(
            "{name} has {count} {unit}; samples of {steps} steps need at least {needed}. Choose fewer "
            "steps or a longer text."
        )
        unit = Text(N_("characters")) if options.unit == CHARACTERS else Text(N_("words"))
        raise UserError(
            Text(text, name=name, count=count, unit=unit, steps=steps, needed=steps + 1)
        )
    # Where every step is asked for each token is to be predicted once; in short texts more often.
    usual = count // 1000 if options.predict == EVERY else count // _USUAL_WINDOWS
    stride = options.stride or min(max(1, usual), steps)
    every = np.lib.stride_tricks.sliding_window_view(numbers, steps)
    x = every[:-1][::stride]
    _require_room(name, len(x), steps)
    y = every[1:][::stride] if options.predict == EVERY else numbers[steps::stride].astype(np.int64)
    found: TextOptions = options.with_values(steps=steps, stride=stride, padding=FRONT)
    return found, x, y


def _require_room(name: str, count: int, steps: int) -> None:
    if count * steps > MOST_NUMBERS:
        text = N_(
            "{name} gives {count} samples of {steps} steps, more than can be kept. Choose fewer "
            "steps, or a larger stride."
        )
        raise UserError(Text(text, name=name, count=f"{count:,}", steps=steps))


def _layout(text: str) -> str:
    """Return whether a document looks like a list of names or poems, one a line."""
    lines = text.strip("\n").split("\n")
    lengths = np.array([len(line.strip()) for line in lines])
    if len(lines) < 20 or not lengths.all():
        return WINDOWS
    alike = (lengths == np.median(lengths)).mean() > 0.95
    return LINES if alike or lengths.mean() <= 20 else WINDOWS


def _unit(texts: Sequence[str], task: str) -> str:
    start = ""
    for text in texts:
        start += text[: _LOOKED_AT - len(start)] + " "
        if len(start) >= _LOOKED_AT:
            break
    if task == NEXT or is_unspaced(start):
        return CHARACTERS
    words = [len(text.split()) for text in texts[:1000]]
    return WORDS if sum(words) >= 3 * len(words) else CHARACTERS


def _usual_steps(lengths: Array) -> int:
    longest = int(lengths.max())
    if longest <= _LONGEST_USUAL // 2:
        return longest
    return max(1, min(_LONGEST_USUAL, int(np.quantile(lengths, 0.95))))


def _padding(wanted: str, task: str) -> str:
    if wanted != AUTOMATIC:
        return wanted
    # A recurrent network answers behind the last step: there should be something to remember.
    return FRONT if task == CLASS else END


def _fits(vocabulary: Sequence[str], numbers: Array, options: TextOptions, unit: str) -> bool:
    """Return whether a vocabulary that is known already is one of these texts, read in this way.

    It is not where the user has changed how they are read since it was found.
    """
    return (
        len(vocabulary) > 0
        and options.vocabulary in (0, len(vocabulary))
        and holds_for(vocabulary, unit, options.lower_case, options.normalise)
        and 2 * int((numbers == UNKNOWN).sum()) <= len(numbers)
    )


def _unknown(numbers: Array, vocabulary: Sequence[str]) -> tuple[Text, ...]:
    unknown = int((numbers == UNKNOWN).sum())
    if not unknown:
        return ()
    text = N_(
        "{count} of {total} tokens ({share} %) are not among the {known} of the vocabulary and are "
        "read as unknown."
    )
    share = f"{100 * unknown / len(numbers):.3g}"
    return (Text(text, count=unknown, total=len(numbers), share=share, known=len(vocabulary)),)
