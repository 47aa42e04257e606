"""A project becomes JSON and comes back equal; nothing else gets in."""

from __future__ import annotations

import contextlib
import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Layer
from nnstudio.graph import edits
from nnstudio.graph.augmentation import Augmentation
from nnstudio.graph.codec import (
    layer_from_dict,
    layer_to_dict,
    project_from_dict,
    project_to_dict,
)
from nnstudio.graph.data_codec import (
    CLASS_WEIGHTS,
    COLUMN_TYPES,
    ENCODINGS,
    MISSING,
    ROLES,
    SCALINGS,
    SPLITS,
    data_from,
)
from nnstudio.graph.data_plan import Column, DataFile, DataPlan, DataSource
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers import all_layers
from nnstudio.layers.add import Add
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.input import Input
from nnstudio.losses import all_losses
from nnstudio.optimizers import all_optimizers
from nnstudio.optimizers.adam import Adam
from nnstudio.optimizers.clipping import Clipping
from nnstudio.optimizers.schedules import all_schedules
from nnstudio.optimizers.sgd import SGD

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PLACES = st.floats(-1e6, 1e6)
LAYERS = st.sampled_from(
    [cls(**values) for cls in all_layers().values() for values, _ in cls.examples]
)
SHAPES = st.lists(st.integers(1, 30), max_size=3).map(tuple)
TARGETS = st.builds(
    Target,
    TEXTS,
    st.sampled_from(["classification", "regression"]),
    st.lists(TEXTS, max_size=2).map(tuple),
    SHAPES,
)
SIGNATURES = st.builds(
    Signature,
    SHAPES,
    st.sampled_from(["classification", "regression"]),
    st.lists(TEXTS, max_size=4).map(tuple),
    st.integers(1, 5),
    SHAPES,
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
    SHAPES,
    st.lists(TARGETS, max_size=2).map(tuple),
    st.integers(0, 9),
    st.booleans(),
)
OPTIONS = st.dictionaries(
    TEXTS, st.one_of(st.booleans(), st.integers(-9, 9), st.floats(-9, 9), TEXTS), max_size=3
)
ONE = st.tuples(st.floats(allow_nan=False, allow_infinity=False))
COUNTS = st.integers(0, 10_000)
ONE_POINT = st.floats(-2, 2), st.floats(-2, 2), st.integers(0, 9)
COLUMNS = st.builds(
    Column,
    TEXTS,
    st.sampled_from(COLUMN_TYPES),
    st.sampled_from(ROLES),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.sampled_from(ENCODINGS),
    st.sampled_from(MISSING),
)
SOURCES = st.builds(
    DataSource,
    TEXTS,
    OPTIONS.map(lambda options: tuple(sorted(options.items()))),
    st.none() | st.builds(DataFile, TEXTS, TEXTS),
    st.lists(COLUMNS, max_size=2).map(tuple),
    st.lists(st.tuples(*ONE_POINT), max_size=2).map(tuple),
)
DATA = st.builds(
    DataPlan,
    SOURCES,
    SIGNATURES,
    st.tuples(COUNTS, COUNTS),
    split=st.sampled_from(SPLITS),
    validation=COUNTS,
    test=COUNTS,
    seed=st.integers(0, 2**31 - 1),
    shuffle=st.booleans(),
    scaling=st.sampled_from(SCALINGS),
    per_feature=st.booleans(),
    fill=st.just(()) | ONE,
    shift=ONE,
    scale=ONE,
    reconstruct=st.booleans(),
    target_scaling=st.sampled_from(SCALINGS),
    target_shift=st.just(()) | ONE,
    target_scale=st.just(()) | ONE,
    class_weights=st.sampled_from(CLASS_WEIGHTS),
    weights=st.just(()) | ONE,
    augmentation=st.builds(Augmentation, rotate=st.floats(0, 180), flip_vertical=st.booleans()),
    left_out=st.just(()) | st.tuples(COUNTS),
    relabelled=st.just(()) | st.tuples(st.tuples(COUNTS, COUNTS)),
)
TRAINING = st.builds(
    TrainingPlan,
    st.sampled_from([cls() for cls in all_losses().values()]),
    st.sampled_from([cls(learning_rate=0.25) for cls in all_optimizers().values()]),
    st.sampled_from([cls() for cls in all_schedules().values()]),
    st.sampled_from([Clipping(), Clipping(mode="value", threshold=0.5)]),
    st.sampled_from(["mini", "full", "single"]),
    st.integers(1, 1_000_000),
    st.integers(1, 1_000_000),
    st.integers(0, 2**31 - 1),
)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Return a project made by the edits that a user makes."""
    project = Project(name=draw(TEXTS), data=draw(DATA), training=draw(TRAINING), notes=draw(TEXTS))
    ids: list[str] = []
    chance = st.booleans()
    for layer in draw(st.lists(LAYERS, max_size=6)):
        project, node_id = edits.add_node(project, layer, draw(PLACES), draw(PLACES))
        project = edits.set_title(project, node_id, draw(TEXTS))
        for port in range(len(layer.inputs)):
            if draw(chance) and ids:
                project = edits.connect(project, draw(st.sampled_from(ids)), node_id, port)
        ids.append(node_id)
    if draw(chance) and ids:
        project = edits.delete(project, [draw(st.sampled_from(ids))])
    return project


@given(projects())
def test_a_project_comes_back_equal(project: Project) -> None:
    written = json.dumps(project_to_dict(project), sort_keys=True)
    read = project_from_dict(json.loads(written))
    assert read == project
    assert json.dumps(project_to_dict(read), sort_keys=True) == written


@pytest.mark.parametrize("cls", all_layers().values(), ids=lambda cls: cls.name)
def test_every_layer_comes_back_equal(cls: type[Layer]) -> None:
    for values, _ in cls.examples:
        layer = cls(**values)
        assert layer_from_dict(json.loads(json.dumps(layer_to_dict(layer)))) == layer


def test_missing_fields_take_their_defaults() -> None:
    assert project_from_dict({}) == Project()
    read = project_from_dict(
        {
            "graph": {"nodes": [{"id": "dense_1", "layer": {"type": "Dense"}}]},
            "training": {"optimizer": {"type": "adam"}},
            "data": {"dataset": "spiral", "signature": {"input_shape": [2]}},
        }
    )
    assert read.graph.by_id["dense_1"].layer == Dense()
    assert read.training == TrainingPlan(optimizer=Adam())
    assert read.data == DataPlan(DataSource("spiral"), signature=Signature((2,)))


def test_samples_left_out_or_relabelled_are_in_order_whatever_the_file_says() -> None:
    document = {"left_out": [9, 2, 9], "relabelled": [[7, 1], [3, 0], [7, 0]]}
    plan = data_from(document)
    assert plan.left_out == (2, 9)
    assert plan.relabelled == ((3, 0), (7, 0))


def test_whole_numbers_are_read_where_a_number_is_expected() -> None:
    layer = layer_from_dict({"type": "Dropout", "rate": 0})
    assert isinstance(layer.values()["rate"], float)


def test_an_earlier_name_of_a_layer_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dense, "replaces", ("FullyConnected",))
    assert layer_from_dict({"type": "FullyConnected", "units": 3}) == Dense(units=3)


def small_project() -> Project:
    project = Project(name="small", training=TrainingPlan(optimizer=SGD()))
    project, start = edits.add_node(project, Input(), 0, 0)
    project, conv = edits.add_node(project, Conv2D(), 200, 0)
    project, add = edits.add_node(project, Add(), 400, 0)
    project = edits.connect(project, start, conv)
    project = edits.connect(project, start, add, 0)
    project = edits.connect(project, conv, add, 1)
    signature = Signature((28, 28, 1), classes=("0", "1"), raw_shape=(28, 28))
    return replace(project, data=DataPlan(DataSource("mnist", (("size", 3),)), signature))


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the small project's JSON with the thing at ``path`` replaced."""
    document = json.loads(json.dumps(project_to_dict(small_project())))
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = document
    for step in way:
        place = place[step]
    place[last] = value
    return document


NODE = "Node input_1"
BAD = [
    pytest.param([], "The project got []; it expects an object with named fields.", id="list"),
    pytest.param(
        changed("nam", "x"), "The project: there is no field 'nam'. Did you mean name?", id="typo"
    ),
    pytest.param(
        changed("graph/nodes/0/colour", 1),
        "Node 1: there is no field 'colour'; the fields are id, layer, x, y, title, shares, frozen. "
        "Remove it, or open the file with the version that wrote it.",
        id="field",
    ),
    pytest.param(
        changed("graph/nodes/0/layer", {"type": "Lamp"}),
        "Node input_1: there is no 'Lamp' here. Update NNStudio, or install the package that "
        "brings it.",
        id="layer",
    ),
    pytest.param(
        changed("graph/nodes/0/layer", {"type": "dense"}),
        "Node input_1: there is no 'dense'. Did you mean Dense?",
        id="layer case",
    ),
    pytest.param(
        changed("graph/nodes/0/layer", {}), "Node input_1: the field type is missing.", id="type"
    ),
    pytest.param(
        changed("graph/nodes/1/layer/filters", 0),
        "Conv2D: Filters got 0; it expects a whole number from 1 to 4096.",
        id="range",
    ),
    pytest.param(
        changed("graph/nodes/1/layer/filters", 2.5),
        "Node conv2d_1: the field filters got 2.5; it expects a whole number from "
        "-9007199254740992 to 9007199254740992.",
        id="half a filter",
    ),
    pytest.param(
        changed("graph/nodes/1/layer/kernel_size", [3]),
        "Node conv2d_1: the field kernel_size got [3]; it expects a list of 2.",
        id="tuple",
    ),
    pytest.param(
        changed("graph/nodes/1/layer/use_bias", 1),
        "Node conv2d_1: the field use_bias got 1; it expects yes or no (true or false).",
        id="bool",
    ),
    pytest.param(
        changed("graph/nodes/1/id", "input_1"),
        "Two nodes are called input_1. Rename one of them.",
        id="id twice",
    ),
    pytest.param(
        changed("graph/nodes/1/id", "a/b"),
        "Node 2: the field id got 'a/b'; it expects at most 80 letters, digits and underscores, "
        "such as dense_1.",
        id="id",
    ),
    pytest.param(
        changed("graph/nodes/0/x", float("nan")),
        "Node 1: the field x got nan; it expects a number from -1e+08 to 1e+08.",
        id="nan",
    ),
    pytest.param(
        changed("graph/nodes/0/x", 10**400),
        "Node 1: the field x got …; it expects a number from -1e+08 to 1e+08.",
        id="huge",
    ),
    pytest.param(
        changed("graph/wires/0/source", "ghost_1"),
        "Wire 1: the field source got 'ghost_1'; it expects the id of a node of this drawing.",
        id="dangling",
    ),
    pytest.param(
        changed("graph/wires/0/target", "input_1"),
        "Wire 1: the field target got 'input_1'; it expects a node that has an input.",
        id="into the input",
    ),
    pytest.param(
        changed("graph/wires/0/port", 1),
        "Wire 1: the field port got 1; it expects a whole number from 0 to 0.",
        id="port",
    ),
    pytest.param(
        changed("graph/wires/2/port", 0),
        "Two wires end at port 0 of add_1. Remove one of them.",
        id="port twice",
    ),
    pytest.param(
        changed("graph/wires/0/source", "add_1"),
        "The wires add_1 → conv2d_1 → add_1 close a circle; a layer cannot wait for its own "
        "output. Remove one of them.",
        id="circle",
    ),
    pytest.param(
        changed("data/signature/input_shape", [10**6, 10**6]),
        "The data's signature: the field input_shape got [1000000, 1000000]; it expects a sample "
        "of at most 100000000 numbers.",
        id="absurd shape",
    ),
    pytest.param(
        changed("data/scaling", "log"),
        "The data: the field scaling got 'log'; it expects one of: none, unit, standard.",
        id="scaling",
    ),
    pytest.param(
        changed("data/shift", [0, 1]),
        "The data: the field shift got [0, 1]; it expects one number, or one for each of 784 "
        "features.",
        id="shift",
    ),
    pytest.param(
        changed("data/options", {"size": [1]}),
        "The data: the field options got [1]; it expects a text of at most 1000000 letters.",
        id="option",
    ),
    pytest.param(
        changed("name", "\ud800"),
        r"The project: the field name got '\ud800'; it expects valid Unicode.",
        id="half a letter",
    ),
    pytest.param(
        changed("training/batch_size", 0),
        "Training: Batch size got 0; it expects a whole number from 1 to 1000000.",
        id="batch",
    ),
    pytest.param(
        changed("training/loss/type", "regret"),
        "The loss: there is no 'regret' here. Update NNStudio, or install the package that "
        "brings it.",
        id="loss",
    ),
    pytest.param(
        changed("training/optimizer/learning_rate", "fast"),
        "The optimiser: the field learning_rate got 'fast'; it expects a finite number.",
        id="rate",
    ),
]


@pytest.mark.parametrize(("document", "message"), BAD)
def test_a_bad_project_is_refused_with_its_place(document: object, message: str) -> None:
    with pytest.raises(UserError) as refused:
        project_from_dict(document)
    assert str(refused.value) == message


def test_a_drawing_of_absurd_size_is_refused() -> None:
    nodes = [{"id": f"dense_{i}", "layer": {"type": "Dense"}} for i in range(10_001)]
    with pytest.raises(UserError, match="a list of at most 10000"):
        project_from_dict({"graph": {"nodes": nodes}})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
) | st.sampled_from([10**400, -(10**5000), "Dense", {"type": "Add"}, [3, 3], "\udfff", {1: 2}])
DOCUMENT = project_to_dict(small_project())


def places(value: object, way: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the way to every place inside a JSON value."""
    found = [way] if way else []
    inner = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else inner:
        found += places(item, (*way, key))
    return found


def read_or_refused(document: object) -> Project | None:
    """Return the project, or None where it is refused as a user's mistake."""
    try:
        return project_from_dict(document)
    except UserError as error:
        str(error)  # the text must fit its values
        return None


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(places(DOCUMENT)), VALUES), min_size=1, max_size=3),
    st.booleans(),
)
def test_nothing_but_a_project_or_a_clear_refusal_comes_out(
    mutations: list[tuple[tuple[Any, ...], object]], remove: bool
) -> None:
    document: Any = copy.deepcopy(DOCUMENT)
    for (*way, last), value in mutations:
        place = document
        for step in way:
            known = isinstance(place, list) and isinstance(step, int) and step < len(place)
            place = place[step] if known or (isinstance(place, dict) and step in place) else None
        if isinstance(place, dict) and remove:
            place.pop(last, None)
        elif isinstance(place, dict) or (
            isinstance(place, list) and isinstance(last, int) and last < len(place)
        ):
            place[last] = value
    project = read_or_refused(document)
    if project is not None:
        assert project_from_dict(json.loads(json.dumps(project_to_dict(project)))) == project


@given(VALUES)
def test_any_value_at_all_is_refused_or_read(value: object) -> None:
    read_or_refused(value)
    with contextlib.suppress(UserError):
        assert isinstance(layer_from_dict(value), Layer)
