"""Files of new cases: read as the data was, with what they say of each case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from nnstudio.core.errors import UserError
from nnstudio.data.case_files import read_cases
from nnstudio.data.importing import ImportChoices, import_file
from nnstudio.data.pictures import read_picture
from nnstudio.data.prepare import make_plan
from nnstudio.graph.data_plan import DataPlan


@pytest.fixture
def table_plan(tmp_path: Path) -> DataPlan:
    learned = tmp_path / "learned.csv"
    lines = [f"{n % 7}.5,{('red', 'blue')[n % 2]},{2 * n}" for n in range(20)]
    learned.write_text("\n".join(["size,colour,price", *lines]) + "\n")
    return make_plan(import_file(learned, ImportChoices(targets=("price",))).source)


def test_a_table_keeps_its_columns(table_plan: DataPlan, tmp_path: Path) -> None:
    new = tmp_path / "new.csv"
    new.write_text("who;colour;size\nAda;blue;3,5\nBob;red;4\n")
    found = read_cases(table_plan, new)
    assert found.names == ("who", "colour", "size")
    assert list(found.rows()) == [("Ada", "blue", "3,5"), ("Bob", "red", "4")]
    size = table_plan.signature.features.index("size")
    np.testing.assert_array_equal(found.x[:, size], [3.5, 4.0])


def test_a_cell_that_cannot_be_read_is_named(table_plan: DataPlan, tmp_path: Path) -> None:
    new = tmp_path / "new.csv"
    new.write_text("size,colour\n3,blue\nmany,red\n")
    with pytest.raises(UserError, match=r"new\.csv.*line 3") as refused:
        read_cases(table_plan, new)
    assert "size" in str(refused.value)
    new.write_text("size\n3\n")
    with pytest.raises(UserError, match="lacks the columns colour"):
        read_cases(table_plan, new)


def test_points_of_a_toy_are_read_by_name_or_in_their_order(tmp_path: Path) -> None:
    plan = make_plan("spiral")
    names = plan.signature.features or ("x1", "x2")
    new = tmp_path / "new.csv"
    new.write_text(f"{names[1]},{names[0]}\n0.5,1.5\n-1,2\n")
    np.testing.assert_array_equal(read_cases(plan, new).x, [[1.5, 0.5], [2.0, -1.0]])
    new.write_text("a,b\n0.5,1.5\n")
    np.testing.assert_array_equal(read_cases(plan, new).x, [[0.5, 1.5]])
    new.write_text("a,b\n0.5,1.5\n1,?\n")
    with pytest.raises(UserError, match=r"new\.csv, line 3: the column .* got '\?'"):
        read_cases(plan, new)
    new.write_text("a,b,c\n0.5,1.5,2\n")
    with pytest.raises(UserError, match="lacks the columns"):
        read_cases(plan, new)


def test_a_folder_of_pictures_is_made_to_look_like_the_digits(tmp_path: Path) -> None:
    plan = make_plan("mnist")
    for name in ("b.png", "a.png"):
        image = Image.new("L", (90, 120), 255)
        ImageDraw.Draw(image).line([(30, 20), (60, 20), (45, 100)], fill=0, width=9)
        image.save(tmp_path / name)
    found = read_cases(plan, tmp_path)
    assert list(found.rows()) == [("a.png",), ("b.png",)]
    assert found.x.shape == (2, 28, 28)
    np.testing.assert_array_equal(found.x[0], read_picture(tmp_path / "a.png", (28, 28)).pixels)
    (tmp_path / "c.png").write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"c\.png"):
        read_cases(plan, tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no pictures"):
        read_cases(plan, tmp_path / "empty")


def test_an_array_of_rows_has_the_names_of_the_features(tmp_path: Path) -> None:
    np.save(tmp_path / "new.npy", np.array([[5.0, 3.0, 1.0, 0.2]]))
    found = read_cases(make_plan("iris"), tmp_path / "new.npy")
    assert len(found.names) == 4
    assert list(found.rows()) == [(5.0, 3.0, 1.0, 0.2)]


def test_a_series_of_the_programs_own_takes_arrays_only(tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("a\n1\n")
    with pytest.raises(UserError, match=r"\.npy"):
        read_cases(make_plan("sine_series"), tmp_path / "new.csv")
