"""Maps of drawings and files, what speaks for a class, and the samples that wake a map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from nnstudio.app.live.class_output import class_output
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.core.layer import Array
from nnstudio.data.photos import PHOTOS
from nnstudio.data.pictures import centre_digit, read_picture
from nnstudio.data.resized_photo import read_photo
from nnstudio.engine.model import Model
from nnstudio.engine.studies.occlusion import OcclusionStudy
from nnstudio.engine.studies.saliency import SaliencyStudy
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from tests.app.plots.made_up import Parts, digits, hover, stack
from tests.engine.studying import answer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, parts: Parts) -> FeatureMaps:
    parts[0].open(digits())
    return shown(qtbot, parts)


def shown(qtbot: QtBot, parts: Parts) -> FeatureMaps:
    view = FeatureMaps(*parts)
    qtbot.addWidget(view)
    view.resize(900, 620)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.step() is not None)
    return view


def network(parts: Parts) -> Model:
    session = parts[0]
    return Model.build(session.analysis, session.weights, session.project.training.seed)


def wait_for(qtbot: QtBot, view: FeatureMaps, parts: Parts, x: Array) -> None:
    """Wait until the maps are those of a prepared sample."""
    outputs = network(parts).forward(x[np.newaxis]).outputs
    first = view.sections()[0].node_id

    def same() -> bool:
        maps = view.maps(first)
        return maps is not None and np.allclose(maps, outputs[first][0], atol=1e-5)

    qtbot.waitUntil(same)


def choose(qtbot: QtBot, view: FeatureMaps, letters: str) -> None:
    view.card.trace_box.setFocus()
    qtbot.keyClicks(view.card.trace_box, letters)


def test_a_drawing_is_looked_at_as_the_network_reads_it(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    qtbot.mouseClick(view.side.bar.draw_button, LEFT)
    pad = view.card.pad
    qtbot.waitUntil(pad.isVisible)
    assert pad.width() == pad.height()
    qtbot.mousePress(pad, LEFT, pos=QPoint(50, 20))
    qtbot.mouseMove(pad, QPoint(52, 60))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(54, 90))

    ink = centre_digit(pad.ink(), (28, 28))
    wait_for(qtbot, view, parts, ink[:, :, np.newaxis].astype(np.float32) / 255)
    assert view.card.label() == "Drawn"
    view.side.show_sample(3)
    assert not pad.isVisible()
    assert view.card.label().startswith("Label")


def test_backwards_a_drawing_is_taken_for_the_class_it_is_given(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    qtbot.keyClicks(view.side.bar.values_box, "d")
    qtbot.mouseClick(view.side.bar.draw_button, LEFT)
    pad = view.card.pad
    qtbot.mousePress(pad, LEFT, pos=QPoint(50, 20))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(54, 90))

    model = network(parts)
    x = centre_digit(pad.ink(), (28, 28))[np.newaxis, :, :, np.newaxis].astype(np.float32) / 255
    done = model.forward(x)
    t = np.eye(10, dtype=np.float32)[[int(done.outputs["dense_1"].argmax())]]
    if model.plan.targets == 1:
        t = t.argmax(axis=1, keepdims=True).astype(np.float32)
    expected = model.backward(done, t)[1]["conv2d_1"][0]
    assert expected.any()

    def same() -> bool:
        maps = view.maps("conv2d_1")
        return maps is not None and np.allclose(maps, expected, atol=1e-6)

    qtbot.waitUntil(same)


def test_a_picture_file_is_dropped(
    qtbot: QtBot, view: FeatureMaps, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "one.png"
    pixels = np.full((60, 60), 255, np.uint8)
    pixels[10:50, 27:33] = 0
    Image.fromarray(pixels).save(path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    button, modifiers = LEFT, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(200, 200), copy, mime, button, modifiers)
    QApplication.sendEvent(view, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(view, QDropEvent(QPointF(200, 200), copy, mime, button, modifiers))

    seen = read_picture(path, (28, 28)).pixels[:, :, np.newaxis]
    wait_for(qtbot, view, parts, seen.astype(np.float32) / 255)
    assert view.card.label() == "one.png"


def test_a_file_that_is_no_picture_says_so_and_leaves_the_maps(
    qtbot: QtBot, view: FeatureMaps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "text.png"
    path.write_text("no picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    view.side.bar.file_wanted.emit()
    qtbot.waitUntil(lambda: "text.png" in view.card.caption())
    assert view.strip.isVisible()


def test_a_photo_is_looked_at_in_colour(qtbot: QtBot, parts: Parts) -> None:
    layers = (Conv2D(filters=3), Flatten(), Dense(units=8, activation="softmax"))
    parts[0].open(stack("emoji32", *layers))
    view = shown(qtbot, parts)
    photo = next(photo for photo in PHOTOS if photo.name == "flower")
    menu = view.side.bar.open_button.menu()
    assert menu is not None
    [action] = [action for action in menu.actions() if action.data() == str(photo.path)]
    action.trigger()

    pixels = read_photo(photo.path, (32, 32, 3))
    assert pixels.shape == (32, 32, 3)
    assert np.ptp(pixels.astype(int), axis=2).max() > 50, "it is in colour"
    wait_for(qtbot, view, parts, view.side.choice.picked.x if view.side.choice.picked else pixels)
    qtbot.waitUntil(lambda: view.card.label() == "flower.jpg")
    raw = view.side.choice.picked
    assert raw is not None
    np.testing.assert_allclose(raw.raw, pixels)
    assert view.sections()[0].colour


@pytest.mark.parametrize(("letters", "kind"), [("s", "slope"), ("g", "signed")])
def test_saliency_is_drawn_over_the_picture(
    qtbot: QtBot, view: FeatureMaps, parts: Parts, letters: str, kind: str
) -> None:
    choose(qtbot, view, letters)
    assert view.card.tracing() == (kind, None)
    qtbot.waitUntil(lambda: view.card.picture.heat() is not None)

    picked, told = view.side.choice.picked, class_output(parts[0].analysis)
    assert picked is not None
    assert told is not None
    found = answer(SaliencyStudy(picked.x, told.node), network(parts))
    expected = np.abs(found.gradient) if kind == "slope" else found.times_input
    heat = view.card.picture.heat()
    assert heat is not None
    np.testing.assert_allclose(heat, expected[:, :, 0], atol=1e-6)
    assert f"score of {found.number}" in view.card.caption()
    hover(qtbot, view.card.picture, QPointF(view.card.picture.rect().center()))
    row, column = (int(part) for part in view.card.label()[1:].partition("]")[0].split(", "))
    shown = float(view.card.label().partition("→ ")[2].replace("−", "-"))
    assert shown == pytest.approx(heat[row, column], rel=0.1, abs=1e-9)


def test_a_class_is_chosen_to_be_traced_back(qtbot: QtBot, view: FeatureMaps, parts: Parts) -> None:
    choose(qtbot, view, "s")
    view.card.class_box.setFocus()
    qtbot.keyClicks(view.card.class_box, "7")
    assert view.card.tracing() == ("slope", 7)
    qtbot.waitUntil(lambda: "score of 7" in view.card.caption())


def test_occlusion_is_computed_in_pieces_and_tells_how_far(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    choose(qtbot, view, "o")
    assert view.side.tracing.waiting
    assert view.card.caption().endswith("% computed")
    qtbot.waitUntil(lambda: view.card.picture.heat() is not None, timeout=20_000)

    picked, told = view.side.choice.picked, class_output(parts[0].analysis)
    assert picked is not None
    assert told is not None
    study = OcclusionStudy(picked.x, told.node, size=6, stride=3, fill=0.5)
    found = answer(study, network(parts))
    heat = view.card.picture.heat()
    assert heat is not None
    np.testing.assert_allclose(heat, found.share - found.by_pixel, atol=1e-4)
    assert "A grey square lowers it to" in view.card.caption()

    view.hide()
    assert not view.side.tracing.waiting


def test_the_samples_that_wake_an_enlarged_map_are_shown(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    tiles = view.sections()[0].tiles()
    tiles.setFocus()
    qtbot.keyClick(tiles, Qt.Key.Key_Right)
    qtbot.keyClick(tiles, Qt.Key.Key_PageDown)
    qtbot.keyClick(tiles, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.peaks.pictures()), timeout=20_000)

    shown = view.peaks.pictures()
    values = [picture.value for picture in shown]
    assert values == sorted(values, reverse=True)
    picked = shown[1]
    qtbot.keyClick(view.peaks, Qt.Key.Key_Right)
    qtbot.keyClick(view.peaks, Qt.Key.Key_Return)
    assert view.sample() == ("validation", picked.index)

    def peak_is_shown() -> bool:
        maps = view.maps("conv2d_1")
        return maps is not None and abs(float(maps[:, :, 1].max()) - picked.value) < 1e-5

    qtbot.waitUntil(peak_is_shown)
    qtbot.keyClick(tiles, Qt.Key.Key_Escape)
    assert not view.peaks.isVisible()


def test_a_layer_that_is_enlarged_is_selected(
    qtbot: QtBot, view: FeatureMaps, parts: Parts
) -> None:
    qtbot.keyClick(view.sections()[2].tiles(), Qt.Key.Key_Return)
    assert parts[0].selection == ("conv2d_2",)
