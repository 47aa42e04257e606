"""Suggestions are what a teacher would do next, and they hold what they promise."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnstudio.core.layer import Layer
from nnstudio.graph import edits
from nnstudio.graph.analysis import analyze
from nnstudio.graph.data_plan import DataPlan
from nnstudio.graph.project import Project
from nnstudio.graph.signature import Signature, Target
from nnstudio.graph.suggestions import Place, Suggestion, instead_of, suggest
from nnstudio.graph.training_plan import TrainingPlan
from nnstudio.layers import all_layers, layer_class
from nnstudio.losses.binary_crossentropy import BinaryCrossentropy
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.graph.drawings import histories

DIGITS = Signature((28, 28, 1), classes=tuple("0123456789"))
TABLE = Signature((4,), classes=("no", "yes"))
PRICES = Signature((13,), task="regression")
TEXT = Signature((40,), classes=("bad", "good"), tokens=5000)
WAVES = Signature((50, 2), classes=("a", "b", "c"))


def make(name: str, **values: object) -> Layer:
    return layer_class(name)(**values)


def chain(signature: Signature, *names: str | Layer) -> Project:
    project, before = Project(data=DataPlan(signature=signature)), ""
    for place, name in enumerate(names):
        layer = make(name) if isinstance(name, str) else name
        project, node_id = edits.add_node(project, layer, 240.0 * place, 0.0)
        project = edits.connect(project, before, node_id) if before else project
        before = node_id
    return project


def after_last(project: Project) -> list[Suggestion]:
    place = Place((project.graph.nodes[-1].id,))
    return list(suggest(analyze(project), place))


def names(found: list[Suggestion] | tuple[Suggestion, ...], count: int) -> list[str]:
    return [suggestion.layer.name for suggestion in found[:count]]


@pytest.mark.parametrize(
    ("signature", "drawn", "first"),
    [
        (DIGITS, ["Input"], "Conv2D"),
        (DIGITS, ["Input", "Conv2D"], "MaxPool2D"),
        (DIGITS, ["Input", "Conv2D", "MaxPool2D"], "Conv2D"),
        (DIGITS, ["Input", "Flatten"], "Dense"),
        (PRICES, ["Input"], "Dense"),
        (WAVES, ["Input"], "LSTM"),
        (WAVES, ["Input", "LSTM"], "Dense"),
        (WAVES, ["Input", "Conv1D"], "MaxPool1D"),
        (TEXT, ["Input"], "Embedding"),
        (TEXT, ["Input", "Embedding"], "LSTM"),
    ],
)
def test_the_usual_next_layer_comes_first(
    signature: Signature, drawn: list[str], first: str
) -> None:
    assert names(after_last(chain(signature, *drawn)), 1) == [first]


def test_what_would_change_nothing_is_not_among_the_likely() -> None:
    rows = names(after_last(chain(TABLE, "Input", "Dense", "Dropout")), 5)
    assert "Flatten" not in rows
    assert "Dropout" not in rows
    assert "Flatten" not in names(after_last(chain(TABLE, "Input")), 5)


def test_a_picture_that_is_drawn_again_between_bounds_is_an_end() -> None:
    same = replace(DIGITS, task="regression", classes=(), target_shape=(28, 28, 1))
    project = chain(same, "Input", make("Conv2D", filters=1, padding="same", activation="sigmoid"))
    project = replace(project, training=TrainingPlan(loss=MeanSquaredError()))
    assert names(after_last(project), 1) == ["Output"]


def test_after_pictures_were_made_rows_the_end_fits_the_data() -> None:
    found = after_last(chain(DIGITS, "Input", "Conv2D", "Flatten"))
    assert found[0].layer == make("Dense", units=10, activation="softmax")
    assert found[0].shape == (10,)
    assert found[1].layer == make("Dense", units=128, activation="relu")


def test_the_end_follows_task_and_loss() -> None:
    hidden = make("Dense", units=8, activation="relu")
    found = after_last(chain(PRICES, "Input", hidden))
    assert found[0].layer == make("Dense", units=1, activation="linear")

    project = edits.set_loss(chain(TABLE, "Input", hidden), BinaryCrossentropy())
    assert after_last(project)[0].layer == make("Dense", units=1, activation="sigmoid")

    pictures = Signature((8, 8, 3), task="regression", target_shape=(8, 8, 3))
    project = edits.set_loss(chain(pictures, "Input", "Conv2D"), MeanSquaredError())
    assert make("Conv2D", filters=3, activation="linear") in [s.layer for s in after_last(project)]


def test_an_output_is_offered_where_the_network_ends() -> None:
    softmax = make("Dense", units=10, activation="softmax")
    found = after_last(chain(DIGITS, "Input", "Flatten", softmax))
    assert found[0].layer == make("Output")

    two = Signature((4,), task="regression", target_name="a", further=(Target("b", "regression"),))
    found = after_last(chain(two, "Input", make("Dense", units=1)))
    output = next(s.layer for s in found if s.layer.name == "Output")
    assert output.values()["target"] == "a"


def test_what_does_not_fit_comes_last_with_the_reason() -> None:
    found = after_last(chain(DIGITS, "Input"))
    refused = [suggestion.reason is not None for suggestion in found]
    assert refused == sorted(refused)
    lstm = next(s for s in found if s.layer.name == "LSTM")
    assert "28 × 28 × 1" in str(lstm.reason)
    assert "takes no wire" in str(next(s for s in found if s.layer.name == "Input").reason)


def test_every_kind_of_layer_is_among_them() -> None:
    found = {s.layer.name for s in after_last(chain(DIGITS, "Input"))}
    assert found == set(all_layers())


def test_into_a_wire_fits_at_both_ends() -> None:
    project = chain(DIGITS, "Input", "Flatten", "Dense")
    found = suggest(analyze(project), Place(("flatten_1",), (("dense_1", 0),)))
    assert names(found, 2) == ["Dense", "Dropout"]
    reshape = next(s for s in found if s.layer.name == "Reshape")
    assert "Dense" in str(reshape.reason), "pictures do not go into a Dense layer"


def test_what_mends_a_wire_that_does_not_fit_is_found() -> None:
    project = chain(DIGITS, "Input", "Dense")
    found = suggest(analyze(project), Place(("input_1",), (("dense_1", 0),)))
    assert "Flatten" in names(found, 4)


def test_before_a_layer_comes_what_gives_what_it_takes() -> None:
    project, _ = edits.add_node(chain(DIGITS, "Input"), make("Dense"), 500.0, 0.0)
    found = suggest(analyze(project), Place((), (("dense_1", 0),)))
    assert "Flatten" in names(found, 3)
    assert next(s for s in found if s.layer.name == "Conv2D").reason is not None

    bare, _ = edits.add_node(Project(data=DataPlan(signature=PRICES)), make("Dense"), 0.0, 0.0)
    first = suggest(analyze(bare), Place((), (("dense_1", 0),)))[0]
    assert (first.layer.name, first.shape) == ("Input", (13,))


def test_a_recurrent_layer_gives_whole_sequences_where_they_are_needed() -> None:
    project = chain(WAVES, "Input", "LSTM")
    found = suggest(analyze(project), Place(("input_1",), (("lstm_1", 0),)))
    gru = next(s for s in found if s.layer.name == "GRU")
    assert gru.layer.values()["return_sequences"] is True
    assert gru.reason is None


def test_a_replacement_is_of_the_same_sort_and_keeps_settings() -> None:
    lstm = make("LSTM", units=7, return_sequences=True)
    project = chain(WAVES, "Input", lstm, "LSTM")
    analysis = analyze(project)
    found = suggest(analysis, instead_of(analysis, "lstm_1"))
    assert found[0].layer == make("GRU", units=7, return_sequences=True)
    assert "LSTM" not in {s.layer.name for s in found}


def test_several_outputs_are_joined_first_of_all() -> None:
    project, other = edits.add_node(chain(TABLE, "Input", "Dense"), make("Dense"), 0.0, 99.0)
    project = edits.connect(project, "input_1", other)
    found = suggest(analyze(project), Place(("input_1", "dense_1", other)))
    joins = [s for s in found if s.layer.name == "Concatenate"]
    assert joins[0].layer == make("Concatenate", count=3)
    assert joins[0].shape == (24,)
    found = suggest(analyze(project), Place(("dense_1", other)))
    assert {"Add", "Concatenate"} <= set(names(found, 6))


def test_without_data_nothing_is_refused() -> None:
    found = suggest(analyze(chain(Signature(()), "Input")), Place(("input_1",)))
    assert not [s for s in found if s.reason is not None and s.layer.inputs]
    assert names(suggest(analyze(Project()), Place()), 1) == ["Input"]


@settings(max_examples=30)
@given(histories(), st.data())
def test_a_suggestion_holds_what_it_promises(history: list[Project], data: st.DataObject) -> None:
    project = history[-1]
    if not project.graph.nodes:
        return
    analysis = analyze(project)
    source = data.draw(st.sampled_from(project.graph.nodes)).id
    found = suggest(analysis, Place((source,)))
    for suggestion in found[:3]:
        if suggestion.reason is None and suggestion.shape is not None:
            drawn, node_id = edits.add_node(project, suggestion.layer, 0.0, 0.0)
            drawn = edits.connect(drawn, source, node_id)
            assert analyze(drawn).reports[node_id].shape == suggestion.shape
    suggest(analysis, instead_of(analysis, source))


def test_it_is_quick() -> None:
    analysis = analyze(chain(DIGITS, "Input", "Conv2D", "MaxPool2D"))
    suggest(analysis, Place(("conv2d_1",)))
    times = []
    for _ in range(10):
        start = time.perf_counter()
        suggest(analysis, Place(("conv2d_1",)))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3  # 3 ms here; room for slow machines
