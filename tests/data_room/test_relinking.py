"""A file that was moved or has other contents becomes the data again, with or without new numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnstudio.core.errors import UserError
from nnstudio.data.fingerprint import file_state
from nnstudio.data.prepare import make_plan, prepare, replan
from nnstudio.data.relinking import found_again, keep_numbers, read_again
from nnstudio.graph.data_plan import DataFile, DataPlan, DataSource


def write(path: Path, rows: int, factor: float = 1.0, kinds: str = "ab") -> None:
    lines = ["length,width,kind"]
    lines += [f"{factor * (1 + n % 7)},{2 + n % 5},{kinds[n % len(kinds)]}" for n in range(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "flowers.csv"
    write(path, 60)
    return path


@pytest.fixture
def plan(path: Path) -> DataPlan:
    return make_plan(DataSource("table", file=DataFile(str(path))), scaling="standard")


def state(plan: DataPlan) -> str:
    assert plan.source.file is not None
    return file_state(plan.source.file)


def test_a_moved_file_is_found_again_and_nothing_else_changes(
    plan: DataPlan, path: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    path.rename(elsewhere)
    assert state(plan) == "missing"
    found = found_again(plan, elsewhere)
    assert state(found) == "there"
    assert found.source.file == DataFile(str(elsewhere), plan.source.file.digest)  # type: ignore[union-attr]
    assert (found.shift, found.scale, found.counts) == (plan.shift, plan.scale, plan.counts)
    assert prepare(found).x_train.shape[1:] == (2,)


def test_a_file_found_with_other_contents_is_read_anew(plan: DataPlan, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    write(other, 90, factor=10.0)
    found = found_again(plan, other)
    assert state(found) == "there"
    assert found.counts == (90, 0)
    assert found.shift != plan.shift


def test_reading_again_fits_everything_to_what_is_there_now(plan: DataPlan, path: Path) -> None:
    write(path, 90, factor=10.0, kinds="abc")
    assert state(plan) == "changed"
    again = read_again(plan)
    assert state(again) == "there"
    assert again.signature.classes == ("a", "b", "c")
    assert again.counts == (90, 0)
    assert again.shift != plan.shift
    assert again.scaling == "standard"


def test_keeping_the_numbers_scales_new_contents_as_the_old_ones(
    plan: DataPlan, path: Path
) -> None:
    write(path, 90, factor=10.0)
    kept = keep_numbers(plan)
    assert state(kept) == "there"
    assert kept.counts == (90, 0)
    assert (kept.shift, kept.scale) == (plan.shift, plan.scale)
    assert prepare(kept).x_train.max() > 10  # far outside of what it was fitted to


def test_numbers_are_kept_where_samples_are_their_own_target(plan: DataPlan, path: Path) -> None:
    plan = replan(plan, reconstruct=True)
    write(path, 90, factor=10.0)
    kept = keep_numbers(plan)
    assert (kept.counts, kept.shift, kept.signature) == ((90, 0), plan.shift, plan.signature)
    assert prepare(kept).t_train.shape[1] == 2 + 2


def test_numbers_cannot_be_kept_for_samples_of_another_kind(plan: DataPlan, path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("length", "weight")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError):
        keep_numbers(plan)


def test_numbers_cannot_be_kept_where_nothing_is_left_to_learn_from(
    plan: DataPlan, path: Path
) -> None:
    write(path, 10)
    with pytest.raises(UserError, match=r"flowers\.csv has only 10 now"):
        keep_numbers(plan)


def test_a_file_that_is_no_table_any_more_is_refused(plan: DataPlan, path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(UserError, match=r"flowers\.csv"):
        read_again(plan)
