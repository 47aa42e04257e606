"""What all live views promise: a name, an explanation, room in a small dock, another language."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnstudio.app.plots.attention.attention_view import AttentionView
from nnstudio.app.plots.clipping.clipping_view import ClippingView
from nnstudio.app.plots.confusion.confusion_view import ConfusionView
from nnstudio.app.plots.decision_map import DecisionMap
from nnstudio.app.plots.distributions.distributions_view import DistributionsView
from nnstudio.app.plots.embedding.embedding_view import EmbeddingView
from nnstudio.app.plots.feature_maps import FeatureMaps
from nnstudio.app.plots.gradient_plot import GradientPlot
from nnstudio.app.plots.health.health_view import HealthView
from nnstudio.app.plots.landscape.landscape_view import FINENESS, LandscapeView
from nnstudio.app.plots.live_view import LiveView
from nnstudio.app.plots.loss_plot import LossPlot
from nnstudio.app.plots.mirror.mirror_view import MirrorView
from nnstudio.app.plots.recurrent.recurrent_view import RecurrentView
from nnstudio.app.style.appearance import choose_theme
from nnstudio.app.style.icons import has_icon
from nnstudio.app.style.theme import DARK
from nnstudio.core.layer import Layer
from nnstudio.engine.run_log import RunLog
from nnstudio.graph import edits
from nnstudio.graph.project import Project
from nnstudio.layers.dense import Dense
from nnstudio.layers.flatten import Flatten
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import MultiHeadAttention
from nnstudio.losses.mean_squared_error import MeanSquaredError
from tests.app.plots.made_up import Drawn, Parts, digits, fill, spiral, stack

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
    RecurrentView,
    AttentionView,
    LandscapeView,
    ClippingView,
    MirrorView,
]

STEPPING = (
    FeatureMaps
    | DecisionMap
    | DistributionsView
    | HealthView
    | EmbeddingView
    | ConfusionView
    | AttentionView
)
"""Views that tell after how many steps the network gave what they show."""


def waves(*layers: Layer) -> Project:
    """Return a network that foretells a wave."""
    project = stack("sine_series", *layers, Dense(units=1, activation="linear"))
    return edits.set_loss(project, MeanSquaredError())


PROJECTS: dict[type[LiveView], Callable[[], Project]] = {
    DecisionMap: spiral,
    EmbeddingView: spiral,
    LandscapeView: spiral,
    RecurrentView: partial(waves, LSTM(units=5)),
    AttentionView: partial(waves, Dense(units=6), MultiHeadAttention(heads=2), Flatten()),
}
"""Networks that the views have something for; the others show digits."""
IN_DRAWINGS: dict[type[LiveView], tuple[str, ...]] = {
    DecisionMap: ("x1", "x2", "0.0"),
    EmbeddingView: ("axis 1", "axis 2"),
    RecurrentView: ("input", "h", "back through time", "product of Jacobians"),
    AttentionView: ("head 1", "head 2", "average"),
    ClippingView: ("Length of the gradient",),
    MirrorView: ("import", "np"),
}
"""What is written within the figures themselves, beside the texts around them."""


@pytest.fixture(params=VIEWS, ids=lambda view: view.NAME)
def view(request: pytest.FixtureRequest, qtbot: QtBot, parts: Parts, drawn: Drawn) -> LiveView:
    session = parts[0]
    session.open(PROJECTS.get(request.param, digits)())
    log = RunLog(("conv2d_1", "conv2d_2", "dense_1"))
    session.begin_run(log)
    fill(log, 120)
    view: LiveView = request.param(*parts)
    qtbot.addWidget(view)
    view.resize(*SMALL)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: is_complete(view), timeout=20_000)
    drawn()
    return view


def test_it_says_what_it_is_and_fits_into_a_small_dock(view: LiveView) -> None:
    assert view.accessibleName() == view.title() == view.TITLE
    assert view.accessibleDescription() == view.EXPLANATION
    assert has_icon(view.ICON)
    head = view.head()
    assert head is view.head()
    assert head.sentence.text() == view.EXPLANATION
    assert all(button.accessibleName() for button in head.buttons())

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
    texts = [(e.text or "").strip() for e in drawing.iter() if e.tag.endswith("text")]
    assert any(texts)
    for wanted in IN_DRAWINGS.get(type(view), ()):
        assert any(wanted in text for text in texts), wanted
    assert QImage(str(tmp_path / "view.png")).size() == view.size()
    heading, *rows = csv.reader((tmp_path / "view.csv").read_text(encoding="utf-8").splitlines())
    assert rows
    assert {len(row) for row in rows} == {len(heading)}


def is_complete(view: LiveView) -> bool:
    """Return whether everything has come that the view asked for."""
    if isinstance(view, LossPlot | GradientPlot | ClippingView):
        return True
    if isinstance(view, LandscapeView):
        return view.ground is not None and len(view.ground.across) == FINENESS[-1]
    if isinstance(view, RecurrentView):
        strip = view.unrolled.strip.unrolled()
        return strip is not None and bool(np.isfinite(strip.products).all())
    if isinstance(view, MirrorView):
        return view.mirror is not None
    assert isinstance(view, STEPPING)
    return view.step() is not None


def brightness(view: LiveView) -> float:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return float(np.median(pixels)) / 255
