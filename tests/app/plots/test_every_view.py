"""What all live views promise: a name, an explanation, room in a small dock, another language."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.decision_map import DecisionMap
from nnstudio.app.plots.distributions.distributions_view import DistributionsView
from nnstudio.app.plots.embedding.embedding_view import EmbeddingView
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.app.plots.gradient_plot import GradientPlot
from nnstudio.app.plots.health.health_view import HealthView
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.loss_plot import LossPlot
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.icons import has_icon
from nnstudio.app.style.theme import DARK
from nnstudio.engine.run_log import RunLog
from tests.app.plots.made_up import Drawn, Parts, digits, fill, spiral

SMALL = (392, 270)
"""A third of a window of 1366 x 768, below the canvas."""

VIEWS = [
    LossPlot,
    GradientPlot,
    FeatureMaps,
    DecisionMap,
    DistributionsView,
    HealthView,
    EmbeddingView,
    ConfusionView,
]


@pytest.fixture(params=VIEWS, ids=lambda view: view.NAME)
def view(request: pytest.FixtureRequest, qtbot: QtBot, parts: Parts, drawn: Drawn) -> LiveView:
    session = parts[0]
    session.open(spiral() if request.param in (DecisionMap, EmbeddingView) else digits())
    log = RunLog(("conv2d_1", "conv2d_2", "dense_1"))
    session.begin_run(log)
    fill(log, 120)
    view: LiveView = request.param(*parts)
    qtbot.addWidget(view)
    view.resize(*SMALL)
    with qtbot.waitExposed(view):
        view.show()
    if not isinstance(view, LossPlot | GradientPlot):
        qtbot.waitUntil(lambda: view.step() is not None)
    drawn()
    return view


def test_it_says_what_it_is(view: LiveView) -> None:
    assert view.accessibleName() == view.title() == view.TITLE
    assert view.accessibleDescription() == view.EXPLANATION
    assert has_icon(view.ICON)


def test_it_fits_into_a_small_dock(view: LiveView) -> None:
    least = view.minimumSizeHint()

    assert least.width() <= SMALL[0]
    assert least.height() <= SMALL[1]
    assert (view.width(), view.height()) == SMALL


def test_a_dark_window_makes_it_dark(qapp: QApplication, view: LiveView) -> None:
    assert brightness(view) > 0.6

    choose_theme(qapp, DARK.name)
    assert brightness(view) < 0.4
    choose_theme(qapp, "light")


def test_another_language_is_taken_over_without_losing_what_is_shown(view: LiveView) -> None:
    before = view.grab().toImage()
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))

    assert view.grab().toImage() == before


def test_it_is_saved_as_a_drawing_a_picture_and_a_table(view: LiveView, tmp_path: Path) -> None:
    for name in ("view.svg", "view.png", "view.csv"):
        view.save(tmp_path / name)

    drawing = ElementTree.parse(tmp_path / "view.svg").getroot()
    assert drawing.get("viewBox") == f"0 0 {view.width()} {view.height()}"
    titles = [e.text for e in drawing if e.tag.endswith("title")]
    assert titles == [view.title()]
    assert any((e.text or "").strip() for e in drawing.iter() if e.tag.endswith("text"))
    assert QImage(str(tmp_path / "view.png")).size() == view.size()
    heading, *rows = csv.reader((tmp_path / "view.csv").read_text(encoding="utf-8").splitlines())
    assert rows
    assert {len(row) for row in rows} == {len(heading)}


def test_its_head_explains_it(view: LiveView) -> None:
    head = view.head()
    assert head is view.head()
    assert head.sentence.text() == view.EXPLANATION
    assert all(button.accessibleName() for button in head.buttons())


def brightness(view: LiveView) -> float:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return float(np.median(pixels)) / 255
