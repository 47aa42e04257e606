"""The scene says what the project says, whatever is edited and undone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF

from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.core.layer import Layer
from nnstudio.core.shapes import shape_text
from nnstudio.core.text import Text
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.layers import all_layers
from tests.app.canvas.hands import Hand, chain, make

LAYERS = [make("Dense"), make("Conv2D"), make("Flatten"), make("Add"), make("Dropout")]


def edited(project: Project, chance: random.Random) -> Project:
    """Return the project after some edit."""
    ids = list(project.graph.by_id)
    kind = chance.choice(["add", "add", "connect", "connect", "move", "layer", "delete", "cut"])
    if kind == "add" or len(ids) < 2:
        x, y = 20.0 * chance.randrange(60), 20.0 * chance.randrange(30)
        return edits.add_node(project, chance.choice(LAYERS), x, y)[0]
    one, other = chance.sample(ids, 2)
    if kind == "connect":
        port = chance.randrange(2)
        if edits.why_not_connect(project.graph, one, other, port) is None:
            return edits.connect(project, one, other, port)
        return project
    if kind == "move":
        return edits.move(project, {one: (20.0 * chance.randrange(60), 0.0), other: (0.0, 20.0)})
    if kind == "layer":
        return edits.set_layer(project, one, chance.choice(LAYERS))
    if kind == "cut" and project.graph.wires:
        return edits.disconnect(project, [chance.choice(project.graph.wires)])
    return edits.delete(project, [one])


def assert_agrees(hand: Hand) -> None:
    graph, canvas = hand.project.graph, hand.view.canvas
    assert set(canvas.nodes) == set(graph.by_id)
    assert set(canvas.wires) == set(graph.wires)
    for node_id, item in canvas.nodes.items():
        node, report = graph.by_id[node_id], hand.session.analysis.reports[node_id]
        assert item.pos() == QPointF(node.x, node.y)
        assert item.face.inputs == node.layer.inputs
        assert item.wired_inputs == set(graph.wires_into[node_id])
        assert item.wired_output == bool(graph.wires_from[node_id])
        if report.shape is not None:
            assert item.face.footer == shape_text(report.shape)
        blocked = any(p.blocking for p in hand.session.analysis.problems_at(node_id))
        assert (item.face.tone == "bad") == blocked
    for wire, line in canvas.wires.items():
        source, target = canvas.nodes[wire.source], canvas.nodes[wire.target]
        ports = {port.index: port for port in target.ports() if not port.is_output}
        assert line.path().elementAt(0).x == source.port_place(source.ports()[-1]).x()
        end = line.path().currentPosition()
        assert end == target.port_place(ports[wire.port])


@pytest.mark.parametrize("seed", range(4))
def test_the_scene_agrees_after_any_edits_and_their_undoing(hand: Hand, seed: int) -> None:
    chance = random.Random(seed)
    hand.session.open(chain(make("Input"), make("Flatten"), make("Dense")))
    for _ in range(60):
        choice = chance.random()
        if choice < 0.15:
            hand.session.undo()
        elif choice < 0.25:
            hand.session.redo()
        else:
            hand.session.edit(Text("Edit"), edited(hand.project, chance))
        assert_agrees(hand)
    while hand.session.undo_label is not None:
        hand.session.undo()
    assert_agrees(hand)
    assert set(hand.view.canvas.nodes) == {"input_1", "flatten_1", "dense_1"}


def test_an_edit_redraws_only_its_part(hand: Hand) -> None:
    hand.session.open(chain(make("Input"), make("Flatten"), make("Dense"), make("Dense")))
    before = dict(hand.view.canvas.nodes)
    faces = {node_id: item.face for node_id, item in before.items()}
    hand.session.edit(Text("Edit"), edits.set_values(hand.project, "dense_2", units=7))

    after = hand.view.canvas.nodes
    assert all(after[node_id] is item for node_id, item in before.items())
    changed = {node_id for node_id, item in after.items() if item.face is not faces[node_id]}
    assert changed == {"dense_2"}


@pytest.mark.parametrize("layer", all_layers().values(), ids=lambda layer: layer.name)
def test_every_layer_has_an_icon_of_its_own(layer: type[Layer]) -> None:
    assert layer_icon_name(layer) == f"layer-{layer.name.lower()}"


def test_a_layer_from_elsewhere_gets_the_icon_of_its_category() -> None:
    class Strange(Layer):
        name = "Strange"
        category = "pooling"

    assert layer_icon_name(Strange) == "funnel"
