"""Networks made in code, and what a notebook shows of them."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

import nnstudio
from nnstudio.data.prepare import make_plan
from nnstudio.graph.project import Node
from nnstudio.layers.conv2d import Conv2D
from nnstudio.losses.huber import Huber
from nnstudio.optimizers.sgd import SGD


def iris() -> nnstudio.Network:
    net = nnstudio.Network("iris", "Flowers & more")
    net.add("Dense", units=6, activation="tanh")
    net.add("Dense", units=3, activation="softmax")
    return net


def test_a_chain_is_drawn_and_learns() -> None:
    project = iris().project(epochs=30, learning_rate=0.05, batch_size=16)
    assert [node.id for node in project.graph.nodes] == ["input_1", "dense_1", "dense_2"]
    xs = [node.x for node in project.graph.nodes]
    assert xs == sorted(set(xs)), "arranged from left to right"
    assert project.training.batch_size == 16
    assert project.training.optimizer.values()["learning_rate"] == 0.05
    trained = nnstudio.train(project, seed=1, fast=False)
    assert nnstudio.evaluate(trained)["accuracy"] > 0.8
    weights = nnstudio.weights(trained)
    assert {key: value.shape for key, value in weights.items()} == {
        "dense_1/bias": (6,),
        "dense_1/weight": (4, 6),
        "dense_2/bias": (3,),
        "dense_2/weight": (6, 3),
    }
    assert not weights["dense_1/bias"].flags.writeable
    assert nnstudio.weights(nnstudio.new("xor")) == {}


def test_branches_shared_weights_and_inputs_of_some_columns() -> None:
    net = nnstudio.Network("iris")
    whole = net.add("Input")
    first = net.add("Dense", whole, units=4, activation="relu", title="One way")
    second = net.add("Dense", whole, units=4, weights_of=first)
    net.add("Add", first, second)
    net.add("Dense", units=3, activation="softmax", frozen=True)
    project = net.project()
    nodes: dict[str, Node] = project.graph.by_id
    assert nodes[first].title == "One way"
    assert nodes[second].shares == first
    assert nodes["dense_3"].frozen
    analysis = nnstudio.check(project)
    assert analysis.ready
    assert analysis.reports["add_1"].sources == (first, second)


def test_layers_losses_and_others_may_be_given_as_what_they_are() -> None:
    net = nnstudio.Network(make_plan("mnist"))
    net.add(Conv2D(filters=2), kernel_size=(5, 5))
    net.add("Flatten")
    net.add("Dense", units=10, activation="softmax")
    project = net.project(loss=Huber(), optimizer=SGD(), schedule="cosine", clipping=2.0)
    assert project.graph.by_id["conv2d_1"].layer.values()["kernel_size"] == (5, 5)
    training = project.training
    assert (training.loss.name, training.optimizer.name) == ("huber", "sgd")
    assert (training.schedule.name, training.clipping.threshold) == ("cosine", 2.0)


@pytest.mark.parametrize(
    ("data", "units", "activation", "loss"),
    [
        ("iris", 3, "softmax", "categorical_crossentropy"),
        ("xor", 1, "sigmoid", "binary_crossentropy"),
        ("projectile", 1, "linear", "mean_squared_error"),
    ],
)
def test_the_loss_suits_the_data(data: str, units: int, activation: str, loss: str) -> None:
    net = nnstudio.Network(data)
    net.add("Dense", units=units, activation=activation)
    assert net.project().training.loss.name == loss


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda net: net.add("Dnse"), "There is no layer called 'Dnse'; there are: Input"),
        (lambda net: net.add("Dense", unit=3), "Dense has no setting 'unit'; it has: units"),
        (lambda net: net.add("Dense", units=0), "Units got 0; it expects a whole number from 1"),
        (lambda net: net.add("Dense", "dense_9"), "no layer 'dense_9'; it has: input_1, dense_1"),
        (lambda net: net.add("Add", "dense_1", "dense_1", "dense_1"), "has 2 input ports"),
        (lambda net: net.add("Flatten", weights_of="dense_1"), "layers of one kind"),
        (lambda net: net.project(epoch=3), "The training has no setting 'epoch'"),
        (lambda net: net.project(epochs=0), "Epochs got 0"),
        (lambda net: net.project(loss="mse"), "There is no loss 'mse'; there are: categorical"),
        (lambda net: net.project(optimizer="adamm"), "There is no optimiser 'adamm'"),
        (lambda net: net.project(schedule="steps"), "There is no schedule 'steps'"),
        (lambda net: net.project(clipping=-1.0), "Threshold got -1.0"),
    ],
)
def test_mistakes_are_told_and_leave_the_network_as_it_was(
    wrong: Callable[[nnstudio.Network], object], said: str
) -> None:
    net = iris()
    before = net.project()
    with pytest.raises(nnstudio.UserError, match=said):
        wrong(net)
    assert net.project() == before


# ---- notebooks ----


def parsed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body>{html}</body>")


def test_a_notebook_shows_drawing_layers_and_losses() -> None:
    net = iris()
    assert repr(net) == "<Network 'Flowers & more': input_1, dense_1, dense_2>"
    trained = nnstudio.train(net.project(epochs=3), seed=0, fast=False)
    assert "51 parameters" in repr(trained)
    assert "trained 3 epochs, train_loss" in repr(trained)
    shown = parsed(trained._repr_html_())
    cells = [cell.text for cell in shown.iter("td")]
    assert cells[:4] == ["input_1", "Input", "4", "0"]
    assert "Flowers & more" in "".join(shown.itertext())
    svg = "{http://www.w3.org/2000/svg}"
    assert len(list(shown.iter(f"{svg}rect"))) == 3
    curves = [line for line in shown.iter(f"{svg}polyline") if line.get("stroke-width")]
    assert len(curves) == 2


def test_every_template_is_shown_and_an_empty_project_too() -> None:
    for template in nnstudio.templates():
        saved = nnstudio.new(template.slug)
        assert len(parsed(saved._repr_html_())) > 0
        assert "not trained" in repr(saved)
    assert "no data" in repr(nnstudio.SavedProject(nnstudio.Project("empty")))
    assert parsed(nnstudio.SavedProject(nnstudio.Project("empty"))._repr_html_()) is not None


def test_problems_are_shown_where_there_are_some() -> None:
    net = nnstudio.Network("iris")
    net.add("Dense", units=7, activation="softmax")
    items = [item.text or "" for item in parsed(net._repr_html_()).iter("li")]
    assert any("7" in item for item in items)
    found = nnstudio.check(net.project())
    assert repr(found) == "<analysis of 'Network': 2 nodes, 35 parameters, 1 problem>"
    assert any("7" in (item.text or "") for item in parsed(found._repr_html_()).iter("li"))
    assert repr(nnstudio.check(iris().project())).endswith(": 3 nodes, 51 parameters, ready>")
