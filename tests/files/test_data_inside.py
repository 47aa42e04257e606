"""A project's file that keeps its data is all there is to hand on; nothing bad gets out of it."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import nnstudio
from nnstudio.core.errors import UserError
from nnstudio.data.prepare import prepare
from nnstudio.files import data_inside
from nnstudio.files.data_inside import cache_folder
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.files.recovery import RecoveryCopy
from nnstudio.graph.data_plan import DataFile
from tests.files.test_project_file import repacked

GOLDEN = Path(__file__).parent.parent / "data" / "format-1-with-data.nnstudio"
TABLE = "\n".join(["a,b,kind", *(f"{n % 7},{n % 5},{'xy'[n % 2]}" for n in range(60))])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table in a folder of its own."""
    path = tmp_path / "home" / "flowers.csv"
    path.parent.mkdir()
    path.write_text(TABLE)
    return path


def packed(data: Path, path: Path) -> SavedProject:
    """Save a project that keeps its data; return it as it was saved."""
    project = nnstudio.keep_data(nnstudio.use_data(nnstudio.new("perceptron"), data))
    save(path, project)
    return project


def file_of(saved: SavedProject) -> DataFile:
    file = saved.project.data.source.file
    assert file is not None
    return file


def test_the_data_comes_back_where_the_original_is_not(table: Path, tmp_path: Path) -> None:
    sent, before = (
        tmp_path / "sent.nnstudio",
        prepare(packed(table, tmp_path / "a.nnstudio").project.data),
    )
    (tmp_path / "a.nnstudio").rename(sent)
    table.unlink()
    read = load(sent)

    assert read.warnings == ()
    assert Path(file_of(read).path).is_relative_to(cache_folder())
    after = prepare(read.project.data)
    np.testing.assert_array_equal(after.x_train, before.x_train)
    np.testing.assert_array_equal(after.t_test, before.t_test)


def test_it_goes_from_file_to_file_and_names_no_place_of_the_cache(
    table: Path, tmp_path: Path
) -> None:
    packed(table, tmp_path / "a.nnstudio")
    table.unlink()
    save(tmp_path / "b.nnstudio", load(tmp_path / "a.nnstudio"))
    (tmp_path / "a.nnstudio").unlink()
    with zipfile.ZipFile(tmp_path / "b.nnstudio") as archive:
        told = json.loads(archive.read("project.json"))["project"]["data"]["file"]
    assert told["path"] == "flowers.csv"
    assert prepare(load(tmp_path / "b.nnstudio").project.data).x_train.shape[1:] == (2,)


def test_an_emptied_cache_costs_nothing(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.nnstudio"
    packed(table, path)
    table.unlink()
    opened = load(path)
    Path(file_of(opened).path).unlink()
    save(path, opened)  # what the file kept before is kept

    assert prepare(load(path).project.data).x_train.size


def test_the_original_is_used_where_it_is_as_it_was(table: Path, tmp_path: Path) -> None:
    packed(table, tmp_path / "a.nnstudio")
    assert file_of(load(tmp_path / "a.nnstudio")).path == str(table)
    table.write_text("something else")
    assert file_of(load(tmp_path / "a.nnstudio")).path != str(table)


@pytest.mark.parametrize("path", ["photos/..", "..", "."])
def test_a_name_that_leads_upwards_is_not_used(path: str, table: Path, tmp_path: Path) -> None:
    file = file_of(packed(table, tmp_path / "a.nnstudio"))
    place = data_inside.unpack(data_inside.pack(file), replace(file, path=path), "a.nnstudio")

    assert place.name == "data"
    assert place.read_text() == TABLE


def test_a_folder_of_pictures_comes_back(tmp_path: Path) -> None:
    for number in range(12):
        place = tmp_path / "photos" / "ab"[number % 2]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((8, 8), 20 * number, np.uint8)).save(place / f"{number}.png")
    (tmp_path / "photos" / ".DS_Store").write_bytes(b"unseen")
    before = prepare(packed(tmp_path / "photos", tmp_path / "a.nnstudio").project.data)
    (tmp_path / "photos").rename(tmp_path / "gone")
    read = load(tmp_path / "a.nnstudio")

    np.testing.assert_array_equal(prepare(read.project.data).x_train, before.x_train)
    assert not (Path(file_of(read).path) / ".DS_Store").exists()


def test_equal_projects_give_equal_bytes(table: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        packed(table, tmp_path / f"{name}.nnstudio")
    assert (tmp_path / "a.nnstudio").read_bytes() == (tmp_path / "b.nnstudio").read_bytes()


def test_a_copy_for_emergencies_has_no_need_of_it(table: Path, tmp_path: Path) -> None:
    project = packed(table, tmp_path / "a.nnstudio")
    RecoveryCopy(tmp_path / "copies" / "1.nnstudio").write(project, tmp_path / "a.nnstudio")
    with zipfile.ZipFile(tmp_path / "copies" / "1.nnstudio") as archive:
        assert "data.zip" not in archive.namelist()
    assert file_of(load(tmp_path / "copies" / "1.nnstudio")).path == str(table)


def test_it_can_be_taken_out_again(table: Path, tmp_path: Path) -> None:
    project = packed(table, tmp_path / "a.nnstudio")
    save(tmp_path / "b.nnstudio", nnstudio.keep_data(project, inside=False))
    with zipfile.ZipFile(tmp_path / "b.nnstudio") as archive:
        assert "data.zip" not in archive.namelist()
    assert file_of(load(tmp_path / "b.nnstudio")).path == str(table)


def test_the_first_format_with_data_opens_for_ever() -> None:
    read = load(GOLDEN)
    assert read.warnings == ()
    assert prepare(read.project.data).x_train.shape == (39, 2)


# ---- refusing ----


def test_what_cannot_be_kept_is_refused(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="is no file of yours"):
        nnstudio.keep_data(nnstudio.new("xor"))
    project = nnstudio.use_data(nnstudio.new("perceptron"), table)
    with monkeypatch.context() as patch:
        patch.setattr(data_inside, "MOST_BYTES", 100)
        with pytest.raises(UserError, match="too large to be kept"):
            nnstudio.keep_data(project)
    table.write_text("changed")
    with pytest.raises(UserError, match="not there as it was"):
        nnstudio.keep_data(project)


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "../"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda: b"no zip", "is damaged", id="no zip"),
        pytest.param(lambda: zipped(flowers=b"other"), "data in a.nnstudio is damaged", id="other"),
        pytest.param(lambda: zipped(), "data in a.nnstudio is damaged", id="nothing"),
        pytest.param(lambda: zipped(__evil=b"x"), "leads out of it", id="a way out"),
        pytest.param(lambda: zipped(big=bytes(2 << 20)), "would unpack to 2 MB", id="a bomb"),
    ],
)
def test_bad_data_is_left_alone_and_the_project_opens(
    table: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[], bytes],
    said: str,
) -> None:
    monkeypatch.setattr(data_inside, "MOST_BYTES", 1 << 20)
    path = tmp_path / "a.nnstudio"
    packed(table, path)
    path.write_bytes(repacked(path.read_bytes(), {"data.zip": make()}))
    table.unlink()
    before = sorted(os.listdir(tmp_path))
    read = load(path)

    assert [said in str(warning) for warning in read.warnings] == [True]
    assert sorted(os.listdir(tmp_path)) == before
    cached = cache_folder()
    assert not cached.exists() or not os.listdir(cached)


@pytest.mark.parametrize("digest", ["", "sha256:../../../evil", "folder:"])
def test_a_digest_names_no_place_of_its_own(table: Path, tmp_path: Path, digest: str) -> None:
    path = tmp_path / "a.nnstudio"
    packed(table, path)
    with zipfile.ZipFile(path) as archive:
        document = json.loads(archive.read("project.json"))
    document["project"]["data"]["file"] |= {"digest": digest, "path": "../../evil.csv"}
    path.write_bytes(repacked(path.read_bytes(), {"project.json": json.dumps(document).encode()}))
    read = load(path)

    assert len(read.warnings) == 1
    assert not cache_folder().exists() or not os.listdir(cache_folder())
