"""Data that is asked for from several sides at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from nnstudio.data import load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.fingerprint import fingerprint
from nnstudio.data.readers import reader
from nnstudio.graph.data_plan import DataFile, DataSource


def test_a_file_is_read_once_however_many_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,b,kind\n" + "".join(f"{n},{n * n},{'xy'[n % 2]}\n" for n in range(20)))
    source = DataSource("table", file=DataFile(str(path), fingerprint(path)))
    kind = type(reader("table"))
    reading, read = kind.read, []

    def counted(self: object, *given: object) -> Dataset:
        read.append(given)
        return reading(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(kind, "read", counted)
    ready = Barrier(4)

    def ask(_: int) -> Dataset:
        ready.wait()
        return load_dataset(source)

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(ask, range(4)))
    assert len(read) == 1
    assert all(data is found[0] for data in found)


def test_who_asks_again_after_a_failure_reads_again(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,b,kind\n")
    source = DataSource("table", file=DataFile(str(path), fingerprint(path)))
    for _ in range(2):
        with pytest.raises(ValueError, match=r"small\.csv"):
            load_dataset(source)
