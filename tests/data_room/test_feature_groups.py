"""Columns of a table that were taken apart, put together again."""

from __future__ import annotations

import numpy as np

from nnstudio.data.feature_groups import feature_groups
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.graph.data_plan import Column
from nnstudio.graph.signature import Signature

COLOURS = "blue", "red"


def test_a_category_is_one_column_again() -> None:
    columns = (
        Column("age", missing="flag"),
        Column("colour", "category", categories=COLOURS),
        Column("size", "category", categories=("S", "L"), encoding="index"),
        Column("kind", "category", "target", categories=("a", "b")),
    )
    names = "age", "age (missing)", "colour = blue", "colour = red", "size"
    groups = feature_groups(Signature((5,), features=names), columns)
    assert [group.name for group in groups] == ["age", "age (missing)", "colour", "size"]
    assert [group.categories for group in groups] == [(), (), COLOURS, ("S", "L")]
    x = np.array([[30.0, 0, 0, 1, 1], [np.nan, 1, 0, 0, 0]])
    np.testing.assert_array_equal(groups[0].values(x), [30.0, np.nan])
    np.testing.assert_array_equal(groups[2].values(x), [1.0, np.nan])
    np.testing.assert_array_equal(groups[3].values(x), [1.0, 0.0])


def test_the_houses_have_as_many_columns_as_their_table() -> None:
    data = prepare(make_plan("ames_housing")).dataset
    groups = feature_groups(data.info.signature, data.findings.columns)
    assert [g.name for g in groups] == [
        c.name for c in data.findings.columns if c.role == "feature"
    ]
    assert groups[-1].places.stop == len(data.info.signature.features)
