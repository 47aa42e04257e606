"""Where texts come from: a document, folders of files, or a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Skipped
from nnstudio.data.readers.class_folders import find_files, require_training
from nnstudio.data.readers.folder_search import label_of
from nnstudio.data.readers.reader import Progress, unheard
from nnstudio.data.readers.text_corpus import Corpus
from nnstudio.data.readers.text_file import read_text
from nnstudio.data.readers.text_options import CLASS, FILES, LINES, NEXT, TextOptions
from nnstudio.data.readers.text_table import is_table, table_corpus
from nnstudio.graph.data_codec import MOST_CLASSES
from nnstudio.graph.data_plan import Column

DOCUMENTS = (".txt", ".md", ".text", ".markdown")
MOST_CHARACTERS = 50_000_000
MOST_FILES_LOOKED_AT = 500
MOST_FILES_OF_CLASSES = 50
"""More files side by side are texts, and not classes with a text on each line."""
TEXT = "text"


def corpus_of(
    path: Path,
    options: TextOptions,
    columns: Sequence[Column],
    most_bytes: int | None = None,
    progress: Progress = unheard,
) -> Corpus:
    """Return the texts of a document, a folder or a table.

    Parameters
    ----------
    columns
        What the user has decided of the columns.
    most_bytes
        About how much is looked at; None: everything.

    Raises
    ------
    UserError
        There are no texts, too few classes, or too much of both; the text says where.
    """
    if path.is_dir():
        corpus = _folder(path, options, columns, most_bytes, progress)
    elif is_table(path):
        corpus = table_corpus(path, options, columns, most_bytes, progress)
    else:
        file = read_text(path, options.encoding, most_bytes)
        read = options.with_values(encoding=file.encoding, division="none")
        corpus = Corpus(read, [file.text], is_document=True)
        corpus.columns, corpus.whole = (Column(TEXT, "text"),), file.whole
    _require_bounds(path, corpus.texts)
    if options.task == CLASS and not corpus.labels:
        text = N_(
            "{name} says no class of its texts. Choose a folder with a folder or file for each class, "
            "or a table with a column of labels; or predict the next token."
        )
        raise UserError(Text(text, name=path.name))
    if corpus.labels and len(corpus.classes) < 2:
        text = N_("{name}: all texts are of the class {label}. There must be at least two classes.")
        raise UserError(Text(text, name=path.name, label=corpus.classes[0]))
    if len(corpus.classes) > MOST_CLASSES:
        text = N_("{name}: there are {count} different labels; at most {most} can be told apart.")
        raise UserError(
            Text(text, name=path.name, count=len(corpus.classes), most=f"{MOST_CLASSES:,}")
        )
    return corpus


def lines_of(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text that are not empty, with their numbers from 0."""
    return [(n, line.strip()) for n, line in enumerate(text.splitlines()) if line.strip()]


def _folder(
    path: Path,
    options: TextOptions,
    columns: Sequence[Column],
    most_bytes: int | None,
    progress: Progress,
) -> Corpus:
    found = find_files(path, DOCUMENTS, options.division, progress)
    if not found.files:
        text = N_("{name} holds no text files (.txt, .md). Choose another folder.")
        raise UserError(Text(text, name=path.name))
    flat = not found.classes
    single = flat and len(found.files) == 1
    few = len(found.files) <= MOST_FILES_OF_CLASSES or options.task == CLASS
    by_line = options.layout == LINES or (flat and few and options.layout != FILES)
    read = options.with_values(division=found.division)
    if single:
        read = read.with_values(division="none")
    else:
        read = read.with_values(layout=LINES if by_line else FILES)
    corpus = Corpus(read, is_document=single, skipped=list(found.skipped))
    size, encodings = 0, Counter[str]()
    # For a look at them some files of all classes; the last ones are as good as the first.
    every = 1 + len(found.files) // MOST_FILES_LOOKED_AT if most_bytes else 1
    files = found.files[::every]
    for n, file in enumerate(files):
        progress(n / len(files))
        if most_bytes is not None and size >= most_bytes:
            break
        try:
            content = read_text(Path(file.path), options.encoding)
        except UserError as error:
            corpus.skipped.append(Skipped(file.name, error.text))
            continue
        encodings[content.encoding] += 1
        texts = [content.text]
        if by_line and not single:
            texts = [line for _, line in lines_of(content.text)]
        label = label_of(Path(file.path).stem) if flat and by_line and not single else file.label
        corpus.texts += texts
        corpus.names += [file.name] * len(texts)
        corpus.parts += [file.part] * len(texts)
        corpus.labels += [label] * len(texts) if label else []
        size += len(content.text)
        if size > MOST_CHARACTERS:
            _refuse_size(path)
    corpus.whole = every == 1 and (most_bytes is None or size < most_bytes)
    if not corpus.texts:
        text = N_("None of the {count} files in {name} can be read: {reason}")
        reason = corpus.skipped[0].reason if corpus.skipped else ""
        raise UserError(Text(text, count=len(files), name=path.name, reason=reason))
    require_training(corpus.parts)
    for name in found.empty:
        corpus.warnings.append(Text(N_("The folder {name} holds no text files."), name=name))
    if options.task == NEXT:
        corpus.labels = []
    if len(encodings) == 1:
        corpus.options = corpus.options.with_values(encoding=next(iter(encodings)))
    if corpus.options.division == "none":
        corpus.parts = []
    if single:
        corpus.names = []
    known = {column.role: column for column in columns}
    corpus.columns = (Column(TEXT, "text"),)
    if corpus.labels:
        given = known["target"].categories if "target" in known else ()
        corpus.classify(given)
        corpus.columns += (Column("class", "category", "target", corpus.classes),)
    return corpus


def _require_bounds(path: Path, texts: Sequence[str]) -> None:
    if sum(map(len, texts)) > MOST_CHARACTERS:
        _refuse_size(path)
    if not any(text.strip() for text in texts):
        text = N_("{name} holds nothing but white space. Choose another file.")
        raise UserError(Text(text, name=path.name))


def _refuse_size(path: Path) -> NoReturn:
    text = N_("{name} holds more than {most} characters. Split it, or take a part of it.")
    raise UserError(Text(text, name=path.name, most=f"{MOST_CHARACTERS:,}"))
