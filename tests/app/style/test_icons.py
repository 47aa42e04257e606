"""Icons follow the theme, grey out, stay sharp and all exist."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from nnstudio.activations import all_activations
from nnstudio.app.layer_icons import layer_icon_name
from nnstudio.app.style import icons
from nnstudio.app.style.appearance import apply_theme
from nnstudio.app.style.icons import has_icon, icon, icon_pixmap
from nnstudio.app.style.theme import DARK, LIGHT
from nnstudio.core.layer import Layer
from nnstudio.core.paths import resource
from nnstudio.layers import all_layers
from nnstudio.layers.activation import ActivationLayer


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    apply_theme(qapp, LIGHT)


def ink(image: QImage) -> QColor:
    """Return the colour of the most opaque pixel."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    darkest = max(pixels, key=QColor.alpha)
    return QColor(darkest.red(), darkest.green(), darkest.blue())


def test_an_icon_made_once_follows_the_theme(qapp: QApplication) -> None:
    play = icon("square")
    assert ink(play.pixmap(QSize(24, 24)).toImage()) == QColor(LIGHT.text)
    apply_theme(qapp, DARK)
    assert ink(play.pixmap(QSize(24, 24)).toImage()) == QColor(DARK.text)


def test_a_button_repaints_its_icon_when_the_theme_changes(
    qapp: QApplication, qtbot: QtBot
) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("square", "accent"))
    button.show()
    light = button.grab().toImage()
    apply_theme(qapp, DARK)
    dark = button.grab().toImage()
    colors = {
        dark.pixelColor(x, y).name() for x in range(dark.width()) for y in range(dark.height())
    }
    assert DARK.accent in colors
    assert light != dark


@pytest.mark.parametrize(
    ("color", "expected"),
    [("accent", LIGHT.accent), ("convolution", LIGHT.categories["convolution"]), ("#123456",) * 2],
)
def test_a_colour_is_named_or_written(color: str, expected: str) -> None:
    assert ink(icon("square", color).pixmap(QSize(24, 24)).toImage()) == QColor(expected)


def test_a_disabled_icon_is_grey() -> None:
    pixmap = icon("square", "accent").pixmap(QSize(24, 24), QIcon.Mode.Disabled)
    assert ink(pixmap.toImage()) == QColor(LIGHT.disabled)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_the_pixels_of_the_screen(scale: float) -> None:
    pixmap = icon("play").pixmap(QSize(16, 16), scale)
    assert pixmap.size() == QSize(16, 16) * scale
    assert pixmap.deviceIndependentSize().toSize() == QSize(16, 16)
    assert icon_pixmap("play", 20, scale=scale).width() == 20 * scale


def test_a_missing_icon_is_a_mistake_of_ours() -> None:
    assert has_icon("play")
    assert not has_icon("no-such-icon")
    with pytest.raises(KeyError, match="no-such-icon"):
        icon("no-such-icon")


def test_every_icon_that_the_program_names_exists() -> None:
    asked = {
        (file.name, node.args[0].value)
        for file in (Path(icons.__file__).parents[1]).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"icon", "icon_pixmap", "EmptyState"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
    assert asked
    assert not [(file, name) for file, name in asked if not has_icon(name)]


@pytest.mark.parametrize("layer", all_layers().values(), ids=lambda layer: layer.name)
def test_every_layer_has_an_icon(layer: type[Layer]) -> None:
    assert has_icon(layer_icon_name(layer))


@pytest.mark.parametrize("function", all_activations())
def test_an_activation_layer_is_shown_by_its_function(function: str) -> None:
    others = {layer_icon_name(ActivationLayer(activation=f)) for f in all_activations()}
    name = layer_icon_name(ActivationLayer(activation=function))
    assert len(others) == len(all_activations())
    assert ink(icon(name, "accent").pixmap(QSize(48, 48)).toImage()) == QColor(LIGHT.accent)


def test_every_icon_can_be_drawn_and_recoloured() -> None:
    files = sorted(resource("icons").glob("*/*.svg"))
    assert len(files) > 60
    assert len({file.stem for file in files}) == len(files), "two icons share a name"
    for file in files:
        assert QSvgRenderer(str(file)).isValid(), file.name
        assert "currentColor" in file.read_text(encoding="utf-8"), file.name


def test_the_icons_licence_comes_with_them() -> None:
    assert "ISC" in resource("icons", "lucide", "LICENSE").read_text(encoding="utf-8")
    assert "Open Font License" in resource("fonts", "inter", "LICENSE.txt").read_text("utf-8")


def test_a_copy_of_an_icon_can_be_changed(qapp: QApplication) -> None:
    original = icon("plus")
    copy = QIcon(original)
    copy.setIsMask(True)  # from here on it has an engine of its own
    del original
    size = QSize(16, 16)
    assert copy.pixmap(size).toImage() == icon("plus").pixmap(size).toImage()
