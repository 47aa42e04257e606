"""The table of layers: its figures, its folding, its CSV."""

from __future__ import annotations

import csv
from dataclasses import replace

from nnstudio.engine.layer_table import layer_rows, rows_as_csv
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan, DataSource
from nnstudio.graph.project import Group, Project
from nnstudio.graph.signature import Signature
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input


def chain() -> Project:
    signature = Signature((4,), classes=("a", "b"))
    project = Project(data=DataPlan(DataSource("made up"), signature=signature))
    project, last = edits.add_node(project, Input(), 0, 0)
    for units in (8, 8, 8, 2):
        project, node_id = edits.add_node(project, Dense(units=units), 0, 0)
        project = edits.connect(project, last, node_id)
        last = node_id
    return edits.set_training(project, batch_size=10)


def test_a_row_tells_what_a_layer_costs() -> None:
    row = layer_rows(analyze(chain()))[1]

    assert (row.title, row.shape, row.letters) == ("dense_1", (8,), ("F",))
    assert (row.parameters, row.multiply_adds) == (4 * 8 + 8, 32)
    assert (row.weight_bytes, row.output_bytes) == (160, 8 * 10 * 4)
    assert row.memory == 480


def test_a_repeated_block_is_one_row_for_all_of_it() -> None:
    project = chain()
    block = Group("block_1", "Body", (("dense_2",), ("dense_3",)))
    project = replace(project, graph=replace(project.graph, groups=(block,)))
    analysis = analyze(project)

    rows = layer_rows(analysis, fold=True)

    assert [row.title for row in rows] == ["input_1", "dense_1", "Body", "dense_4"]
    assert rows[2].repetitions == 2
    assert rows[2].node_ids == ("dense_2", "dense_3")
    assert sum(row.parameters for row in rows) == analysis.parameters
    assert len(layer_rows(analysis)) == 5


def test_the_csv_holds_every_layer_and_leaves_out_what_is_not_known() -> None:
    project = chain()
    broken = edits.disconnect(project, project.graph.wires[2:3])

    lines = list(csv.DictReader(rows_as_csv(layer_rows(analyze(broken))).splitlines()))

    assert {line["layer"] for line in lines} == set(broken.graph.by_id)
    first = next(line for line in lines if line["layer"] == "dense_1")
    assert first["output_shape"] == "8"
    assert first["weight_bytes"] == "160"
    blocked = next(line for line in lines if line["layer"] == "dense_3")
    assert blocked["parameters"] == ""
    assert "not connected" in blocked["problems"]
