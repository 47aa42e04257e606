"""Files of the user's that move or change."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from nnstudio.core.errors import UserError
from nnstudio.data import fingerprint as fingerprint_module
from nnstudio.data import load_dataset
from nnstudio.data.fingerprint import file_state, fingerprint
from nnstudio.data.importing import import_file
from nnstudio.data.prepare import make_plan, replan
from nnstudio.data.saved_dataset import save_dataset
from nnstudio.files.project_file import SavedProject, load, save
from nnstudio.graph.data_plan import DataFile, DataPlan, DataSource
from nnstudio.graph.project import Project
from tests.made_up_data import source_of


def test_contents_tell_a_file_and_names_and_sizes_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("x,y\n1,2\n")
    known = DataFile(str(file), fingerprint(file))
    assert file_state(known) == "there"
    file.write_text("x,y\n1,3\n")
    assert file_state(known) == "changed"
    file.unlink()
    assert file_state(known) == "missing"
    folder = tmp_path / "pictures"
    (folder / "cats").mkdir(parents=True)
    (folder / "cats" / "1.png").write_bytes(b"12")
    known = DataFile(str(folder), fingerprint(folder))
    assert file_state(known) == "there"
    (folder / ".DS_Store").touch()
    (folder / "cats" / "Thumbs.db").touch()
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "1.png").touch()
    assert file_state(known) == "there"
    (folder / "cats" / "2.png").write_bytes(b"1")
    assert file_state(known) == "changed"


@pytest.fixture
def plan(tmp_path: Path) -> DataPlan:
    """Throws in a file in the folder ``class``."""
    (tmp_path / "class").mkdir()
    path = tmp_path / "class" / "throws.npz"
    save_dataset(path, load_dataset(source_of("projectile", {"samples": 40})))
    return make_plan(DataSource("prepared", file=DataFile(str(path))))


def test_a_missing_or_changed_file_is_not_used_in_silence(plan: DataPlan) -> None:
    assert plan.source.file is not None
    path = Path(plan.source.file.path)
    whole = path.read_bytes()
    save_dataset(path, load_dataset(source_of("projectile", {"samples": 60})))
    with pytest.raises(UserError, match=r"throws\.npz has changed since it was chosen"):
        load_dataset(plan.source)
    fresh = DataSource("prepared", file=DataFile(str(path)))
    assert replan(plan, source=fresh).counts == (60, 30)
    path.unlink()
    with pytest.raises(UserError, match=r"throws\.npz is not there any more"):
        load_dataset(plan.source)
    path.write_bytes(whole)
    assert load_dataset(plan.source).count == 60


def test_data_beside_a_project_moves_with_it(plan: DataPlan, tmp_path: Path) -> None:
    save(tmp_path / "class" / "throws.nnstudio", SavedProject(Project(data=plan)))
    (tmp_path / "class").rename(tmp_path / "moved")
    data = load(tmp_path / "moved" / "throws.nnstudio").project.data
    assert data.source.file is not None
    assert Path(data.source.file.path) == tmp_path / "moved" / "throws.npz"
    assert load_dataset(data.source).count == 60


def test_data_from_elsewhere_is_found_beside_the_project(plan: DataPlan, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    project = tmp_path / "other" / "throws.nnstudio"
    save(project, SavedProject(Project(data=plan)))
    (tmp_path / "class" / "throws.npz").rename(tmp_path / "other" / "throws.npz")
    assert load_dataset(load(project).project.data.source).count == 60


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "x.csv/y.csv"])
def test_a_place_that_cannot_be_looked_at_is_missing(
    plan: DataPlan, tmp_path: Path, path: str
) -> None:
    (tmp_path / "x.csv").touch()
    strange = replace(plan, source=replace(plan.source, file=DataFile(path, "sha256:0")))
    save(tmp_path / "strange.nnstudio", SavedProject(Project(data=strange)))
    file = load(tmp_path / "strange.nnstudio").project.data.source.file
    assert file is not None
    assert file_state(file) == "missing"
    with pytest.raises(UserError, match="There is no file or folder"):
        import_file(Path(path))


def test_a_settled_file_is_read_once_and_again_when_it_was_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, read = tmp_path / "a.csv", list[Path]()
    file.write_text("x,y\n1,2\n")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    known = DataFile(str(file), fingerprint(file))
    contents = fingerprint_module._contents

    def noting(path: Path) -> str:
        read.append(path)
        return contents(path)

    monkeypatch.setattr(fingerprint_module, "_contents", noting)
    assert file_state(known) == "there"
    assert read == []
    file.write_text("x,y\n1,3\n")
    assert file_state(known) == "changed"
    assert read == [file]
