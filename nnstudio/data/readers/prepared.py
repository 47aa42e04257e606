"""Data sets that were imported before: a folder or an .npz file with ``dataset.json`` and arrays."""

from __future__ import annotations

import json
import os
import tokenize
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.core.settings import Settings
from nnstudio.core.shapes import size_of
from nnstudio.core.text import N_, Text
from nnstudio.data.dataset import Dataset, DatasetInfo, Findings, RawSamples
from nnstudio.data.readers.cells import readable
from nnstudio.data.readers.prepared_members import Members, array_of, members_of
from nnstudio.data.readers.reader import Outline, Progress, Reader, unheard
from nnstudio.data.readers.usable import usable
from nnstudio.data.targets import IGNORED, target_values
from nnstudio.graph.data_codec import (
    SCALINGS,
    SPLITS,
    columns_from,
    signature_from,
)
from nnstudio.graph.data_plan import Column, DataSource
from nnstudio.graph.record import LARGEST_WHOLE, Record
from nnstudio.graph.signature import Signature

FORMAT = 1
CARD = "dataset.json"
LARGEST_CARD = 64 << 20
MOST_SHOWN = 24
KINDS = ("image", "points", "table", "series", "text", "sound")
_CARD_FIELDS = (
    "format",
    "name",
    "kind",
    "signature",
    "counts",
    "value_range",
    "scaling",
    "split",
    "validation",
    "test",
    "gap",
    "unscaled",
    "columns",
)


@dataclass(frozen=True)
class PreparedOptions(Settings):
    """A prepared data set is read as it is."""

    name = "prepared"
    label = N_("Prepared data set")


class PreparedReader(Reader):
    """Reads what `save_dataset` wrote; the arrays of a folder stay on the disk until used."""

    name = "prepared"
    label = N_("Prepared data set")
    order = 8
    patterns = ("*.npz",)
    options = PreparedOptions

    def suits(self, path: Path) -> float:
        """Return 1 where there is a ``dataset.json``, else 0."""
        if path.is_dir():
            return float(os.path.isfile(path / CARD))
        if path.suffix.lower() != ".npz" or not zipfile.is_zipfile(path):
            return 0.0
        try:
            with zipfile.ZipFile(path) as archive:
                return float(CARD in archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return 0.0

    def outline(self, path: Path, options: Settings, columns: tuple[Column, ...] = ()) -> Outline:
        data = self.read(DataSource(self.name), options, at=path)
        info = data.info
        pictures = data.x_train[:MOST_SHOWN] if info.kind == "image" else ()
        pixels = tuple(p for p in pictures if p.dtype == np.uint8)
        count = info.train_count + info.test_count
        return Outline(info.options, data.findings.columns, pictures=pixels, samples=count)

    def read(
        self,
        source: DataSource,
        options: Settings,
        progress: Progress = unheard,
        at: Path | None = None,
    ) -> Dataset:
        if at is None:
            assert source.file is not None, "a prepared data set lies in a file"
            at = Path(source.file.path)
        with _told(at), members_of(at) as members:
            card, findings = _card(members, at)
            arrays = _arrays(members, card, at)
        train = arrays["x_train"], arrays["y_train"]
        test = arrays.get("x_test"), arrays.get("y_test")

        def read(split: str) -> RawSamples:
            x, y = train if split == "train" else test
            if x is None or y is None:
                return train[0][:0], train[1][:0]
            return x, y

        progress(1.0)
        return Dataset(card, read, replace(findings, parts=arrays.get("parts")))

    def samples(self, path: Path, source: DataSource, options: Settings) -> Array:
        if not self.suits(path):
            text = N_(
                "{name} is no imported data set, as the network has learned from one. Give it "
                "another one, or an array of samples (.npy)."
            )
            raise UserError(Text(text, name=readable(path.name)))
        data = self.read(source, options, at=path)
        if _features(data.findings.columns) != _features(source.columns):
            text = N_(
                "{name} has other features or categories than the data that the network has learned "
                "from. Import both from files with the same columns and categories."
            )
            raise UserError(Text(text, name=readable(path.name)))
        return data.samples(np.arange(data.count))

    def card(
        self, source: DataSource, options: Settings, signature: Signature, counts: tuple[int, int]
    ) -> DatasetInfo:
        assert source.file is not None, "a prepared data set lies in a file"
        path = Path(source.file.path)
        try:
            with _told(path), members_of(path) as members:
                return _card(members, path)[0]
        except UserError:  # it is gone or broken; whoever needs its samples will say so
            kind = {1: "table", 3: "image"}.get(len(signature.input_shape), "series")
            return _info(path.stem, kind, signature, counts)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell whatever a broken file makes a library raise."""
    try:
        yield
    except UserError:
        raise
    except OSError as error:
        text = N_("{path} cannot be read: {reason}.")
        raise UserError(Text(text, path=str(path), reason=error.strerror or str(error))) from None
    # What Python's zip reader, its JSON reader and NumPy raise for bytes that are something else.
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        ValueError,
        SyntaxError,
        tokenize.TokenError,
        MemoryError,
    ) as error:
        text = N_("{path} is no data set that can be used: {reason}. Import the data again.")
        raise UserError(
            Text(text, path=str(path), reason=readable(str(error)[:200]) or "damaged")
        ) from None


def _features(columns: Sequence[Column]) -> list[tuple[object, ...]]:
    """Return what decides how features become numbers."""
    used = [column for column in columns if column.role == "feature"]
    return [(c.name, c.type, c.encoding, c.categories, c.missing == "flag") for c in used]


def _card(members: Members, path: Path) -> tuple[DatasetInfo, Findings]:
    if CARD not in members:
        text = N_("{path} is no prepared data set: it lacks {member}.")
        raise UserError(Text(text, path=str(path), member=CARD))
    with members[CARD].open() as stream:
        value: object = json.loads(stream.read(LARGEST_CARD).decode("utf-8"))
    record = Record(value, Text(CARD), _CARD_FIELDS)
    record.whole("format", FORMAT, 1, FORMAT)
    counts = [
        record.checked_whole("counts", n, 0, LARGEST_WHOLE) for n in record.items("counts", 2)
    ]
    if len(counts) != 2 or not counts[0]:
        raise record.refusal("counts", counts, Text(N_("how many samples there are to learn from")))
    limits = [record.checked_number("value_range", v) for v in record.items("value_range", 2)]
    if limits and not (len(limits) == 2 and limits[0] < limits[1]):
        raise record.refusal("value_range", limits, Text(N_("a smallest and a largest value")))
    info = _info(
        record.text("name"),
        record.choice("kind", "table", KINDS),
        signature_from(record.raw("signature")),
        (counts[0], counts[1]),
    )
    info = replace(
        info,
        scaling=record.choice("scaling", "none", SCALINGS),
        validation=record.whole("validation", 0, 0, max(0, counts[0] - 1)),
        value_range=(limits[0], limits[1]) if limits else None,
        split=record.choice("split", "own", SPLITS),
        test=record.whole("test", 0, 0, sum(counts)),
        unscaled=tuple(
            record.checked_text("unscaled", name) for name in record.items("unscaled", 1_000_000)
        ),
    )
    columns = columns_from(record.items("columns", 1_000_000))
    return info, Findings(columns, gap=record.whole("gap", 0, 0))


def _info(name: str, kind: str, signature: Signature, counts: tuple[int, int]) -> DatasetInfo:
    return DatasetInfo(
        name="prepared",
        title=name,
        summary=N_("A data set that was imported before."),
        kind=kind,
        signature=signature,
        train_count=counts[0],
        test_count=counts[1],
        scaling="none",
        validation=0,
        options=PreparedOptions(),
    )


def _arrays(members: Members, info: DatasetInfo, path: Path) -> dict[str, Array]:
    """Return the arrays, each with the shape that the card says."""
    signature = info.signature
    numbers = sum(size_of(target.shape) for target in signature.all_targets)
    flat = numbers == 1 and not signature.further and size_of(signature.all_targets[0].shape) == 1
    expected: dict[str, tuple[int, ...]] = {}
    for part, count in (("train", info.train_count), ("test", info.test_count)):
        if count:
            expected[f"x_{part}"] = (count, *(signature.raw_shape or signature.input_shape))
            expected[f"y_{part}"] = (count,) if flat else (count, numbers)
    if "parts.npy" in members:
        expected["parts"] = (info.train_count + info.test_count,)
    found = {}
    for name, shape in expected.items():
        member = members.get(f"{name}.npy")
        if member is None:
            text = N_("{path} lacks {member}. Import the data again.")
            raise UserError(Text(text, path=str(path), member=f"{name}.npy"))
        array = array_of(member, shape, path)
        if name.startswith("y") and not usable(array).all():
            text = N_("{path}: {member} has values that are not numbers. Import the data again.")
            raise UserError(Text(text, path=str(path), member=member.name))
        found[name] = array
        _require_known(found[name], signature, name, path)
    return found


def _require_known(array: Array, signature: Signature, name: str, path: Path) -> None:
    """Refuse numbers that stand for no class, no part, no token and no quantity."""
    bounds: list[tuple[Array, int, int]] = []
    if name.startswith("y"):
        for number, target in enumerate(signature.all_targets):
            if target.task == "classification":
                values = target_values(array, signature, number)
                bounds.append((values, 0 if target.shape == () else IGNORED, len(target.classes)))
    elif name == "parts":
        bounds.append((array, 0, 3))
    elif signature.tokens:
        bounds.append((array, 0, signature.tokens))
    elif array.dtype.kind == "f" and not (usable(array) | np.isnan(array)).all():
        text = N_("{path}: {member} has numbers that are too large. Import the data again.")
        raise UserError(Text(text, path=str(path), member=f"{name}.npy"))
    for values, low, end in bounds:
        if values.size and not low <= values.min() <= values.max() < end:
            text = N_(
                "{path}: {member} has the number {got} where 0 to {most} is expected. Import the "
                "data again."
            )
            got = values.min() if values.min() < low else values.max()
            told = {"member": f"{name}.npy", "got": got, "most": end - 1}
            raise UserError(Text(text, path=str(path), **told))
