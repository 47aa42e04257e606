"""Texts of any language: a document, a file or folder for each class, or a column of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings
from nnstudio.data.readers.class_folders import TEST, files_to_predict, share_of
from nnstudio.data.readers.delimited import read_delimited
from nnstudio.data.readers.new_cases import NewCases
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.data.readers.text_corpus import Corpus
from nnstudio.data.readers.text_file import read_text
from nnstudio.data.readers.text_options import CLASS, LINES, NEXT, WINDOWS, TextOptions
from nnstudio.data.readers.text_samples import (
    TextSamples,
    rows_to_predict,
    samples_of,
    windows_to_predict,
)
from nnstudio.data.readers.text_sources import DOCUMENTS, corpus_of, lines_of
from nnstudio.data.readers.text_table import is_table, text_column
from nnstudio.data.readers.tokens import RESERVED
from nnstudio.data.readers.windows import shares_by_time
from nnstudio.data.split import usual_shares
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.signature import Signature

LOOKED_AT = 4 * 2**20
SHOWN = 4000
"""So many characters an outline shows."""
SNIFFED_BYTES = 1 << 16
WORDY = 25
"""A column whose cells are this long on average, in bytes, is taken for one of texts."""
FEWEST_TO_SUIT, MOST_COLUMNS_TO_SUIT = 8, 4
NEARLY_ALL = 0.9
"""So large a share of the cells of names differ from one another."""


class TextReader(Reader):
    """Reads texts as token numbers, to predict the next token or the class of a text.

    Token 0 is padding and 1 stands for whatever is not in the vocabulary.
    """

    name = "text"
    label = N_("Text")
    order = 50
    patterns = ("*.txt", "*.md")
    options = TextOptions

    def suits(self, path: Path) -> float:
        """Return 0.9 for documents and folders of them; tables of texts suit a little."""
        if path.is_dir():
            return 0.9 * share_of(path, DOCUMENTS)[0]
        name = path.name.lower().removesuffix(".gz")
        if name.endswith((".md", ".markdown", ".text")):
            return 0.9
        if name.endswith(".txt"):
            return 0.7
        if not is_table(path):
            return 0.0
        try:
            corpus = corpus_of(path, TextOptions(), (), most_bytes=SNIFFED_BYTES)
        except UserError:
            return 0.0
        few = len(corpus.texts) < FEWEST_TO_SUIT or len(corpus.columns) > MOST_COLUMNS_TO_SUIT
        if few or any(column.type == "number" for column in corpus.columns):
            return 0.1
        different = len(set(corpus.texts)) >= NEARLY_ALL * len(corpus.texts)
        used = all(column.role != "ignored" for column in corpus.columns)
        if different and used and _in_letters(corpus.texts):
            return 0.85  # names with a label: to a table the names would only number the rows
        # A Chinese letter counts for three.
        size = len("".join(corpus.texts).encode(errors="replace"))
        various = 2 * len(set(corpus.texts)) > len(corpus.texts)
        return 0.85 if various and size > WORDY * len(corpus.texts) else 0.1

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        chosen = cast(TextOptions, options)
        corpus = corpus_of(path, chosen, columns, most_bytes=LOOKED_AT)
        made = samples_of(corpus, _vocabulary_in(columns), path.name)
        shown = "\n".join(corpus.texts[:100])[:SHOWN]
        if corpus.whole:
            described = _described(corpus.columns, made.vocabulary)
            found, samples = made.options, len(made.x)
        else:  # vocabulary and classes of the beginning alone would make the rest unknown
            described = tuple(replace(column, categories=()) for column in corpus.columns)
            samples = None
            found = made.options.with_values(vocabulary=chosen.vocabulary)
        warnings = (*corpus.warnings, *made.warnings)
        return Outline(
            found,
            described,
            corpus.head,
            text=shown,
            samples=samples,
            skipped=tuple(corpus.skipped),
            warnings=warnings,
        )

    def read(self, source: DataSource, options: Settings, progress: Progress = unheard) -> Dataset:
        path = _path(source)
        chosen = cast(TextOptions, options)
        corpus = corpus_of(path, chosen, source.columns, progress=lambda s: progress(0.5 * s))
        made = samples_of(
            corpus, _vocabulary_in(source.columns), path.name, lambda s: progress(0.5 + 0.5 * s)
        )
        signature = _signature(corpus, made)
        parts = np.array(corpus.parts, np.int8) if corpus.parts else None
        x, y, counts = made.x, made.y, (len(made.x), 0)
        if parts is not None and made.options.division == "test":
            # Files of the test come last.
            counts = int((parts != TEST).sum()), int((parts == TEST).sum())
            parts = None
        columns = _described(corpus.columns, made.vocabulary)
        info = _card(path, made.options, columns, signature, counts)
        warnings = [*corpus.warnings, *made.warnings]
        if info.split == "time" and not info.test:
            text = N_("There are too few windows to hold some out that share no step with others.")
            warnings.append(Text(text))
        rows = np.array(corpus.rows, np.int64) if corpus.rows else made.rows
        findings = Findings(
            columns,
            corpus.missing,
            parts=parts,
            gap=_gap(made.options),
            rows=rows,
            names=tuple(corpus.names),
            characters=sum(map(len, corpus.texts)),
            skipped=tuple(corpus.skipped),
            warnings=tuple(warnings),
        )
        progress(1.0)
        first = counts[0]
        return Dataset(
            info,
            lambda split: (x[:first], y[:first]) if split == "train" else (x[first:], y[first:]),
            findings,
        )

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        return self.cases(path, source, options).x

    def cases(self, path: Path, source: DataSource, options: Settings) -> NewCases:
        """Return texts, or windows of a text, as tokens; texts with how they are written."""
        chosen = cast(TextOptions, options)
        vocabulary = _vocabulary_in(source.columns)
        if is_table(path):
            texts = _cells(path, source, chosen)
        elif chosen.layout == WINDOWS:
            text = read_text(path, chosen.encoding).text
            return NewCases(windows_to_predict(text, chosen, vocabulary))
        else:
            files = files_to_predict(path, DOCUMENTS)
            texts = [read_text(Path(file.path), chosen.encoding).text for file in files]
            if chosen.layout == LINES:
                texts = [line for text in texts for _, line in lines_of(text)]
        if not texts:
            nothing = N_("{name} holds no texts. Choose another file.")
            raise UserError(Text(nothing, name=path.name))
        return NewCases(rows_to_predict(texts, chosen, vocabulary), ("text",), (tuple(texts),))

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        chosen = cast(TextOptions, options)
        return _card(_path(source), chosen, source.columns, signature, counts)


def _path(source: DataSource) -> Path:
    assert source.file is not None, "a text lies in a file"
    return Path(source.file.path)


def _cells(path: Path, source: DataSource, options: TextOptions) -> list[str]:
    """Return the texts in a table to predict for."""
    table = read_delimited(path, options)
    wanted = next((c.name for c in source.columns if c.role == "feature"), "")
    if wanted not in table.names and len(table.names) > 1:
        text = N_("{name} has no column {wanted}; it has {known}. Name the column of texts so.")
        known = ", ".join(table.names[:20])
        raise UserError(Text(text, name=path.name, wanted=wanted, known=known))
    return list(table.columns[text_column(path, table, source.columns)])


def _vocabulary_in(columns: Sequence[Column]) -> tuple[str, ...]:
    return next((c.categories for c in columns if c.role == "feature" and c.type == "text"), ())


def _described(columns: Sequence[Column], vocabulary: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        replace(column, categories=vocabulary) if column.role == "feature" else column
        for column in columns
    )


def _signature(corpus: Corpus, made: TextSamples) -> Signature:
    shape = (made.options.steps,)
    tokens = len(made.vocabulary) + RESERVED
    if made.options.task == CLASS:
        target = next(column.name for column in corpus.columns if column.role == "target")
        classes = corpus.classes
        return Signature(shape, classes=classes, raw_shape=shape, target_name=target, tokens=tokens)
    return Signature(
        shape,
        classes=("padding", "unknown", *made.vocabulary),
        raw_shape=shape,
        target_shape=made.y.shape[1:],
        tokens=tokens,
    )


def _gap(options: TextOptions) -> int:
    """Return how many windows lie between two that share no token."""
    return options.steps // options.stride if options.layout == WINDOWS else 0


def _card(
    path: Path,
    options: TextOptions,
    columns: Sequence[Column],
    signature: Signature,
    counts: tuple[int, int],
) -> DatasetInfo:
    split, (validation, test) = "stratified", usual_shares(counts[0])
    if options.layout == WINDOWS:
        split, (validation, test) = "time", shares_by_time(counts[0], _gap(options))
    elif counts[1]:
        split, test = "own", 0
    elif options.division == "parts" or any(column.role == "split" for column in columns):
        split = "column"
    elif options.task == NEXT:
        split = "random"
    summary = {
        (CLASS, "words"): N_("Texts, read word by word; their class is to be predicted."),
        (CLASS, "characters"): N_("Texts, read letter by letter; their class is to be predicted."),
        (NEXT, "words"): N_("A text; the next word is to be predicted."),
        (NEXT, "characters"): N_("A text; the next character is to be predicted."),
    }[options.task, options.unit]
    return DatasetInfo(
        name="text",
        title=path.name,
        summary=summary,
        kind="text",
        signature=signature,
        train_count=counts[0],
        test_count=counts[1],
        scaling="none",
        validation=validation,
        options=options,
        split=split,
        test=test,
    )


def _in_letters(texts: Sequence[str]) -> bool:
    """Return whether texts are of letters rather than amounts, dates or numbers of things."""
    written = "".join(texts)
    return 2 * sum(map(str.isalpha, written)) > len(written)
