"""What ``import nnstudio`` offers does what its document says, without a window."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest

import nnstudio
from nnstudio.data.prepare import prepare
from nnstudio.engine.messages import Stop
from nnstudio.engine.trainer import Inbox
from nnstudio.graph import edits
from nnstudio.layers.output import Output
from nnstudio.losses.mean_squared_error import MeanSquaredError
from nnstudio.optimizers.sgd import SGD

TRUTH = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


@pytest.fixture(scope="module")
def xor() -> nnstudio.SavedProject:
    """The XOR template, trained."""
    return nnstudio.train(nnstudio.new("xor"), seed=0)


@pytest.fixture(scope="module")
def spiral() -> nnstudio.SavedProject:
    """The spiral template after two epochs."""
    return nnstudio.train(nnstudio.new("spiral-mlp"), epochs=2, seed=0)


def test_everything_it_offers_is_there_and_described() -> None:
    for name in nnstudio.__all__:
        assert name in dir(nnstudio)
        assert name == "__version__" or getattr(nnstudio, name).__doc__
    with pytest.raises(AttributeError, match="has no attribute 'fly'"):
        nnstudio.fly  # noqa: B018


def test_importing_it_costs_nothing_and_using_it_needs_no_qt() -> None:
    code = (
        "import sys, nnstudio\n"
        "assert 'numpy' not in sys.modules\n"
        "nnstudio.check(nnstudio.new('xor'))\n"
        "assert 'PySide6' not in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_there_are_the_templates_that_the_start_page_promises() -> None:
    slugs = [template.slug for template in nnstudio.templates()]

    assert slugs[:5] == ["perceptron", "xor", "spiral-mlp", "iris", "wine"]
    with pytest.raises(nnstudio.UserError, match="no template 'xorr'; there are perceptron, xor"):
        nnstudio.new("xorr")


def test_xor_is_learned(xor: nnstudio.SavedProject) -> None:
    outputs = nnstudio.predict(xor, TRUTH)

    assert isinstance(outputs, np.ndarray)
    assert outputs.shape[0] == 4
    assert ((outputs[:, -1] > 0.5) == [False, True, True, False]).all()
    assert nnstudio.evaluate(xor)["accuracy"] == 1.0
    assert xor.run_log is not None
    assert xor.run_log.epoch_column("train_loss")[-1] < 0.01


def test_numbers_are_predicted_and_measured_in_the_units_of_the_data() -> None:
    throws = nnstudio.train(nnstudio.new("projectile"), epochs=8, seed=0)
    data = prepare(throws.project.data).dataset
    outputs = nnstudio.predict(throws, data.x_test)
    assert isinstance(outputs, dict)
    figures = nnstudio.evaluate(throws)
    for column, name in enumerate(("output_1", "output_2")):
        error = np.abs(outputs[name][:, 0] - data.y_test[:, column]).mean()
        assert figures[f"{name}/mean_absolute_error"] == pytest.approx(error, rel=1e-4)
    right = (outputs["output_3"].argmax(axis=1) == data.y_test[:, 2]).mean()
    assert figures["output_3/accuracy"] == pytest.approx(right)
    weights = {"output_1": 1.0, "output_2": 1.0, "output_3": 0.2}
    total = sum(weight * figures[f"{name}/loss"] for name, weight in weights.items())
    assert figures["loss"] == pytest.approx(total)
    assert math.isnan(figures["accuracy"])


def test_a_single_output_for_numbers_gives_them_in_their_units() -> None:
    project = nnstudio.new("projectile").project
    project = edits.delete(project, ["output_1", "output_2", "output_3", "dense_4", "dense_5"])
    project = edits.set_values(project, "dense_3", units=2)
    project, node = edits.add_node(project, Output(target="height, range"), 1100, 0)
    project = edits.connect(project, "dense_3", node)
    project = edits.set_loss(project, MeanSquaredError())
    trained = nnstudio.train(project, epochs=40, seed=0)
    outputs = nnstudio.predict(trained, [[20.0, 45.0]])
    assert isinstance(outputs, np.ndarray)
    assert outputs[0].tolist() == pytest.approx([10.2, 40.8], abs=2.0)  # height, then range
    assert set(nnstudio.evaluate(trained)) == {
        "loss",
        "accuracy",
        "r2",
        "mean_absolute_error",
        "root_mean_squared_error",
    }


def test_large_numbers_that_differ_little_are_told_apart(tmp_path: Path) -> None:
    rows = [f"{n % 17},{1234567000 + 3 * (n % 17)}" for n in range(200)]
    (tmp_path / "large.csv").write_text("\n".join(["a,price", *rows]))
    choices = nnstudio.ImportChoices(types={"price": "number"}, targets=["price"])
    project = nnstudio.use_data(nnstudio.new("perceptron"), tmp_path / "large.csv", choices).project
    project = edits.set_values(project, "dense_1", activation="linear")
    project = edits.set_loss(project, MeanSquaredError())
    trained = nnstudio.train(project, epochs=60)
    assert nnstudio.predict(trained, [[0.0], [5.0]]).ravel().tolist() == pytest.approx(  # type: ignore[union-attr]
        [1234567000, 1234567015], abs=0.1, rel=0
    )
    assert nnstudio.evaluate(trained)["r2"] == pytest.approx(1)


def test_check_tells_costs_and_problems() -> None:
    project = nnstudio.new("digits-mlp").project
    analysis = nnstudio.check(project)
    assert analysis.ready
    assert analysis.parameters == 235_146

    cut = edits.disconnect(project, project.graph.wires[:1])
    assert not nnstudio.check(cut).ready
    with pytest.raises(nnstudio.UserError, match="is not connected"):
        nnstudio.train(cut)


def test_the_same_seed_gives_the_same_numbers_and_epochs_are_told() -> None:
    rows: list[nnstudio.EpochRow] = []
    progress: list[nnstudio.Progress] = []
    runs = [
        nnstudio.train(
            nnstudio.new("spiral-mlp"),
            epochs=3,
            seed=7,
            on_epoch=rows.append,
            on_progress=progress.append,
        )
        for _ in range(2)
    ]

    logs = [run.run_log for run in runs]
    assert logs[0] is not None
    assert logs[1] is not None
    assert logs[0].loss.tobytes() == logs[1].loss.tobytes()
    assert [row.epoch for row in rows] == [1, 2, 3, 1, 2, 3]
    assert progress[-1].epoch == 3
    assert runs[0].project.training.seed == 7


def test_a_trained_project_goes_on_and_a_seed_begins_anew(spiral: nnstudio.SavedProject) -> None:
    longer = nnstudio.train(spiral, epochs=1)
    anew = nnstudio.train(spiral, epochs=1, seed=0)

    assert spiral.run_log is not None
    assert longer.run_log is not None
    assert anew.run_log is not None
    assert (spiral.run_log.epochs, longer.run_log.epochs, anew.run_log.epochs) == (2, 3, 1)
    steps = spiral.run_log.steps
    np.testing.assert_array_equal(longer.run_log.loss[:steps], spiral.run_log.loss)
    np.testing.assert_array_equal(anew.run_log.loss, spiral.run_log.loss[: steps // 2])
    assert longer.checkpoint is not None
    assert longer.checkpoint.step == longer.run_log.steps


def test_after_a_change_of_layers_weights_are_adopted_and_the_record_begins_anew(
    spiral: nnstudio.SavedProject,
) -> None:
    project, _ = edits.insert_on_wire(
        spiral.project, spiral.project.graph.wires[-1], spiral.project.graph.nodes[1].layer, 0, 0
    )
    changed = nnstudio.train(replace(spiral, project=project), epochs=1)

    assert changed.run_log is not None
    assert changed.checkpoint is not None
    assert changed.run_log.epochs == 1
    assert changed.checkpoint.step == changed.run_log.steps


def test_training_can_be_steered_by_messages() -> None:
    inbox: Inbox = SimpleQueue()
    result = nnstudio.train(
        nnstudio.new("spiral-mlp"),
        epochs=100_000,
        on_epoch=lambda row: inbox.put(Stop()),
        inbox=inbox,
    )

    assert result.run_log is not None
    assert 1 <= result.run_log.epochs < 100_000


def test_a_failed_training_hands_over_the_last_good_weights() -> None:
    project = edits.set_optimizer(nnstudio.new("spiral-mlp").project, SGD(learning_rate=1000.0))
    for node in project.graph.nodes:
        if "activation" in type(node.layer).params() and node.layer.parameters_text() != "":
            is_last = not project.graph.wires_from[node.id]
            if not is_last:
                project = edits.set_values(project, node.id, activation="linear")
    with pytest.raises(nnstudio.TrainingError, match="Try a smaller learning rate") as caught:
        nnstudio.train(project, epochs=500)

    kept = caught.value.result.checkpoint
    assert kept is not None
    assert all(np.isfinite(value).all() for value in kept.weights.values())
    assert f"The weights of step {kept.step} are kept" in str(caught.value)
    # From there it can go on, with a rate that is not beyond reason.
    mended = edits.set_optimizer(project, SGD(learning_rate=1e-6))
    longer = nnstudio.train(replace(caught.value.result, project=mended), epochs=1)
    assert longer.run_log is not None
    assert longer.checkpoint is not None
    assert longer.run_log.steps == longer.checkpoint.step
    assert np.isfinite(longer.run_log.loss).all()


def test_reopened_projects_predict_the_same_bits(
    spiral: nnstudio.SavedProject, tmp_path: Path
) -> None:
    nnstudio.save(tmp_path / "s.nnstudio", spiral)
    again = nnstudio.open(str(tmp_path / "s.nnstudio"))
    x = np.random.default_rng(0).uniform(-1, 1, (50, 2))

    np.testing.assert_array_equal(nnstudio.predict(again, x), nnstudio.predict(spiral, x))
    assert nnstudio.evaluate(again) == nnstudio.evaluate(spiral)


def test_the_test_samples_are_what_evaluate_measures_on(spiral: nnstudio.SavedProject) -> None:
    data = prepare(spiral.project.data).dataset
    outputs = nnstudio.predict(spiral, data.x_test)
    assert isinstance(outputs, np.ndarray)
    named = (
        outputs.argmax(axis=1) if outputs.shape[1] > 1 else (outputs[:, 0] >= 0.5).astype(np.int64)
    )

    found = nnstudio.evaluate(spiral)
    assert found["accuracy"] == pytest.approx(float((named == data.y_test).mean()))
    assert math.isfinite(found["loss"])


@pytest.mark.parametrize("shape", [(2,), (3, 3), (4, 2, 1), ()])
def test_samples_of_another_shape_are_refused(
    spiral: nnstudio.SavedProject, shape: tuple[int, ...]
) -> None:
    with pytest.raises(nnstudio.UserError, match="the network expects n × 2"):
        nnstudio.predict(spiral, np.zeros(shape))


def test_what_is_no_project_or_no_array_is_told(xor: nnstudio.SavedProject) -> None:
    net = nnstudio.Network("xor")
    net.add("Dense", units=1, activation="sigmoid")
    with pytest.raises(nnstudio.UserError, match="not trained yet"):
        nnstudio.evaluate(net.project())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"got Network; a Network gives one by its project\(\)"):
        nnstudio.check(net)  # type: ignore[arg-type]
    with pytest.raises(nnstudio.UserError, match="Give all of them the same shape"):
        nnstudio.predict(xor, [[1, 2], [1]])


def test_an_untrained_network_is_not_used() -> None:
    project = nnstudio.new("xor")
    for use in (
        lambda: nnstudio.evaluate(project),
        lambda: nnstudio.predict(project, TRUTH),
        lambda: nnstudio.export_network(project, "npz", "never"),
    ):
        with pytest.raises(nnstudio.UserError, match="The network is not trained yet"):
            use()


def test_weights_are_exported(xor: nnstudio.SavedProject, tmp_path: Path) -> None:
    nnstudio.export_network(xor, "npz", tmp_path / "xor.npz")

    with np.load(tmp_path / "xor.npz", allow_pickle=False) as arrays:
        assert arrays["dense_1/weight"].shape[0] == 2


@pytest.mark.parametrize("epochs", [0, -1])
def test_epochs_are_checked(epochs: int) -> None:
    with pytest.raises(nnstudio.UserError, match="Epochs got"):
        nnstudio.train(nnstudio.new("xor"), epochs=epochs)
