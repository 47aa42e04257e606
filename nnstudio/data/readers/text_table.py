"""Texts and labels out of the columns of a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nnstudio.core.errors import UserError
from nnstudio.core.text import N_, Text
from nnstudio.data.readers.cells import Cells, require_names
from nnstudio.data.readers.column_guess import PARTS
from nnstudio.data.readers.delimited import read_delimited
from nnstudio.data.readers.dialect import is_number
from nnstudio.data.readers.reader import Progress
from nnstudio.data.readers.text_corpus import Corpus
from nnstudio.data.readers.text_options import LINES, NEXT, TextOptions
from nnstudio.graph.data_plan import Column

TABLES = (".csv", ".tsv", ".tab")
MOST_GUESSED_CLASSES = 200
SHOWN = 50

_LABELS = ("label", "class", "category", "target", "sentiment", "genre", "language", "topic")


def is_table(path: Path) -> bool:
    """Return whether a file is a table by its name."""
    return path.name.lower().removesuffix(".gz").endswith(TABLES)


def text_column(path: Path, table: Cells, columns: Sequence[Column]) -> int:
    """Return the place of the column that holds the texts: the chosen one, or the longest."""
    features = [c for c in columns if c.role == "feature" and c.name in table.names]
    # Among several those that are texts by type are meant.
    chosen = [c.name for c in features if c.type == "text"] or [c.name for c in features]
    if len(chosen) > 1:
        text = N_("{name}: {columns} are all to be read; choose a single column of text.")
        raise UserError(Text(text, name=path.name, columns=", ".join(chosen)))
    if chosen:
        return table.names.index(chosen[0])
    taken = {c.name for c in columns if c.role != "feature"}
    free = [n for n, name in enumerate(table.names) if name not in taken]
    wordy = [n for n in free if not _is_numeric(table.columns[n])]
    if not wordy:
        text = N_("{name} has no column of text, only numbers. Open it as a table.")
        raise UserError(Text(text, name=path.name))
    return max(wordy, key=lambda n: (_wordiness(table.columns[n]), -n))


def table_corpus(
    path: Path,
    options: TextOptions,
    columns: Sequence[Column],
    most_bytes: int | None,
    progress: Progress,
) -> Corpus:
    """Return the texts of a table; see `nnstudio.data.readers.text_sources.corpus_of`."""
    table = read_delimited(path, options, most_bytes=most_bytes, progress=progress)
    read = table.options.with_values(layout=LINES, division="none")
    require_names(table, columns)
    corpus = Corpus(read, whole=table.whole, warnings=list(table.warnings))
    place = text_column(path, table, columns)
    known = {column.name: column for column in columns}
    roles = _roles(table, place, columns)
    targets = [name for name, role in roles.items() if role == "target"]
    if len(targets) > 1:
        text = N_("{name}: {columns} are all to be predicted; choose a single column of labels.")
        raise UserError(Text(text, name=path.name, columns=", ".join(targets)))
    of_role = {role: name for name, role in roles.items()}
    texts = table.columns[place]
    labels = _column(table, of_role.get("target"))
    parts = _column(table, of_role.get("split"))
    if options.task == NEXT:
        labels = ()
    for n, text in enumerate(texts):
        if not text.strip() or (labels and not labels[n].strip()):
            continue
        corpus.rows.append(n)
        corpus.texts.append(text)
        corpus.labels += [labels[n].strip()] if labels else []
        corpus.parts += [_part(path, table, parts[n], n)] if parts else []
    if not corpus.texts:
        text = N_("{name}: no row has a text in {column}{label}. Choose other columns.")
        label = Text(N_(" and a label")) if labels else ""
        raise UserError(Text(text, name=path.name, column=table.names[place], label=label))
    if left := len(texts) - len(corpus.texts):
        text = N_("{count} rows without text or label were left out.")
        corpus.warnings.append(Text(text, count=left))
    target = known.get(of_role.get("target", ""))
    given = target.categories if target is not None else ()
    if labels:
        corpus.classify(given)
    described = []
    for name, cells in zip(table.names, table.columns, strict=True):
        role = roles.get(name, "ignored")
        kind = "text" if role == "feature" else "category"
        if role == "ignored" and _is_numeric(cells):
            kind = "number"
        classes = corpus.classes if role == "target" else ()
        described.append(Column(name, kind, role, classes))
    corpus.columns = tuple(described)
    corpus.missing = tuple(sum(not cell.strip() for cell in cells) for cells in table.columns)
    corpus.head = tuple(zip(*(cells[:SHOWN] for cells in table.columns), strict=True))
    return corpus


def _roles(table: Cells, text: int, decided: Sequence[Column]) -> dict[str, str]:
    """Return the use of each column: as the user says, or as their cells suggest."""
    roles = {c.name: c.role if c.role != "feature" else "ignored" for c in decided}
    roles[table.names[text]] = "feature"
    few = []
    for name in [name for name in table.names if name not in roles]:
        cells = [cell.strip() for cell in _column(table, name)]
        different = set(cells) - {""}
        words = {cell.casefold() for cell in different}
        if words <= PARTS.keys() and len(words) > 1 and "split" not in roles.values():
            roles[name] = "split"
        elif 2 <= len(different) <= max(2, min(MOST_GUESSED_CLASSES, len(cells) // 2)):
            few.append(name)
    called = [name for name in few if name.casefold() in _LABELS]
    if few and "target" not in roles.values():
        roles[(called or few[-1:])[0]] = "target"
    return roles


def _column(table: Cells, name: str | None) -> tuple[str, ...]:
    return table.columns[table.names.index(name)] if name in table.names else ()


def _part(path: Path, table: Cells, cell: str, row: int) -> int:
    part = PARTS.get(cell.strip().casefold())
    if part is None:
        text = N_(
            "{name}, {place}: {got} is no part of the data. The column that divides the data must "
            "say one of: {known}."
        )
        place, known = table.place(row), ", ".join(PARTS)
        raise UserError(Text(text, name=path.name, place=place, got=repr(cell), known=known))
    return part


def _wordiness(cells: Sequence[str]) -> float:
    """Return how long cells are on average; those that are always the same count little."""
    return sum(map(len, cells)) * len(set(cells)) / max(1, len(cells)) ** 2


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells[:1000] if cell.strip()]
    return all(map(is_number, filled))
