"""Tables as people have them: imported as they are meant, or refused in words; nothing in between."""

from __future__ import annotations

import gzip
import json
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.data import load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.readers import reader_for, table_samples
from nnstudio.data.readers.table import TableReader
from nnstudio.graph.data_plan import Column, DataFile, DataSource, Option
from tests.data_room.readers.reading import data_of, plan_of, source_at

READER = TableReader()
FLOWERS = (
    "length,width,species\n5.1,3.5,setosa\n7.0,3.2,versicolor\n6.3,3.3,setosa\n5.8,2.7,versicolor\n"
)


def written(folder: Path, content: str | bytes, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def table(
    folder: Path,
    content: str | bytes,
    name: str = "x.csv",
    columns: tuple[Column, ...] = (),
    **options: Option,
) -> Dataset:
    """Return what a file gives, having looked that reading it again gives the same."""
    return data_of(written(folder, content, name), "table", columns, **options)


def refusal(
    folder: Path,
    content: str | bytes,
    name: str = "x.csv",
    columns: tuple[Column, ...] = (),
    **options: Option,
) -> str:
    path = written(folder, content, name)
    with pytest.raises(UserError) as caught:
        load_dataset(source_at(path, "table", columns, **options))
    return str(caught.value)


def warnings_of(data: Dataset) -> list[str]:
    return [str(warning) for warning in data.findings.warnings]


def roles(data: Dataset) -> dict[str, str]:
    return {column.name: column.role for column in data.findings.columns}


def types(data: Dataset) -> dict[str, str]:
    return {column.name: column.type for column in data.findings.columns}


def changed(path: Path, **changes: Mapping[str, Any]) -> tuple[Column, ...]:
    """Return the guessed columns with some fields of some of them changed."""
    columns = READER.outline(path, READER.options()).columns
    return tuple(replace(column, **changes.get(column.name, {})) for column in columns)


# --- what is imported, exactly ---------------------------------------------------------------

POINTS = [[5.1, 3.5], [7.0, 3.2], [6.3, 3.3], [5.8, 2.7]]
SPOILED = {
    "plain": FLOWERS,
    "semicolons and decimal commas": FLOWERS.replace(",", ";").replace(".", ","),
    "tabs": FLOWERS.replace(",", "\t"),
    "pipes": FLOWERS.replace(",", "|"),
    "white space": FLOWERS.replace(",", "   "),
    "spaces behind commas": FLOWERS.replace(",", ", "),
    "Windows": FLOWERS.replace("\n", "\r\n"),
    "old Macintosh": FLOWERS.replace("\n", "\r"),
    "no line end": FLOWERS.rstrip(),
    "byte order mark": "\ufeff" + FLOWERS,
    "UTF-16": FLOWERS.encode("utf-16"),
    "UTF-16 without mark": FLOWERS.encode("utf-16-be"),
    "GBK and a comment": ("# 鸢尾花的测量数据\n" + FLOWERS).encode("gbk"),
    "Latin-1 and a comment": ("# Größe der Blüten\n" + FLOWERS).encode("latin-1"),
    "packed": gzip.compress(FLOWERS.encode()),
    "empty lines": FLOWERS.replace("\n", "\n\n"),
    "comments": FLOWERS.replace("7.0", "# measured again\n7.0"),
    "rows of commas below": FLOWERS + ",,\n,,\n",
    "a comma at each end": FLOWERS.replace("\n", ",\n"),
    "everything quoted": '"' + FLOWERS.rstrip().replace(",", '","').replace("\n", '"\n"') + '"\n',
    "numbered rows": "\n".join(
        f"{n - 1 if n else ''},{line}" for n, line in enumerate(FLOWERS.splitlines())
    ),
    "an id": "\n".join(f"{n or 'ID'},{line}" for n, line in enumerate(FLOWERS.splitlines())),
    "names of the rows without a name": "\n".join(
        f"{n},{line}" if n else line for n, line in enumerate(FLOWERS.splitlines())
    ),
    "a constant": FLOWERS.replace("species", "unit,species")
    .replace(",set", ",cm,set")
    .replace(",vers", ",cm,vers"),
    "an empty column": FLOWERS.replace("width,", "width,note,")
    .replace(",set", ",,set")
    .replace(",vers", ",,vers"),
    "Excel's first line": "sep=,\n" + FLOWERS,
    "pluses and exponents": FLOWERS.replace("5.1", "+51e-1").replace("7.0", "7."),
    "percent": FLOWERS.replace("5.1,", "5.1%,").replace("7.0,", "7.0 %,"),
}


@pytest.mark.parametrize("content", SPOILED.values(), ids=SPOILED)
def test_the_same_table_is_found_however_it_is_written(
    tmp_path: Path, content: str | bytes
) -> None:
    data = table(tmp_path, content)
    assert data.info.signature.features == ("length", "width")
    assert data.info.signature.classes == ("setosa", "versicolor")
    assert data.info.signature.target_name == "species"
    assert data.x_train.tolist() == POINTS
    assert data.y_train.tolist() == [0, 1, 0, 1]
    assert data.y_train.dtype == np.int64
    assert (data.info.kind, data.info.split) == ("points", "stratified")
    assert (data.info.train_count, data.info.test_count) == (4, 0)


def test_a_table_without_names_is_numbered(tmp_path: Path) -> None:
    data = table(tmp_path, FLOWERS.partition("\n")[2], "iris.data")
    assert data.info.signature.features == ("column 1", "column 2")
    assert data.info.signature.target_name == "column 3"
    assert data.x_train.tolist() == POINTS


def test_line_breaks_in_quotation_marks_belong_to_the_cell(tmp_path: Path) -> None:
    content = 'n,note,class\n5,"two\nlines",a\n2,"two\nlines",b\n3,one,a\n4,one,b\n'
    data = table(tmp_path, content)
    assert data.findings.columns[1].categories == ("one", "two\nlines")
    assert data.x_train.tolist() == [[5, 0, 1], [2, 0, 1], [3, 1, 0], [4, 1, 0]]


def test_numbers_in_groups_of_thousands(tmp_path: Path) -> None:
    data = table(tmp_path, 'area,price\n"1,200","$250,000.50"\n950,"$99,000"\n"2,000",$5\n')
    assert data.x_train.tolist() == [[1200], [950], [2000]]
    assert data.y_train.tolist() == [250_000.5, 99_000, 5]
    data = table(tmp_path, "a;price\n1.234,5;2\n1 000,25;3\n7;4\n", "y.csv")
    assert data.x_train.tolist() == [[1234.5], [1000.25], [7]]


def test_categories_become_one_column_each_and_are_not_scaled(tmp_path: Path) -> None:
    path = written(tmp_path, "colour,size,price\nred,1,10\nblue,2,20\nred,3,35\ngreen,4,41\n")
    data = data_of(path, "table")
    names = ("colour = blue", "colour = green", "colour = red", "size")
    assert data.info.signature.features == names
    assert data.info.unscaled == names[:3]
    assert data.x_train.tolist() == [[0, 0, 1, 1], [1, 0, 0, 2], [0, 0, 1, 3], [0, 1, 0, 4]]
    assert data.y_train.tolist() == [10, 20, 35, 41]
    assert (data.info.kind, data.info.signature.task, data.info.split) == (
        "table",
        "regression",
        "random",
    )


def test_categories_become_numbers_where_the_user_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "colour,size,price\nred,1,10\nblue,2,20\nred,3,35\ngreen,4,41\n")
    data = data_of(path, "table", changed(path, colour={"encoding": "index"}))
    assert data.info.signature.features == ("colour", "size")
    assert data.info.unscaled == ("colour",)
    assert data.x_train.tolist() == [[2, 1], [0, 2], [2, 3], [1, 4]]


def test_labels_are_trimmed_where_the_user_says_so(tmp_path: Path) -> None:
    content = "n,class\n1,cat\n2, cat\n3,dog \n4,dog\n"
    data = table(tmp_path, content)
    assert data.info.signature.classes == (" cat", "cat", "dog", "dog ")
    assert "Some labels differ only by the spaces around them: class. Trim labels?" in warnings_of(
        data
    )
    data = table(tmp_path, content, trim=True)
    assert data.info.signature.classes == ("cat", "dog")
    assert data.y_train.tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("1970-01-02", "2020-02-29", "1969-12-31"), (1, 18321, -1)),
        (("1970-01-02 12:00", "1970-01-03T06:00:00", "1970-01-03"), (1.5, 2.25, 2)),
        (("1970-01-02T00:00:00Z", "1970-01-02T06:00:00+06:00", "1970-01-05"), (1, 1, 4)),
        (("1970/1/2", "1970/1/3", "1970/12/4"), (1, 2, 337)),
        (("2.1.1970", "3.1.1970", "4.1.1970"), (1, 2, 3)),
        (("13/1/1970", "3/1/1970", "4/1/1970"), (12, 2, 3)),
        (("1/13/1970", "1/3/1970", "1/4/1970"), (12, 2, 3)),
        (("1970-01", "1970-02", "1970-03"), (0, 31, 59)),
        (("1970年1月2日", "1970年1月3日", "1970年2月1日"), (1, 2, 31)),
    ],
)
def test_dates_become_days(tmp_path: Path, cells: Sequence[str], days: Sequence[float]) -> None:
    rows = "".join(f"{cell},{n}.5\n" for n, cell in enumerate(cells))
    data = table(tmp_path, "when,price\n" + rows)
    assert types(data)["when"] == "date"
    assert data.x_train.ravel().tolist() == list(days)


def test_dates_that_can_be_read_in_two_ways_are_told_and_settled(tmp_path: Path) -> None:
    content = "when,price\n3/4/1970,1.5\n5/4/1970,2.5\n6/4/1970,3.5\n"
    data = table(tmp_path, content)
    assert data.x_train.ravel().tolist() == [62, 123, 154]
    assert warnings_of(data) == [
        "The dates of these columns can be read in two ways; the month was taken to come first: "
        "when."
    ]
    assert data.info.options.values()["dates"] == "month"
    data = table(tmp_path, content, dates="day")
    assert data.x_train.ravel().tolist() == [92, 94, 95]
    assert warnings_of(data) == []


def test_what_one_column_of_dates_shows_holds_for_the_others(tmp_path: Path) -> None:
    data = table(
        tmp_path, "a,b,price\n3/1/1970,31/1/1970,1.5\n4/1/1970,1/2/1970,2.5\n5/1/1970,2/2/1970,2\n"
    )
    assert data.x_train.tolist() == [[2, 30], [3, 31], [4, 32]]


# --- what columns are for ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "target"),
    [
        ("a,b,c", "c"),
        ("a,price,c", "price"),
        ("Species,b,c", "Species"),
        ("CLASS,price,c", "CLASS"),
        ("a,median_house_value,c", "median_house_value"),
        ("类别,b,c", "类别"),
        ("y,x,c", "c"),
        ("x1,x2,y", "y"),
        ("y,x1,x2", "y"),
    ],
)
def test_the_target_is_guessed_by_its_name_or_its_place(
    tmp_path: Path, names: str, target: str
) -> None:
    data = table(tmp_path, names + "\n0.5,1.5,2.5\n1.25,2,3\n2,2.5,3.75\n")
    assert [name for name, role in roles(data).items() if role == "target"] == [target]


@pytest.mark.parametrize(
    ("name", "cells", "task"),
    [
        ("class", range(1, 4), "classification"),
        ("last", (0, 1), "classification"),
        ("last", (0.5, 1), "regression"),
        ("last", range(30), "regression"),
        ("label", range(30), "classification"),
        ("last", ("yes", "no"), "classification"),
        ("last", ("true", "false"), "classification"),
    ],
)
def test_classes_or_numbers_are_guessed(
    tmp_path: Path, name: str, cells: Sequence[object], task: str
) -> None:
    rows = "".join(f"{n / 8},{cells[n % len(cells)]}\n" for n in range(60))
    data = table(tmp_path, f"a,{name}\n{rows}")
    assert data.info.signature.task == task
    if task == "classification":
        expected = [str(cell) for cell in cells]
        assert sorted(data.info.signature.classes) == sorted(expected)
        named = [data.info.signature.classes[k] for k in data.y_train[: len(cells)]]
        assert named == expected


def test_classes_that_are_numbers_are_in_their_order(tmp_path: Path) -> None:
    data = table(tmp_path, "a,label\n1,10\n2,9\n3,-1\n4,10\n")
    assert data.info.signature.classes == ("-1", "9", "10")


def test_several_targets_are_possible(tmp_path: Path) -> None:
    path = written(tmp_path, "a,target_1,target_2,kind\n4,5.5,7,u\n2,6.5,8,v\n3,7.5,9.5,u\n")
    data = data_of(path, "table")
    names = [target.name for target in data.info.signature.all_targets]
    assert names == ["target_1", "target_2"]
    assert data.y_train.tolist() == [[5.5, 7], [6.5, 8], [7.5, 9.5]]
    data = data_of(path, "table", changed(path, kind={"role": "target"}))
    assert data.y_train.tolist() == [[5.5, 7, 0], [6.5, 8, 1], [7.5, 9.5, 0]]
    assert [t.task for t in data.info.signature.all_targets] == [
        "regression",
        "regression",
        "classification",
    ]
    assert data.info.split == "stratified"


def test_the_user_decides_what_is_learned(tmp_path: Path) -> None:
    path = written(tmp_path, FLOWERS)
    roles_wanted = {"species": {"role": "ignored"}, "width": {"role": "target"}}
    data = data_of(path, "table", changed(path, **roles_wanted))
    assert data.info.signature.task == "regression"
    assert data.x_train.tolist() == [[5.1], [7.0], [6.3], [5.8]]
    assert data.y_train.tolist() == [3.5, 3.2, 3.3, 2.7]


def test_a_decision_about_one_column_leaves_the_others_guessed(tmp_path: Path) -> None:
    data = table(tmp_path, FLOWERS, columns=(Column("width", "number", "target"),))
    assert roles(data) == {"length": "feature", "width": "target", "species": "feature"}


def test_columns_that_nothing_can_be_learned_from_are_left_out_and_told(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n * n % 7}.5,cm,,visitor {n},{n % 2}\n" for n in range(12))
    data = table(tmp_path, "id,a,unit,empty,name,class\n" + rows)
    ignored = [name for name, role in roles(data).items() if role == "ignored"]
    assert ignored == ["id", "unit", "empty", "name"]
    assert warnings_of(data) == [
        "Left out because they are empty: empty.",
        "Left out because they are the same in every row: unit.",
        "Left out because they are texts: name.",
        "Left out because they only number the rows: id.",
    ]


def test_numbers_that_count_are_no_ids_where_nothing_else_is_there(tmp_path: Path) -> None:
    data = table(tmp_path, "x,y\n0,1.5\n1,3\n2,2.5\n3,1\n")
    assert roles(data) == {"x": "feature", "y": "target"}


def test_a_column_says_to_which_part_a_row_belongs(tmp_path: Path) -> None:
    words = ("train", "Test", "train", "validation", "train", "test")
    rows = "".join(f"{n}.5,{word},{n % 2}\n" for n, word in enumerate(words))
    path = written(tmp_path, "a,part,class\n" + rows)
    data = data_of(path, "table")
    assert roles(data)["part"] == "split"
    assert data.findings.parts is not None
    assert data.findings.parts.tolist() == [0, 2, 0, 1, 0, 2]
    prepared = prepare(make_plan(source_at(path, "table")))
    assert prepared.plan.split == "column"
    assert prepared.parts.training.tolist() == [0, 2, 4]
    assert prepared.parts.validation.tolist() == [3]
    assert prepared.parts.test.tolist() == [1, 5]


def test_a_column_of_time_orders_the_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "when,a,price\n1970-01-04,1,5.5\n1970-01-02,2,6.5\n1970-01-03,4,7\n")
    data = data_of(path, "table", changed(path, when={"role": "time"}))
    assert data.info.split == "time"
    assert data.x_train.tolist() == [[2], [4], [1]]
    assert data.findings.rows is not None
    assert data.findings.rows.tolist() == [1, 2, 0]


# --- what is missing ---------------------------------------------------------------------------

GAPS = "a,b,class\n1,2,u\n,3,v\n3,NA,u\n4,5,?\n5,6,v\n6,7,u\n7,8,v\n8, ,u\n9,10,v\n10,11,u\n"


def test_rows_with_gaps_are_left_out_filled_or_flagged_as_the_user_says(tmp_path: Path) -> None:
    path = written(tmp_path, GAPS)
    dropped = changed(path, a={"missing": "drop"}, b={"missing": "drop"})
    data = data_of(path, "table", dropped)
    assert data.findings.missing == (1, 2, 1)
    assert data.x_train[:, 0].tolist() == [1, 5, 6, 7, 9, 10]
    assert data.findings.rows is not None
    assert data.findings.rows.tolist() == [0, 4, 5, 6, 8, 9]
    assert warnings_of(data) == [
        "4 of 10 rows are left out because cells are empty in these columns: a (1), b (2), class (1)."
    ]
    flagged = changed(path, a={"missing": "fill"}, b={"missing": "flag"})
    plan = plan_of(path, "table", flagged)
    data = load_dataset(plan.source)
    assert data.info.signature.features == ("a", "b", "b (missing)")
    assert data.info.unscaled == ("b (missing)",)
    assert data.x_train[:3].tolist()[0] == [1, 2, 0]
    assert np.isnan(data.x_train[1, 0])
    assert np.isnan(data.x_train[2, 1])
    assert data.x_train[:, 2].tolist() == [0, 0, 1, 0, 0, 0, 1, 0, 0]
    assert warnings_of(data) == [
        "1 of 10 rows are left out because cells are empty in these columns: class (1).",
        "Empty cells are filled in these columns: a (1), b (2).",
    ]
    assert np.isfinite(prepare(plan).x_train).all()


def test_the_commonest_category_fills_where_one_is_missing(tmp_path: Path) -> None:
    words = ["red", "red", "red", "blue", "green", ""] * 5
    rows = "".join(f"{word},{n % 2}\n" for n, word in enumerate(words))
    path = written(tmp_path, "colour,class\n" + rows)
    plan = plan_of(path, "table", changed(path, colour={"missing": "fill"}))
    assert plan.fill == (0.0, 0.0, 1.0)
    indices = changed(path, colour={"missing": "fill", "encoding": "index"})
    assert plan_of(path, "table", indices).fill == (2.0,)


def test_other_marks_can_stand_for_what_is_missing(tmp_path: Path) -> None:
    content = "a,b,class\n1,5,u\n-999,6,v\n3,none,u\n4,7,v\n"
    data = table(tmp_path, content, missing_marks="-999 none")
    assert types(data) == {"a": "number", "b": "number", "class": "category"}
    assert data.findings.missing == (1, 1, 0)
    data = table(tmp_path, "a,class\n1,u\n2,NA\n3,u\n4,NA\n", missing_marks="")
    assert data.info.signature.classes == ("NA", "u")


def test_cells_that_are_no_finite_numbers_count_as_missing_and_are_told(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n}.5\n" for n in range(2, 30))
    data = table(tmp_path, "a,price\n1,1.5\ninf,2\n-1e999,3\n1_000,4\n" + rows)
    assert len(data.x_train) == 29
    assert warnings_of(data) == [
        "In the column a cells count as empty that are no finite numbers: 3, the first in line 3: "
        "'inf'.",
        "3 of 32 rows are left out because cells are empty in these columns: a (3).",
    ]
    assert data.findings is not None
    assert data.findings.missing == (3, 0)


# --- other kinds of files ----------------------------------------------------------------------

RECORDS = [
    {"length": 5.1, "width": 3.5, "species": "setosa"},
    {"length": 7.0, "width": 3.2, "species": "versicolor"},
    {"width": 3.3, "length": 6.3, "species": "setosa"},
    {"length": 5.8, "width": 2.7, "species": "versicolor"},
]
JSON_FILES = {
    "list.json": json.dumps(RECORDS),
    "pretty.json": json.dumps(RECORDS, indent=2),
    "lists.json": json.dumps({key: [r[key] for r in RECORDS] for key in RECORDS[0]}),
    "lines.jsonl": "\n".join(map(json.dumps, RECORDS)),
    "lines.json": "\n\n".join(map(json.dumps, RECORDS)) + "\n",
    "lines.ndjson.gz": gzip.compress("\r\n".join(map(json.dumps, RECORDS)).encode()),
}


@pytest.mark.parametrize(("name", "content"), JSON_FILES.items(), ids=JSON_FILES)
def test_json_records_are_tables(tmp_path: Path, name: str, content: str | bytes) -> None:
    data = table(tmp_path, content, name)
    assert data.x_train.tolist() == POINTS
    assert data.info.signature.classes == ("setosa", "versicolor")
    assert data.y_train.tolist() == [0, 1, 0, 1]


def test_json_knows_what_is_missing_and_true(tmp_path: Path) -> None:
    records = '[{"a":1,"ok":true,"c":"\\u82f9"},{"a":null,"ok":false,"c":"\\ud800"},{"a":12345678901234567890,"ok":true,"c":"x"},{"a":2,"ok":true,"c":"x"}]'
    columns = (Column("a", missing="fill"), Column("ok", "category", "target"))
    data = table(tmp_path, records, "x.json", columns)
    assert data.findings.missing == (1, 0, 0)
    assert data.info.signature.classes == ("false", "true")
    assert data.findings.columns[2].categories == ("x", "苹", "\ufffd")


REFUSED_JSON = {
    "[[1, 2], [3, 4]]": "x.json is JSON, but no table: it must be a list of records, a record on "
    "each line, or an object of equally long lists.",
    '{"a": {"0": 1}}': "x.json is JSON, but no table: it must be a list of records, a record on "
    "each line, or an object of equally long lists.",
    "5": "x.json is JSON, but no table: it must be a list of records, a record on each line, or an "
    "object of equally long lists.",
    "[" * 100_000: "x.json is JSON, but no table: it must be a list of records, a record on each "
    "line, or an object of equally long lists.",
    "[]": "x.json has no records. Choose another file.",
    "[{}]": "x.json has no records. Choose another file.",
    '{"a": [1, 2], "b": [1]}': "x.json holds lists of different lengths: 1 to 2 values. All "
    "columns must have equally many.",
    '[{"a": 1}, {"a": [1]}]': "x.json, record 2: a value is a list or an object. Only texts, "
    "numbers, true, false and null can stand in a table.",
    '{"a": 1}\n\n{"a": 2\n': "x.json, line 3: this is not valid JSON (Expecting ',' delimiter). "
    "Save it again.",
    '[{"a": 1},\n{"a"': "x.json, line 2: this is not valid JSON (Expecting ':' delimiter). Save it "
    "again.",
}


@pytest.mark.parametrize(
    ("content", "message"), REFUSED_JSON.items(), ids=[key[:20] for key in REFUSED_JSON]
)
def test_json_of_other_shapes_is_refused(tmp_path: Path, content: str, message: str) -> None:
    assert refusal(tmp_path, content, "x.json") == message


def workbook(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    """Write sheets as Excel does; texts that look like ``=43831`` are dates."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    names, links = "", ""
    for number, rows in enumerate(sheets, 1):
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        names += f'<sheet name="Sheet{number}" sheetId="{number}" r:id="rId{number}"/>'
        links += f'<Relationship Id="rId{number}" Type="{relations}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        lines = "".join(
            f'<row r="{r}">{"".join(_cell(f"{chr(64 + c)}{r}", value) for c, value in enumerate(row, 1))}</row>'
            for r, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{lines}</sheetData></worksheet>"
        )
    links += f'<Relationship Id="rId99" Type="{relations}/styles" Target="styles.xml"/>'
    parts["xl/workbook.xml"] = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{relations}"><sheets>{names}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{links}</Relationships>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return path


def _cell(place: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{place}" s="1"><v>{value[1:]}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


SHEET: list[list[object]] = [
    ["Flowers of 2020"],
    [],
    ["length", "width", "measured", "species"],
    [5.1, 3.5, "=43831", "setosa"],
    [7, 3.2, "=43832.5", "versicolor"],
    [None, 3.3, "=43833", "setosa"],
    [],
    [5.8, 2.7, "=43834", "versicolor"],
]


def test_excel_sheets_are_tables(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [], SHEET, [["a", "b"], [1, 2.5], [2, 3.5], [3, 9.5]])
    data = data_of(path, "table", (Column("length", missing="fill"),))
    assert data.info.options.values()["sheet"] == "Sheet2"
    assert data.info.signature.features == ("length", "width", "measured")
    assert data.x_train[[0, 1, 3]].tolist() == [
        [5.1, 3.5, 18262],
        [7, 3.2, 18263.5],
        [5.8, 2.7, 18265],
    ]
    assert np.isnan(data.x_train[2, 0])
    assert data.y_train.tolist() == [0, 1, 0, 1]
    other = data_of(path, "table", sheet="Sheet3")
    assert other.x_train.tolist() == [[1], [2], [3]]
    with pytest.raises(UserError) as caught:
        load_dataset(source_at(path, "table", sheet="Sheet9"))
    assert str(caught.value) == ("x.xlsx has no sheet 'Sheet9'; it has Sheet1, Sheet2, Sheet3.")


def test_bad_workbooks_are_refused(tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", SHEET).read_bytes()
    too_large = "x.xlsx is too large for a workbook. Save the sheet as CSV."
    damaged = "x.xlsx is no Excel workbook, or it is damaged. Save it again, or as CSV."
    assert refusal(tmp_path, b"length,width\n1,2\n", "x.xlsx") == damaged
    assert refusal(tmp_path, good[:300], "x.xlsx") == damaged
    assert (
        refusal(tmp_path, good.replace(b"xl/workbook.xml", b"xl/notebook.xml"), "x.xlsx") == damaged
    )
    for place in range(300, len(good), 200):  # inside of what is packed, and between
        spoiled = good[:place] + b"\xff" * 30 + good[place + 30 :]
        assert refusal(tmp_path, spoiled, "x.xlsx") in (damaged, too_large)
    empty = workbook(tmp_path / "empty.xlsx", [], [])
    with pytest.raises(UserError, match=r"^empty\.xlsx is empty\. Choose another file\.$"):
        load_dataset(source_at(empty, "table"))
    far = workbook(tmp_path / "far.xlsx", [["a", "b"], [1, 2]])
    content = far.read_bytes()
    with zipfile.ZipFile(far) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].replace(b"B2", b"XFD1048576")
    with zipfile.ZipFile(far, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, sheet if name.endswith("sheet1.xml") else content)
    with pytest.raises(UserError, match=r"^far\.xlsx is too large for a workbook\."):
        load_dataset(source_at(far, "table"))


def test_excel_without_the_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "x.xlsx", SHEET)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UserError) as caught:
        READER.outline(path, READER.options())
    assert str(caught.value) == (
        "Excel files can be read once the extra excel is installed: pip install nnstudio[excel]. "
        "Or save x.xlsx as CSV."
    )


# --- what is refused ---------------------------------------------------------------------------

REFUSED = {
    "one class": (
        "a,b,class\n1,2,u\n3,4,u\n5,6,u\n",
        "In x.csv the target class has only one class, 'u'. A network needs at least two to tell "
        "apart: choose another target or a file with more classes.",
    ),
    "one class without names": (
        "1,2,u\n3,4,u\n5,6,u\n",
        "In x.csv the target column 3 has only one class, 'u'. A network needs at least two to "
        "tell apart: choose another target or a file with more classes.",
    ),
    "a target that never changes": (
        "a,price\n1,2.5\n3,2.5\n5,2.5\n",
        "In x.csv the target price is 2.5 in every row, so there is nothing to learn. Choose "
        "another target.",
    ),
    "two rows": (
        "a,b,class\n1,2,u\n3,4,v\n",
        "x.csv has 2 complete rows; at least 3 are needed. Choose a longer file, or fill empty "
        "cells.",
    ),
    "two complete rows": (
        "a,class\n1,u\n2,\n3,?\n5,v\n6,NA\n",
        "x.csv has 2 complete rows; at least 3 are needed. Choose a longer file, or fill empty "
        "cells.",
    ),
    "one column": (
        "a\n1\n2\n3\n",
        "x.csv has no column that something can be learned from. Choose features.",
    ),
    "nothing but texts": (
        "a,b\n" + "".join(f"text {n},word {n}\n" for n in range(9)),
        "x.csv has no column that something can be learned from. Choose features.",
    ),
    "no training part": (
        "a,part,class\n1,test,u\n2,val,v\n3,test,u\n4,val,v\n",
        "In x.csv no row belongs to the training part. Check the column part.",
    ),
    "a ragged row": (
        "a,b\n1,2\n3\n4,5\n",
        "x.csv, line 3: cells in this row: 1, in most rows: 2 (rows like this: 1). Mend them, or "
        "check delimiter and quotation marks.",
    ),
    "only names": (
        "a,b\n",
        "x.csv has a row of names, but no rows below it. Choose another file.",
    ),
    "empty": ("", "x.csv is empty. Choose another file."),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_tables_that_nothing_can_be_learned_from_are_refused(
    tmp_path: Path, content: str, message: str
) -> None:
    assert refusal(tmp_path, content) == message


def test_what_another_choice_of_columns_can_mend_is_said_while_looking(tmp_path: Path) -> None:
    content, message = REFUSED["one class"]
    outline = READER.outline(written(tmp_path, content), READER.options())
    assert outline.samples is None
    assert message in [str(warning) for warning in outline.warnings]


def test_decisions_that_do_not_fit_the_file_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, FLOWERS)
    assert refusal(tmp_path, FLOWERS, columns=(Column("weight"),)) == (
        "x.csv has no columns weight; it has length, width, species."
    )
    for kind, noun in (("number", "number"), ("date", "date")):
        assert refusal(tmp_path, FLOWERS, columns=changed(path, species={"type": kind})) == (
            f"x.csv, line 2: the column species holds 'setosa', which is no {noun}. Mend it, or "
            "change the type of the column."
        )
    known = (Column("species", "category", "target", ("setosa", "virginica")),)
    assert refusal(tmp_path, FLOWERS, columns=known) == (
        "x.csv, line 3: the column species holds 'versicolor', which is none of its 2 known "
        "categories. Mend it, or choose the data again to learn with it."
    )
    everything = {name: {"role": "feature"} for name in ("length", "width", "species")}
    assert refusal(tmp_path, FLOWERS, columns=changed(path, **everything)) == (
        "x.csv has no column that is to be learned. Choose a target."
    )


def test_too_many_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_samples, "MOST_FEATURES", 5)
    rows = "".join(f"word {n % 10},{n % 3}\n" for n in range(40))
    assert refusal(tmp_path, "a,class\n" + rows) == (
        "x.csv would have 10 features in 40 rows, which is too much. Leave columns of many "
        "categories out, or number their categories."
    )


# --- looking first, predicting later -----------------------------------------------------------


def test_a_look_shows_the_rows_as_they_are_written(tmp_path: Path) -> None:
    outline = READER.outline(written(tmp_path, GAPS), READER.options())
    assert outline.head[:3] == (("1", "2", "u"), ("", "3", "v"), ("3", "NA", "u"))
    assert [column.name for column in outline.columns] == ["a", "b", "class"]
    assert outline.samples == 9


def test_a_look_at_a_long_table_reads_a_part_and_names_no_category(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnstudio.data.readers.table.OUTLINE_BYTES", 2000)
    path = written(tmp_path, "a,class\n" + "".join(f"{n},{'uv'[n % 2]}\n" for n in range(999)))
    with path.open("a") as file:
        file.write("5,w\n")
    outline = READER.outline(path, READER.options())
    assert outline.samples is None
    assert len(outline.head) == 100
    assert outline.columns[1] == Column("class", "category", "target")
    found = load_dataset(DataSource("table", (), DataFile(str(path)), outline.columns))
    assert found.info.signature.classes == ("u", "v", "w")


def test_another_file_is_predicted_for_by_the_names_of_its_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "colour,size,class\nred,1.5,u\nblue,2.5,v\nred,3,u\nblue,4,v\n")
    plan = plan_of(path, "table")
    options = load_dataset(plan.source).info.options
    other = written(tmp_path, "note;size;colour\nhi;7,5;blue\nho;8,25;red\n", "new.csv")
    x = READER.samples(other, plan.source, options)
    assert x.tolist() == [[1, 0, 7.5], [0, 1, 8.25]]
    one = written(tmp_path, "size,colour\n5,red\n", "one.csv")
    assert READER.samples(one, plan.source, options).tolist() == [[0, 1, 5]]
    records = written(tmp_path, '[{"size": 5, "colour": "red"}]', "one.json")
    assert READER.samples(records, plan.source, options).tolist() == [[0, 1, 5]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("size\n5\n", "new.csv lacks the columns colour; it has size."),
        (
            "colour,size\nred,5\ngreen,6\npink,7\n",
            "new.csv, line 3: the column colour holds 'green', 'pink', which are none of its 2 "
            "known categories. Mend them, or choose the data again to learn with them.",
        ),
        (
            "colour,size\nred,5\nred,big\n",
            "new.csv, line 3: the column size holds 'big', which is no number. Mend it, or change "
            "the type of the column.",
        ),
        (
            "colour,size\nred,5\n,6\n",
            "new.csv, line 3: the column colour is empty, but the network has learned from "
            "complete rows only. Fill it.",
        ),
    ],
)
def test_files_that_cannot_be_predicted_for_are_refused(
    tmp_path: Path, content: str, message: str
) -> None:
    path = written(tmp_path, "colour,size,class\nred,1.5,u\nblue,2.5,v\nred,3,u\nblue,4,v\n")
    plan = plan_of(path, "table")
    options = load_dataset(plan.source).info.options
    with pytest.raises(UserError) as caught:
        READER.samples(written(tmp_path, content, "new.csv"), plan.source, options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "content", "suits"),
    [
        ("a.csv", "x", True),
        ("a.tsv.gz", "x", True),
        ("a.xlsx", "x", True),
        ("a.json", "x", True),
        ("a.dat", "1 2 3\n4 5 6\n", True),
        ("a.txt", "1;2\n3;4\n", True),
        ("a.txt", "It was a dark and stormy night.\nThe rain fell.\n", False),
        ("a.bin", bytes(range(256)), False),
    ],
)
def test_what_is_taken_for_a_table(
    tmp_path: Path, name: str, content: str | bytes, suits: bool
) -> None:
    path = written(tmp_path, content, name)
    assert (READER.suits(path) >= 0.5) == suits
    if suits:
        assert reader_for(path).name == "table"
    assert READER.suits(tmp_path) == 0.0


# --- whatever comes ----------------------------------------------------------------------------

_SEEDS = (
    ("x.csv", FLOWERS.encode()),
    ("x.csv", GAPS.encode()),
    ("x.csv", 'name;größe\n"a ""b""\nc";1,5\n"d";2,5\nd;3\n'.encode("latin-1")),
    ("x.csv", "价格,类别\n12,苹果\n3,香蕉\n5,苹果\n".encode("gbk")),
    ("x.tsv", "x\ty\n1\t2\n3\t4\n5\t7\n".encode("utf-16")),
    ("x.data", b"# made up\n1 2 3/4/2020\n4 5 13/4/2020\n7 8 14/4/2020\n"),
    ("x.csv.gz", gzip.compress(b"part,x,y\ntrain,1,2\ntest,3,4\ntrain,5,6\n")),
    ("x.json", json.dumps(RECORDS).encode()),
    ("x.jsonl", "\n".join(map(json.dumps, RECORDS)).encode()),
)
_SPLINTERS = st.one_of(
    st.binary(min_size=1, max_size=4),
    st.sampled_from(
        (
            b'"',
            b",",
            b";",
            b"\t",
            b"\n",
            b"\r",
            b"\0",
            b"#",
            b"?",
            b"-",
            b"inf",
            b"1e999",
            b"[",
            b"{",
        )
    ),
)
_CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), _SPLINTERS), min_size=1, max_size=6
)


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(_SEEDS), _CHANGES)
def test_a_spoiled_file_gives_data_or_a_plain_refusal(
    tmp_path: Path, seed: tuple[str, bytes], changes: list[tuple[float, int, bytes]]
) -> None:
    name, content = seed
    for place, cut, splinter in changes:
        start = int(place * len(content))
        content = content[:start] + splinter + content[start + cut :]
    path = written(tmp_path, content, name)
    try:
        found = READER.read(source_at(path, "table"), READER.options())
    except UserError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either is fine
        return
    x, y = found.x_train, found.y_train
    assert x.shape == (found.count, *found.info.signature.raw_shape)
    assert len(y) == found.count >= 3
    assert not np.isinf(x).any()
    assert np.isfinite(y).all()
    assert all(map(str, found.findings.warnings))
    again = READER.read(source_at(path, "table", found.findings.columns), found.info.options)
    np.testing.assert_array_equal(again.x_train, x)
    np.testing.assert_array_equal(again.y_train, y)
    assert again.info == found.info


def test_numbers_too_large_to_reckon_with_count_as_empty(tmp_path: Path) -> None:
    rows = [*(f"{n},{n % 2}" for n in range(30)), "1e300,1", "-1e30,0"]
    data = table(tmp_path, "\n".join(["size,class", *rows]))
    assert (np.nanmin(data.x_train), np.nanmax(data.x_train)) == (-1e30, 29)
    assert "no finite numbers: 1, the first in line 32: '1e300'." in " ".join(warnings_of(data))
