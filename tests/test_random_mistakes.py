"""What can be drawn but makes no sense gives problems that say what to do, never exceptions."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.errors import ShapeError, UserError, ValueRangeError
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.graph import edits
from nnstudio.graph.analysis import Analysis, analyze
from nnstudio.graph.codec import project_from_dict, project_to_dict
from nnstudio.graph.project import Project
from nnstudio.layers import all_layers
from tests.graph.drawings import assert_sound, edited
from tests.random_networks import (
    DRAWN,
    EXAMPLES,
    layers,
    networks,
    settings_of,
    some_samples,
    some_weights,
)


def assert_explained(project: Project) -> Analysis:
    """Hold an analysis to problems in place of exceptions; compute what it calls ready."""
    analysis = analyze(project)
    for problem in analysis.problems:
        assert str(problem.text).endswith((".", "。"))
        assert problem.node_id == "" or problem.node_id in project.graph.by_id
    if not analysis.ready or analysis.parameters > 100_000 or analysis.multiply_adds > 10_000_000:
        return analysis
    try:
        plan = make_plan(analysis)
    except UserError:
        return analysis  # such as weights that fit into no memory
    sizes = [np.prod(report.shape or (1,)) for report in analysis.reports.values()]
    if max(sizes) > 1_000_000:
        return analysis
    x, t = some_samples(plan, 2)
    model = Model(plan, some_weights(plan), np.float64)
    with np.errstate(all="ignore"):
        done = model.forward(x, model.steps(True))
        model.backward(done, t, model.steps(True))
    for node in plan.nodes:
        assert done.outputs[node.id].shape == (2, *node.shape)
    return analysis


@DRAWN
@given(st.data())
def test_foolish_edits_give_problems_and_no_exceptions(data: st.DataObject) -> None:
    project = data.draw(networks(most=8)).project
    for _ in range(data.draw(st.integers(1, 6))):
        before = project
        project = data.draw(edited(project))
        assert_sound(project)
        for problem in assert_explained(project).problems:
            for fix in problem.fixes:
                assert_explained(fix.edit(project))
        assert_explained(before)


@DRAWN
@given(st.data())
def test_wires_and_shared_weights_anywhere_give_problems_and_no_exceptions(
    data: st.DataObject,
) -> None:
    project = data.draw(networks(most=10)).project
    ids = st.sampled_from([node.id for node in project.graph.nodes])
    for _ in range(data.draw(st.integers(1, 8))):
        source, target, refusal = data.draw(ids), data.draw(ids), ""
        try:
            if data.draw(st.booleans()):
                project = edits.share(project, target, source)
            else:
                project = edits.connect(project, source, target, data.draw(st.integers(-1, 3)))
        except edits.EditError as error:
            refusal = str(error)
        assert refusal == "" or refusal.endswith(".")
    assert_sound(project)
    assert_explained(project)
    assert project_from_dict(json.loads(json.dumps(project_to_dict(project)))) == project


@DRAWN
@given(st.data())
def test_other_settings_anywhere_give_problems_and_no_exceptions(data: st.DataObject) -> None:
    project = data.draw(networks(most=10)).project
    for _ in range(data.draw(st.integers(1, 4))):
        node = data.draw(st.sampled_from(project.graph.nodes))
        kind = type(node.layer)
        if data.draw(st.booleans()):
            layer = kind(**data.draw(settings_of(kind)))
        else:
            layer = data.draw(layers())
        project = edits.set_layer(project, node.id, layer)
    assert_sound(project)
    assert_explained(project)


ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-3, 100),
    st.floats(),
    st.text(max_size=8),
    st.tuples(st.integers(-2, 70), st.integers(-2, 70)),
    st.lists(st.integers(), max_size=3),
)


@settings(max_examples=4 * EXAMPLES)
@given(st.sampled_from(list(all_layers().values())), st.data())
def test_values_that_a_setting_cannot_have_are_refused_with_a_reason(
    kind: Any, data: st.DataObject
) -> None:
    if not kind.params():
        return
    key = data.draw(st.sampled_from(list(kind.params())))
    value = data.draw(ANYTHING)
    layer, refusal = None, ""
    try:
        layer = kind(**{key: value})
    except ValueRangeError as error:
        refusal = str(error)
    if layer is None:
        assert refusal.endswith(".")
        assert kind.params()[key].label in refusal or key in refusal
        return
    shapes = data.draw(st.sampled_from([shapes for _, shapes in kind.examples]))
    with suppress(ShapeError):
        shape = layer.output_shape(*shapes[:1] * max(1, len(layer.inputs)))
        assert all(type(size) is int and size > 0 for size in shape)
