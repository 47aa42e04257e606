"""A repeated block is trained, kept and exported as the layers that it is made of."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import nnstudio
from nnstudio.graph import blocks, edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.project import Project
from nnstudio.layers.add import Add
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input


def residual_network() -> Project:
    """Return a classifier of points whose middle is a residual block of dense layers, three times."""
    project = edits.set_training(nnstudio.new("spiral-mlp").project, epochs=2)
    project = edits.delete(project, list(project.graph.by_id))
    layers = (Input(), Dense(units=6), Dense(units=6, activation="relu"), Dense(units=6), Add())
    ids: list[str] = []
    for column, layer in enumerate(layers):
        project, node_id = edits.add_node(project, layer, 240.0 * column, 0.0)
        project = edits.connect(project, ids[-1], node_id) if ids else project
        ids.append(node_id)
    project = edits.connect(project, ids[1], ids[4], 1)
    classes = len(project.data.signature.classes)
    head = Dense(
        units=classes if classes > 2 else 1, activation="softmax" if classes > 2 else "sigmoid"
    )
    project, out = edits.add_node(project, head, 1200.0, 0.0)
    project = edits.connect(project, ids[4], out)
    project, block_id = blocks.group(project, ids[2:5], "Residual block")
    return blocks.set_repeat(project, block_id, 3)


def test_a_residual_block_three_times_trains_saves_opens_and_exports(tmp_path: Path) -> None:
    project = residual_network()
    analysis = analyze(project)
    assert [p.text for p in analysis.problems if p.blocking] == []
    trained = nnstudio.train(project)
    assert trained.checkpoint is not None
    weights = trained.checkpoint.weights
    (block,) = project.graph.groups
    dense = [row[0] for row in block.repetitions]
    assert len(dense) == 3
    values = [weights[node_id, "weight"] for node_id in dense]
    assert all(np.isfinite(value).all() for value in values)
    assert not np.array_equal(values[0], values[1])  # each has weights of its own
    nnstudio.save(tmp_path / "deep.nnstudio", trained)
    again = nnstudio.open(tmp_path / "deep.nnstudio")
    assert again.project == project
    assert again.project.graph.groups == project.graph.groups
    nnstudio.export_network(again, "npz", tmp_path / "deep.npz")
    assert any(dense[2] in name for name in np.load(tmp_path / "deep.npz").files)
    changed = blocks.set_value(again.project, block.id, block.parameters[0].name, 6)
    assert blocks.settled(changed) == again.project
