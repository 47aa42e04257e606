"""Write the cards of the bundled data sets and the page of their sources.

``python packaging/bundled_data.py`` reads each set as ``resources/data/catalog.json`` says and
writes what it finds into ``resources/data/cards``, and whose it is into ``resources/data/SOURCES.md``;
``--check`` only says which files that would change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nnstudio.data.bundled import BUNDLED
from nnstudio.data.bundled_arrays import arrays_card
from nnstudio.data.bundled_catalog import ARRAYS, Card, Entry, card_to_dict, described, entry
from nnstudio.data.dataset import DatasetInfo
from nnstudio.data.photos import PHOTOS
from nnstudio.data.readers import reader
from nnstudio.graph.data_plan import DataFile, DataSource

DATA = Path(__file__).resolve().parent.parent / "resources" / "data"

BEGIN = """# The data sets that come with NNStudio

The licence of a data set is its own; NNStudio's MIT licence covers the program only. Licence texts are in `LICENSES/`. This page is written by
`packaging/bundled_data.py` from `catalog.json` and from the data; the window shows the same with each data set.

Arrays are stored as `.npz` without pickles: `x_train`, `y_train`, `x_test`, `y_test`, `class_names`. Tables and series are CSV (UTF-8, commas, a line of
names), texts are UTF-8; lines end with a line feed. Samples are counted as they are read unless other options are chosen, training samples first where a
set has a test part of its own.

| name | file | samples | one sample | classes | licence |
|---|---|---|---|---|---|
"""

PHOTO_TEXT = """## Photos

Six colour photos of at most 320 pixels, to try convolutions and autoencoders on.

| file | licence | attribution | SHA-256 |
|---|---|---|---|
"""


def find(name: str) -> Card:
    """Read a set as the catalogue says and return what its reader finds."""
    known = entry(name)
    if known.reader == ARRAYS:
        return Card(described(name, arrays_card(known.path, known.kind)), ())
    each = reader(known.reader)
    options = each.options(**known.options)
    guessed = each.outline(known.path, options).columns
    for column in (*known.roles, *known.missing):
        if column not in [each.name for each in guessed]:
            raise SystemExit(f"{name} has no column {column!r}.")
    columns = tuple(
        replace(
            column,
            role=known.roles.get(column.name, column.role),
            missing=known.missing.get(column.name, column.missing),
        )
        for column in guessed
    )
    data = each.read(DataSource(known.reader, (), DataFile(str(known.path)), columns), options)
    return Card(described(name, data.info), data.findings.columns)


def files() -> dict[Path, str]:
    """Return what the cards and the page should be."""
    found = {name: find(name) for name in BUNDLED}
    texts = {DATA / "cards" / f"{name}.json": _card(card) for name, card in found.items()}
    texts[DATA / "SOURCES.md"] = _page({name: card.info for name, card in found.items()})
    return texts


def _card(found: Card) -> str:
    """Return a card as JSON, one field on a line."""
    fields = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in card_to_dict(found).items()
    ]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _page(infos: dict[str, DatasetInfo]) -> str:
    lines = [BEGIN.rstrip("\n")]
    for name, info in infos.items():
        shape = " × ".join(str(size) for size in info.signature.raw_shape)
        counts = f"{info.train_count:,}" + (f" + {info.test_count:,}" if info.test_count else "")
        classes = f"{len(info.signature.classes):,}" if info.signature.classes else "–"
        file = entry(name).file
        lines.append(f"| {name} | `{file}` | {counts} | {shape} | {classes} | {info.licence} |")
    for name, info in infos.items():
        lines += ["", *_about(info, entry(name))]
    lines += ["", PHOTO_TEXT.rstrip("\n")]
    for photo in PHOTOS:
        file, digest = photo.path.relative_to(DATA).as_posix(), _digest(photo.path)
        lines.append(f"| `{file}` | {photo.licence} | {photo.attribution} | `{digest}` |")
    return "\n".join([*lines, ""])


def _about(info: DatasetInfo, known: Entry) -> Iterator[str]:
    yield f"## {info.title}"
    yield ""
    yield info.summary
    yield ""
    yield f"- Origin: {info.origin}."
    yield f"- Attribution: {info.attribution}."
    texts = ", ".join(f"`{name}`" for name in info.licence_files)
    yield f"- Licence: {info.licence}; {texts}." if texts else f"- Licence: {info.licence}."
    yield f"- Changed: {known.changes}."
    paths = sorted(known.path.iterdir()) if known.path.is_dir() else [known.path]
    yield "- SHA-256:"
    for path in paths:
        yield f"  - `{path.relative_to(DATA).as_posix()}` `{_digest(path)}`"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stale() -> list[Path]:
    """Return the files that do not say what the data says."""
    wanted = files()
    there = set((DATA / "cards").glob("*.json"))
    old = [path for path, text in wanted.items() if not _says(path, text)]
    return [*old, *(there - set(wanted))]


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def main() -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    if parser.parse_args().check:
        old = stale()
        for path in old:
            print(f"{path.name} is old. Run: python packaging/bundled_data.py", file=sys.stderr)
        return 1 if old else 0
    for path, text in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
