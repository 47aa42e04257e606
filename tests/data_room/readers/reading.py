"""What the tests of readers share: plans of files, and what must hold for every one of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from nnstudio.data import data_card, load_dataset
from nnstudio.data.dataset import Dataset
from nnstudio.data.prepare import make_plan, prepare
from nnstudio.data.prepared_data import PreparedData
from nnstudio.data.readers import reader
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.data_plan import Column, DataFile, DataPlan, DataSource, Option
from nnstudio.graph.project import Project


def source_at(
    path: Path, kind: str, columns: tuple[Column, ...] = (), **options: Option
) -> DataSource:
    """Return the source of a file, its fingerprint not yet taken."""
    return DataSource(kind, tuple(sorted(options.items())), DataFile(str(path)), columns)


def plan_of(path: Path, kind: str, columns: tuple[Column, ...] = (), **options: Option) -> DataPlan:
    """Return the plan of a file, having looked that it can be read again in the same way."""
    plan = make_plan(source_at(path, kind, columns, **options))
    data = load_dataset(plan.source)
    # Without its fingerprint it is read anew, with the options and columns that were found.
    again = load_dataset(replace(plan.source, file=DataFile(str(path))))
    assert again is not data
    np.testing.assert_array_equal(again.x_train, data.x_train)
    np.testing.assert_array_equal(again.y_train, data.y_train)
    np.testing.assert_array_equal(again.x_test, data.x_test)
    assert again.info == data.info
    assert again.findings.columns == data.findings.columns
    assert data_card(plan) == data.info
    assert project_from_dict(project_to_dict(Project(data=plan))).data == plan
    known = reader(kind)
    outline = known.outline(path, known.options().with_values(**options), columns)
    assert outline.options == data.info.options
    assert outline.columns == data.findings.columns
    assert outline.samples == data.count
    return plan


def data_of(path: Path, kind: str, columns: tuple[Column, ...] = (), **options: Option) -> Dataset:
    """Return the data set of a file."""
    return load_dataset(plan_of(path, kind, columns, **options).source)


def prepared(plan: DataPlan) -> PreparedData:
    """Return the samples of a plan, each of its numbers in one part at most."""
    data = prepare(plan)
    numbers = [*data.parts.training, *data.parts.validation, *data.parts.test]
    assert len(set(numbers)) == len(numbers)
    return data
