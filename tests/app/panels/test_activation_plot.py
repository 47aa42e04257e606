"""The drawing of an activation function says what the function does, and where it saturates."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from nnstudio.activations import all_activations, make_activation
from nnstudio.app.panels.parts.activation_plot import REACH, ActivationPlot
from nnstudio.app.style.theme import LIGHT
from nnstudio.core.layer import Array
from tests.app.panels.drawings import Show

ELEMENTWISE = [name for name, cls in all_activations().items() if cls.elementwise]


@pytest.fixture
def plot(show: Show) -> ActivationPlot:
    plot = ActivationPlot()
    show(plot)
    return plot


def pixels(plot: ActivationPlot) -> Array:
    """Return what is drawn as ``(height, width, 3)`` of red, green and blue."""
    image = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.width(), 4)[..., 2::-1].astype(int)


def has(picture: Array, color: str, within: int = 0) -> bool:
    """Return whether a colour is seen, up to a difference for lines between two pixels."""
    wanted = QColor(color)
    apart = np.abs(picture - [wanted.red(), wanted.green(), wanted.blue()]).max(axis=-1)
    return bool(apart.min() <= within)


def column(picture: Array, z: float) -> Array:
    """Return what is seen where z is."""
    x = round(10 + (z + REACH) / (2 * REACH) * (picture.shape[1] - 20))
    return picture[28:-10, x : x + 1]


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_function_and_derivative_are_drawn_and_said(plot: ActivationPlot, name: str) -> None:
    plot.set_activation(make_activation(name))
    curves = pixels(plot)[28:]
    assert has(curves, LIGHT.train, within=40)
    assert has(curves, LIGHT.validation, within=40)
    assert all_activations()[name].label in plot.accessibleName()


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_the_ground_is_darker_exactly_where_the_function_saturates(
    plot: ActivationPlot, name: str
) -> None:
    function = make_activation(name)
    plot.set_activation(function)
    picture = pixels(plot)
    for border, side in ((function.saturates_below, -1), (function.saturates_above, 1)):
        assert has(column(picture, side * 4.9), LIGHT.hover) == (border is not None)
        if border is not None:
            assert has(column(picture, border + side * 0.1), LIGHT.hover)
            assert not has(column(picture, border - side * 0.2), LIGHT.hover)
            assert f"{abs(border):.2g}" in plot.toolTip()


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_only_a_function_without_slope_says_that_nothing_before_it_learns(
    plot: ActivationPlot, name: str
) -> None:
    plot.set_activation(make_activation(name))
    written = has(pixels(plot)[28:-10], LIGHT.text, within=8)
    assert written == (name == "step")
    assert ("zero everywhere" in plot.toolTip()) == (name == "step")


def test_where_nothing_saturates_there_is_nothing_to_say(plot: ActivationPlot) -> None:
    plot.set_activation(make_activation("sigmoid"))
    assert plot.toolTip()
    plot.set_activation(make_activation("linear"))
    assert plot.toolTip() == ""


def test_the_mouse_reads_values_off(plot: ActivationPlot, qtbot: QtBot) -> None:
    plot.set_activation(make_activation("hard_sigmoid"))
    before = plot.grab().toImage()
    qtbot.mouseMove(plot, QPoint(plot.width() // 3, 60))
    qtbot.waitUntil(lambda: plot.grab().toImage() != before)
