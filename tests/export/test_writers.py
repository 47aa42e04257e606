"""What a target has no words for is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nnstudio.activations import activation_names
from nnstudio.engine.plan import Plan, make_plan
from nnstudio.export import exporter
from nnstudio.graph.analysis import analyze
from nnstudio.layers.activation import ActivationLayer
from tests.layer_networks import network_around

TARGETS = {"onnx": "ONNX", "pytorch": "PyTorch", "keras": "Keras", "c": "C source"}


def plan_of(activation: str) -> Plan:
    return make_plan(analyze(network_around(ActivationLayer(activation=activation), ((4,),))))


@pytest.mark.parametrize("target", TARGETS)
def test_every_activation_has_words(target: str) -> None:
    found = {name: exporter(target).missing(plan_of(name)) for name in activation_names()}

    assert found == dict.fromkeys(activation_names(), ())


@pytest.mark.parametrize("target", TARGETS)
def test_an_activation_without_words_is_named(target: str) -> None:
    plan = plan_of("relu")
    layer = ActivationLayer(activation="relu")
    object.__setattr__(layer, "activation", "swirl")
    nodes = (*plan.nodes[:-1], replace(plan.nodes[-1], layer=layer))
    ((node, reason),) = exporter(target).missing(replace(plan, nodes=nodes))

    assert node == plan.nodes[-1].id
    assert str(reason) == (
        f"{TARGETS[target]} has no words for the activation swirl. Use another one."
    )
