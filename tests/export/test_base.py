"""What every target shares: files beside files, choices, and what cannot be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from nnstudio.core.errors import UserError, ValueRangeError
from nnstudio.core.layer import param
from nnstudio.core.text import Text
from nnstudio.engine.plan import Plan
from nnstudio.export.base import Exporter, ExportJob, ExportOptions
from nnstudio.export.writers import Writers
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from tests.test_every_export import network


@dataclass(frozen=True)
class Choices(ExportOptions):
    lines: int = param(2, low=1, high=9)


class Poem(Exporter):
    """Writes a text, and a second file beside it."""

    label, summary, suffix, order = "Poem", "A poem.", ".txt", 0
    Options = Choices

    def files(self, job: ExportJob) -> dict[str, bytes]:
        assert isinstance(job.options, Choices)
        return {".txt": job.stem.encode() * job.options.lines, "_more.bin": b"\0\xff"}


def test_others_lie_beside_the_file_and_it_has_a_name_that_programs_can_use(
    tmp_path: Path,
) -> None:
    paths = Poem().export(*network(), tmp_path / "2 roses.txt")
    assert [path.name for path in paths] == ["2 roses.txt", "2 roses_more.bin"]
    assert paths[0].read_text() == "_2_roses_2_roses"
    assert paths[1].read_bytes() == b"\0\xff"


def test_networks_of_one_folder_do_not_share_their_files(tmp_path: Path) -> None:
    files: set[Path] = set()
    names = ("a b", "a-b", "a_b", "玫瑰", "百合", "é", "è")
    for name in names:
        files.update(Poem().export(*network(), tmp_path / f"{name}.txt"))
    assert len(files) == 2 * len(names)


def test_a_name_ends_no_text_of_a_script() -> None:
    job = Poem().job(*network(), "a\"b'c\\d{e}%\n")
    assert job.beside == "a_b_c_d_e___"


@pytest.mark.parametrize("name", ["a.nnstudio", "numpy.py", "torch.py", "random.py"])
def test_names_that_would_do_harm_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Choose another name"):
        Poem().export(*network(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_choices_are_heeded_and_checked(tmp_path: Path) -> None:
    Poem().export(*network(), tmp_path / "a.txt", Choices(lines=3))
    assert (tmp_path / "a.txt").read_text() == "aaa"
    with pytest.raises(ValueRangeError):
        Choices(lines=10)


def test_only_what_can_be_read_is_previewed() -> None:
    target = Poem()
    job = target.job(*network(), "a")
    assert target.preview(job, target.files(job)) == {".txt": "aa"}


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a_more.bin").mkdir()
    with pytest.raises(UserError, match="It is a folder"):
        Poem().export(*network(), tmp_path / "a.txt")
    assert not (tmp_path / "a.txt").exists()


def test_what_cannot_be_said_is_named(tmp_path: Path) -> None:
    writers: Writers[Callable[..., object]] = Writers()
    writers(Input, Dense)(str)

    class Short(Poem):
        def missing(self, plan: Plan) -> tuple[tuple[str, Text], ...]:
            return writers.missing(plan, "Verse")

    with pytest.raises(UserError, match="conv2d_1 cannot be exported: Verse has no words for Conv"):
        Short().export(*network(), tmp_path / "a.txt")
    assert not list(tmp_path.iterdir())


def test_a_layer_has_one_function() -> None:
    writers: Writers[Callable[..., object]] = Writers()
    writers(Dense)(str)
    assert writers.of(Dense()) is str
    with pytest.raises(ValueError, match="Dense is written twice"):
        writers(Dense)(int)
