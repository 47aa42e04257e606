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


def test_large_files_that_were_used_before_do_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = []
    for name in ("first", "second", "third"):
        path = tmp_path / f"{name}.csv"
        path.write_text("a,kind\n" + "".join(f"{n},{'xy'[n % 2]}\n" for n in range(20)))
        sources.append(DataSource("table", file=DataFile(str(path), fingerprint(path))))
    one = load_dataset(sources[0])
    assert load_dataset(sources[0]) is one
    size = one.x_train.nbytes + one.y_train.nbytes
    monkeypatch.setattr("nnstudio.data.most_bytes", lambda: 2 * size)
    two, three = (load_dataset(source) for source in sources[1:])
    assert load_dataset(sources[2]) is three
    assert load_dataset(sources[1]) is two
    assert load_dataset(sources[0]) is not one
    monkeypatch.setattr("nnstudio.data.most_bytes", lambda: 0)
    last = load_dataset(sources[1])
    assert load_dataset(sources[1]) is last
