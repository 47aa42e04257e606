"""Saliency agrees with finite differences, occlusion with pictures that are covered by hand."""

from __future__ import annotations

import numpy as np
import pytest

from nnstudio.core.errors import UserError
from nnstudio.core.layer import Array
from nnstudio.engine.model import Model
from nnstudio.engine.plan import make_plan
from nnstudio.engine.studies.chunks import chunks
from nnstudio.engine.studies.occlusion import OcclusionStudy
from nnstudio.engine.studies.peaks import PeaksStudy
from nnstudio.engine.studies.saliency import SaliencyStudy
from nnstudio.graph.analysis import analyze
from nnstudio.graph.signature import Signature
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from tests.engine.networks import chain
from tests.engine.studying import answer


def network(loss: str = "categorical_crossentropy", units: int = 3, out: str = "softmax") -> Model:
    project = chain(
        Signature((5, 6, 1), classes=("a", "b", "c")[: max(units, 2)]),
        loss,
        Conv2D(filters=2, activation="tanh"),
        Flatten(),
        Dense(units=units, activation=out),
    )
    plan = make_plan(analyze(project))
    rng = np.random.default_rng(8)
    weights = {
        (node.id, name): 0.5 * rng.normal(size=w.shape)
        for node in plan.nodes
        for name, w in node.weights
    }
    return Model(plan, weights, np.float64)


def picture() -> Array:
    return np.random.default_rng(1).normal(size=(5, 6, 1))


def slope(model: Model, x: Array, place: tuple[int, ...], score: str, number: int) -> float:
    """Return by how much the score of a class changes with one number of the picture."""

    def value(change: float) -> float:
        moved = x.copy()
        moved[place] += change
        done = model.forward(moved[np.newaxis])
        found = done.saved["dense_1"]["z"] if score == "z" else done.outputs["dense_1"]
        return float(found[0, number])

    return (value(1e-5) - value(-1e-5)) / 2e-5


@pytest.mark.parametrize("number", [None, 0, 2])
def test_saliency_is_the_slope_of_the_score(number: int | None) -> None:
    model, x = network(), picture()
    found = answer(SaliencyStudy(x, "dense_1", number), model)
    probabilities = model.predict(x[np.newaxis])[0]

    assert found.number == (int(probabilities.argmax()) if number is None else number)
    assert found.share == pytest.approx(probabilities[found.number])
    for place in np.ndindex(x.shape):
        assert found.gradient[place] == pytest.approx(
            slope(model, x, place, "z", found.number), abs=1e-8
        )
    np.testing.assert_array_equal(found.times_input, found.gradient * x)


def test_one_unit_scores_both_classes() -> None:
    model, x = network("binary_crossentropy", 1, "sigmoid"), picture()
    second = answer(SaliencyStudy(x, "dense_1", 1), model)
    first = answer(SaliencyStudy(x, "dense_1", 0), model)

    np.testing.assert_array_equal(first.gradient, -second.gradient)
    assert first.share + second.share == pytest.approx(1.0)
    assert second.gradient[2, 3, 0] == pytest.approx(slope(model, x, (2, 3, 0), "z", 0), abs=1e-8)


def test_with_a_target_it_is_the_slope_of_the_loss() -> None:
    model, x, t = network(), picture(), np.array([0.0, 0.0, 1.0])
    found = answer(SaliencyStudy(x, "dense_1", t=t), model)

    def loss(moved: Array) -> float:
        return model.loss(model.forward(moved[np.newaxis]), t[np.newaxis])

    for place in [(0, 0, 0), (2, 3, 0), (4, 5, 0)]:
        step = np.zeros_like(x)
        step[place] = 1e-5
        assert found.gradient[place] == pytest.approx(
            (loss(x + step) - loss(x - step)) / 2e-5, abs=1e-7
        )


def test_a_class_that_there_is_not_is_refused() -> None:
    with pytest.raises(UserError, match="no class 7; it tells 3 apart"):
        answer(SaliencyStudy(picture(), "dense_1", 7), network())


def test_occlusion_is_the_probability_of_pictures_covered_by_hand() -> None:
    model, x = network(), picture()
    study = OcclusionStudy(x, "dense_1", 1, size=3, stride=2, fill=0.25)
    found = answer(study, model)

    assert study.progress.share == 1.0
    assert found.share == pytest.approx(model.predict(x[np.newaxis])[0, 1])
    sums, counts = np.zeros((5, 6)), np.zeros((5, 6))
    squares = [(r, c) for r in range(-2, 5, 2) for c in range(-2, 6, 2)]
    assert found.places.tolist() == [list(square) for square in squares]
    for (row, column), share in zip(squares, found.shares, strict=True):
        covered = x.copy()
        for i in range(row, row + 3):
            for j in range(column, column + 3):
                if 0 <= i < 5 and 0 <= j < 6:
                    covered[i, j] = 0.25
        expected = model.predict(covered[np.newaxis])[0, 1]
        assert share == pytest.approx(expected)
        for i in range(max(row, 0), min(row + 3, 5)):
            for j in range(max(column, 0), min(column + 3, 6)):
                sums[i, j] += expected
                counts[i, j] += 1
    np.testing.assert_allclose(found.by_pixel, sums / counts)


def test_the_strongest_samples_are_found_with_their_places() -> None:
    model = network()
    x = np.random.default_rng(6).normal(size=(70, 5, 6, 1))
    study = PeaksStudy(x, "conv2d_1", 1, most=5)
    found = answer(study, model)

    maps = model.forward(x).outputs["conv2d_1"][..., 1]
    order = np.argsort(-maps.reshape(70, -1).max(axis=1))[:5]
    assert [peak.sample for peak in found.best] == order.tolist()
    for peak in found.best:
        assert maps[peak.sample].max() == maps[peak.sample, peak.row, peak.column] == peak.value
    assert study.fits(model.plan)
    assert not PeaksStudy(x, "conv2d_1", 2).fits(model.plan)
    assert not PeaksStudy(x, "gone_1", 0).fits(model.plan)


def test_long_studies_come_in_short_pieces() -> None:
    model, x = network(), picture()
    study = OcclusionStudy(x, "dense_1", size=2, stride=1)
    pieces = study.pieces(model)
    shares = []
    for _ in pieces:
        shares.append(study.progress.share)
    assert len(shares) == 1 + len(chunks(model.plan, len(study.corners())))
    assert shares == sorted(shares)
