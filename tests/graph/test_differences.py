"""Two projects differ in what they would learn, and nothing else is told."""

from __future__ import annotations

from dataclasses import replace

from nnstudio.graph import edits
from nnstudio.graph.differences import differences
from nnstudio.graph.project import Project, Wire
from nnstudio.graph.templates import template
from nnstudio.layers.dropout import Dropout
from nnstudio.optimizers.sgd import SGD


def project() -> Project:
    return template("spiral-mlp").project


def told(second: Project, *, ends: bool = False) -> list[str]:
    return [str(d.text) for d in differences(project(), second, ends=ends)]


def test_places_titles_and_the_same_are_no_difference() -> None:
    moved = edits.set_title(edits.move(project(), {"dense_1": (9.0, 9.0)}), "dense_1", "first")
    assert told(project()) == []
    assert told(moved) == []


def test_settings_are_told_one_by_one() -> None:
    rate = project().training.optimizer.with_values(learning_rate=0.5)
    second = edits.set_values(edits.set_optimizer(project(), rate), "dense_1", activation="sigmoid")
    before = project().graph.by_id["dense_1"].layer.values()["activation"]
    old_rate = project().training.optimizer.learning_rate
    assert told(second) == [
        f"Optimiser · Learning rate: {old_rate:g} → 0.5",
        f"dense_1 · Activation: {before} → sigmoid",
    ]
    assert told(edits.set_optimizer(project(), SGD())) == [
        "Optimiser · kind: Adam → Gradient descent (SGD)"
    ]


def test_when_a_run_ends_counts_only_on_wish() -> None:
    longer = edits.set_training(project(), epochs=7777)
    assert told(longer) == []
    assert len(told(longer, ends=True)) == 1
    assert len(told(edits.set_training(project(), batch_size=3))) == 1


def test_layers_and_wires_are_told() -> None:
    first = project().graph.wires[0]
    added, name = edits.add_node(project(), Dropout(), 0.0, 0.0)
    assert told(added) == [f"{name}: only in the second"]
    inserted = edits.connect(edits.connect(added, first.source, name), name, first.target)
    assert told(inserted) == [
        f"{name}: only in the second",
        f"{first.target} · reads: {first.source} → {name}",
    ]
    cut = edits.disconnect(project(), [Wire(first.source, first.target, first.port)])
    assert told(cut) == [f"{first.target} · reads: {first.source} → –"]
    frozen = edits.set_frozen(project(), ["dense_1"], True)
    assert told(frozen) == ["dense_1 · frozen: no → yes"]


def test_other_data_is_told() -> None:
    other = replace(project(), data=template("xor").project.data)
    assert told(other) == ["Data · set: spiral → xor_table"]
    noisy = replace(project(), data=replace(project().data, validation=1))
    assert told(noisy) == ["Data · preparation: one → another"]
