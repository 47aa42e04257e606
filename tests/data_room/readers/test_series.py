"""Series: windows of tables over time, split without leaking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from nnstudio import api
from nnstudio.core.errors import UserError
from nnstudio.data import load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.readers import reader, reader_for
from nnstudio.data.readers.series_options import SeriesOptions
from nnstudio.data.split import split_samples
from nnstudio.graph import edits
from nnstudio.graph.data_plan import Column, DataPlan
from nnstudio.layers.dense import Dense
from nnstudio.layers.gru import GRU
from tests.data_room.readers.reading import data_of, plan_of, prepared, source_at
from tests.engine.networks import chain

DATE, SALES = Column("date", "date", "time"), Column("sales", "number", "target")


def days(count: int, first: date = date(2024, 1, 1)) -> list[str]:
    return [(first + timedelta(days=n)).isoformat() for n in range(count)]


def table(folder: Path, *rows: str, name: str = "s.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def sales(folder: Path, count: int = 60) -> Path:
    """Return a file whose values say which row they are in."""
    rows = [f"{day},{n + 0.5},{100 + n}" for n, day in enumerate(days(count))]
    return table(folder, "date,price,sales", *rows)


def warnings(data: Dataset) -> str:
    return "\n".join(map(str, data.findings.warnings))


def test_windows_and_what_comes_next(tmp_path: Path) -> None:
    path = sales(tmp_path)
    assert reader_for(path).name == "series"
    data = data_of(path, "series")
    signature = data.info.signature
    assert data.findings.columns == (DATE, Column("price"), SALES)
    assert signature.input_shape == signature.raw_shape == (14, 2)
    assert signature.features == ("price", "sales")
    assert (signature.target_name, signature.target_shape) == ("sales", (1,))
    assert data.x_train[3, :, 0].tolist() == [n + 0.5 for n in range(3, 17)]
    assert data.x_train[3, :, 1].tolist() == [100 + n for n in range(3, 17)]
    assert data.y_train[3] == 117
    assert data.findings.rows is not None
    assert data.findings.rows[3] == 17
    assert data.x_train.base is not None, "windows are views"


def test_several_steps_and_several_targets(tmp_path: Path) -> None:
    price = Column("price", "number", "target")
    data = data_of(sales(tmp_path), "series", (DATE, price, SALES), window=5, horizon=3, stride=4)
    signature = data.info.signature
    assert [target.name for target in signature.all_targets] == ["price", "sales"]
    assert [target.shape for target in signature.all_targets] == [(3,), (3,)]
    assert data.x_train[2, :, 1].tolist() == [108, 109, 110, 111, 112]
    assert data.y_train[2].tolist() == [13.5, 14.5, 15.5, 113, 114, 115]
    assert data.count == (60 - 8) // 4 + 1


def test_the_target_need_not_be_seen(tmp_path: Path) -> None:
    data = data_of(sales(tmp_path), "series", inputs_include_target=False)
    assert data.info.signature.features == ("price",)


@pytest.mark.parametrize(
    ("window", "horizon", "stride"), [(5, 1, 1), (12, 3, 1), (6, 2, 3), (4, 1, 9)]
)
def test_no_row_is_in_two_parts(tmp_path: Path, window: int, horizon: int, stride: int) -> None:
    path = sales(tmp_path, 300)
    plan = plan_of(path, "series", window=window, horizon=horizon, stride=stride)
    assert plan.split == "time"
    prepared(plan)
    data = load_dataset(plan.source)
    parts = split_samples(data, plan)
    rows = []
    for part in (parts.training, parts.validation, parts.test):
        x, y = data.x_train[part][:, :, 1] - 100, data.y_train[part] - 100
        rows.append({*x.ravel().tolist(), *y.ravel().tolist()})
    assert all(rows)
    assert max(rows[0]) < min(rows[1])
    assert max(rows[1]) < min(rows[2])


def test_differences_are_named_so_and_lead_back(tmp_path: Path) -> None:
    rows = [f"{day},{n * n}" for n, day in enumerate(days(40))]
    path = table(tmp_path, "date,sales", *rows)
    data = data_of(path, "series", window=4, differences="first")
    assert data.info.signature.target_name == "sales (change)"
    assert data.info.signature.features == ("sales (change)",)
    assert data.x_train[0].ravel().tolist() == [1, 3, 5, 7]
    assert data.y_train[0] == 9
    found = data.findings.rows
    assert found is not None
    values = np.array([n * n for n in range(40)])
    np.testing.assert_array_equal(values[found - 1] + data.y_train, values[found])
    season = data_of(path, "series", window=4, differences="seasonal", season=7)
    found = season.findings.rows
    assert found is not None
    np.testing.assert_array_equal(values[found - 7] + season.y_train, values[found])


def test_rows_are_put_in_order_and_uneven_ones_told(tmp_path: Path) -> None:
    rows = [f"{day},{n}" for n, day in enumerate(days(40))]
    del rows[30]
    rows.insert(10, rows[10])
    data = data_of(table(tmp_path, "date,sales", *reversed(rows)), "series", window=3)
    assert data.x_train[0].ravel().tolist() == [0, 1, 2]
    assert data.findings.rows is not None
    assert data.findings.rows[0] == len(rows) - 4
    assert "The rows were put in the order of date." in warnings(data)
    assert "1 rows have the same date as the row before" in warnings(data)
    assert "1 gaps in date, the first behind 2024-01-30" in warnings(data)


def test_months_are_no_gaps(tmp_path: Path) -> None:
    rows = [f"{1990 + n // 12}-{n % 12 + 1:02},{n % 7}" for n in range(80)]
    data = data_of(table(tmp_path, "month,passengers", *rows), "series")
    assert data.info.options.values()["window"] == 12
    assert data.findings.warnings == ()


def test_years_and_german_numbers(tmp_path: Path) -> None:
    rows = [f"{1900 + n};{n},5" for n in range(40)]
    path = table(tmp_path, "Year;Wert", *rows)
    assert reader_for(path).name == "series"
    data = data_of(path, "series")
    assert [column.role for column in data.findings.columns] == ["time", "target"]
    assert data.y_train[0] == data.info.options.values()["window"] + 0.5


def test_a_series_without_time_goes_by_its_rows(tmp_path: Path) -> None:
    data = data_of(table(tmp_path, *(str(n) for n in range(30)), name="one.csv"), "series")
    assert data.info.signature.input_shape == (7, 1)
    assert data.y_train[0] == 7


def test_missing_numbers_are_filled_from_the_past_or_left_out(tmp_path: Path) -> None:
    rows = [f"{day},{'' if n == 20 else n},{n}" for n, day in enumerate(days(60))]
    path = table(tmp_path, "date,price,sales", *rows)
    price = Column("price", missing="fill")
    filled = data_of(path, "series", window=4)
    assert filled.findings.columns[1] == price
    assert filled.findings.missing == (0, 1, 0)
    assert filled.x_train[18, :, 0].tolist() == [18, 19, 19, 21]
    dropped = data_of(path, "series", (replace(price, missing="drop"),), window=4)
    assert dropped.count == filled.count - 4
    assert "4 windows were left out because a number in them" in warnings(dropped)
    flagged = data_of(path, "series", (replace(price, missing="flag"),), window=4)
    assert flagged.info.signature.features == ("price", "sales", "price (missing)")
    assert flagged.info.unscaled == ("price (missing)",)
    assert flagged.x_train[18, :, 2].tolist() == [0, 0, 1, 0]


def test_nothing_is_made_up_to_be_predicted(tmp_path: Path) -> None:
    rows = [f"{day},{'NA' if n == 20 else n}" for n, day in enumerate(days(60))]
    data = data_of(table(tmp_path, "date,sales", *rows), "series", window=4)
    assert 20 not in data.y_train
    assert data.count == 55
    assert data.x_train[17].ravel().tolist() == [18, 19, 19, 21]


def test_what_is_no_number_is_passed_over(tmp_path: Path) -> None:
    rows = [f"{day},sunny,7,{n}" for n, day in enumerate(days(150))]
    path = table(tmp_path, "date,weather,station,rain", *rows)
    data = data_of(path, "series")
    assert [c.role for c in data.findings.columns] == ["time", "ignored", "ignored", "target"]
    assert "Left out because they are no numbers: weather." in warnings(data)
    assert "the same in every row: station." in warnings(data)


def test_too_few_windows_hold_none_out(tmp_path: Path) -> None:
    plan = plan_of(sales(tmp_path, 20), "series", window=14)
    assert (plan.validation, plan.test) == (0, 0)
    assert "too few windows to hold some out" in warnings(load_dataset(plan.source))


# ---- prediction ----


def chosen(plan: DataPlan) -> SeriesOptions:
    return SeriesOptions(**dict(plan.source.options))  # type: ignore[arg-type]


def test_another_file_gives_all_its_windows(tmp_path: Path) -> None:
    plan = plan_of(sales(tmp_path), "series", window=5, differences="first")
    new = table(tmp_path, "sales;date;price", *(f"{n * n};{d};{n}" for n, d in enumerate(days(8))))
    x = reader("series").samples(new, plan.source, chosen(plan))
    assert x.shape == (3, 5, 2)
    assert x[-1, :, 1].tolist() == [5, 7, 9, 11, 13]
    for rows, message in (
        (["date,price", "2024-01-01,1"], "n.csv has no columns sales; it has date, price."),
        (["date,price,sales", *(f"{d},1,2" for d in days(5))], "n.csv has 5 rows; a window of 5"),
        (
            ["date,price,sales", *(f"{d},1,2" for d in days(9)), "2024-02-01,1,x"],
            "n.csv, line 11: the column sales holds 'x', which is no number.",
        ),
        (
            ["date,price,sales", *(f"{d},1,2" for d in days(9)), "2024-02-01,,2"],
            "n.csv: a number is missing in the last 5 rows. Fill it.",
        ),
    ):
        bad = table(tmp_path, *rows, name="n.csv")
        with pytest.raises(UserError) as refused:
            reader("series").samples(bad, plan.source, chosen(plan))
        assert str(refused.value).startswith(message)


# ---- what cannot be read ----

LONG = [f"{day},{n % 7}" for n, day in enumerate(days(30))]
REFUSED = {
    "empty": ([""], "s.csv is empty"),
    "names only": (["date,sales"], "s.csv has a row of names, but no rows"),
    "two rows": (["date,sales", *LONG[:2]], "s.csv has 2 usable rows; a window of 1 and a horizon"),
    "no number": (["date,word", *(f"{d},w{d}" for d in days(30))], "s.csv has no column of chang"),
    "constant": (["date,sales", *(f"{d},5" for d in days(30))], "s.csv has no column of changing"),
    "all missing": (["date,sales", *(f"{d},NA" for d in days(30))], "s.csv has no column of chang"),
    "ragged": (["date,sales", *LONG, "2024-03-01"], "s.csv, line 32: cells in this row: 1"),
    "open quote": (["date,sales", *LONG, '2024-03-01,"1'], "s.csv, line 32: the record that beg"),
    "dates only": (["date,due", *(f"{d},{d}" for d in days(30))], "s.csv has no column of chang"),
    "holes": (
        ["date,sales", *(f"{d},{n if n % 2 else ''}" for n, d in enumerate(days(30)))],
        "s.csv: nearly every window of 7 steps lacks a number.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_series_is_refused(tmp_path: Path, case: str) -> None:
    rows, message = REFUSED[case]
    columns = (replace(SALES, missing="drop"),) if case == "holes" else ()
    with pytest.raises(UserError) as refused:
        make_plan(source_at(table(tmp_path, *rows), "series", columns))
    assert str(refused.value).startswith(message)


def test_columns_and_options_that_cannot_be_are_refused(tmp_path: Path) -> None:
    rows = [f"{d},{n},red,4" for n, d in enumerate(days(30))]
    path = table(tmp_path, "date,sales,colour,fixed", *rows)
    fixed, colour = Column("fixed", "number", "target"), Column("colour", "category")
    for columns, options, message in (
        ((fixed,), {}, "s.csv: fixed is the same in every row"),
        ((colour,), {}, "s.csv: colour is no column of numbers"),
        ((), {"window": 40}, "s.csv has 30 usable rows; a window of 40 and a horizon of 1 need at"),
        ((), {"inputs_include_target": False}, "s.csv leaves nothing to predict from."),
        ((Column("gone"),), {}, "s.csv has no columns gone; it has date, sales, colour, fixed."),
    ):
        with pytest.raises(UserError) as refused:
            make_plan(source_at(path, "series", columns, **options))
        assert str(refused.value).startswith(message)


def test_an_outline_shows_what_is_wrong_and_the_columns(tmp_path: Path) -> None:
    known = reader("series")
    path = table(tmp_path, "date,word", *(f"{d},w{d}" for d in days(30)))
    outline = known.outline(path, known.options())
    assert outline.head[0] == ("2024-01-01", "w2024-01-01")
    assert outline.samples is None
    assert "no column of changing numbers" in str(outline.warnings[-1])


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (["date,sales", *LONG], "series"),
        (["date,sales", *reversed(LONG)], "table"),
        (["date,sales,shop", *(f"{row},{'ab'[n % 2]}" for n, row in enumerate(LONG))], "table"),
        (["height,weight", *(f"{n},{n * n % 7}" for n in range(30))], "table"),
        (["date,sales", *LONG[:5]], "table"),
    ],
)
def test_a_table_is_a_series_only_where_it_looks_like_one(
    tmp_path: Path, rows: list[str], kind: str
) -> None:
    assert reader_for(table(tmp_path, *rows)).name == kind


# ---- learning ----


def test_a_network_learns_a_rhythm(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    wave = 50 + 10 * np.sin(np.arange(400) * 2 * np.pi / 12) + rng.normal(0, 0.5, 400)
    path = table(
        tmp_path, "day,load", *(f"{d},{v:.3f}" for d, v in zip(days(400), wave, strict=True))
    )
    plan = plan_of(path, "series", window=12)
    layers = GRU(units=8), Dense(units=1, activation="linear")
    project = replace(chain(plan.signature, "mean_squared_error", *layers), data=plan)
    saved = api.train(edits.set_training(project, epochs=20), seed=1)
    assert api.evaluate(saved)["r2"] > 0.95
    data = prepare(plan)
    raw = data.dataset.samples(data.parts.test)
    predicted = np.asarray(api.predict(saved, raw)).ravel()
    assert np.abs(predicted - data.y_test).mean() < 1.5
