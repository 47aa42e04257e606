"""A small part of what packaging/fuzz_data.py does: spoiled files give data or a clear refusal."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from fuzz_data import try_file, try_files


def test_spoiled_files_give_data_or_a_refusal(tmp_path: Path) -> None:
    results = [try_file(20, number, tmp_path) for number in range(60)]
    assert [each for each in results if each.outcome == "finding"] == []
    told = Counter(each.outcome for each in results)
    assert told["data"] > 10 < told["refused"]
    assert not any(tmp_path.iterdir())


def test_a_file_that_takes_too_long_is_found_and_the_next_ones_are_tried() -> None:
    results = list(try_files(20, [1, 2], seconds=0.0, megabytes=1500))
    assert [(each.number, each.told) for each in results] == [(1, "too slow"), (2, "too slow")]
