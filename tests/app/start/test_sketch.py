"""A thumbnail shows every node in the colour of its category, inside its room."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from nnstudio.app.canvas.geometry import NODE_WIDTH
from nnstudio.app.start.sketch import sketch_of
from nnstudio.app.style.appearance import apply_theme
from nnstudio.app.style.theme import DARK, LIGHT, Theme
from nnstudio.graph.template import Template
from nnstudio.graph.templates import template, templates

SIZE = (220, 82)


def painted(entry: Template, scale: float = 1.0) -> QImage:
    width, height = SIZE
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    painter = QPainter(image)
    sketch_of(entry.project.graph).paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def colors(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("slug", ["xor", "inception"])
def test_the_categories_of_its_layers_can_be_seen(
    qapp: QApplication, theme: Theme, slug: str
) -> None:
    apply_theme(qapp, theme)
    entry = template(slug)
    wanted = {
        QColor(theme.category(node.layer.category)).name() for node in entry.project.graph.nodes
    }
    assert wanted <= colors(painted(entry, 2.0))
    apply_theme(qapp, LIGHT)


@pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry.slug)
def test_nothing_runs_over_the_edge(qapp: QApplication, entry: Template) -> None:
    image = painted(entry)
    width, height = SIZE
    edge = [(x, y) for x in range(width) for y in (0, 1, height - 2, height - 1)]
    edge += [(x, y) for x in (0, 1, width - 2, width - 1) for y in range(height)]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_a_sketch_is_the_drawing_around_its_middle() -> None:
    graph = template("residual-mlp").project.graph
    sketch = sketch_of(graph)
    assert len(sketch.boxes) == len(graph.nodes)
    assert len(sketch.wires) == len(graph.wires)
    first, second = sketch.boxes[0].rect, sketch.boxes[1].rect
    assert first.width() == NODE_WIDTH
    assert second.x() - first.x() == graph.nodes[1].x - graph.nodes[0].x
